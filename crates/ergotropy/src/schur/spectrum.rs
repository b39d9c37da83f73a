//! Eigenvalues of a Hermitian matrix, with a proof of how wrong they can be.
//!
//! The solver (faer) gives eigenvectors V and eigenvalues Λ of A. Nothing is assumed of it: with
//! Λ cut off at zero and B = VΛ^(1/2), the eigenvalues of A are those of BB† up to A - BB†, and
//! those of BB† are those of B†B, which are Λ up to B†B - Λ. By the theorem of Hoffman and
//! Wielandt, for eigenvalues in falling order,
//!
//! ```text
//! √(Σ |λ_i - Λ_i|²) <= |A - BB†|_F + |B†B - Λ|_F.
//! ```
//!
//! Both norms are computed; each element of a product of n terms errs by at most (2n + 8)u of the
//! product of absolute values, which adds (2n + 8) u Tr B†B to each norm.

use faer::linalg::matmul::triangular::{BlockStructure, matmul};
use faer::{Accum, Mat, MatRef, Par, Side, c64};

use crate::double::ROUNDOFF;

/// Eigenvalues and eigenvectors of a positive matrix.
#[derive(Clone, Debug)]
pub(crate) struct Spectrum {
    /// In falling order, not negative.
    pub(crate) values: Vec<f64>,
    /// Column i belongs to value i.
    pub(crate) vectors: Mat<c64>,
    /// Bound of √(Σ |λ_i - Λ_i|²).
    pub(crate) error: f64,
}

impl Spectrum {
    /// The spectrum of a Hermitian matrix without negative eigenvalues but for rounding; its lower
    /// triangle is read. O(n³).
    ///
    /// The error is infinite if the solver gives up.
    pub(crate) fn new(matrix: MatRef<'_, c64>) -> Self {
        let n = matrix.nrows();
        // The solver does not take a matrix without rows.
        if n == 0 {
            return Self {
                values: Vec::new(),
                vectors: Mat::zeros(0, 0),
                error: 0.0,
            };
        }
        let Ok(eigen) = matrix.self_adjoint_eigen(Side::Lower) else {
            return Self {
                values: vec![0.0; n],
                vectors: Mat::identity(n, n),
                error: f64::INFINITY,
            };
        };
        let rising = eigen.S().column_vector();
        let values: Vec<f64> = (0..n).rev().map(|i| rising[i].re.max(0.0)).collect();
        let mut vectors = Mat::zeros(n, n);
        let mut factor = Mat::zeros(n, n);
        for (column, value) in values.iter().enumerate() {
            let root = value.sqrt();
            let from = eigen.U().col(n - 1 - column);
            for ((vector, scaled), from) in vectors
                .col_as_slice_mut(column)
                .iter_mut()
                .zip(factor.col_as_slice_mut(column))
                .zip(from.iter())
            {
                *vector = *from;
                *scaled = from * root;
            }
        }
        let (mut gram, mut rest) = lower_products(&factor);
        let trace: f64 = (0..n).map(|i| gram[(i, i)].re).sum();
        for (i, value) in values.iter().enumerate() {
            gram[(i, i)] -= *value;
        }
        for column in 0..n {
            let given = matrix.col(column);
            let rest = &mut rest.col_as_slice_mut(column)[column..];
            for (rest, given) in rest.iter_mut().zip(given.iter().skip(column)) {
                *rest -= given;
            }
        }
        let rounding = 2.0 * (2.0 * n as f64 + 8.0) * ROUNDOFF * trace;
        let error = (lower_norm(&rest) + lower_norm(&gram)) * (1.0 + 1e-9) + rounding;
        Self {
            values,
            vectors,
            error: if error.is_nan() { f64::INFINITY } else { error },
        }
    }
}

/// The lower triangle of B†B and of BB†.
fn lower_products(factor: &Mat<c64>) -> (Mat<c64>, Mat<c64>) {
    let n = factor.ncols();
    let (mut inner, mut outer) = (Mat::zeros(n, n), Mat::zeros(n, n));
    matmul(
        inner.as_mut(),
        BlockStructure::TriangularLower,
        Accum::Replace,
        factor.adjoint(),
        BlockStructure::Rectangular,
        factor,
        BlockStructure::Rectangular,
        c64::ONE,
        Par::Seq,
    );
    matmul(
        outer.as_mut(),
        BlockStructure::TriangularLower,
        Accum::Replace,
        factor,
        BlockStructure::Rectangular,
        factor.adjoint(),
        BlockStructure::Rectangular,
        c64::ONE,
        Par::Seq,
    );
    (inner, outer)
}

/// The Frobenius norm of a Hermitian matrix, from its lower triangle.
fn lower_norm(matrix: &Mat<c64>) -> f64 {
    let mut sum = 0.0;
    for column in 0..matrix.ncols() {
        let (diagonal, below) = (column, column + 1);
        let elements = matrix.col_as_slice(column);
        sum += elements[diagonal].norm_sqr();
        sum += 2.0 * elements[below..].iter().map(c64::norm_sqr).sum::<f64>();
    }
    sum.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_covers_and_is_small() {
        // A projector of rank 2 plus a diagonal: eigenvalues by hand in the rotated basis.
        let n = 40;
        let angle = |i: usize, j: usize| {
            let phase = 2.0 * std::f64::consts::PI * (i * j) as f64 / n as f64;
            c64::new(phase.cos(), phase.sin()) / (n as f64).sqrt()
        };
        let exact: Vec<f64> = std::iter::successors(Some(0.5), |x| Some(x / 2.0))
            .take(n)
            .collect();
        let matrix = Mat::from_fn(n, n, |row, column| {
            (0..n)
                .map(|k| angle(row, k) * angle(column, k).conj() * exact[k])
                .sum::<c64>()
        });
        let spectrum = Spectrum::new(matrix.as_ref());
        let off: f64 = spectrum
            .values
            .iter()
            .zip(&exact)
            .map(|(a, b)| (a - b) * (a - b))
            .sum::<f64>()
            .sqrt();
        assert!(off < 1e-15 && spectrum.error < 1e-13);
        assert!(spectrum.error > 0.0);
        // A wrong answer of the solver would show: the norms are of what was computed.
        let wrong = Mat::from_fn(n, n, |row, column| {
            matrix[(row, column)] + if row == column { 1.0 } else { 0.0 }
        });
        assert!((Spectrum::new(wrong.as_ref()).values[0] - 1.5).abs() < 1e-14);
    }
}
