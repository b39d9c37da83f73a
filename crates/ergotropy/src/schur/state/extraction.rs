//! The unitary that extracts the work of a state, as a matrix that is applied to the state.

use faer::{Mat, c64};

use crate::bounded::{Bounded, Kind};
use crate::error::{Error, in_range};
use crate::model::start::register::RegisterStart;
use crate::numerics::double::ROUNDOFF;
use crate::numerics::hermitian::Spectrum;
use crate::numerics::memory;
use crate::numerics::simd::complex::{dot, dot_error};
use crate::schur::state::compression::isometry_error;
use crate::schur::state::unitary::Unitary;

/// Greatest number of cells whose extraction is computed as a matrix.
const MOST_CELLS: u32 = 10;

/// Number of matrices of the size of the state that are in memory at once.
const MATRICES: u128 = 10;

/// An extraction, and the work that it extracts.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// U = Σ_i |s_i⟩⟨v_i|, which takes eigenvectors v_i of falling eigenvalue to strings s_i of rising
    /// energy.
    pub unitary: Unitary,
    /// E(ρ) - E(UρU†) in units of ħω, from U applied to ρ. The work of the unitary nearest to the matrix
    /// is within the error, so the lower end is a proved lower bound of the ergotropy.
    pub extracted: Bounded,
}

impl RegisterStart {
    /// An optimal extraction (Eq. 5, 6), which leads to the passive state, verified by applying it.
    ///
    /// A matrix U with |U†U - 1| <= δ is within δ of a unitary (its polar factor), and the difference
    /// changes the energy of UρU† by at most N (2δ + δ²). Cost: O(8^N), which is a quarter of a minute
    /// for ten cells.
    ///
    /// ```
    /// use ergotropy::schur::{Complex64, RegisterStart};
    ///
    /// // (|00> + |11>)/√2 is pure: all its energy can be had, in one eigenvector.
    /// let half = Complex64::from(0.5f64.sqrt());
    /// let bell = RegisterStart::pure(vec![half, Complex64::ZERO, Complex64::ZERO, half])?;
    /// let extraction = bell.extraction()?;
    /// assert!(extraction.extracted.contains(1.0));
    /// assert!((extraction.unitary.element(0b00, 0b11).norm() - 0.5f64.sqrt()).abs() < 1e-15);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for more than ten cells.
    pub fn extraction(&self) -> Result<Extraction, Error> {
        let cells = self.cells();
        in_range(
            "the number of cells of an extraction written out",
            cells.into(),
            cells <= MOST_CELLS,
            "at most 10",
        )?;
        memory::check(cells, "an extraction", |cells| {
            MATRICES * memory::matrix_bytes(cells)
        })?;
        let size = 1usize << cells;
        let state = Mat::from_fn(size, size, |row, column| self.element(row, column));
        let vectors = Spectrum::new(state.as_ref()).vectors();
        let mut strings: Vec<usize> = (0..size).collect();
        strings.sort_by_key(|string| string.count_ones());
        let mut matrix = Mat::<c64>::zeros(size, size);
        for (i, &string) in strings.iter().enumerate() {
            for column in 0..size {
                matrix[(string, column)] = vectors[(column, i)].conj();
            }
        }
        let rows: Vec<Vec<c64>> = (0..size)
            .map(|row| (0..size).map(|column| state[(column, row)]).collect())
            .collect();
        let vectors: Vec<Vec<c64>> = (0..size)
            .map(|i| (0..size).map(|row| vectors[(row, i)]).collect())
            .collect();
        // The diagonal of UρU† consists of v†ρv.
        let after: f64 = vectors
            .iter()
            .zip(&strings)
            .map(|(vector, string)| {
                let image: Vec<c64> = rows.iter().map(|row| dot(row, vector)).collect();
                f64::from(string.count_ones()) * dot(vector, &image).re
            })
            .sum();
        let before: f64 = (0..size)
            .map(|string| f64::from(string.count_ones()) * state[(string, string)].re)
            .sum();
        let n = f64::from(cells);
        let defect = isometry_error(&vectors);
        // |v|†|ρ||v| <= |ρ|_F for each vector, and the energies of all strings sum to N 2^N / 2. Roundings
        // come from the dot products, from two sums of 2^N terms, and from elements that are sums over
        // vectors, for each of which |ρ|_F <= 1.
        let terms = size as f64;
        let own = self.element_error();
        let rounding = 2.1 * (dot_error(size) * state.norm_l2() + own) * (n / 2.0) * terms
            + terms * ROUNDOFF * (before + after.abs());
        Ok(Extraction {
            unitary: Unitary::computed(cells, matrix),
            extracted: Bounded::new(
                before - after,
                n * defect * (2.0 + defect) + rounding,
                Kind::Bound,
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schur::state::density::SchurState;
    use crate::{Bath, Channel, Ensemble};

    #[test]
    fn the_unitary_extracts_the_ergotropy_of_steady_states() -> Result<(), Error> {
        let channel = Channel::thermal(Bath::from_bose_ratio(0.75)?, 1.0)?;
        let battery = Ensemble::new(4)?.collective(channel);
        for (index, alpha) in [(0, 0.75), (1, 0.0)] {
            let battery = battery
                .clone()
                .collective_bath(Bath::from_bose_ratio(alpha)?);
            let start = Unitary::haar(4, 11, index)?.rotate_gibbs(0.25)?;
            let steady = battery.steady_state_of(&start)?;
            let dense = steady.density_matrix()?;
            let extraction = dense.extraction()?;
            let difference = extraction.extracted - steady.ergotropy();
            assert!(difference.contains(0.0), "{difference:?}");
            assert!(extraction.extracted.error < 1e-10 && extraction.unitary.defect() < 1e-13);
            // The state after the extraction is passive.
            let rest = SchurState::of(&extraction.unitary.rotate(&dense)?)?;
            assert!(rest.ergotropy().value < 1e-13);
        }
        Ok(())
    }
}
