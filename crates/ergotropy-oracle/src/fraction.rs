//! Fractions: exact conversion from floats, and back.

use dashu::{
    base::Abs,
    float::round::mode::HalfAway,
    integer::{IBig, UBig},
    rational::RBig,
};

/// The dyadic fraction that equals `value` exactly.
///
/// # Panics
///
/// When `value` is not finite.
pub fn from_f64(value: f64) -> RBig {
    RBig::try_from(value).expect("a finite float is a dyadic fraction")
}

/// The float nearest to `exact`.
pub fn to_f64(exact: &RBig) -> f64 {
    exact.to_f64().value()
}

/// `|exact - value|`, subtracted exactly and rounded once, so that errors far below the rounding of both can be
/// seen.
///
/// The distance to a `value` that is not finite is infinite.
///
/// ```
/// use ergotropy_oracle::{RBig, difference};
///
/// let third = RBig::from_parts(1.into(), 3u8.into());
/// assert_eq!(difference(&third, 1.0 / 3.0), 2f64.powi(-54) / 3.0);
/// assert_eq!(difference(&third, f64::NAN), f64::INFINITY);
/// ```
pub fn difference(exact: &RBig, value: f64) -> f64 {
    RBig::try_from(value).map_or(f64::INFINITY, |value| to_f64(&(exact - value).abs()))
}

/// The value of an integer, which must not be negative.
pub(crate) fn whole(number: IBig) -> UBig {
    UBig::try_from(number).expect("not negative")
}

/// The sum of fractions.
pub(crate) fn sum(fractions: impl IntoIterator<Item = RBig>) -> RBig {
    fractions
        .into_iter()
        .fold(RBig::ZERO, |sum, fraction| sum + fraction)
}

/// `exact` in decimal scientific notation, rounded to `digits` significant digits.
///
/// ```
/// use ergotropy_oracle::{RBig, decimal};
///
/// assert_eq!(decimal(&RBig::from_parts(200.into(), 3u8.into()), 8), "6.6666667e1");
/// ```
pub fn decimal(exact: &RBig, digits: usize) -> String {
    format!("{:e}", exact.to_float::<HalfAway, 10>(digits).value())
}
