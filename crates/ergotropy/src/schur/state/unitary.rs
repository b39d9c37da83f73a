//! Random unitaries of the whole register, uniform in the sense of Haar.

use faer::{Mat, c64};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use crate::error::{Error, in_range};
use crate::model::start::register::RegisterStart;
use crate::numerics::memory;
use crate::schur::basis::numbering::SchurBasis;
use num_complex::Complex64;

/// Number of matrices of the size of the unitary that are in memory at once while it is made.
const MATRICES: u128 = 6;

/// A unitary over bit strings.
///
/// ```
/// use ergotropy::schur::Unitary;
///
/// let first = Unitary::haar(2, 7, 0)?;
/// assert_eq!(first, Unitary::haar(2, 7, 0)?); // the same on any thread
/// assert_ne!(first, Unitary::haar(2, 7, 1)?);
/// assert!(first.defect() < 1e-14);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Unitary {
    cells: u32,
    matrix: Mat<c64>,
}

impl Unitary {
    /// Unitary number `index` of the sequence that belongs to a seed.
    ///
    /// A matrix of independent complex normal numbers is decomposed into QR, and the columns of Q get
    /// the phases of the diagonal of R, which makes the result uniform (Mezzadri, *Notices AMS* 54, 592
    /// (2007)). The numbers come from stream `index` of ChaCha20, so that no unitary depends on which
    /// others are made. Last bits can differ between machines with other vector registers. Cost:
    /// O(8^N).
    ///
    /// # Errors
    /// Those of [`SchurBasis::new`]; [`Error::TooLarge`] if the matrices would take more memory than an
    /// answer may.
    pub fn haar(cells: u32, seed: u64, index: u64) -> Result<Self, Error> {
        let size = checked(cells)?;
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        random.set_stream(index);
        let mut normal = || -> f64 { StandardNormal.sample(&mut random) };
        let normal = Mat::from_fn(size, size, |_, _| c64::new(normal(), normal()));
        let decomposed = normal.qr();
        let triangle = decomposed.thin_R();
        let mut matrix = decomposed.compute_thin_Q();
        for column in 0..size {
            let pivot = triangle[(column, column)];
            let modulus = pivot.norm();
            if modulus > 0.0 {
                let phase = pivot / modulus;
                for row in 0..size {
                    matrix[(row, column)] *= phase;
                }
            }
        }
        Ok(Self { cells, matrix })
    }

    /// A unitary from its rows.
    pub(crate) fn computed(cells: u32, matrix: Mat<c64>) -> Self {
        Self { cells, matrix }
    }

    /// Number of cells N.
    pub fn cells(&self) -> u32 {
        self.cells
    }

    /// Element ⟨row|U|column⟩ between two bit strings.
    ///
    /// # Panics
    /// If there is no such string.
    pub fn element(&self, row: usize, column: usize) -> Complex64 {
        self.matrix[(row, column)]
    }

    /// |U†U - 1| in the Frobenius norm, the deviation from unitarity. Cost: O(8^N).
    pub fn defect(&self) -> f64 {
        let size = self.matrix.nrows();
        (self.matrix.adjoint() * &self.matrix - Mat::<c64>::identity(size, size)).norm_l2()
    }

    /// U ρ U†. Cost: O(8^N).
    ///
    /// # Errors
    /// [`Error::CellsDiffer`]; [`Error::TooLarge`] if the matrices would take more memory than an
    /// answer may.
    pub fn rotate(&self, start: &RegisterStart) -> Result<RegisterStart, Error> {
        if start.cells() != self.cells {
            return Err(Error::CellsDiffer {
                start: start.cells(),
                ensemble: self.cells,
            });
        }
        let size = checked(self.cells)?;
        let whole = Mat::from_fn(size, size, |row, column| start.element(row, column));
        let rotated = &self.matrix * whole * self.matrix.adjoint();
        Ok(hermitian(self.cells, &rotated))
    }

