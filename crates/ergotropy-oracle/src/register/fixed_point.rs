//! Fixed point: numbers below 4 in magnitude with 114 binary places (units of `5e-35`), and matrices of
//! them.
//!
//! A number is an `i128` in units of `2^-114`. For products it is split as `high 2^57 + low` with `0 <= low <
//! 2^57`. Words of 64 bits then give every partial product exactly, and a whole dot product is rounded only
//! once.

use dashu::{integer::UBig, rational::RBig};

use crate::fraction::from_f64;

/// Number of bits of the low half of a number.
const HALF: u32 = 57;

/// Number of bits after the point.
pub(super) const PLACES: u32 = 2 * HALF;

/// Greatest length of a dot product that cannot overflow.
pub(super) const LONGEST: usize = 1 << 10;

/// One.
pub(super) const ONE: i128 = 1 << PLACES;

/// The number nearest to `fraction`.
pub(super) fn nearest(fraction: &RBig) -> i128 {
    let places = usize::try_from(PLACES).expect("small");
    i128::try_from((fraction * RBig::from(UBig::ONE << places)).round())
        .expect("below 2^13 in magnitude")
}

/// The number nearest to `float`.
pub(super) fn from_float(float: f64) -> i128 {
    nearest(&from_f64(float))
}

/// The float nearest to `number`.
pub(super) fn to_float(number: i128) -> f64 {
    // The division by a power of two is exact.
    number as f64 / ONE as f64
}

/// `one * other`, rounded.
pub(super) fn product(one: i128, other: i128) -> i128 {
    let mut sum = Sum::default();
    sum.add(halves(one), halves(other));
    sum.rounded()
}

/// A vector of numbers, split for multiplication.
#[derive(Clone, Debug, Default)]
pub(super) struct Vector {
    high: Vec<i64>,
    low: Vec<i64>,
}

impl Vector {
    /// The sum of products with another vector, rounded once.
    fn dot(&self, other: &Self) -> i128 {
        let mut sum = Sum::default();
        let ones = self.high.iter().zip(&self.low);
        let others = other.high.iter().zip(&other.low);
        for ((&high, &low), (&other_high, &other_low)) in ones.zip(others) {
            sum.add((high, low), (other_high, other_low));
        }
        sum.rounded()
    }
}

impl FromIterator<i128> for Vector {
    fn from_iter<I: IntoIterator<Item = i128>>(numbers: I) -> Self {
        let (high, low) = numbers.into_iter().map(halves).unzip();
        Self { high, low }
    }
}

/// A square matrix, by rows.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    rows: Vec<Vector>,
}

impl Matrix {
    /// The matrix with these columns.
    pub(super) fn from_columns(columns: &[Vec<i128>]) -> Self {
        let row = |row: usize| columns.iter().map(|column| column[row]).collect();
        Self {
            rows: (0..columns.len()).map(row).collect(),
        }
    }

    /// The product of the matrix with a vector. Cost: O(n^2).
    pub(super) fn apply(&self, vector: &[i128]) -> Vec<i128> {
        let vector: Vector = vector.iter().copied().collect();
        self.rows.iter().map(|row| row.dot(&vector)).collect()
    }

    /// The square of the matrix. Cost: O(n^3), with four word products each.
    pub(super) fn squared(&self) -> Self {
        let columns: Vec<Vector> = (0..self.rows.len())
            .map(|column| Vector {
                high: self.rows.iter().map(|row| row.high[column]).collect(),
                low: self.rows.iter().map(|row| row.low[column]).collect(),
            })
            .collect();
        let square_row = |row: &Vector| columns.iter().map(|column| row.dot(column)).collect();
        Self {
            rows: self.rows.iter().map(square_row).collect(),
        }
    }

    /// The largest difference between elements of two matrices.
    pub(super) fn distance(&self, other: &Self) -> f64 {
        let rows = self.rows.iter().zip(&other.rows);
        let largest = rows
            .flat_map(|(one, other)| {
                let highs = one.high.iter().zip(&other.high);
                let lows = one.low.iter().zip(&other.low);
                highs
                    .zip(lows)
                    .map(|((&a, &b), (&c, &d))| joined(a - b, c - d).abs())
            })
            .max();
        to_float(largest.unwrap_or(0))
    }
}

/// An exact sum of products in three parts, in units of `2^-114`, `2^-171` and `2^-228`.
#[derive(Default)]
struct Sum {
    high: i128,
    middle: i128,
    low: i128,
}

impl Sum {
    #[inline(always)]
    fn add(&mut self, one: (i64, i64), other: (i64, i64)) {
        let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
        self.high += wide(one.0, other.0);
        self.middle += wide(one.0, other.1) + wide(one.1, other.0);
        self.low += wide(one.1, other.1);
    }

    /// The sum in units of the last place. Shifts round down, so half a unit is added first.
    fn rounded(self) -> i128 {
        self.high + ((self.middle + (self.low >> HALF) + (1 << (HALF - 1))) >> HALF)
    }
}

fn halves(number: i128) -> (i64, i64) {
    let high = i64::try_from(number >> HALF).expect("below 4 in magnitude");
    let low = i64::try_from(number & ((1 << HALF) - 1)).expect("57 bits");
    (high, low)
}

fn joined(high: i64, low: i64) -> i128 {
    (i128::from(high) << HALF) + i128::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fractions of both signs and many sizes.
    fn fractions() -> Vec<RBig> {
        (0..40i32)
            .map(|i| {
                let sign = if i % 3 == 0 { -1 } else { 1 };
                RBig::from_parts((sign * (7 * i + 1)).into(), (1u64 << i | 1).into())
                    / RBig::from(281)
            })
            .collect()
    }

    #[test]
    fn products_round_to_the_nearest_unit() {
        let unit = RBig::from_parts(1.into(), UBig::ONE << 114);
        for one in fractions().iter().map(nearest) {
            for other in fractions().iter().map(nearest) {
                let exact = RBig::from(one) * RBig::from(other) * &unit;
                let error = exact - RBig::from(product(one, other));
                let size = error.to_f64().value().abs();
                assert!(size <= 0.500_001, "{one} {other} {size}");
            }
        }
    }

    #[test]
    fn the_smallest_numbers_vanish_under_halving() {
        for number in [-1, 0, 1] {
            assert_eq!(product(number, ONE / 4), 0);
        }
    }

    #[test]
    fn floats_come_back() {
        for float in [0.0, 1.0, -0.375, 1.0 / 3.0, -1e-12, 0.1 * 0.1] {
            assert_eq!(to_float(from_float(float)), float);
        }
    }
}
