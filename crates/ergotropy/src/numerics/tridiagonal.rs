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

/// Iterations for an eigenvalue after which it is looked whether the matrix falls apart somewhere else than at its end.
const LOOK: usize = 4;

/// Elements beside the diagonal below this share of the norm vanish: less than a rounding of the reduction before.
const VANISHED: f64 = 0.1 * ROUNDOFF;

/// A symmetric tridiagonal matrix: its diagonal, and the squares of the elements beside it.
#[derive(Debug)]
pub(crate) struct Tridiagonal {
    diagonal: Vec<f64>,
    squares: Vec<f64>,
}

impl Tridiagonal {
    /// A matrix with the eigenvalues of a Hermitian one, from its lower triangle. Cost: O(n³).
    pub(crate) fn of_hermitian<T: ComplexField<Real = f64>>(mut matrix: Mat<T>) -> Self {
        let size = matrix.nrows();
        let room = evd::tridiag::tridiag_in_place_scratch::<T>(size, Par::Seq, Spec::default());
        let mut householder = Mat::<T>::zeros(1, size.saturating_sub(1));
        if size > 1 {
            evd::tridiag::tridiag_in_place(
                matrix.as_mut(),
                householder.as_mut(),
                Par::Seq,
                MemStack::new(&mut MemBuffer::new(room)),
                Spec::default(),
            );
        }
        Self {
            diagonal: (0..size).map(|i| real(&matrix[(i, i)])).collect(),
            squares: (1..size).map(|i| abs2(&matrix[(i, i - 1)])).collect(),
        }
    }

    /// The eigenvalues of each of some matrices, in any order; `None` if some are not found. Cost: O(n²).
    ///
    /// Each step waits for two divisions of the one before, so that two matrices take hardly longer than one. Estimate of the error: some roundings of
    /// the norm.
    pub(crate) fn values(matrices: Vec<Self>) -> Option<Vec<Vec<f64>>> {
        let mut values = Vec::with_capacity(matrices.len());
        let mut matrices = matrices.into_iter();
        while let Some(one) = matrices.next() {
            let other = matrices.next();
            let count = 1 + usize::from(other.is_some());
            let empty = || Self {
                diagonal: Vec::new(),
                squares: Vec::new(),
            };
            let mut pair = [one, other.unwrap_or_else(empty)].map(Search::new);
            loop {
                let [one, other] = &mut pair;
                let steps = one.left()?.min(other.left()?);
                match (one.sweep.take(), other.sweep.take()) {
                    (Some(mut first), Some(mut second)) => {
                        for _ in 0..steps {
                            first.step(&mut one.diagonal, &mut one.squares);
                            second.step(&mut other.diagonal, &mut other.squares);
                        }
                        one.keep(first);
                        other.keep(second);
                    }
                    (Some(sweep), None) => one.finish(sweep),
                    (None, Some(sweep)) => other.finish(sweep),
                    (None, None) => break,
                }
            }
            let found = pair.map(|search| search.diagonal);
            values.extend(found.into_iter().take(count));
        }
        let finite = values.iter().flatten().all(|value| value.is_finite());
        finite.then_some(values)
    }
}

/// The search for the eigenvalues of a matrix, from the last row up.
struct Search {
    diagonal: Vec<f64>,
    squares: Vec<f64>,
    norm: f64,
    /// Rows whose eigenvalues are still to be found.
    end: usize,
    /// First row of the piece that is being worked at.
    begin: usize,
    /// Iterations for the present eigenvalue.
    iterations: usize,
    sweep: Option<Sweep>,
}

/// An iteration of QR with Wilkinson's shift on a piece that does not fall apart; its last element beside the diagonal shrinks.
struct Sweep {
    first: usize,
    /// The row that is next.
    i: usize,
    last: usize,
    shift: f64,
    cosine: f64,
    sine: f64,
    gamma: f64,
    p: f64,
}

impl Search {
    fn new(Tridiagonal { diagonal, squares }: Tridiagonal) -> Self {
        let greatest = |list: &[f64]| list.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        Self {
            norm: greatest(&diagonal).max(greatest(&squares).sqrt()),
            end: diagonal.len(),
            begin: 0,
            iterations: 0,
            sweep: None,
            diagonal,
            squares,
        }
    }

