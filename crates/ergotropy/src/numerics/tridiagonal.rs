//! Eigenvalues of Hermitian matrices by way of tridiagonal ones, and of these themselves.
//!
//! The library (faer) makes a matrix tridiagonal, and knows the vectors of a tridiagonal one. Where values alone are asked for, its QR
//! iteration takes longer than all before it; here they are found without a square root in the inner loop (the rational QL iteration of
//! Pal, Walker and Kahan; B. N. Parlett, *The Symmetric Eigenvalue Problem*, SIAM 1998, section 8.15).

use faer::diag::{DiagMut, DiagRef};
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::evd;
use faer::traits::{
    ComplexField,
    math_utils::{abs2, real},
};
use faer::{Mat, Par, Spec};

use crate::numerics::double::ROUNDOFF;

/// Iterations for each eigenvalue after which it is given up; two or three do.
const MOST_ITERATIONS: usize = 50;

/// Elements beside the diagonal below this share of the norm vanish: less than a rounding of the reduction before.
const VANISHED: f64 = 0.1 * ROUNDOFF;

/// The eigenvalues of a Hermitian matrix, from its lower triangle; `None` if they are not found. Cost: O(n³).
///
/// Estimate of the error: some roundings of the norm.
pub(crate) fn of_hermitian<T: ComplexField<Real = f64>>(mut matrix: Mat<T>) -> Option<Vec<f64>> {
    let size = matrix.nrows();
    if size == 0 {
        return Some(Vec::new());
    }
    let room = evd::tridiag::tridiag_in_place_scratch::<T>(size, Par::Seq, Spec::default());
    let mut householder = Mat::<T>::zeros(1, size - 1);
    evd::tridiag::tridiag_in_place(
        matrix.as_mut(),
        householder.as_mut(),
        Par::Seq,
        MemStack::new(&mut MemBuffer::new(room)),
        Spec::default(),
    );
    let diagonal = (0..size).map(|i| real(&matrix[(i, i)])).collect();
    let squares = (1..size).map(|i| abs2(&matrix[(i, i - 1)])).collect();
    values(diagonal, squares)
}

/// The eigenvalues of a symmetric tridiagonal matrix, from its diagonal and the squares of the elements beside it, in any order; `None` if
/// they are not found. Cost: O(n²).
pub(crate) fn values(mut diagonal: Vec<f64>, mut squares: Vec<f64>) -> Option<Vec<f64>> {
    let greatest = |list: &[f64]| list.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let norm = greatest(&diagonal).max(greatest(&squares).sqrt());
    // Beside equal elements nothing below their roundings can be told from zero.
    let vanished = |diagonal: &[f64], square: f64, i: usize| {
        let beside = ROUNDOFF * (diagonal[i].abs() + diagonal[i + 1].abs());
        square <= (beside + VANISHED * norm).powi(2)
    };
    let mut end = diagonal.len();
    while end > 0 {
        let last = end - 1;
        let mut left = MOST_ITERATIONS;
        loop {
            let begin = (0..last)
                .rev()
                .find(|&i| vanished(&diagonal, squares[i], i));
            let begin = begin.map_or(0, |i| i + 1);
            if begin == last {
                break;
            }
            left = left.checked_sub(1)?;
            step(&mut diagonal[begin..end], &mut squares[begin..last]);
        }
        end = last;
    }
    diagonal
        .iter()
        .all(|value| value.is_finite())
        .then_some(diagonal)
}

/// A step of QR with Wilkinson's shift on a piece that does not fall apart; its last element beside the diagonal shrinks.
fn step(diagonal: &mut [f64], squares: &mut [f64]) {
    let last = squares.len();
    // The eigenvalue of the last two rows that is next to the last element.
    let half = (diagonal[last - 1] - diagonal[last]) / 2.0;
    let beside = squares[last - 1];
    let root = half.hypot(beside.sqrt());
    let shift = diagonal[last] - beside / (half + root.copysign(half));
    let (mut cosine, mut sine) = (1.0, 0.0);
    let mut gamma = diagonal[0] - shift;
    let mut p = gamma * gamma;
    for i in 0..last {
        let square = squares[i];
        let sum = p + square;
        if i > 0 {
            squares[i - 1] = sine * sum;
        }
        let before = (cosine, gamma);
        (cosine, sine) = (p / sum, square / sum);
        let alpha = diagonal[i + 1];
        gamma = cosine * (alpha - shift) - sine * before.1;
        diagonal[i] = before.1 + (alpha - gamma);
        p = if cosine == 0.0 {
            before.0 * square
        } else {
            gamma * gamma / cosine
        };
    }
    squares[last - 1] = sine * p;
    diagonal[last] = shift + gamma;
}

