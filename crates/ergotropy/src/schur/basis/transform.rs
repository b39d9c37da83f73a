//! The Schur transform: bit strings to |j, m, σ⟩ and back.
//!
//! **Error.** Each of the N steps of [`clebsch_gordan`](crate::schur::basis::clebsch_gordan) is
//! orthogonal. With rounded coefficients a step has an error of at most 5u of the 2-norm of its vector,
//! so that the transform of a vector has an error of 5 N u of its norm.

use num_complex::Complex64;

use crate::error::Error;
use crate::numerics::double::ROUNDOFF;
use crate::schur::basis::clebsch_gordan::ClebschGordan;
use crate::schur::basis::numbering::SchurBasis;

/// The change between the basis of bit strings and the Schur basis.
///
/// Cells join one after the other, and the matrix of the transform is never made. Cost: O(N 2^N) for a
/// vector, O(N 4^N) for a matrix.
///
/// ```
/// use ergotropy::schur::{Complex64, Transform};
///
/// // (|00> + |01> - |10>)/√3: 1/3 in the triplet and 2/3 in the singlet (Eq. 52, 53).
/// let third = Complex64::from(1.0 / f64::sqrt(3.0));
/// let mut state = vec![third, third, -third, Complex64::ZERO];
/// let transform = Transform::new(2)?;
/// transform.to_schur(&mut state);
/// let basis = transform.basis();
/// let singlet = state[basis.index(1, 1, 0)].norm_sqr();
/// assert!((singlet - 2.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Transform {
    basis: SchurBasis,
}

/// Relative error of a transformed vector in the 2-norm, for each cell.
const ERROR_PER_CELL: f64 = 5.0 * ROUNDOFF;

impl Transform {
    /// The transform for `cells` cells.
    ///
    /// # Errors
    /// Those of [`SchurBasis::new`].
    pub fn new(cells: u32) -> Result<Self, Error> {
        Ok(Self {
            basis: SchurBasis::new(cells)?,
        })
    }

    /// The basis that the transform leads to.
    pub fn basis(&self) -> &SchurBasis {
        &self.basis
    }

    /// Relative error of a transformed vector in the 2-norm. A transformed matrix has twice this error
    /// in the Frobenius norm.
    pub fn error(&self) -> f64 {
        ERROR_PER_CELL * f64::from(self.basis.cells()) * (1.0 + 1e-9)
    }

    /// Turns amplitudes over bit strings (cell 1 most significant, 1 = excited) into amplitudes in the
    /// Schur basis. Cost: O(N 2^N), with a second vector as workspace.
    ///
    /// # Panics
    /// If there are not 2^N amplitudes.
    pub fn to_schur(&self, amplitudes: &mut [Complex64]) {
        self.rows_to_schur(amplitudes, 1);
    }

    /// The inverse of [`Transform::to_schur`], at the same cost.
    ///
    /// # Panics
    /// If there are not 2^N amplitudes.
    pub fn to_strings(&self, amplitudes: &mut [Complex64]) {
        self.rows_to_strings(amplitudes, 1);
    }

    /// U ρ U† for a matrix over bit strings, row by row. Cost: O(N 4^N), with a second matrix as
    /// workspace.
    ///
    /// # Panics
    /// If there are not 4^N elements.
    pub fn matrix_to_schur(&self, elements: &mut [Complex64]) {
        let size = self.basis.dimension();
        self.rows_to_schur(elements, size);
        adjoint(elements, size);
        self.rows_to_schur(elements, size);
        adjoint(elements, size);
    }

    /// U† ρ U, the inverse of [`Transform::matrix_to_schur`].
    ///
    /// # Panics
    /// If there are not 4^N elements.
    pub fn matrix_to_strings(&self, elements: &mut [Complex64]) {
        let size = self.basis.dimension();
        self.rows_to_strings(elements, size);
        adjoint(elements, size);
        self.rows_to_strings(elements, size);
        adjoint(elements, size);
    }

    /// Σ w |ψ⟩⟨ψ| in the Schur basis, from weights and vectors over bit strings.
    pub(crate) fn mixture_to_schur(
        &self,
        vectors: &[(f64, Vec<Complex64>)],
    ) -> Vec<(f64, Vec<Complex64>)> {
        let mut vectors = vectors.to_vec();
        for (_, vector) in &mut vectors {
            self.to_schur(vector);
        }
        vectors
    }

