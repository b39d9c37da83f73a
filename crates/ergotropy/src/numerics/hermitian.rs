//! Eigenvalues of a Hermitian matrix, with a proved bound of their error.
//!
//! The solver (faer) gives eigenvectors V and eigenvalues Λ of A, which are not trusted. Set negative
//! entries of Λ to zero, and let B = VΛ^(1/2). The eigenvalues of A are those of BB† up to A - BB†. The
//! eigenvalues of BB† are those of B†B, which are Λ up to B†B - Λ. By the theorem of Hoffman and
//! Wielandt, for eigenvalues in falling order,
//!
//! ```text
//! √(Σ |λ_i - Λ_i|²) <= |A - BB†|_F + |B†B - Λ|_F.
//! ```
//!
//! Both norms are computed. Each element of a product has an error of at most ε times the product of
//! absolute values ([`product_error`]), which adds ε Tr B†B to each norm.

use faer::linalg::matmul::triangular::{BlockStructure, matmul};
use faer::linalg::solvers::SelfAdjointEigen;
use faer::traits::Conjugate;
use faer::{Accum, Mat, MatRef, Par, Side, c64};

use crate::numerics::double::ROUNDOFF;

/// Eigenvalues and eigenvectors of a positive matrix.
#[derive(Clone, Debug)]
pub(crate) struct Spectrum {
    /// The eigenvalues in falling order; none is negative.
    pub(crate) values: Vec<f64>,
    /// The result of the solver, in rising order; `None` if the solver was not called.
    eigen: Option<SelfAdjointEigen<c64>>,
    /// Bound of √(Σ |λ_i - Λ_i|²).
    pub(crate) error: f64,
}

impl Spectrum {
    /// The spectrum of a Hermitian matrix, from its lower triangle. Cost: O(n³).
    ///
    /// Negative eigenvalues count as roundings. The error is infinite if the solver fails.
    pub(crate) fn new(matrix: MatRef<'_, c64>) -> Self {
        let n = matrix.nrows();
        // The solver does not accept a matrix without rows.
        if n == 0 {
            return Self {
                values: Vec::new(),
                eigen: None,
                error: 0.0,
            };
        }
        // The solver divides by norms, which underflow if elements are far below the greatest. So the
        // solver gets the matrix divided by a power of two, with negligible elements set to zero. The
        // norms below are those of the whole matrix.
        let scale = power_of_two_near(matrix);
        let unsolved = |error: f64| Self {
            values: vec![0.0; n],
            eigen: None,
            error,
        };
        if scale == 0.0 {
            return unsolved(0.0);
        }
        let mut scaled = Mat::<c64>::zeros(n, n);
        let mut solvable = Mat::<c64>::zeros(n, n);
        for column in 0..n {
            let from = matrix.col(column).iter().skip(column);
            let scaled = scaled.col_as_slice_mut(column)[column..].iter_mut();
            let solvable = solvable.col_as_slice_mut(column)[column..].iter_mut();
            for ((scaled, solvable), from) in scaled.zip(solvable).zip(from) {
                *scaled = *from / scale;
                if scaled.re.abs().max(scaled.im.abs()) >= NEGLIGIBLE {
                    *solvable = *scaled;
                }
            }
        }
        let Ok(eigen) = solvable.self_adjoint_eigen(Side::Lower) else {
            return unsolved(f64::INFINITY);
        };
        let rising = eigen.S().column_vector();
        let values: Vec<f64> = (0..n).rev().map(|i| rising[i].re.max(0.0)).collect();
        let mut factor = Mat::zeros(n, n);
        for (column, value) in values.iter().enumerate() {
            let root = value.sqrt();
            let from = eigen.U().col(n - 1 - column);
            for (scaled, from) in factor.col_as_slice_mut(column).iter_mut().zip(from.iter()) {
                *scaled = from * root;
            }
        }
        let (mut inner, mut rest) = lower_products(&factor);
        let trace: f64 = (0..n).map(|i| inner[(i, i)].re).sum();
        for (i, value) in values.iter().enumerate() {
            inner[(i, i)] -= *value;
        }
        for column in 0..n {
            let given = &scaled.col_as_slice(column)[column..];
            let rest = &mut rest.col_as_slice_mut(column)[column..];
            for (rest, given) in rest.iter_mut().zip(given) {
                *rest -= given;
            }
        }
        let rounding = 2.0 * product_error(n) * trace * (1.0 + 1e-9);
        let error = (lower_norm(&rest) + lower_norm(&inner)) * (1.0 + 1e-9) + rounding;
        // Values may fall below the least float when the scale is restored.
        let error = error * scale + n as f64 * f64::from_bits(1);
        Self {
            values: values.into_iter().map(|value| value * scale).collect(),
            eigen: Some(eigen),
            error: if error.is_nan() { f64::INFINITY } else { error },
        }
    }

