//! A Krylov space of the resolvent, and the evolution inside it with a bound on its truncation.
//!
//! For A = (1 - γQ)⁻¹ Arnoldi's process gives A V = V H + h v e_mᵀ. With G = (1 - H⁻¹)/γ,
//! y(s) = exp(sG) e₁, x = H⁻¹ y and β the norm of the start, the approximation is
//!
//! ```text
//! p̂(s) = β A V x = β (V y + h v x_m) .
//! ```
//!
//! **Truncation.** Since QA = (A - 1)/γ, the defect of p̂ is p̂' - p̂Q = β h v (x_m' - x_m/γ), which
//! does not contain Q. At time 0 p̂ differs from p by β h v x_m(0). As exp(Qt) does not increase Σ|p|,
//! the error in Σ|p| is at most
//!
//! ```text
//! β h |v|₁ ( |x_m(0)| + ∫ |x_m' - x_m/γ| ds ) ,    x' - x/γ = -H⁻² y/γ :
//! ```
//!
//! No rate of Q occurs, however stiff Q is, and V need not be orthogonal. The integral is an upper sum
//! over the nodes of [`History`].
//!
//! **Rounding.** If A v_j has an error of ε|v_j|₁, the same calculation gives a further error of ε β
//! Σ_j |v_j|₁ ( |x_j(0)| + ∫|x_j' - x_j/γ| ).

use crate::ladder::charging::krylov::pade::{Hessenberg, History};
use crate::ladder::charging::krylov::tuning::{Convergence, Nodes};
use crate::numerics::double::ROUNDOFF;
use crate::numerics::simd::floats::dot;
use crate::numerics::simd::vectorised;

/// Relative error of one application of the resolvent in Σ|p|: above the measured one.
const SOLVE_ERROR: f64 = 8.0 * ROUNDOFF;

/// Relative error of y from the roundings of up to 48 steps: above the measured one.
const PROJECTED_ERROR: f64 = 60.0 * ROUNDOFF;

/// States in a piece of a vector; a piece of each direction stays in the nearest cache.
const PIECE: usize = 1024;

/// The space spanned by x, Ax, A²x, ..., for the start x.
#[derive(Debug)]
pub(crate) struct Krylov {
    tuning: Convergence,
    /// The directions v_j, orthonormal up to roundings.
    basis: Vec<Vec<f64>>,
    /// The columns of H, with h below the last one.
    columns: Vec<Vec<f64>>,
    /// Σ|v_j| for each direction.
    sums: Vec<f64>,
    /// The norm of the start.
    beta: f64,
}

impl Krylov {
    /// The space of the start alone, which must not be zero.
    pub(crate) fn new(mut start: Vec<f64>, tuning: Convergence) -> Self {
        let beta = dot(&start, &start).sqrt();
        scale(&mut start, beta.recip());
        Self {
            tuning,
            sums: vec![sum_of_sizes(&start)],
            basis: vec![start],
            columns: Vec::new(),
            beta,
        }
    }

    /// Number of applications of A.
    pub(crate) fn order(&self) -> usize {
        self.columns.len()
    }

    /// The direction to which A has to be applied next; `None` once the space is closed under A.
    pub(crate) fn last(&self) -> Option<&[f64]> {
        let open = self.basis.len() > self.columns.len();
        open.then(|| self.basis[self.basis.len() - 1].as_slice())
    }

    /// Adds the image of the last direction under A.
    pub(crate) fn extend(&mut self, mut image: Vec<f64>) {
        let before = dot(&image, &image).sqrt();
        let mut column = vec![0.0; self.basis.len()];
        let mut norm = before;
        for _ in 0..3 {
            let previous = norm;
            self.orthogonalise(&mut image, &mut column);
            norm = dot(&image, &image).sqrt();
            if norm >= self.tuning.cancellation * previous {
                break;
            }
        }
        if norm > self.tuning.closed * before {
            column.push(norm);
            scale(&mut image, norm.recip());
            self.sums.push(sum_of_sizes(&image));
            self.basis.push(image);
        } else {
            column.push(0.0);
        }
        self.columns.push(column);
    }

