//! The known digits of a number.

use ergotropy::Bounded;

/// A number for people: its known digits, at most `decimals` of them behind the point, and the error of
/// the last one in parentheses; small numbers have an exponent.
pub(super) fn shown(number: Bounded, decimals: usize) -> String {
    /// Errors below this do not show in the digits of a zero.
    const INVISIBLE: f64 = 1e-17;
    let Bounded { value, error, kind } = number;
    if value == 0.0 && error < INVISIBLE {
        return "0".to_owned();
    }
    if value == 0.0 || value.abs() >= 1e-3 || !value.is_finite() {
        return format!("{number:.decimals$}");
    }
    if error > value.abs() {
        return format!("{value:.1e} ± {error:.1e}");
    }
    let exponent = value.abs().log10().floor();
    // Two factors are used, because the whole power overflows for a tiny number.
    let half = 10f64.powf((-exponent / 2.0).floor());
    let rest = 10f64.powf(-exponent - (-exponent / 2.0).floor());
    let mantissa = Bounded {
        value: value * half * rest,
        error: error * half * rest,
        kind,
    };
    format!("{mantissa:.decimals$}e{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ergotropy::Kind;

    #[test]
    fn small_numbers_keep_their_digits() {
        let text = |value, error| shown(Bounded::new(value, error, Kind::Bound), 12);
        assert_eq!(text(0.0, 0.0), "0");
        assert_eq!(text(0.0, 1e-3), "0.000(2)");
        assert_eq!(text(1.5, 1e-3), "1.500(2)");
        assert_eq!(text(2.5e-31, 1e-34), "2.500(2)e-31");
        assert_eq!(text(2.5e-310, 1e-313), "2.500(2)e-310");
        assert_eq!(text(1e-20, 1e-16), "1.0e-20 ± 1.0e-16");
    }
}