    /// The eigenvectors: column i belongs to value i.
    pub(crate) fn vectors(&self) -> Mat<c64> {
        let n = self.values.len();
        match &self.eigen {
            Some(eigen) => {
                let rising = eigen.U();
                Mat::from_fn(n, n, |row, column| rising[(row, n - 1 - column)])
            }
            None => Mat::identity(n, n),
        }
    }
}

/// Elements below this fraction of the greatest are set to zero for the solver.
const NEGLIGIBLE: f64 = 1e-60;

/// A mask for the exponent of a float.
const EXPONENT: u64 = 0x7ff0_0000_0000_0000;

/// A power of two near the greatest element of the lower triangle; zero if all elements are zero.
fn power_of_two_near(matrix: MatRef<'_, c64>) -> f64 {
    let n = matrix.nrows();
    let greatest = (0..n)
        .flat_map(|column| (column..n).map(move |row| (row, column)))
        .map(|at| matrix[at].re.abs().max(matrix[at].im.abs()))
        .fold(0.0, f64::max);
    // A float without its mantissa is a power of two. Powers from 2^-1022 on have a reciprocal.
    if greatest == 0.0 {
        0.0
    } else {
        f64::from_bits(greatest.max(f64::MIN_POSITIVE).to_bits() & EXPONENT)
    }
}

/// Number of terms of a product that are summed at once.
const CHUNK: usize = 32;

/// The error of an element of [`lower_products`] relative to the sum of absolute values.
///
/// The error is √2 γ_2c for a chunk of c terms in any order, fused or not, and one u for each chunk.
fn product_error(n: usize) -> f64 {
    (3.0 * CHUNK.min(n) as f64 + n.div_ceil(CHUNK) as f64 + 8.0) * ROUNDOFF
}

/// The lower triangle of B†B and of BB†.
fn lower_products(factor: &Mat<c64>) -> (Mat<c64>, Mat<c64>) {
    let n = factor.ncols();
    let (mut inner, mut outer) = (Mat::<c64>::zeros(n, n), Mat::<c64>::zeros(n, n));
    for start in (0..n).step_by(CHUNK) {
        let end = (start + CHUNK).min(n);
        let (rows, columns) = (factor.get(start..end, ..), factor.get(.., start..end));
        add_lower(&mut inner, rows.adjoint(), rows);
        add_lower(&mut outer, columns, columns.adjoint());
    }
    (inner, outer)
}

/// Adds the lower triangle of the product of `left` and `right` to `sum`.
fn add_lower<L, R>(sum: &mut Mat<c64>, left: MatRef<'_, L>, right: MatRef<'_, R>)
where
    L: Conjugate<Canonical = c64>,
    R: Conjugate<Canonical = c64>,
{
    matmul(
        sum.as_mut(),
        BlockStructure::TriangularLower,
        Accum::Add,
        left,
        BlockStructure::Rectangular,
        right,
        BlockStructure::Rectangular,
        c64::ONE,
        Par::Seq,
    );
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
        // The matrix is a diagonal in a rotated basis, so that its eigenvalues are known.
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
        // A wrong result of the solver would show, since the norms are computed from it.
        let wrong = Mat::from_fn(n, n, |row, column| {
            matrix[(row, column)] + if row == column { 1.0 } else { 0.0 }
        });
        assert!((Spectrum::new(wrong.as_ref()).values[0] - 1.5).abs() < 1e-14);
    }
}
