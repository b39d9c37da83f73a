//! exp(Lτ), its squares and its limit, with 106 bits.

use crate::numerics::double::{Double, Doubles, ROUNDOFF_SQUARED};
use crate::numerics::simd::doubles::add_multiple;
use crate::schur::sectors::sector::Sector;

/// The error of [`Series::sum`] at Λτ = 1/16, including that of the rates, in units of u².
pub(crate) const SERIES_ERROR: f64 = 500.0;

/// The matrix (L + Λ)/Λ as three diagonals: below, on and above the main one.
pub(crate) struct Series {
    pub(crate) below: Vec<Double>,
    pub(crate) on: Vec<Double>,
    pub(crate) above: Vec<Double>,
}

impl Series {
    pub(crate) fn new(sector: &Sector, scale: Double) -> Self {
        let n = sector.len();
        let share = |rate: Double| {
            if scale.is_positive() {
                rate / scale
            } else {
                Double::ZERO
            }
        };
        Self {
            below: (1..n).map(|i| share(sector.up(i - 1))).collect(),
            on: (0..n)
                .map(|i| Double::ONE - share(sector.loss(i)))
                .collect(),
            above: (1..n).map(|i| share(sector.down(i - 1))).collect(),
        }
    }

    /// exp(Lτ) with Λτ = `x`, row by row.
    #[inline(always)]
    pub(crate) fn sum(&self, x: f64) -> Doubles {
        let n = self.on.len();
        let mut term = Doubles::zeros(n * n);
        for i in 0..n {
            term.set(i * n + i, Double::ONE);
        }
        let mut sum = term.clone();
        let (mut weight, mut exponential) = (Double::ONE, Double::ONE);
        let mut k = 0.0;
        while weight.to_f64() > ROUNDOFF_SQUARED / 1024.0 {
            k += 1.0;
            let factor = Double::from(x) / Double::from(k);
            let mut next = Doubles::zeros(n * n);
            for row in 0..n {
                let mut gain = |from: usize, rate: Double| {
                    let to = row * n..(row + 1) * n;
                    let from = from * n..(from + 1) * n;
                    add_multiple(
                        (&mut next.hi[to.clone()], &mut next.lo[to]),
                        rate * factor,
                        (&term.hi[from.clone()], &term.lo[from]),
                    );
                };
                gain(row, self.on[row]);
                if row > 0 {
                    gain(row - 1, self.below[row - 1]);
                }
                if row + 1 < n {
                    gain(row + 1, self.above[row]);
                }
            }
            term = next;
            add_multiple(
                (&mut sum.hi, &mut sum.lo),
                Double::ONE,
                (&term.hi, &term.lo),
            );
            weight = weight * factor;
            exponential += weight;
        }
        let factor = Double::ONE / exponential;
        let mut scaled = Doubles::zeros(n * n);
        add_multiple((&mut scaled.hi, &mut scaled.lo), factor, (&sum.hi, &sum.lo));
        scaled
    }
}

/// The square of a matrix without negative elements.
#[inline(always)]
pub(crate) fn square(matrix: &Doubles, n: usize) -> Doubles {
    let mut square = Doubles::zeros(n * n);
    for row in 0..n {
        for middle in 0..n {
            let factor = matrix.get(row * n + middle);
            let to = row * n..(row + 1) * n;
            let from = middle * n..(middle + 1) * n;
            add_multiple(
                (&mut square.hi[to.clone()], &mut square.lo[to]),
                factor,
                (&matrix.hi[from.clone()], &matrix.lo[from]),
            );
        }
    }
    square
}

/// The limit of exp(Lt), row by row.
pub(crate) fn limit(sector: &Sector) -> Doubles {
    let n = sector.len();
    let mut limit = Doubles::zeros(n * n);
    for column in 0..n {
        for (row, weight) in sector.limit(column) {
            limit.set(row * n + column, weight);
        }
    }
    limit
}

/// Largest column sum of the difference of two matrices, rounded up.
pub(crate) fn distance(a: &Doubles, b: &Doubles, n: usize) -> f64 {
    (0..n)
        .map(|column| {
            (0..n)
                .map(|row| {
                    let i = row * n + column;
                    (a.get(i) - b.get(i)).abs().to_f64()
                })
                .sum::<f64>()
        })
        .fold(0.0, f64::max)
        * (1.0 + 1e-9)
}

/// Largest column sum of a matrix without negative elements, rounded up.
pub(crate) fn column_sum(matrix: &Doubles, n: usize) -> f64 {
    (0..n)
        .map(|column| (0..n).map(|row| matrix.hi[row * n + column]).sum::<f64>())
        .fold(0.0, f64::max)
        * (1.0 + 1e-9)
}
