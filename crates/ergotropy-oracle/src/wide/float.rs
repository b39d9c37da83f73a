//! Float: the number type and its arithmetic.
//!
//! Sums, differences and products are truncated after 320 bits: they are low by less than one unit in the last
//! place, `2^-319`. Quotients have an error of at most eight units.

use std::{
    iter::Sum,
    ops::{Add, Div, Mul},
};

use crate::word::{high, low, signed};

/// Number of words of a mantissa.
pub(super) const WORDS: usize = 5;

/// Number of bits of a mantissa.
pub(super) const BITS: u32 = 64 * 5;

/// Zero, or `mantissa 2^exponent` with a mantissa in `[1/2, 1)`, whose first word is the most significant one.
///
/// The derived order is that of the numbers, as the exponent of zero is the least integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wide {
    pub(super) exponent: i64,
    pub(super) mantissa: [u64; WORDS],
}

impl Wide {
    /// Zero.
    pub(crate) const ZERO: Self = Self {
        exponent: i64::MIN,
        mantissa: [0; WORDS],
    };

    /// One.
    pub(crate) const ONE: Self = Self::power_of_two(0);

    /// `2^power`.
    pub(crate) const fn power_of_two(power: i64) -> Self {
        Self {
            exponent: power + 1,
            mantissa: [1 << 63, 0, 0, 0, 0],
        }
    }

    /// Whether this number is zero.
    pub(crate) fn is_zero(self) -> bool {
        self.mantissa[0] == 0
    }

    /// The exponent `e` of `2^(e-1) <= x < 2^e`; the least integer for zero.
    pub(crate) fn exponent(self) -> i64 {
        self.exponent
    }

    /// This number times `2^power`.
    pub(crate) fn scaled(self, power: i64) -> Self {
        if self.is_zero() {
            return self;
        }
        Self {
            exponent: self.exponent + power,
            ..self
        }
    }

    /// The absolute difference from another number.
    pub(crate) fn distance(self, other: Self) -> Self {
        let (large, small) = ordered(self, other);
        if small.is_zero() {
            return large;
        }
        let aligned = shifted_right(small.mantissa, large.exponent - small.exponent);
        let mut mantissa = large.mantissa;
        let mut borrow = false;
        for (digit, subtrahend) in mantissa.iter_mut().zip(aligned).rev() {
            let (partial, first) = digit.overflowing_sub(subtrahend);
            let (difference, second) = partial.overflowing_sub(borrow.into());
            *digit = difference;
            borrow = first || second;
        }
        Self::normalised(mantissa, large.exponent)
    }

    /// The inverse of this number, which must not be zero.
    pub(crate) fn inverse(self) -> Self {
        let fraction = Self {
            exponent: 0,
            ..self
        };
        // Newton's method doubles the 50 bits of a float three times.
        let mut inverse = Self::from(2f64.powi(64) / (self.mantissa[0] as f64));
        for _ in 0..3 {
            inverse = inverse * Self::power_of_two(1).distance(fraction * inverse);
        }
        inverse.scaled(-self.exponent)
    }

    /// `mantissa 2^exponent` in normal form, for a mantissa with any leading bits.
    pub(super) fn normalised(mantissa: [u64; WORDS], exponent: i64) -> Self {
        let Some(words) = mantissa.iter().position(|&word| word != 0) else {
            return Self::ZERO;
        };
        let bits = mantissa[words].leading_zeros();
        let word = |at: usize| mantissa.get(at).copied().unwrap_or(0);
        Self {
            exponent: exponent - 64 * signed(words) - i64::from(bits),
            mantissa: std::array::from_fn(|at| {
                let at = at + words;
                high((u128::from(word(at)) << 64 | u128::from(word(at + 1))) << bits)
            }),
        }
    }
}

impl Add for Wide {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (large, small) = ordered(self, other);
        if small.is_zero() {
            return large;
        }
        let aligned = shifted_right(small.mantissa, large.exponent - small.exponent);
        let mut mantissa = large.mantissa;
        let mut carry = 0;
        for (digit, addend) in mantissa.iter_mut().zip(aligned).rev() {
            let sum = u128::from(*digit) + u128::from(addend) + u128::from(carry);
            *digit = low(sum);
            carry = high(sum);
        }
        if carry == 0 {
            return Self { mantissa, ..large };
        }
        let mut mantissa = shifted_right(mantissa, 1);
        mantissa[0] |= 1 << 63;
        Self {
            exponent: large.exponent + 1,
            mantissa,
        }
    }
}