    /// Whether the element beside the diagonal after row i cannot be told from zero: beside equal elements nothing below their roundings can.
    fn vanished(&self, i: usize) -> bool {
        let beside = ROUNDOFF * (self.diagonal[i].abs() + self.diagonal[i + 1].abs());
        self.squares[i] <= (beside + VANISHED * self.norm).powi(2)
    }

    /// Steps that are left of an iteration, which is begun if there is none; 0 if all eigenvalues are found, and `None` if one is given up.
    fn left(&mut self) -> Option<usize> {
        if let Some(sweep) = &self.sweep {
            return Some(sweep.last - sweep.i);
        }
        while self.end > 0 {
            let last = self.end - 1;
            if self.iterations.is_multiple_of(LOOK) {
                let split = (0..last).rev().find(|&i| self.vanished(i));
                self.begin = split.map_or(0, |i| i + 1);
            } else if last > self.begin && self.vanished(last - 1) {
                self.begin = last;
            }
            if self.begin < last {
                self.iterations += 1;
                self.sweep = Some(self.sweep(self.begin, last));
                return (self.iterations <= MOST_ITERATIONS).then_some(last - self.begin);
            }
            self.end = last;
            self.iterations = 0;
        }
        Some(0)
    }

    fn sweep(&self, first: usize, last: usize) -> Sweep {
        // The eigenvalue of the last two rows that is next to the last element.
        let half = (self.diagonal[last - 1] - self.diagonal[last]) / 2.0;
        let beside = self.squares[last - 1];
        let root = half.hypot(beside.sqrt());
        let shift = self.diagonal[last] - beside / (half + root.copysign(half));
        let gamma = self.diagonal[first] - shift;
        Sweep {
            first,
            i: first,
            last,
            shift,
            cosine: 1.0,
            sine: 0.0,
            gamma,
            p: gamma * gamma,
        }
    }

    /// Keeps an iteration for later, or what it came to if it is at its end.
    fn keep(&mut self, sweep: Sweep) {
        if sweep.i < sweep.last {
            self.sweep = Some(sweep);
        } else {
            self.squares[sweep.last - 1] = sweep.sine * sweep.p;
            self.diagonal[sweep.last] = sweep.shift + sweep.gamma;
        }
    }

    /// The rest of an iteration.
    fn finish(&mut self, mut sweep: Sweep) {
        while sweep.i < sweep.last {
            sweep.step(&mut self.diagonal, &mut self.squares);
        }
        self.keep(sweep);
    }
}

impl Sweep {
    #[inline(always)]
    fn step(&mut self, diagonal: &mut [f64], squares: &mut [f64]) {
        let i = self.i;
        let square = squares[i];
        let sum = self.p + square;
        if i > self.first {
            squares[i - 1] = self.sine * sum;
        }
        let (cosine, gamma) = (self.cosine, self.gamma);
        // Where rows fall apart nothing turns.
        (self.cosine, self.sine) = if sum == 0.0 {
            (1.0, 0.0)
        } else {
            (self.p / sum, square / sum)
        };
        let alpha = diagonal[i + 1];
        self.gamma = self.cosine * (alpha - self.shift) - self.sine * gamma;
        diagonal[i] = gamma + (alpha - self.gamma);
        self.p = if self.cosine == 0.0 {
            cosine * square
        } else {
            self.gamma * self.gamma / self.cosine
        };
        self.i += 1;
    }
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

    fn of_hermitian<T: ComplexField<Real = f64>>(matrix: Mat<T>) -> Option<Vec<f64>> {
        Tridiagonal::values(vec![Tridiagonal::of_hermitian(matrix)])?.pop()
    }

    fn values(diagonal: Vec<f64>, squares: Vec<f64>) -> Option<Vec<f64>> {
        Tridiagonal::values(vec![Tridiagonal { diagonal, squares }])?.pop()
    }

    #[test]
    fn values_do_not_depend_on_the_matrix_beside_them() {
        let matrix = |size: usize| Tridiagonal {
            diagonal: (0..size).map(noise).collect(),
            squares: (1..size).map(|i| noise(3 * i).powi(2)).collect(),
        };
        let sizes = [40, 7, 0, 55, 1];
        let together = Tridiagonal::values(sizes.map(matrix).into()).expect("spectra");
        for (size, values) in sizes.into_iter().zip(together) {
            let alone = Tridiagonal::values(vec![matrix(size)]).expect("a spectrum");
            assert_eq!(alone, [values], "{size}");
        }
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
