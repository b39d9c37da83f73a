//! Double-double numbers with an exponent of their own, for counts and weights beyond the range
//! of floats.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul};

use num_bigint::BigUint;
use num_traits::ToPrimitive;

use crate::numerics::double::Double;

/// A non-negative number `mantissa * 2^exponent`, mantissa in [1, 2) or zero.
///
/// Products and quotients keep the relative errors of [`Double`] and cannot overflow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scaled {
    mantissa: Double,
    exponent: i64,
}

/// Powers of two with an exponent up to this, positive or negative, are safe factors.
const SAFE_EXPONENT: i64 = 900;

impl Scaled {
    pub(crate) const ZERO: Self = Self {
        mantissa: Double::ZERO,
        exponent: 0,
    };

    /// `value * 2^exponent` in normal form.
    #[inline(always)]
    fn normal(value: Double, exponent: i64) -> Self {
        if !value.is_positive() {
            return Self::ZERO;
        }
        // A subnormal float has no exponent field that can be read.
        let (value, exponent) = if value.hi < f64::MIN_POSITIVE {
            (value.scaled(power_of_two(200)), exponent - 200)
        } else {
            (value, exponent)
        };
        let field = i64::from(u32::try_from(value.hi.to_bits() >> 52).unwrap_or(0)) - 1023;
        let half = field / 2;
        Self {
            mantissa: value
                .scaled(power_of_two(-half))
                .scaled(power_of_two(half - field)),
            exponent: exponent + field,
        }
    }

    /// The number times `2^exponent`.
    #[inline(always)]
    pub(crate) fn shifted(self, exponent: i64) -> Self {
        Self::normal(self.mantissa, self.exponent + exponent)
    }

    pub(crate) fn is_zero(self) -> bool {
        !self.mantissa.is_positive()
    }

    /// Integer power, by repeated squaring.
    pub(crate) fn powi(self, mut exponent: u64) -> Self {
        let mut base = self;
        let mut power = Self::from(Double::ONE);
        while exponent > 0 {
            if exponent & 1 == 1 {
                power = power * base;
            }
            base = base * base;
            exponent >>= 1;
        }
        power
    }

    /// The number as a double-double; zero below some 2^-1800, infinite above the greatest float.
    pub(crate) fn to_double(self) -> Double {
        if self.exponent < -2 * SAFE_EXPONENT {
            return Double::ZERO;
        }
        if self.exponent.abs() <= SAFE_EXPONENT {
            return self.mantissa.scaled(power_of_two(self.exponent));
        }
        let exponent = self.exponent.min(2 * SAFE_EXPONENT);
        let half = exponent / 2;
        self.mantissa
            .scaled(power_of_two(half))
            .scaled(power_of_two(exponent - half))
    }

    /// The number rounded to a float.
    pub(crate) fn to_f64(self) -> f64 {
        self.to_double().to_f64()
    }

    /// Mantissa in [1, 2), or zero, and exponent of two.
    pub(crate) fn parts(self) -> (Double, i64) {
        (self.mantissa, self.exponent)
    }

    /// Natural logarithm, accurate to eight roundings if the logarithm of the platform is accurate to
    /// four. Minus infinity for zero.
    pub(crate) fn ln(self) -> f64 {
        if matches!(self.exponent, -1 | 0) {
            // Near 1 the logarithms of mantissa and power would cancel.
            let Double { hi, lo } = self.to_double();
            return hi.ln() + (lo / hi).ln_1p();
        }
        self.mantissa.to_f64().ln() + self.exponent as f64 * std::f64::consts::LN_2
    }
}

/// 2^exponent; zero below the normal floats, and 2^1000 for exponents above 1000.
#[inline(always)]
pub(crate) fn power_of_two(exponent: i64) -> f64 {
    let field = (exponent.clamp(-1023, 1000) + 1023).unsigned_abs();
    f64::from_bits(field << 52)
}

