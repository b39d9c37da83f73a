//! Least and greatest of some numbers.

/// The least and the greatest number; infinite if there are no numbers.
pub(super) fn extent(numbers: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    numbers
        .into_iter()
        .fold(none, |(low, high), x| (low.min(x), high.max(x)))
}