/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix, from its diagonal and what is beside it, in rising order; `None` if the
/// solver fails. Cost: O(n³).
pub(crate) fn eigen(diagonal: &[f64], beside: &[f64]) -> Option<(Vec<f64>, Mat<f64>)> {
    let size = diagonal.len();
    let (mut values, mut vectors) = (vec![0.0; size], Mat::zeros(size, size));
    let room = evd::self_adjoint_evd_scratch::<f64>(
        size,
        evd::ComputeEigenvectors::Yes,
        Par::Seq,
        Spec::default(),
    );
    let solved = evd::tridiagonal_self_adjoint_evd(
        DiagRef::from_slice(diagonal),
        DiagRef::from_slice(beside),
        DiagMut::from_slice_mut(&mut values),
        Some(vectors.as_mut()),
        Par::Seq,
        MemStack::new(&mut MemBuffer::new(room)),
        Spec::default(),
    );
    solved.ok().map(|()| (values, vectors))
}

#[cfg(test)]
mod tests {
    use faer::{Side, c64};

    use super::*;

    /// Numbers that repeat nothing, between -1/2 and 1/2.
    fn noise(at: usize) -> f64 {
        (at as f64 * 0.618_033_988_749_895).fract() - 0.5
    }

    fn sorted(mut values: Vec<f64>) -> Vec<f64> {
        values.sort_by(f64::total_cmp);
        values
    }

    #[test]
    fn values_are_those_of_the_library() {
        for size in [1, 2, 3, 7, 40, 130] {
            // Positive, with eigenvalues of many sizes, as states have them.
            let factor = Mat::from_fn(size, size, |i, j| {
                c64::new(noise(7 * i + 31 * j), noise(3 * i + 11 * j + 5)) * 0.5f64.powf(i as f64)
            });
            let matrix = &factor * factor.adjoint();
            let known = matrix
                .self_adjoint_eigenvalues(Side::Lower)
                .expect("a spectrum");
            let norm = known[size - 1];
            let found = sorted(of_hermitian(matrix.clone()).expect("a spectrum"));
            for (found, known) in found.iter().zip(&known) {
                assert!(
                    (found - known).abs() <= 4.0 * size as f64 * ROUNDOFF * norm,
                    "{size}: {found} {known}"
                );
            }
            let real = Mat::from_fn(size, size, |i, j| matrix[(i, j)].re);
            let known = real
                .self_adjoint_eigenvalues(Side::Lower)
                .expect("a spectrum");
            let found = sorted(of_hermitian(real).expect("a spectrum"));
            for (found, known) in found.iter().zip(&known) {
                assert!((found - known).abs() <= 4.0 * size as f64 * ROUNDOFF * norm);
            }
        }
        assert_eq!(of_hermitian(Mat::<f64>::zeros(0, 0)), Some(Vec::new()));
        assert_eq!(of_hermitian(Mat::<f64>::zeros(3, 3)), Some(vec![0.0; 3]));
    }

    #[test]
    fn a_chain_has_its_cosines() {
        // 2 on the diagonal and 1 beside it: 4 cos²(jπ/2(n+1)).
        let size = 60;
        let found = sorted(values(vec![2.0; size], vec![1.0; size - 1]).expect("a spectrum"));
        let (with_vectors, vectors) =
            eigen(&vec![2.0; size], &vec![1.0; size - 1]).expect("a spectrum");
        for j in 0..size {
            let angle = std::f64::consts::FRAC_PI_2 * (size - j) as f64 / (size + 1) as f64;
            let known = 4.0 * angle.cos().powi(2);
            assert!((found[j] - known).abs() < 1e-14);
            assert!((with_vectors[j] - known).abs() < 1e-14);
            let image = 2.0 * vectors[(0, j)] + vectors[(1, j)];
            assert!((image - known * vectors[(0, j)]).abs() < 1e-14);
        }
        assert_eq!(values(vec![f64::NAN, 1.0], vec![1.0]), None);
        // Roundings beside equal elements.
        let found = values(vec![0.25; 4], vec![4e-34, 1e-33, 3e-33]).expect("a spectrum");
        assert!(
            found.iter().all(|value| (value - 0.25).abs() < 2e-16),
            "{found:?}"
        );
    }
}