    /// U A U† for the part A of a Hermitian matrix between the strings of k excitations in rising
    /// order. Cost: O(N C(N, k)²).
    pub(crate) fn level_to_schur(&self, k: u32, elements: &mut [Complex64]) {
        let size = self.basis.level_size(k);
        assert_eq!(elements.len(), size * size);
        let mut scratch = vec![Complex64::ZERO; elements.len()];
        let steps = ClebschGordan::new(&self.basis, size);
        for _ in 0..2 {
            steps.join_level(k, elements, &mut scratch);
            adjoint(elements, size);
        }
    }

    fn rows_to_schur(&self, rows: &mut [Complex64], width: usize) {
        assert_eq!(rows.len(), self.basis.dimension() * width);
        let mut scratch = vec![Complex64::ZERO; rows.len()];
        ClebschGordan::new(&self.basis, width).join(rows, &mut scratch);
    }

    fn rows_to_strings(&self, rows: &mut [Complex64], width: usize) {
        assert_eq!(rows.len(), self.basis.dimension() * width);
        let mut scratch = vec![Complex64::ZERO; rows.len()];
        ClebschGordan::new(&self.basis, width).part(rows, &mut scratch);
    }
}

/// Replaces a square matrix by its Hermitian adjoint, tile by tile.
fn adjoint(elements: &mut [Complex64], size: usize) {
    const TILE: usize = 32;
    for row_tile in (0..size).step_by(TILE) {
        for column_tile in (0..=row_tile).step_by(TILE) {
            for row in row_tile..(row_tile + TILE).min(size) {
                let end = (column_tile + TILE).min(row);
                for column in column_tile..end {
                    let lower = elements[row * size + column];
                    elements[row * size + column] = elements[column * size + row].conj();
                    elements[column * size + row] = lower.conj();
                }
            }
        }
    }
    for diagonal in (0..elements.len()).step_by(size + 1) {
        elements[diagonal] = elements[diagonal].conj();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some amplitudes without any symmetry.
    fn amplitudes(count: usize) -> Vec<Complex64> {
        (0..count)
            .map(|i| Complex64::new((i as f64 * 1.7 + 0.3).sin(), (i as f64).cos() - 0.2))
            .collect()
    }

    fn distance(a: &[Complex64], b: &[Complex64]) -> f64 {
        a.iter()
            .zip(b)
            .map(|(a, b)| (a - b).norm_sqr())
            .sum::<f64>()
            .sqrt()
    }

    /// A state as the sum of bit strings with coefficients.
    fn strings(cells: u32, terms: &[(usize, f64)]) -> Vec<Complex64> {
        let norm: f64 = terms.iter().map(|(_, c)| c * c).sum::<f64>().sqrt();
        let mut state = vec![Complex64::ZERO; 1 << cells];
        for &(string, coefficient) in terms {
            state[string] = Complex64::from(coefficient / norm);
        }
        state
    }

    /// A basis vector: strings with coefficients, and (d, k, σ).
    type Vector = (&'static [(usize, f64)], (u32, u32, usize));

    #[test]
    fn the_bases_of_two_and_three_cells_are_the_papers() -> Result<(), Error> {
        let two: [Vector; 4] = [
            (&[(0b00, 1.0)], (0, 0, 0)),
            (&[(0b01, 1.0), (0b10, 1.0)], (0, 1, 0)),
            (&[(0b11, 1.0)], (0, 2, 0)),
            (&[(0b01, 1.0), (0b10, -1.0)], (1, 1, 0)),
        ];
        let three: [Vector; 8] = [
            (&[(0b000, 1.0)], (0, 0, 0)),
            (&[(0b001, 1.0), (0b010, 1.0), (0b100, 1.0)], (0, 1, 0)),
            (&[(0b011, 1.0), (0b101, 1.0), (0b110, 1.0)], (0, 2, 0)),
            (&[(0b111, 1.0)], (0, 3, 0)),
            (&[(0b001, 1.0), (0b010, 1.0), (0b100, -2.0)], (1, 1, 0)),
            (&[(0b011, 2.0), (0b101, -1.0), (0b110, -1.0)], (1, 2, 0)),
            (&[(0b001, 1.0), (0b010, -1.0)], (1, 1, 1)),
            (&[(0b101, 1.0), (0b110, -1.0)], (1, 2, 1)),
        ];
        for (cells, vectors) in [(2, &two[..]), (3, &three[..])] {
            let transform = Transform::new(cells)?;
            for &(terms, (d, k, copy)) in vectors {
                let mut state = strings(cells, terms);
                transform.to_schur(&mut state);
                let mut expected = vec![Complex64::ZERO; 1 << cells];
                expected[transform.basis().index(d, k, copy)] = Complex64::ONE;
                assert!(
                    distance(&state, &expected) < 1e-15,
                    "{cells} {d} {k} {copy}"
                );
            }
        }
        Ok(())
    }

    #[test]
    fn the_transform_is_orthogonal_to_rounding_and_is_undone() -> Result<(), Error> {
        for cells in 1..=11 {
            let transform = Transform::new(cells)?;
            let start = amplitudes(1 << cells);
            let mut state = start.clone();
            transform.to_schur(&mut state);
            let norm = |v: &[Complex64]| v.iter().map(Complex64::norm_sqr).sum::<f64>().sqrt();
            let whole = norm(&start);
            assert!((norm(&state) - whole).abs() <= transform.error() * whole);
            transform.to_strings(&mut state);
            assert!(distance(&state, &start) <= 2.0 * transform.error() * whole);
        }
        Ok(())
    }

    #[test]
    fn matrices_and_levels_agree_with_vectors() -> Result<(), Error> {
        let cells = 6;
        let transform = Transform::new(cells)?;
        let basis = transform.basis();
        let size = basis.dimension();
        let vector = amplitudes(size);
        let matrix = |v: &[Complex64]| -> Vec<Complex64> {
            (0..size * size)
                .map(|i| v[i / size] * v[i % size].conj())
                .collect()
        };
        let mut state = vector.clone();
        transform.to_schur(&mut state);
        let mut dense = matrix(&vector);
        transform.matrix_to_schur(&mut dense);
        let scale: f64 = vector.iter().map(Complex64::norm_sqr).sum();
        assert!(distance(&dense, &matrix(&state)) < 1e-14 * scale);
        for k in 0..=cells {
            let level: Vec<usize> = basis.strings(k).collect();
            let mut block: Vec<Complex64> = level
                .iter()
                .flat_map(|&row| level.iter().map(move |&column| (row, column)))
                .map(|(row, column)| vector[row] * vector[column].conj())
                .collect();
            transform.level_to_schur(k, &mut block);
            let begin = basis.index(0, k, 0);
            for row in 0..level.len() {
                for column in 0..level.len() {
                    let whole = dense[(begin + row) * size + begin + column];
                    assert!((block[row * level.len() + column] - whole).norm() < 1e-13);
                }
            }
        }
        transform.matrix_to_strings(&mut dense);
        assert!(distance(&dense, &matrix(&vector)) < 1e-14 * scale);
        Ok(())
    }

    #[test]
    fn raising_keeps_copies_and_has_the_textbook_elements() -> Result<(), Error> {
        let cells = 5;
        let transform = Transform::new(cells)?;
        let basis = transform.basis();
        for (d, k) in basis.lattice().iter().filter(|&(d, k)| k < cells - d) {
            for copy in 0..basis.copies(d) {
                let mut state = vec![Complex64::ZERO; basis.dimension()];
                state[basis.index(d, k, copy)] = Complex64::ONE;
                transform.to_strings(&mut state);
                let mut raised = vec![Complex64::ZERO; basis.dimension()];
                for (string, amplitude) in state.iter().enumerate() {
                    for bit in (0..cells).filter(|bit| string >> bit & 1 == 0) {
                        raised[string | 1 << bit] += amplitude;
                    }
                }
                transform.to_schur(&mut raised);
                // (j - m)(j + m + 1) with j - m = N - d - k, j + m = k - d.
                let element = f64::from((cells - d - k) * (k - d + 1)).sqrt();
                let mut expected = vec![Complex64::ZERO; basis.dimension()];
                expected[basis.index(d, k + 1, copy)] = Complex64::from(element);
                assert!(distance(&raised, &expected) < 1e-13);
            }
        }
        Ok(())
    }
}
