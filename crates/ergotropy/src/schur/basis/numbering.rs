//! The index of each vector of the Schur basis.

use crate::error::Error;
use crate::model::start::checks::register_cells;
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::binomial::few;

/// The Schur basis of N cells, level by level.
///
/// Level k holds all states of k = N/2 + m excitations, and comes after level k - 1. In a level, ladder
/// d = N/2 - j comes after ladder d - 1. Its copies σ = 0 .. ν_d stand in the order in which the
/// [`Transform`](crate::schur::Transform) makes them. Since ν_0 + ... + ν_{d-1} = C(N, d - 1),
///
/// ```text
/// index(d, k, σ) = [C(N, 0) + ... + C(N, k - 1)] + C(N, d - 1) + σ.
/// ```
///
/// ```
/// use ergotropy::schur::SchurBasis;
///
/// let basis = SchurBasis::new(3)?;
/// assert_eq!((basis.dimension(), basis.copies(0), basis.copies(1)), (8, 1, 2));
/// assert_eq!(basis.index(1, 2, 0), 5); // |j = 1/2, m = 1/2, σ = 0> after level 0, level 1 and d = 0
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchurBasis {
    lattice: Lattice,
    /// binomials[n][k] = C(n, k) for n <= N.
    binomials: Vec<Vec<usize>>,
    /// Index of the first vector of each level, and at the end the number of all vectors.
    levels: Vec<usize>,
}

impl SchurBasis {
    /// The basis of `cells` cells. Cost: O(N²).
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless 1 <= `cells` <= 26.
    pub fn new(cells: u32) -> Result<Self, Error> {
        register_cells(cells)?;
        let binomials: Vec<Vec<usize>> = (0..=cells)
            .map(|n| (0..=n).map(|k| few(n, k) as usize).collect())
            .collect();
        let mut levels = vec![0];
        for count in &binomials[cells as usize] {
            levels.push(levels[levels.len() - 1] + count);
        }
        Ok(Self {
            lattice: Lattice::new(cells),
            binomials,
            levels,
        })
    }

    /// Number of cells N.
    pub fn cells(&self) -> u32 {
        self.lattice.cells()
    }

    /// The (d, k) lattice under the basis.
    pub fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// Number of vectors, 2^N.
    pub fn dimension(&self) -> usize {
        self.levels[self.levels.len() - 1]
    }

    /// Number of states with k excitations, C(N, k).
    pub fn level_size(&self, k: u32) -> usize {
        self.binomial(self.cells(), k)
    }

    /// Number of copies of ladder d, ν_d = C(N, d) - C(N, d - 1).
    pub fn copies(&self, d: u32) -> usize {
        self.copies_of(self.cells(), d)
    }

    /// Index of |j, m, σ⟩ with j = N/2 - d, m = k - N/2 and σ counted from 0.
    pub fn index(&self, d: u32, k: u32, copy: usize) -> usize {
        self.levels[k as usize] + self.ladder_offset(self.cells(), d) + copy
    }

    /// C(n, k) for n <= N; zero for k > n.
    pub(crate) fn binomial(&self, n: u32, k: u32) -> usize {
        self.binomials[n as usize]
            .get(k as usize)
            .copied()
            .unwrap_or(0)
    }

    /// Number of copies of ladder d of n cells.
    pub(crate) fn copies_of(&self, n: u32, d: u32) -> usize {
        self.binomial(n, d) - self.ladder_offset(n, d)
    }

    /// Index of the first vector of ladder d in a level of n cells, C(n, d - 1).
    pub(crate) fn ladder_offset(&self, n: u32, d: u32) -> usize {
        d.checked_sub(1).map_or(0, |below| self.binomial(n, below))
    }

    /// The bit strings of k excitations in rising order; cell 1 is the most significant bit.
    pub(crate) fn strings(&self, k: u32) -> impl Iterator<Item = usize> {
        (0..self.dimension()).filter(move |string| string.count_ones() == k)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_run_through_the_basis() -> Result<(), Error> {
        for cells in 1..10 {
            let basis = SchurBasis::new(cells)?;
            let mut next = 0;
            for (d, k) in basis.lattice().iter() {
                for copy in 0..basis.copies(d) {
                    assert_eq!(basis.index(d, k, copy), next);
                    next += 1;
                }
            }
            assert_eq!(next, 1 << cells);
            assert_eq!(basis.strings(1).count(), cells as usize);
        }
        assert!(SchurBasis::new(0).is_err() && SchurBasis::new(27).is_err());
        Ok(())
    }
}
