//! Starting states over bit strings: pure, of low rank, or any density matrix.

use num_complex::Complex64;

use crate::bounded::{Bounded, Kind};
use crate::error::{Error, in_range};
use crate::model::start::checks::{TOLERANCE, cells_of, finite, hermitian_part, positive, within};
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::memory::{self, matrix_bytes};

/// A state of N cells in the basis of bit strings: in the index of a string cell 1 is the most
/// significant bit, and 1 is an excited cell.
///
/// Nothing is ever renormalised. The state is the Hermitian part of a matrix that is Hermitian within
/// 1e-10.
///
/// ```
/// use ergotropy::schur::{Complex64, RegisterStart};
///
/// // A singlet: dark, so that collective noise cannot touch it.
/// let half = Complex64::from(0.5f64.sqrt());
/// let singlet = RegisterStart::pure(vec![Complex64::ZERO, half, -half, Complex64::ZERO])?;
/// assert_eq!(singlet.cells(), 2);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterStart {
    cells: u32,
    pub(crate) kernel: Kernel,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kernel {
    /// Vectors with their weights.
    Vectors(Vec<(f64, Vec<Complex64>)>),
    /// Elements, row by row.
    Matrix(Vec<Complex64>),
}

impl RegisterStart {
    /// A pure state from its 2^N amplitudes.
    ///
    /// # Errors
    /// [`Error::NotARegister`] unless there are 2^N amplitudes, N from 1 to 26;
    /// [`Error::NotANumber`]; [`Error::Norm`] if the norm differs from 1 by more than 1e-10.
    pub fn pure(amplitudes: Vec<Complex64>) -> Result<Self, Error> {
        Self::mixture(vec![(1.0, amplitudes)])
    }

    /// A mixture Σ w |ψ⟩⟨ψ| of a few pure states, which need not be orthogonal.
    ///
    /// # Errors
    /// Those of [`RegisterStart::pure`]; [`Error::NotARegister`] if the vectors differ in length or
    /// there is none; [`Error::NotNormalised`] if the weights do not sum to 1 within 1e-10;
    /// [`Error::OutOfRange`] for a negative weight.
    pub fn mixture(vectors: Vec<(f64, Vec<Complex64>)>) -> Result<Self, Error> {
        let length = vectors.first().map_or(0, |(_, vector)| vector.len());
        let cells = cells_of(length)?;
        for (weight, vector) in &vectors {
            if vector.len() != length {
                return Err(Error::NotARegister {
                    length: vector.len(),
                });
            }
            in_range(
                "the weight of a pure state",
                *weight,
                (0.0..=1.0 + TOLERANCE).contains(weight),
                "from 0 to 1",
            )?;
            finite(vector)?;
            let square: Double = vector
                .iter()
                .flat_map(|z| [z.re, z.im])
                .map(|x| Double::from(x) * Double::from(x))
                .sum();
            // Squares of great numbers overflow to infinity, and to NaN in the low part.
            let norm = if square.hi.is_finite() {
                square.to_f64().sqrt()
            } else {
                f64::INFINITY
            };
            if !within(norm) {
                return Err(Error::Norm { norm });
            }
        }
        let sum: Double = vectors.iter().map(|&(w, _)| Double::from(w)).sum();
        let sum = sum.to_f64();
        if !within(sum) {
            return Err(Error::NotNormalised { sum });
        }
        Ok(Self {
            cells,
            kernel: Kernel::Vectors(vectors),
        })
    }

    /// Any state from the 4^N elements of its density matrix, row by row.
    ///
    /// Positivity is decided by a Cholesky factorisation of ρ + 1e-10. Cost: O(8^N), about a second at
    /// N = 11.
    ///
    /// # Errors
    /// [`Error::NotARegister`] unless there are 4^N elements; [`Error::NotANumber`];
    /// [`Error::NotHermitian`], [`Error::Trace`] and [`Error::NegativeEigenvalue`] if the matrix
    /// deviates by more than 1e-10; [`Error::TooLarge`] if the check would take more memory than an
    /// answer may.
    pub fn density_matrix(elements: Vec<Complex64>) -> Result<Self, Error> {
        let size = elements.len().isqrt();
        if size * size != elements.len() {
            return Err(Error::NotARegister {
                length: elements.len(),
            });
        }
        let cells = cells_of(size)?;
        memory::check(cells, "a density matrix", |cells| 3 * matrix_bytes(cells))?;
        finite(&elements)?;
        let elements = hermitian_part(elements, size)?;
        let trace: Double = (0..size)
            .map(|i| Double::from(elements[i * (size + 1)].re))
            .sum();
        let trace = trace.to_f64();
        if !within(trace) {
            return Err(Error::Trace { trace });
        }
        positive(&elements, size)?;
        Ok(Self {
            cells,
            kernel: Kernel::Matrix(elements),
        })
    }

    /// A Hermitian matrix that was computed, and is correct within its error.
    pub(crate) fn computed(cells: u32, elements: Vec<Complex64>) -> Self {
        Self {
            cells,
            kernel: Kernel::Matrix(elements),
        }
    }

    /// The same state as a matrix, so that all copies of all ladders are kept.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the matrix would take more memory than an answer may.
    pub fn to_density_matrix(&self) -> Result<Self, Error> {
        memory::check(self.cells, "a density matrix", matrix_bytes)?;
        let size = 1usize << self.cells;
        let elements = (0..size * size).map(|i| self.element(i / size, i % size));
        Ok(Self::computed(self.cells, elements.collect()))
    }

