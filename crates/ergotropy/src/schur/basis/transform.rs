//! The Schur transform: bit strings to |j, m, σ⟩ and back, one cell at a time.
//!
//! **Convention.** Cells are coupled from the last to the first, so that the first cell, the most
//! significant bit, joins last. A ladder j of the cells coupled so far and one more cell give
//! (Condon and Shortley, up to one sign for each ladder that goes down, which keeps J± positive)
//!
//! ```text
//! |j+1/2, M⟩ = √((j+M+1/2)/(2j+1)) |1⟩|j, M-1/2⟩ + √((j-M+1/2)/(2j+1)) |0⟩|j, M+1/2⟩
//! |j-1/2, M⟩ = √((j+M+1/2)/(2j+1)) |0⟩|j, M+1/2⟩ - √((j-M+1/2)/(2j+1)) |1⟩|j, M-1/2⟩.
//! ```
//!
//! In integers the two weights are (κ-d)/(n-2d) and (n-d-κ)/(n-2d) for n cells, κ excitations and the
//! ladder d of the n - 1 cells. The copies of a ladder are those that came down, then those that
//! went up, each in its own order. For N = 2 and 3 this is the basis of the paper's
//! Supplementary Note II F.
//!
//! **Error.** Each of the N couplings is orthogonal and, with its rounded coefficients, errs by at
//! most 5u in the 2-norm of what it acts on, so that a vector errs by 5 N u of its norm.

use num_complex::Complex64;

use crate::error::Error;
use crate::numerics::double::ROUNDOFF;
use crate::schur::basis::numbering::SchurBasis;

