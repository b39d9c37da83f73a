//! Places where a condition or a sign changes, by bisection.

/// The place, within `tolerance`, at which a condition that is true at `yes` and false at `no` changes.
/// If the condition changes several times, the result is one of the places.
///
/// The condition is not evaluated at the two ends. Cost: log2(|yes - no| / tolerance) evaluations.
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
        // The search also ends if no float is left between the two.
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

/// The first place along an axis, within `tolerance`, at which a condition ceases to be true; `None` if
/// the condition is true at all points.
///
/// The condition is evaluated at the points of the axis in their order, and the first interval with a
/// change is bisected. Two changes between neighbouring points are not seen. The place is the first point
/// itself if the condition is false there.
///
/// # Errors
/// The first error of the condition.
///
/// ```
/// use ergotropy_sweep::{first_change, linear};
///
/// let above = |x: f64| Ok::<bool, ()>(x.cos() > 0.5);
/// let place = first_change(&linear(0.0, 10.0, 50), 1e-9, above)?;
/// assert!(place.is_some_and(|x| (x - std::f64::consts::FRAC_PI_3).abs() < 1e-9));
/// # Ok::<(), ()>(())
/// ```
pub fn first_change<E>(
    axis: &[f64],
    tolerance: f64,
    mut condition: impl FnMut(f64) -> Result<bool, E>,
) -> Result<Option<f64>, E> {
    let mut before = None;
    for &at in axis {
        if !condition(at)? {
            let change = before.map(|yes| threshold(yes, at, tolerance, condition));
            return change.unwrap_or(Ok(at)).map(Some);
        }
        before = Some(at);
    }
    Ok(None)
}

/// The place, within `tolerance`, at which a function changes its sign between two ends; `None` if its
/// signs at both ends are the same, or if one value is not a number.
///
/// If the function is zero at an end, the result is that end. If the sign changes several times, the
/// result is one of the places, which may be a pole. Cost: 2 + log2(|high - low| / tolerance) values.
///
/// # Errors
/// The first error of `f`.
///
/// ```
/// let cosine = |x: f64| Ok::<f64, ()>(x.cos());
/// let place = ergotropy_sweep::root(0.0, 3.0, 1e-12, cosine)?;
/// assert!(place.is_some_and(|x| (x - std::f64::consts::FRAC_PI_2).abs() < 1e-12));
/// assert_eq!(ergotropy_sweep::root(0.0, 1.0, 1e-12, cosine)?, None);
/// # Ok::<(), ()>(())
/// ```
pub fn root<E>(
    low: f64,
    high: f64,
    tolerance: f64,
    mut f: impl FnMut(f64) -> Result<f64, E>,
) -> Result<Option<f64>, E> {
    let (at_low, at_high) = (f(low)?, f(high)?);
    if at_low == 0.0 {
        return Ok(Some(low));
    }
    if at_high == 0.0 {
        return Ok(Some(high));
    }
    let rises = at_low < 0.0 && at_high > 0.0;
    let falls = at_low > 0.0 && at_high < 0.0;
    if !rises && !falls {
        return Ok(None);
    }
    threshold(low, high, tolerance, |x| Ok((f(x)? < 0.0) == rises)).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Sure<T> = Result<T, std::convert::Infallible>;

    #[test]
    fn both_directions_and_no_tolerance() {
        for (yes, no) in [(1.0, 2.0), (2.0, 1.0)] {
            let condition = |x: f64| Sure::Ok((x * x < 2.0) == (yes < no));
            let Ok(place) = threshold(yes, no, 0.0, condition);
            assert!((place - 2f64.sqrt()).abs() <= f64::EPSILON);
        }
    }

    #[test]
    fn the_first_of_two_changes_is_found() {
        let axis = crate::axis::linear(0.0, 10.0, 101);
        let band = |x: f64| Sure::Ok(!(2.34..5.0).contains(&x));
        let Ok(place) = first_change(&axis, 1e-9, band);
        assert!(place.is_some_and(|x| (x - 2.34).abs() < 1e-9));
        assert_eq!(first_change(&axis, 1e-9, |_| Sure::Ok(true)), Ok(None));
        assert_eq!(
            first_change(&axis, 1e-9, |x| Sure::Ok(x > 0.0)),
            Ok(Some(0.0))
        );
        assert_eq!(first_change(&[], 1e-9, band), Ok(None));
        let failed = first_change(&axis, 1e-9, |x| if x > 3.05 { Err(x) } else { Ok(true) });
        assert_eq!(failed, Err(axis[31]));
    }

    #[test]
    fn signs_that_do_not_change_have_no_place() {
        assert_eq!(root(0.0, 2.0, 1e-9, |x| Sure::Ok(x - 2.0)), Ok(Some(2.0)));
        assert_eq!(root(0.0, 2.0, 1e-9, Sure::Ok), Ok(Some(0.0)));
        assert_eq!(root(0.0, 2.0, 1e-9, |x| Sure::Ok(1.0 + x)), Ok(None));
        assert_eq!(
            root(0.0, 2.0, 1e-9, |x| Sure::Ok((x - 1.0).sqrt())),
            Ok(None)
        );
        let Ok(falling) = root(0.0, 2.0, 1e-9, |x| Sure::Ok(0.7 - x));
        assert!(falling.is_some_and(|x| (x - 0.7).abs() < 1e-9));
    }
}
