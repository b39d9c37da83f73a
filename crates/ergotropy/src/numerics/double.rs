//! Double-double numbers: an unevaluated sum `hi + lo` of two floats, 106 bits.
//!
//! With u = 2⁻⁵³, a sum has an error of at most 3u²(|x| + |y|), which is a relative error if both have one
//! sign. A product has a relative error of at most 7u² and a quotient of at most 17u² (Joldes, Muller and
//! Popescu, *ACM Trans. Math. Softw.* 44, 15 (2017), Algorithms 5, 11 and 17, with room to spare). This
//! holds as long as no low part falls below the least float. The operations have no branches, so that loops
//! over slices of double-doubles vectorise.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// Unit roundoff of `f64`, u = 2⁻⁵³.
pub(crate) const ROUNDOFF: f64 = f64::EPSILON / 2.0;

/// One unit of relative error of a double-double operation, u² = 2⁻¹⁰⁶.
pub(crate) const ROUNDOFF_SQUARED: f64 = ROUNDOFF * ROUNDOFF;

/// An unevaluated sum of two floats, `|lo| <= ulp(hi) / 2`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Double {
    pub(crate) hi: f64,
    pub(crate) lo: f64,
}

impl Double {
    pub(crate) const ZERO: Self = Self { hi: 0.0, lo: 0.0 };
    pub(crate) const ONE: Self = Self { hi: 1.0, lo: 0.0 };

    /// The exact difference `1 - x` for `0 <= x <= 1`.
    pub(crate) fn one_minus(x: f64) -> Self {
        two_sum(1.0, -x)
    }

    /// The number rounded to a float (relative error u).
    pub(crate) fn to_f64(self) -> f64 {
        self.hi + self.lo
    }

    pub(crate) fn is_positive(self) -> bool {
        self.hi > 0.0
    }

    pub(crate) fn abs(self) -> Self {
        if self.hi < 0.0 { -self } else { self }
    }

    /// The number times a float, with a relative error of 4u².
    #[inline(always)]
    pub(crate) fn times(self, x: f64) -> Self {
        let hi = self.hi * x;
        fast_two_sum(hi, self.lo.mul_add(x, self.hi.mul_add(x, -hi)))
    }

    /// The square root of a number that is not negative, with a relative error of 4u².
    ///
    /// This is one Newton step from the root s of the high part. The step is below u s and has a few
    /// roundings. The remaining error is the square of the step over 2s.
    pub(crate) fn sqrt(self) -> Self {
        let root = self.hi.sqrt();
        if root == 0.0 {
            return Self::ZERO;
        }
        let step = (self - Self::from(root) * Self::from(root)).to_f64() / (2.0 * root);
        fast_two_sum(root, step)
    }

    /// The number times a power of two, exact unless it leaves the range of a float.
    pub(crate) fn scaled(self, power_of_two: f64) -> Self {
        Self {
            hi: self.hi * power_of_two,
            lo: self.lo * power_of_two,
        }
    }
}

impl From<f64> for Double {
    #[inline(always)]
    fn from(x: f64) -> Self {
        Self { hi: x, lo: 0.0 }
    }
}

/// `a + b` without error (Knuth).
#[inline(always)]
pub(crate) fn two_sum(a: f64, b: f64) -> Double {
    let hi = a + b;
    let b_virtual = hi - a;
    let a_virtual = hi - b_virtual;
    Double {
        hi,
        lo: (a - a_virtual) + (b - b_virtual),
    }
}

/// `a + b` without error for `|a| >= |b|` (Dekker).
#[inline(always)]
fn fast_two_sum(a: f64, b: f64) -> Double {
    let hi = a + b;
    Double {
        hi,
        lo: b - (hi - a),
    }
}

/// `a * b` without error, above some 1e-290.
#[inline(always)]
pub(crate) fn two_product(a: f64, b: f64) -> Double {
    let hi = a * b;
    Double {
        hi,
        lo: a.mul_add(b, -hi),
    }
}

impl Add for Double {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let sum = two_sum(self.hi, other.hi);
        fast_two_sum(sum.hi, sum.lo + (self.lo + other.lo))
    }
}

impl AddAssign for Double {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Double {
    type Output = Self;

    #[inline(always)]
    fn neg(self) -> Self {
        Self {
            hi: -self.hi,
            lo: -self.lo,
        }
    }
}

impl Sub for Double {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Double {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let Self { hi, lo } = two_product(self.hi, other.hi);
        fast_two_sum(hi, lo + (self.hi * other.lo + self.lo * other.hi))
    }
}

impl Div for Double {
    type Output = Self;

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let quotient = self.hi / other.hi;
        let product = Self::from(quotient) * other;
        let remainder = (self.hi - product.hi) + (self.lo - product.lo);
        fast_two_sum(quotient, remainder / other.hi)
    }
}