    /// U diag(p) U† for a state that is diagonal in the bit strings: the product of Gibbs states of
    /// single cells at q = exp(-β_q) (Eq. 109 to 111). Cost: half of that of [`Unitary::rotate`].
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if q is outside [0, 1].
    pub fn rotate_gibbs(&self, q: f64) -> Result<RegisterStart, Error> {
        let weights = gibbs_weights(self.cells, q)?;
        let size = self.matrix.nrows();
        let scaled = Mat::from_fn(size, size, |row, column| {
            self.matrix[(row, column)] * weights[column].sqrt()
        });
        Ok(hermitian(self.cells, &(&scaled * scaled.adjoint())))
    }
}

impl RegisterStart {
    /// The product of Gibbs states of single cells with q = exp(-β_q) (Eq. 109), as a matrix.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if q is outside [0, 1]; those of [`SchurBasis::new`]; [`Error::TooLarge`].
    pub fn gibbs(cells: u32, q: f64) -> Result<Self, Error> {
        let size = checked(cells)?;
        let weights = gibbs_weights(cells, q)?;
        let mut elements = vec![Complex64::ZERO; size * size];
        for (string, weight) in weights.into_iter().enumerate() {
            elements[string * (size + 1)] = Complex64::from(weight);
        }
        Ok(Self::computed(cells, elements))
    }
}

/// q^k / (1 + q)^N for each bit string, with a relative error of about 2N u.
fn gibbs_weights(cells: u32, q: f64) -> Result<Vec<f64>, Error> {
    in_range(
        "the Gibbs ratio q",
        q,
        (0.0..=1.0).contains(&q),
        "from 0 to 1",
    )?;
    let power = |base: f64, exponent: u32| (0..exponent).fold(1.0, |power, _| power * base);
    let ground = power(1.0 / (1.0 + q), cells);
    Ok((0..1usize << cells)
        .map(|string| power(q, string.count_ones()) * ground)
        .collect())
}

fn checked(cells: u32) -> Result<usize, Error> {
    let basis = SchurBasis::new(cells)?;
    memory::check(cells, "a unitary over bit strings", |cells| {
        MATRICES * memory::matrix_bytes(cells)
    })?;
    Ok(basis.dimension())
}

fn hermitian(cells: u32, matrix: &Mat<c64>) -> RegisterStart {
    let size = matrix.nrows();
    let element =
        |row: usize, column: usize| (matrix[(row, column)] + matrix[(column, row)].conj()) / 2.0;
    let elements = (0..size * size).map(|i| element(i / size, i % size));
    RegisterStart::computed(cells, elements.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_uniform_on_the_sphere() -> Result<(), Error> {
        // Uniform columns have E |U_ij|^2 = 1/n and E |U_ij|^4 = 2/(n (n + 1)). Signs of a QR that are
        // not corrected would change E U_ii, which is zero.
        let (n, draws) = (4.0, 4000u64);
        let (mut second, mut fourth, mut mean) = (0.0, 0.0, Complex64::ZERO);
        for index in 0..draws {
            let unitary = Unitary::haar(2, 1, index)?;
            let square = unitary.element(1, 2).norm_sqr();
            second += square;
            fourth += square * square;
            mean += unitary.element(2, 2);
        }
        let draws = draws as f64;
        assert!((second / draws - 1.0 / n).abs() < 0.015);
        assert!((fourth / draws - 2.0 / (n * (n + 1.0))).abs() < 0.01);
        assert!(mean.norm() / draws < 0.03);
        Ok(())
    }

    #[test]
    fn rotations_keep_the_spectrum() -> Result<(), Error> {
        let unitary = Unitary::haar(3, 5, 2)?;
        let start = RegisterStart::gibbs(3, 0.25)?;
        let (once, again) = (unitary.rotate(&start)?, unitary.rotate_gibbs(0.25)?);
        let square = |state: &RegisterStart| -> f64 {
            (0..64)
                .map(|i| state.element(i / 8, i % 8).norm_sqr())
                .sum()
        };
        assert!((square(&once) - square(&start)).abs() < 1e-15);
        for i in 0..64 {
            let off = once.element(i / 8, i % 8) - again.element(i / 8, i % 8);
            assert!(off.norm() < 1e-15);
        }
        assert!(unitary.rotate(&RegisterStart::gibbs(2, 0.5)?).is_err());
        assert!(RegisterStart::gibbs(2, 1.5).is_err());
        Ok(())
    }
}
