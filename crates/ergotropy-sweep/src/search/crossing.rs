//! Where a condition changes.

/// The place within `tolerance` at which a condition that is true at `yes` and false at `no` changes, by
/// bisection. Where it changes several times, one of the places.
///
/// # Errors
/// The first error of the condition.
///
/// ```
/// let root: Result<f64, ()> = ergotropy_sweep::threshold(1.0, 2.0, 1e-9, |x| Ok(x * x < 2.0));
/// assert!((root.unwrap() - 2f64.sqrt()).abs() < 1e-9);
/// ```
pub fn threshold<E>(
    mut yes: f64,
    mut no: f64,
    tolerance: f64,
    mut condition: impl FnMut(f64) -> Result<bool, E>,
) -> Result<f64, E> {
    loop {
        let middle = f64::midpoint(yes, no);
        // No float may be left between the two.
        if (yes - no).abs() <= tolerance || middle == yes || middle == no {
            return Ok(middle);
        }
        if condition(middle)? {
            yes = middle;
        } else {
            no = middle;
        }
    }
}
