//! Axes of the maps, and points solved side by side.

use ergotropy::{Bounded, Error};
use ergotropy_sweep::{Progress, map};

pub(super) use crate::point::{NEARLY_ONE, NEARLY_ZERO};

/// The number of points on an axis of the grid on which "typically" is counted.
pub(super) const GRID: usize = 50;

/// The axis of the grid: Bose ratios from 0 to 0.99, as in the maps of the paper.
pub(super) fn axis() -> Vec<f64> {
    ergotropy_sweep::linear(0.0, 0.99, GRID)
}

/// Tolerance of thresholds that are reported with all digits.
pub(super) const SHARP: f64 = 1e-12;

/// Whether a number is above zero by more than its error.
pub(super) fn is_positive(number: Bounded) -> bool {
    number.lower() > 0.0
}

/// Whether the second number is above the first by more than both errors.
pub(super) fn grows(from: Bounded, to: Bounded) -> bool {
    to.lower() > from.upper()
}

/// The answers at all points, in their order, computed on all threads.
pub(super) fn solve<P: Sync, A: Send>(
    points: &[P],
    answer: impl Fn(&P) -> Result<A, Error> + Sync,
) -> Result<Vec<A>, Error> {
    map(points, &Progress::hidden(), answer)
}

/// One number or row of each item.
pub(super) fn each<I: IntoIterator, R>(items: I, of: impl FnMut(I::Item) -> R) -> Vec<R> {
    items.into_iter().map(of).collect()
}

/// All pairs, ordered by the outer item and then by the inner one.
pub(super) fn pairs<A: Copy, B: Copy>(outer: &[A], inner: &[B]) -> Vec<(A, B)> {
    let row = |&a: &A| inner.iter().map(move |&b| (a, b));
    outer.iter().flat_map(row).collect()
}

/// The least and the greatest of some numbers.
pub(super) fn extremes(numbers: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let ends = (f64::INFINITY, f64::NEG_INFINITY);
    numbers
        .into_iter()
        .fold(ends, |(least, most), x| (least.min(x), most.max(x)))
}

/// Whether each number is below the next one.
pub(super) fn rises(numbers: &[f64]) -> bool {
    numbers.windows(2).all(|pair| pair[0] < pair[1])
}

/// Whether each number is above the next one.
pub(super) fn falls(numbers: &[f64]) -> bool {
    numbers.windows(2).all(|pair| pair[0] > pair[1])
}
