//! Decimal numbers beyond the range of floats, for counts and eigenvalues that people read.

use std::fmt;

use crate::numerics::double::Double;
use crate::numerics::scaled::Scaled;

/// A number at least 0 in decimal form, `mantissa * 10^exponent` with the mantissa in [1, 10) or zero: counts of
/// copies grow beyond all floats, and eigenvalues fall below them.
///
/// ```
/// use ergotropy::{Observables, Start};
///
/// // C(2000, 1000) - C(2000, 999), near 2e597.
/// let state = Start::populations([(1000, 1000, 1.0)]).state(2000)?;
/// let singlets: Vec<_> = state.ladder_populations().collect();
/// assert_eq!(singlets[0].copies.exponent(), 597);
/// assert_eq!(singlets[0].copies.to_f64(), f64::INFINITY);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decimal {
    mantissa: f64,
    exponent: i64,
    float: f64,
}

impl Decimal {
    /// The mantissa, in [1, 10) or zero.
    pub fn mantissa(self) -> f64 {
        self.mantissa
    }

    /// The power of ten.
    pub fn exponent(self) -> i64 {
        self.exponent
    }

    /// The number as a float; zero or infinite beyond the floats.
    pub fn to_f64(self) -> f64 {
        self.float
    }
}

impl From<Scaled> for Decimal {
    fn from(number: Scaled) -> Self {
        let power = |exponent: i64| Scaled::from(10.0).powi(exponent.unsigned_abs());
        let over = |exponent: i64| {
            let quotient = if exponent < 0 {
                number * power(exponent)
            } else {
                number / power(exponent)
            };
            quotient.to_f64()
        };
        let (binary, exponent) = number.parts();
        if number.is_zero() {
            let (mantissa, float) = (0.0, 0.0);
            return Self {
                mantissa,
                exponent: 0,
                float,
            };
        }
        let digits = (exponent as f64 + binary.to_f64().log2()) * std::f64::consts::LOG10_2;
        #[expect(clippy::cast_possible_truncation, reason = "below 2^31 digits")]
        let digits = digits.floor() as i64;
        // The logarithm may miss the power by one.
        let (mantissa, exponent) = match over(digits) {
            mantissa if mantissa >= 10.0 => (over(digits + 1), digits + 1),
            mantissa if mantissa < 1.0 => (over(digits - 1), digits - 1),
            mantissa => (mantissa, digits),
        };
        Self {
            mantissa,
            exponent,
            // Above the greatest float the low part of a double-double is no number.
            float: Some(number.to_f64())
                .filter(|float| !float.is_nan())
                .unwrap_or(f64::INFINITY),
        }
    }
}

impl From<f64> for Decimal {
    fn from(number: f64) -> Self {
        Self::from(Scaled::from(Double::from(number)))
    }
}

impl fmt::Display for Decimal {
    /// A whole number of up to 15 digits in full, any other in the scientific form, which may be beyond the floats.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.float;
        if number < 1e15 && number.fract() == 0.0 && (number > 0.0 || self.mantissa == 0.0) {
            write!(f, "{number:.0}")
        } else if (-300..300).contains(&self.exponent) {
            write!(f, "{number:e}")
        } else {
            write!(f, "{}e{}", self.mantissa, self.exponent)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_beyond_the_floats() {
        for (number, text) in [
            (Scaled::ZERO, "0"),
            (Scaled::from(42.0), "42"),
            (Scaled::from(0.1), "1e-1"),
            (Scaled::from(1e15), "1e15"),
            (Scaled::from(1.5e22), "1.5e22"),
            (Scaled::from(10.0).powi(400), "1e400"),
            (
                Scaled::from(2.5) / Scaled::from(10.0).powi(1000),
                "2.5e-1000",
            ),
        ] {
            assert_eq!(Decimal::from(number).to_string(), text);
        }
        assert_eq!(Decimal::from(1e-5).to_f64().to_bits(), 1e-5f64.to_bits());
    }
}