    /// Number of cells N.
    pub fn cells(&self) -> u32 {
        self.cells
    }

    /// Refuses an ensemble with another number of cells.
    pub(crate) fn check_cells(&self, ensemble: u32) -> Result<(), Error> {
        let start = self.cells;
        if start == ensemble {
            Ok(())
        } else {
            Err(Error::CellsDiffer { start, ensemble })
        }
    }

    /// Tr ρ, which is 1 within 1e-10.
    pub(crate) fn trace(&self) -> Double {
        let diagonal = (0..1usize << self.cells).map(|i| Double::from(self.element(i, i).re));
        diagonal.sum()
    }

    /// By how much the trace may differ from 1.
    pub(crate) fn excess(&self) -> f64 {
        (self.trace() - Double::ONE).abs().to_f64() + self.element_error()
    }

    /// Energy Tr ρH, the mean number of excited cells.
    pub(crate) fn energy(&self) -> Bounded {
        let terms = (0..1usize << self.cells).map(|string| {
            let excited = f64::from(string.count_ones());
            Double::from(self.element(string, string).re) * Double::from(excited)
        });
        let energy = terms.clone().sum::<Double>().to_f64();
        let size = terms.map(Double::abs).sum::<Double>().to_f64();
        let error = size * (self.element_error() + ROUNDOFF);
        Bounded::new(energy, error, Kind::Bound)
    }

    /// Relative error of diagonal elements, which are sums over the vectors of a mixture.
    pub(crate) fn element_error(&self) -> f64 {
        match &self.kernel {
            Kernel::Vectors(vectors) => (vectors.len() as f64 + 4.0) * ROUNDOFF,
            Kernel::Matrix(_) => 0.0,
        }
    }

    /// Whether there can be coherence between levels: a vector has strings of several levels, or there is a matrix.
    pub(crate) fn spans_levels(&self) -> bool {
        let spans = |vector: &[Complex64]| {
            let strings = vector.iter().enumerate();
            let mut held = strings.filter(|(_, z)| **z != Complex64::ZERO);
            let first = held.next().map(|(string, _)| string.count_ones());
            held.any(|(string, _)| Some(string.count_ones()) != first)
        };
        match &self.kernel {
            Kernel::Vectors(vectors) => vectors.iter().any(|(_, vector)| spans(vector)),
            Kernel::Matrix(_) => true,
        }
    }

    /// Element ⟨row|ρ|column⟩ between two bit strings.
    ///
    /// # Panics
    /// If there is no such string.
    pub fn element(&self, row: usize, column: usize) -> Complex64 {
        match &self.kernel {
            Kernel::Vectors(vectors) => vectors
                .iter()
                .map(|(weight, vector)| vector[row] * vector[column].conj() * *weight)
                .sum(),
            Kernel::Matrix(elements) => elements[(row << self.cells) + column],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(values: &[f64]) -> Vec<Complex64> {
        values.iter().copied().map(Complex64::from).collect()
    }

    #[test]
    fn what_is_no_state_is_refused_with_its_fact() {
        let pure = |values: &[f64]| RegisterStart::pure(real(values));
        assert!(pure(&[1.0, 0.0]).is_ok());
        assert!(matches!(pure(&[]), Err(Error::NotARegister { length: 0 })));
        assert!(matches!(
            pure(&[1.0]),
            Err(Error::NotARegister { length: 1 })
        ));
        assert!(matches!(
            pure(&[1.0, 0.0, 0.0]),
            Err(Error::NotARegister { length: 3 })
        ));
        assert!(matches!(
            pure(&[1.0, f64::NAN]),
            Err(Error::NotANumber { index: 1 })
        ));
        assert!(matches!(pure(&[1.0, 1e-4]), Err(Error::Norm { norm }) if norm > 1.0));
        assert!(pure(&[1e300, 1e300]).is_err());
        let dense = |values: &[f64]| RegisterStart::density_matrix(real(values));
        assert!(dense(&[0.5, 0.5, 0.5, 0.5]).is_ok());
        assert!(matches!(
            dense(&[1.0; 8]),
            Err(Error::NotARegister { length: 8 })
        ));
        assert!(matches!(
            dense(&[0.5, 0.1, 0.2, 0.5]),
            Err(Error::NotHermitian { .. })
        ));
        assert!(
            matches!(dense(&[0.5, 0.0, 0.0, 0.6]), Err(Error::Trace { trace }) if trace == 1.1)
        );
        let negative = dense(&[0.5, 0.6, 0.6, 0.5]);
        assert!(
            matches!(negative, Err(Error::NegativeEigenvalue { eigenvalue }) if (eigenvalue + 0.1).abs() < 1e-12)
        );
        let twice = vec![(0.5, real(&[1.0, 0.0])), (0.6, real(&[0.0, 1.0]))];
        assert!(matches!(
            RegisterStart::mixture(twice),
            Err(Error::NotNormalised { .. })
        ));
        let uneven = vec![(0.5, real(&[1.0, 0.0])), (0.5, real(&[1.0, 0.0, 0.0, 0.0]))];
        assert!(RegisterStart::mixture(uneven).is_err());
        assert!(RegisterStart::mixture(vec![(-0.5, real(&[1.0, 0.0]))]).is_err());
    }
}
