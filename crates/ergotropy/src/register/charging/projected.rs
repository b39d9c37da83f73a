//! exp of the small matrix of a Krylov space, applied to its first direction.

use faer::Mat;

use crate::numerics::simd::floats::dot;
use crate::numerics::tridiagonal::eigen;

/// Terms of a power series of norm 1/2: 1/20! is 4e-19.
const TERMS: u32 = 20;

/// Norm of a step, and terms that are more than enough for it: 4⁴⁰/40! is 1e-24.
const STEP: f64 = 4.0;
const MOST_TERMS: u32 = 40;

/// Terms below this share of the sum, twice in a row, change nothing.
const NEGLIGIBLE: f64 = 1e-17;

/// Products of norm and time from which on squares are cheaper.
const MANY: f64 = 4000.0;

/// Rates below this share of the greatest cannot be told from zero.
const STILL: f64 = 8.0 * f64::EPSILON;

/// The small matrix of a Krylov space.
#[derive(Debug)]
pub(crate) enum Projected {
    /// Of a generator that is symmetric in the product of the space: its eigenvalues, and its eigenvectors by rows.
    Symmetric { values: Vec<f64>, vectors: Mat<f64> },
    /// An upper Hessenberg matrix, row by row, with its norm.
    General {
        size: usize,
        elements: Vec<f64>,
        norm: f64,
    },
}

/// The last element of exp(s ·) e₁ at rising times.
pub(crate) struct Last<'a> {
    projected: &'a Projected,
    /// Of a symmetric matrix the weights of its eigenvalues, else exp(s ·) e₁ at the last time.
    y: Vec<f64>,
    now: f64,
}

impl Last<'_> {
    /// The element at a time that is not before the last one. Cost: O(m) if the matrix is symmetric, else O(m²) for each step.
    pub(crate) fn at(&mut self, time: f64) -> f64 {
        match self.projected {
            Projected::Symmetric { values, .. } => {
                let terms = self.y.iter().zip(values);
                terms
                    .map(|(weight, value)| weight * (time * value).exp())
                    .sum()
            }
            Projected::General { size, norm, .. } => {
                let y = std::mem::take(&mut self.y);
                self.y = self.projected.steps(y, time - self.now, *norm);
                self.now = time;
                self.y[*size - 1]
            }
        }
    }
}

impl Projected {
    /// The matrix with this diagonal and these elements beside it; `None` if the solver fails.
    pub(crate) fn symmetric(diagonal: &[f64], beside: &[f64]) -> Option<Self> {
        let (values, vectors) = eigen(diagonal, beside)?;
        let greatest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        // Noise has no eigenvalue above zero, and what it conserves stays.
        let true_value = |&value: &f64| {
            if value > -STILL * greatest {
                0.0
            } else {
                value
            }
        };
        Some(Self::Symmetric {
            values: values.iter().map(true_value).collect(),
            vectors,
        })
    }

    /// The square part of an upper Hessenberg matrix, whose columns end one row below the diagonal.
    pub(crate) fn general(columns: &[Vec<f64>]) -> Self {
        let size = columns.len();
        let mut elements = vec![0.0; size * size];
        for (j, column) in columns.iter().enumerate() {
            for (i, &element) in column.iter().enumerate().take(size) {
                elements[i * size + j] = element;
            }
        }
        let norm = (0..size).map(|j| (0..size).map(|i| elements[i * size + j].abs()).sum());
        Self::General {
            size,
            norm: norm.fold(0.0, f64::max),
            elements,
        }
    }