impl Mul for Wide {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::ZERO;
        }
        let mut product = [0; 2 * WORDS];
        for (shift, &factor) in self.mantissa.iter().enumerate().rev() {
            let mut carry = 0;
            for (digit, &word) in product[shift + 1..].iter_mut().zip(&other.mantissa).rev() {
                let sum = u128::from(*digit) + u128::from(factor) * u128::from(word) + carry;
                *digit = low(sum);
                carry = u128::from(high(sum));
            }
            product[shift] = low(carry);
        }
        let exponent = self.exponent + other.exponent;
        let bits = product[0].leading_zeros();
        Self {
            exponent: exponent - i64::from(bits),
            mantissa: std::array::from_fn(|at| {
                high((u128::from(product[at]) << 64 | u128::from(product[at + 1])) << bits)
            }),
        }
    }
}

impl Div for Wide {
    type Output = Self;

    #[expect(
        clippy::suspicious_arithmetic_impl,
        reason = "an inverse is one product from a quotient"
    )]
    fn div(self, other: Self) -> Self {
        self * other.inverse()
    }
}

impl Sum for Wide {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

/// The greater and the smaller of two numbers.
fn ordered(one: Wide, other: Wide) -> (Wide, Wide) {
    if one >= other {
        (one, other)
    } else {
        (other, one)
    }
}

/// A mantissa divided by `2^bits`, truncated.
fn shifted_right(mantissa: [u64; WORDS], bits: i64) -> [u64; WORDS] {
    let Some(bits) = u32::try_from(bits).ok().filter(|&bits| bits < BITS) else {
        return [0; WORDS];
    };
    let words = (bits / 64) as usize;
    let word = |at: Option<usize>| at.map_or(0, |at| mantissa[at]);
    std::array::from_fn(|at| {
        let (left, right) = (at.checked_sub(words + 1), at.checked_sub(words));
        low((u128::from(word(left)) << 64 | u128::from(word(right))) >> (bits % 64))
    })
}

#[cfg(test)]
mod tests {
    use dashu::{base::Abs, rational::RBig};

    use super::*;

    /// Numbers of many sizes whose digits fill the mantissa.
    fn numbers() -> Vec<RBig> {
        (0..60i32)
            .map(|i| {
                RBig::from(7 * i + 1) / RBig::from(281) * RBig::from(3).pow(7 * (i as isize) - 200)
            })
            .collect()
    }

    /// Asserts that a result has an error of at most `units` units in the last place of `size`.
    fn assert_near(result: Wide, exact: &RBig, size: &RBig, units: u8) {
        let error = (result.to_fraction() - exact).abs();
        let unit = size * RBig::from(2).pow(-319);
        assert!(error <= unit * RBig::from(units), "{result:?} for {exact}");
    }

    #[test]
    fn every_operation_has_the_digits_it_promises() {
        for x in numbers() {
            let wide_x = Wide::from(&x);
            let x = wide_x.to_fraction();
            let inverse = RBig::ONE / &x;
            assert_near(wide_x.inverse(), &inverse, &inverse, 7);
            for y in numbers() {
                let wide_y = Wide::from(&y);
                let y = wide_y.to_fraction();
                let (sum, product, quotient) = (&x + &y, &x * &y, &x / &y);
                assert_near(wide_x + wide_y, &sum, &sum, 1);
                assert_near(wide_x * wide_y, &product, &product, 1);
                assert_near(wide_x / wide_y, &quotient, &quotient, 8);
                let larger = if x > y { &x } else { &y };
                assert_near(wide_x.distance(wide_y), &(&x - &y).abs(), larger, 1);
                assert_eq!(wide_x.cmp(&wide_y), x.cmp(&y));
            }
        }
    }

    #[test]
    fn nought_is_neutral_and_least() {
        let third = Wide::ONE / Wide::from(3);
        assert_eq!(Wide::ZERO + third, third);
        assert_eq!(third.distance(Wide::ZERO), third);
        assert_eq!(third.distance(third), Wide::ZERO);
        assert_eq!(third * Wide::ZERO, Wide::ZERO);
        assert_eq!(Wide::ZERO.scaled(5), Wide::ZERO);
        assert!(Wide::ZERO < Wide::power_of_two(-100_000));
    }

    #[test]
    fn carries_run_through_all_words() {
        let almost = Wide::ONE.distance(Wide::power_of_two(-320));
        assert_eq!(almost + Wide::power_of_two(-320), Wide::ONE);
        assert_eq!(
            almost + almost,
            Wide::power_of_two(1).distance(Wide::power_of_two(-319))
        );
    }
}