    fn orthogonalise(&self, image: &mut [f64], column: &mut [f64]) {
        vectorised(
            #[inline(always)]
            || {
                let shares: Vec<f64> = self.basis.iter().map(|v| dot(v, image)).collect();
                for (piece, part) in image.chunks_mut(PIECE).enumerate() {
                    let from = piece * PIECE;
                    for (v, &share) in self.basis.iter().zip(&shares) {
                        for (x, &v) in part.iter_mut().zip(&v[from..]) {
                            *x -= share * v;
                        }
                    }
                }
                for (entry, share) in column.iter_mut().zip(shares) {
                    *entry += share;
                }
            },
        );
    }

    /// The evolution over a block of the given length, where A has the given γ.
    pub(crate) fn evolve(&self, gamma: f64, length: f64, nodes: Nodes) -> History {
        History::new(Hessenberg::leading(&self.columns), gamma, length, nodes)
    }

    /// Truncation error in Σ|p| up to a node of the evolution.
    pub(crate) fn truncation(&self, history: &History, node: usize) -> f64 {
        let last = history.order() - 1;
        let next = self.columns[last][last + 1];
        if next == 0.0 {
            return 0.0;
        }
        self.beta * next * self.sums[last + 1] * history.variations[node][last]
    }

    /// The fraction of the evolution up to which the truncation is at most `allowed`, or near the
    /// rounding.
    pub(crate) fn reach(&self, history: &History, allowed: f64) -> f64 {
        let converged = (1..history.times.len()).rev().find(|&node| {
            let floor = 0.3 * self.rounding(history, node);
            self.truncation(history, node) <= allowed.max(floor)
        });
        let length = history.times[history.times.len() - 1];
        converged.map_or(0.0, |node| history.times[node] / length)
    }

    /// Estimate of the rounding error in Σ|p| up to a node of the evolution.
    pub(crate) fn rounding(&self, history: &History, node: usize) -> f64 {
        let steps: f64 = self
            .sums
            .iter()
            .zip(&history.variations[node])
            .map(|(sum, variation)| sum * variation)
            .sum();
        let terms: f64 = self
            .sums
            .iter()
            .zip(&history.coefficients[node])
            .map(|(sum, y)| sum * y.abs())
            .sum();
        self.beta * (SOLVE_ERROR * steps + PROJECTED_ERROR * terms)
    }

    /// The coefficients of the directions in p̂, including that of v.
    pub(crate) fn weights(&self, y: &[f64], x: &[f64]) -> Vec<f64> {
        let mut weights: Vec<f64> = y.iter().map(|y| self.beta * y).collect();
        let last = y.len() - 1;
        if self.basis.len() > y.len() {
            weights.push(self.beta * self.columns[last][last + 1] * x[last]);
        }
        weights
    }

    /// Σ_j weights_j v_j for several lists of weights, in one pass over the directions.
    pub(crate) fn combine(&self, lists: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let states = self.basis[0].len();
        let mut sums = vec![vec![0.0; states]; lists.len()];
        vectorised(
            #[inline(always)]
            || {
                for from in (0..states).step_by(PIECE) {
                    let to = states.min(from + PIECE);
                    for (j, v) in self.basis.iter().enumerate() {
                        for (sum, weights) in sums.iter_mut().zip(lists) {
                            let Some(&weight) = weights.get(j) else {
                                continue;
                            };
                            for (x, &v) in sum[from..to].iter_mut().zip(&v[from..to]) {
                                *x += weight * v;
                            }
                        }
                    }
                }
            },
        );
        sums
    }

    /// Σ_j weights_j v_j at one state.
    pub(crate) fn at_state(&self, weights: &[f64], state: usize) -> f64 {
        self.basis
            .iter()
            .zip(weights)
            .map(|(v, weight)| weight * v[state])
            .sum()
    }
}

fn scale(x: &mut [f64], factor: f64) {
    for x in x {
        *x *= factor;
    }
}

fn sum_of_sizes(x: &[f64]) -> f64 {
    x.iter().map(|x| x.abs()).sum()
}
