//! The maximum of a function with one peak, by golden sections.

use super::maximum::Maximum;

/// The golden section: when an interval loses its shorter part, the same inner point divides the rest
/// in this ratio.
const SECTION: f64 = 0.618_033_988_749_894_8;

/// The greatest value of a function that rises up to one peak and falls after it; the place is found within
/// `tolerance`.
///
/// Each value narrows the interval by the golden section (Kiefer 1953), which also works with kinks. Cost:
/// some 2 + 4.8 log10((high - low) / tolerance) values. The result is the best of these values, so a peak at
/// an end is approached but not reached. A smooth function is flat at its peak: whatever the tolerance, its
/// values determine the place only to about the square root of their errors. If there are several peaks, the
/// result is one of them; [`maximize`](super::maximum::maximize) searches for the highest.
///
/// # Errors
/// The first error of `f`.
///
/// ```
/// let entropy = |x: f64| Ok::<f64, ()>(-x * x.ln());
/// let peak = ergotropy_sweep::golden(1e-3, 1.0, 1e-6, entropy)?;
/// assert!((peak.at - (-1f64).exp()).abs() < 1e-6);
/// # Ok::<(), ()>(())
/// ```
pub fn golden<E>(
    mut low: f64,
    mut high: f64,
    tolerance: f64,
    mut f: impl FnMut(f64) -> Result<f64, E>,
) -> Result<Maximum<f64>, E> {
    let mut value = |at: f64| Ok(Maximum { at, value: f(at)? });
    let mut left = value(high - SECTION * (high - low))?;
    let mut right = value(low + SECTION * (high - low))?;
    // The search also ends if no float is left between the points.
    while high - low > tolerance && low < left.at && left.at < right.at && right.at < high {
        if left.value > right.value {
            high = right.at;
            right = left;
            left = value(high - SECTION * (high - low))?;
        } else {
            low = left.at;
            left = right;
            right = value(low + SECTION * (high - low))?;
        }
    }
    Ok(if left.value > right.value {
        left
    } else {
        right
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Sure<T> = Result<T, std::convert::Infallible>;

    fn peak(low: f64, high: f64, tolerance: f64, f: impl Fn(f64) -> f64) -> Maximum<f64> {
        let Ok(peak) = golden(low, high, tolerance, |x| Sure::Ok(f(x)));
        peak
    }

    #[test]
    fn kinks_and_smooth_peaks_are_found() {
        let kink = peak(0.0, 1.0, 1e-9, |x| -(x - 0.312_345).abs());
        assert!((kink.at - 0.312_345).abs() < 1e-9 && kink.value.abs() < 1e-9);
        let smooth = peak(-3.0, 7.0, 1e-6, |x| 1.0 - (x - 1.25).powi(2));
        assert!((smooth.at - 1.25).abs() < 1e-6 && 1.0 - smooth.value < 1e-12);
    }

    #[test]
    fn ends_are_come_near_to() {
        assert!(peak(0.0, 2.0, 1e-8, |x| x).at > 2.0 - 1e-8);
        assert!(peak(0.0, 2.0, 1e-8, |x| -x).at < 1e-8);
    }

    #[test]
    fn no_tolerance_ends_where_no_float_is_left() {
        let found = peak(1.0, 2.0, 0.0, |x| -(x - 1.5).abs());
        assert!((found.at - 1.5).abs() < 4.0 * f64::EPSILON);
        assert_eq!(peak(1.0, 1.0, 0.0, |x| x).at, 1.0);
    }

    #[test]
    fn errors_pass() {
        let failed = golden(0.0, 1.0, 1e-3, |x| if x > 0.6 { Err(x) } else { Ok(x) });
        assert_eq!(failed, Err(SECTION));
    }
}