    /// exp(s ·) e₁. Cost: O(m²), times the number of time scales in s if the matrix is not symmetric.
    pub(crate) fn at(&self, s: f64) -> Vec<f64> {
        match self {
            Self::Symmetric { values, vectors } => {
                let size = values.len();
                let shares: Vec<f64> = (0..size)
                    .map(|j| (s * values[j]).exp() * vectors[(0, j)])
                    .collect();
                let mut sum = vec![0.0; size];
                for (j, share) in shares.iter().enumerate() {
                    for (sum, &x) in sum.iter_mut().zip(vectors.col_as_slice(j)) {
                        *sum += share * x;
                    }
                }
                sum
            }
            Self::General { size, norm, .. } => {
                if s * norm > MANY {
                    return self.squared(s);
                }
                let mut y = vec![0.0; *size];
                y[0] = 1.0;
                self.steps(y, s, *norm)
            }
        }
    }

    /// exp(s ·) e₁ for a long time, by squares of exp over a short one. Cost: O(m³ log s).
    fn squared(&self, s: f64) -> Vec<f64> {
        let Self::General {
            size,
            elements,
            norm,
        } = self
        else {
            return self.at(s);
        };
        let mut squarings = 0;
        let mut short = s;
        while short * norm > 0.5 {
            short /= 2.0;
            squarings += 1;
        }
        let small = Mat::from_fn(*size, *size, |i, j| short * elements[i * size + j]);
        let mut sum = Mat::<f64>::identity(*size, *size);
        for n in (1..=TERMS).rev() {
            sum = Mat::<f64>::identity(*size, *size)
                + (&small * &sum) * faer::Scale(f64::from(n).recip());
        }
        for _ in 0..squarings {
            sum = &sum * &sum;
        }
        sum.col(0).iter().copied().collect()
    }

    /// exp(s ·) y in short steps.
    fn steps(&self, mut y: Vec<f64>, s: f64, norm: f64) -> Vec<f64> {
        let count = (s * norm / STEP).ceil().max(1.0);
        let mut left = count;
        while left > 0.0 {
            y = self.step(y, s / count);
            left -= 1.0;
        }
        y
    }

    /// exp(s ·) y for a short s.
    fn step(&self, y: Vec<f64>, s: f64) -> Vec<f64> {
        let Self::General { size, elements, .. } = self else {
            return y;
        };
        let greatest = |list: &[f64]| list.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        let (mut term, mut sum) = (y.clone(), y);
        let mut before = f64::INFINITY;
        for n in 1..=MOST_TERMS {
            let scale = s / f64::from(n);
            // Below the diagonal there is one element.
            let row = |(i, row): (usize, &[f64])| {
                let from = i.saturating_sub(1);
                scale * dot(&row[from..], &term[from..])
            };
            term = elements.chunks_exact(*size).enumerate().map(row).collect();
            for (sum, term) in sum.iter_mut().zip(&term) {
                *sum += term;
            }
            let now = greatest(&term);
            if now.max(before) <= NEGLIGIBLE * greatest(&sum) {
                break;
            }
            before = now;
        }
        sum
    }

    /// The last element of exp(s ·) e₁, at one time after another.
    pub(crate) fn last(&self) -> Last<'_> {
        let y = match self {
            Self::Symmetric { values, vectors } => {
                let last = values.len() - 1;
                let weight = |j: usize| vectors[(0, j)] * vectors[(last, j)];
                (0..=last).map(weight).collect()
            }
            Self::General { size, .. } => {
                let mut y = vec![0.0; *size];
                y[0] = 1.0;
                y
            }
        };
        Last {
            projected: self,
            y,
            now: 0.0,
        }
    }

    /// The least rate at which anything decays, if the matrix is symmetric; else 0.
    pub(crate) fn slowest(&self) -> f64 {
        match self {
            Self::Symmetric { values, .. } => {
                let rates = values.iter().map(|value| -value).filter(|&rate| rate > 0.0);
                rates.fold(f64::INFINITY, f64::min)
            }
            Self::General { .. } => 0.0,
        }
    }

    /// The norm of the matrix, or a bound of it.
    pub(crate) fn norm(&self) -> f64 {
        match self {
            Self::Symmetric { values, .. } => values
                .iter()
                .fold(0.0, |most: f64, value| most.max(value.abs())),
            Self::General { norm, .. } => *norm,
        }
    }
}