/// The change between the basis of bit strings and the Schur basis.
///
/// Works by couplings of neighbours: O(N 2^N) for a vector, O(N 4^N) for a matrix, and never makes
/// the matrix of the transform.
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
    /// As [`SchurBasis::new`].
    pub fn new(cells: u32) -> Result<Self, Error> {
        Ok(Self {
            basis: SchurBasis::new(cells)?,
        })
    }

    /// The basis that the transform leads to.
    pub fn basis(&self) -> &SchurBasis {
        &self.basis
    }

    /// Relative error of a transformed vector in the 2-norm (of a matrix, twice that in the
    /// Frobenius norm).
    pub fn error(&self) -> f64 {
        ERROR_PER_CELL * f64::from(self.basis.cells()) * (1.0 + 1e-9)
    }

    /// Turns amplitudes over bit strings (cell 1 most significant, 1 = excited) into amplitudes in
    /// the Schur basis. O(N 2^N), with as much memory again.
    ///
    /// # Panics
    /// If there are not 2^N amplitudes.
    pub fn to_schur(&self, amplitudes: &mut [Complex64]) {
        self.rows_to_schur(amplitudes, 1);
    }

    /// The inverse of [`Transform::to_schur`].
    ///
    /// # Panics
    /// If there are not 2^N amplitudes.
    pub fn to_strings(&self, amplitudes: &mut [Complex64]) {
        self.rows_to_strings(amplitudes, 1);
    }

    /// U ρ U† for a matrix over bit strings, row by row. O(N 4^N), with as much memory again.
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

    /// U B U† for the block B of a Hermitian matrix between the strings of k excitations, which
    /// are in rising order. O(N C(N, k)²).
    pub(crate) fn level_to_schur(&self, k: u32, block: &mut [Complex64]) {
        let size = self.basis.level_size(k);
        assert_eq!(block.len(), size * size);
        let mut scratch = vec![Complex64::ZERO; block.len()];
        for _ in 0..2 {
            self.level(self.basis.cells(), k, size, block, &mut scratch, false);
            adjoint(block, size);
        }
    }

    fn rows_to_schur(&self, rows: &mut [Complex64], width: usize) {
        assert_eq!(rows.len(), self.basis.dimension() * width);
        let mut scratch = vec![Complex64::ZERO; rows.len()];
        self.couple(self.basis.cells(), width, rows, &mut scratch, false);
    }

    fn rows_to_strings(&self, rows: &mut [Complex64], width: usize) {
        assert_eq!(rows.len(), self.basis.dimension() * width);
        let mut scratch = vec![Complex64::ZERO; rows.len()];
        self.uncouple(self.basis.cells(), width, rows, &mut scratch);
    }

    /// Couples the 2^n rows of `data`, and leaves the result there or in `scratch`.
    fn couple(
        &self,
        n: u32,
        width: usize,
        data: &mut [Complex64],
        scratch: &mut [Complex64],
        into_scratch: bool,
    ) {
        if n == 0 {
            if into_scratch {
                scratch.copy_from_slice(data);
            }
            return;
        }
        let half = data.len() / 2;
        let (data_low, data_high) = data.split_at_mut(half);
        let (scratch_low, scratch_high) = scratch.split_at_mut(half);
        self.couple(n - 1, width, data_low, scratch_low, !into_scratch);
        self.couple(n - 1, width, data_high, scratch_high, !into_scratch);
        let (from, to) = if into_scratch {
            (data, scratch)
        } else {
            (scratch, data)
        };
        let (ground, excited) = from.split_at(half);
        let level = |n: u32, k: u32| self.basis.binomial(n, k) * width;
        let (mut at, mut at_ground, mut at_excited) = (0, 0, 0);
        for k in 0..=n {
            let below = k.checked_sub(1).map_or(0, |below| level(n - 1, below));
            self.join(
                n,
                k,
                width,
                &ground[at_ground..at_ground + level(n - 1, k)],
                &excited[at_excited..at_excited + below],
                &mut to[at..at + level(n, k)],
            );
            at += level(n, k);
            at_ground += level(n - 1, k);
            at_excited += below;
        }
    }

    /// As [`Transform::couple`] for the strings of k excitations alone.
    fn level(
        &self,
        n: u32,
        k: u32,
        width: usize,
        data: &mut [Complex64],
        scratch: &mut [Complex64],
        into_scratch: bool,
    ) {
        if n == 0 {
            if into_scratch {
                scratch.copy_from_slice(data);
            }
            return;
        }
        let ground = self.basis.binomial(n - 1, k) * width;
        {
            let (data_low, data_high) = data.split_at_mut(ground);
            let (scratch_low, scratch_high) = scratch.split_at_mut(ground);
            if !data_low.is_empty() {
                self.level(n - 1, k, width, data_low, scratch_low, !into_scratch);
            }
            if !data_high.is_empty() {
                self.level(n - 1, k - 1, width, data_high, scratch_high, !into_scratch);
            }
        }
        let (from, to) = if into_scratch {
            (data, scratch)
        } else {
            (scratch, data)
        };
        let (ground, excited) = from.split_at(ground);
        self.join(n, k, width, ground, excited, to);
    }

    /// Level k of n cells from level k (new cell in its ground state) and level k - 1 (new cell
    /// excited) of n - 1 cells; rows of `width` numbers.
    fn join(
        &self,
        n: u32,
        k: u32,
        width: usize,
        ground: &[Complex64],
        excited: &[Complex64],
        to: &mut [Complex64],
    ) {
        for d in 0..=k.min(n - k).min((n - 1) / 2) {
            let run = self.basis.copies_of(n - 1, d) * width;
            let from = self.basis.ladder_offset(n - 1, d) * width;
            let up = self.went_up(n, d) * width;
            let down = self.basis.ladder_offset(n, d + 1) * width;
            match Mix::new(n, d, k) {
                Mix::Ground => to[up..up + run].copy_from_slice(&ground[from..from + run]),
                Mix::Excited => to[up..up + run].copy_from_slice(&excited[from..from + run]),
                Mix::Both { cosine, sine } => {
                    let (head, tail) = to.split_at_mut(down);
                    let raised = &mut head[up..up + run];
                    let lowered = &mut tail[..run];
                    let zero = &ground[from..from + run];
                    let one = &excited[from..from + run];
                    for (((raised, lowered), zero), one) in
                        raised.iter_mut().zip(lowered).zip(zero).zip(one)
                    {
                        *raised = one * cosine + zero * sine;
                        *lowered = zero * cosine - one * sine;
                    }
                }
            }
        }
    }

    /// Where, in a level of n cells, the copies of ladder d begin that went up: after those that
    /// came down.
    fn went_up(&self, n: u32, d: u32) -> usize {
        let came_down = d
            .checked_sub(1)
            .map_or(0, |above| self.basis.copies_of(n - 1, above));
        self.basis.ladder_offset(n, d) + came_down
    }

    /// Takes the 2^n rows of `data` apart again.
    fn uncouple(&self, n: u32, width: usize, data: &mut [Complex64], scratch: &mut [Complex64]) {
        if n == 0 {
            return;
        }
        let half = data.len() / 2;
        let level = |n: u32, k: u32| self.basis.binomial(n, k) * width;
        let (mut at, mut at_ground, mut at_excited) = (0, 0, half);
        for k in 0..=n {
            let below = k.checked_sub(1).map_or(0, |below| level(n - 1, below));
            let (low, high) = scratch.split_at_mut(half);
            self.part(
                n,
                k,
                width,
                &data[at..at + level(n, k)],
                &mut low[at_ground..at_ground + level(n - 1, k)],
                &mut high[at_excited - half..at_excited - half + below],
            );
            at += level(n, k);
            at_ground += level(n - 1, k);
            at_excited += below;
        }
        data.copy_from_slice(scratch);
        let (data_low, data_high) = data.split_at_mut(half);
        let (scratch_low, scratch_high) = scratch.split_at_mut(half);
        self.uncouple(n - 1, width, data_low, scratch_low);
        self.uncouple(n - 1, width, data_high, scratch_high);
    }

    /// The inverse of [`Transform::join`].
    fn part(
        &self,
        n: u32,
        k: u32,
        width: usize,
        from: &[Complex64],
        ground: &mut [Complex64],
        excited: &mut [Complex64],
    ) {
        for d in 0..=k.min(n - k).min((n - 1) / 2) {
            let run = self.basis.copies_of(n - 1, d) * width;
            let to = self.basis.ladder_offset(n - 1, d) * width;
            let up = self.went_up(n, d) * width;
            let down = self.basis.ladder_offset(n, d + 1) * width;
            match Mix::new(n, d, k) {
                Mix::Ground => ground[to..to + run].copy_from_slice(&from[up..up + run]),
                Mix::Excited => excited[to..to + run].copy_from_slice(&from[up..up + run]),
                Mix::Both { cosine, sine } => {
                    let raised = &from[up..up + run];
                    let lowered = &from[down..down + run];
                    let zero = &mut ground[to..to + run];
                    let one = &mut excited[to..to + run];
                    for (((raised, lowered), zero), one) in
                        raised.iter().zip(lowered).zip(zero).zip(one)
                    {
                        *one = raised * cosine - lowered * sine;
                        *zero = raised * sine + lowered * cosine;
                    }
                }
            }
        }
    }
}

/// How a new cell joins ladder d of the others.
enum Mix {
    /// At the bottom rung the new cell can only be in its ground state.
    Ground,
    /// At the top rung it can only be excited.
    Excited,
    /// √((κ-d)/(n-2d)) and √((n-d-κ)/(n-2d)).
    Both { cosine: f64, sine: f64 },
}

impl Mix {
    fn new(n: u32, d: u32, k: u32) -> Self {
        let (above, below) = (k - d, n - d - k);
        let whole = f64::from(n - 2 * d);
        match (above, below) {
            (0, _) => Self::Ground,
            (_, 0) => Self::Excited,
            _ => Self::Both {
                cosine: (f64::from(above) / whole).sqrt(),
                sine: (f64::from(below) / whole).sqrt(),
            },
        }
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
