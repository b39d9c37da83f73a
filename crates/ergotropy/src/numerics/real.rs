//! The operations that plain floats and double-doubles have in common, for formulas that are written
//! once.

use std::ops::{Add, Mul};

use crate::numerics::double::{Double, two_product};

/// A number in plain floats or in 106 bits.
pub(crate) trait Real:
    Copy + PartialOrd + Add<Output = Self> + Mul<Output = Self> + std::iter::Sum
{
    const ZERO: Self;

    fn from_double(x: Double) -> Self;

    /// A whole number divided by the product of two others.
    fn quotient(numerator: f64, denominator: [f64; 2]) -> Self;

    /// The product of two whole numbers.
    fn product(factors: [f64; 2]) -> Self;

    /// `self * factor + term`.
    fn mul_add(self, factor: Self, term: Self) -> Self;
}

impl Real for f64 {
    const ZERO: Self = 0.0;

    fn from_double(x: Double) -> Self {
        x.to_f64()
    }

    #[inline(always)]
    fn quotient(numerator: f64, [one, other]: [f64; 2]) -> Self {
        numerator / (one * other)
    }

    #[inline(always)]
    fn product([one, other]: [f64; 2]) -> Self {
        one * other
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        Self::mul_add(self, factor, term)
    }
}

impl Real for Double {
    const ZERO: Self = Self::ZERO;

    fn from_double(x: Double) -> Self {
        x
    }

    #[inline(always)]
    fn quotient(numerator: f64, denominator: [f64; 2]) -> Self {
        Self::from(numerator) / <Self as Real>::product(denominator)
    }

    #[inline(always)]
    fn product([one, other]: [f64; 2]) -> Self {
        two_product(one, other)
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        term + self * factor
    }
}