impl PartialOrd for Double {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match self.hi.partial_cmp(&other.hi) {
            Some(std::cmp::Ordering::Equal) => self.lo.partial_cmp(&other.lo),
            order => order,
        }
    }
}

impl std::iter::Sum for Double {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |sum, x| sum + x)
    }
}

/// A vector of double-doubles, with high and low parts in separate slices so that loops vectorise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubles {
    pub(crate) hi: Vec<f64>,
    pub(crate) lo: Vec<f64>,
}

impl Doubles {
    pub(crate) fn zeros(len: usize) -> Self {
        Self {
            hi: vec![0.0; len],
            lo: vec![0.0; len],
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.hi.len()
    }

    #[inline(always)]
    pub(crate) fn get(&self, index: usize) -> Double {
        Double {
            hi: self.hi[index],
            lo: self.lo[index],
        }
    }

    #[inline(always)]
    pub(crate) fn set(&mut self, index: usize, value: Double) {
        self.hi[index] = value.hi;
        self.lo[index] = value.lo;
    }

    pub(crate) fn push(&mut self, value: Double) {
        self.hi.push(value.hi);
        self.lo.push(value.lo);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Double> + '_ {
        self.hi
            .iter()
            .zip(&self.lo)
            .map(|(&hi, &lo)| Double { hi, lo })
    }

    /// The sum, in an order that vectorises and does not depend on the width of the machine's vectors.
    #[inline(always)]
    pub(crate) fn sum(&self) -> Double {
        const LANES: usize = 8;
        let mut sums = [Double::ZERO; LANES];
        let (hi, rest_hi) = self.hi.as_chunks::<LANES>();
        let (lo, rest_lo) = self.lo.as_chunks::<LANES>();
        for (hi, lo) in hi.iter().zip(lo) {
            for (sum, (&hi, &lo)) in sums.iter_mut().zip(hi.iter().zip(lo)) {
                *sum += Double { hi, lo };
            }
        }
        for (sum, (&hi, &lo)) in sums.iter_mut().zip(rest_hi.iter().zip(rest_lo)) {
            *sum += Double { hi, lo };
        }
        sums.into_iter().sum()
    }

    /// Sum of absolute values, rounded up.
    pub(crate) fn norm_l1(&self) -> f64 {
        let sum: Double = self.iter().map(Double::abs).sum();
        sum.to_f64() * (1.0 + 4.0 * f64::EPSILON)
    }
}

impl FromIterator<Double> for Doubles {
    fn from_iter<I: IntoIterator<Item = Double>>(iter: I) -> Self {
        let mut all = Self::default();
        for value in iter {
            all.push(value);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_one_float_drops() {
        let tiny = 2f64.powi(-80);
        let sum = Double::ONE + Double::from(tiny);
        assert_eq!((sum.hi, sum.lo), (1.0, tiny));
        let third = Double::ONE / Double::from(3.0);
        let back = third * Double::from(3.0) - Double::ONE;
        assert!(back.to_f64().abs() < 20.0 * ROUNDOFF_SQUARED);
        assert_eq!(Double::one_minus(0.1).to_f64(), 0.9);
        assert_ne!(Double::one_minus(0.1).lo, 0.0);
    }

    #[test]
    fn sums_and_multiples_keep_both_parts() {
        let thirds: Doubles = (1..30)
            .map(|i| (Double::ONE / Double::from(3.0)).times(f64::from(i)))
            .collect();
        let miss = thirds.sum() - Double::from(145.0);
        assert!(miss.to_f64().abs() < 145.0 * 100.0 * ROUNDOFF_SQUARED);
        assert_eq!(Doubles::zeros(0).sum(), Double::ZERO);
    }

    #[test]
    fn roots_square_to_what_they_came_from() {
        for x in [2.0, 3.0, 1e-20, 12345.0, 4.0] {
            let root = Double::from(x).sqrt();
            let back = root * root - Double::from(x);
            assert!(back.to_f64().abs() <= 16.0 * ROUNDOFF_SQUARED * x);
        }
        assert_eq!(Double::from(4.0).sqrt(), Double::from(2.0));
        assert_eq!(Double::ZERO.sqrt(), Double::ZERO);
    }
}