impl From<Double> for Scaled {
    #[inline(always)]
    fn from(value: Double) -> Self {
        Self::normal(value, 0)
    }
}

impl From<f64> for Scaled {
    #[inline(always)]
    fn from(value: f64) -> Self {
        Self::normal(Double::from(value), 0)
    }
}

impl From<&BigUint> for Scaled {
    /// The leading 106 bits of an integer (relative error below 2^-105).
    fn from(integer: &BigUint) -> Self {
        const KEPT: u64 = 106;
        let dropped = integer.bits().saturating_sub(KEPT);
        let leading = (integer >> dropped).to_u128().unwrap_or(u128::MAX);
        // These are two halves of 53 bits, each exact as a float.
        let high = (leading >> 53) as f64;
        let low = (leading & ((1 << 53) - 1)) as f64;
        let value = Double::from(high).scaled(power_of_two(53)) + Double::from(low);
        Self::normal(value, i64::try_from(dropped).unwrap_or(i64::MAX))
    }
}

impl Add for Scaled {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let (large, small) =
            if self.is_zero() || (!other.is_zero() && other.exponent > self.exponent) {
                (other, self)
            } else {
                (self, other)
            };
        let shift = small.exponent - large.exponent;
        if small.is_zero() || shift < -SAFE_EXPONENT {
            return large;
        }
        Self::normal(
            large.mantissa + small.mantissa.scaled(power_of_two(shift)),
            large.exponent,
        )
    }
}

impl Mul for Scaled {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self::normal(
            self.mantissa * other.mantissa,
            self.exponent + other.exponent,
        )
    }
}

impl Div for Scaled {
    type Output = Self;

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self::normal(
            self.mantissa / other.mantissa,
            self.exponent - other.exponent,
        )
    }
}

impl PartialOrd for Scaled {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            (false, false) => match self.exponent.cmp(&other.exponent) {
                Ordering::Equal => self.mantissa.partial_cmp(&other.mantissa),
                order => Some(order),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_keep_their_digits_next_to_one() {
        for gap in [1e-3, 1.449e-7, 1e-12, 2f64.powi(-53)] {
            for x in [1.0 - gap, 1.0 + gap] {
                // The difference x - 1 is exact.
                let exact = (x - 1.0).ln_1p();
                let miss = Scaled::from(x).ln() - exact;
                assert!(miss.abs() <= 1e-15 * exact.abs(), "{x}: {miss:e}");
            }
        }
        let least = Scaled::from(Double::ONE - Double::from(1e-25));
        assert!((least.ln() / 1e-25 + 1.0).abs() < 1e-6);
    }

    #[test]
    fn goes_beyond_floats_and_comes_back() {
        let third = Scaled::from(Double::ONE / Double::from(3.0));
        let tiny = third.powi(5000);
        assert!(tiny.to_f64() == 0.0 && !tiny.is_zero());
        assert!((tiny.ln() + 5000.0 * 3f64.ln()).abs() < 1e-9);
        let back = tiny * Scaled::from(3.0).powi(5000);
        assert!((back.to_f64() - 1.0).abs() < 1e-15);
        assert!(tiny < third && Scaled::ZERO < tiny);
        assert_eq!(Scaled::from(5e-324).to_f64(), 5e-324);
    }

    #[test]
    fn integers_keep_106_bits() {
        // 3^60 < 2^96 fits.
        let exact = 3u128.pow(60);
        let power = Scaled::from(&BigUint::from(exact)).to_double();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let low = exact.abs_diff(power.hi as u128) as f64;
        assert_eq!((power.hi, power.lo.abs()), (exact as f64, low));
        let by_squaring = Scaled::from(3.0).powi(60).to_double();
        assert_eq!(by_squaring, power);
        let long = (BigUint::from(1u32) << 4000u32) + 1u32;
        assert!((Scaled::from(&long) / Scaled::from(2.0).powi(4000)).to_f64() == 1.0);
        assert!(Scaled::from(&BigUint::from(0u32)).is_zero());
    }
}
