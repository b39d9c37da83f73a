//! Lattice: the states `(d, k)`, and the number of copies of each.

use std::ops::RangeInclusive;

use dashu::integer::UBig;

/// The states `(d, k)` of `N` cells, `d = 0..=N/2`, `k = d..=N-d`, ordered by `k`, then by `d`.
///
/// In this order the ground state has number 0, and a jump leads at most to the neighbouring block of equal
/// `k`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lattice {
    cells: usize,
    starts: Vec<usize>,
}

impl Lattice {
    /// The lattice of `cells` cells.
    pub fn new(cells: usize) -> Self {
        let mut starts = vec![0];
        for k in 0..=cells {
            starts.push(starts[k] + k.min(cells - k) + 1);
        }
        Self { cells, starts }
    }

    /// Number of cells `N`.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// Number of states, `(N/2 + 1)^2` for even `N`.
    pub fn size(&self) -> usize {
        self.starts[self.cells + 1]
    }

    /// The ladders `d = 0..=floor(N/2)`.
    pub fn ladders(&self) -> RangeInclusive<usize> {
        0..=self.cells / 2
    }

    /// The rungs `k = d..=N-d` of ladder `d`.
    pub fn rungs(&self, d: usize) -> RangeInclusive<usize> {
        d..=self.cells - d
    }

    /// All states `(d, k)` in order.
    pub fn states(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let cells = self.cells;
        (0..=cells).flat_map(move |k| (0..=k.min(cells - k)).map(move |d| (d, k)))
    }

    /// Whether `(d, k)` is a state.
    pub fn contains(&self, d: usize, k: usize) -> bool {
        k <= self.cells && d <= k.min(self.cells - k)
    }

    /// The number of state `(d, k)`.
    ///
    /// # Panics
    ///
    /// When `(d, k)` is not on the lattice.
    pub fn index(&self, d: usize, k: usize) -> usize {
        assert!(
            self.contains(d, k),
            "({d}, {k}) is no state of {} cells",
            self.cells
        );
        self.starts[k] + d
    }
}

/// `C(n, k)`, exact.
pub(crate) fn binomial(n: usize, k: usize) -> UBig {
    (0..k).fold(UBig::ONE, |product, i| product * (n - i) / (i + 1))
}

/// The number of copies `nu_d = C(n, d) - C(n, d - 1)` of ladder `d` of `n` cells.
pub(crate) fn multiplicity(n: usize, d: usize) -> UBig {
    match d.checked_sub(1) {
        None => UBig::ONE,
        Some(below) => binomial(n, d) - binomial(n, below),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_index() {
        for cells in 1..9 {
            let lattice = Lattice::new(cells);
            assert!(
                lattice
                    .states()
                    .map(|(d, k)| lattice.index(d, k))
                    .eq(0..lattice.size())
            );
        }
    }

    #[test]
    fn copies_fill_the_levels() {
        for cells in 1usize..30 {
            for k in 0..=cells {
                let copies: UBig = (0..=k.min(cells - k)).map(|d| multiplicity(cells, d)).sum();
                assert_eq!(copies, binomial(cells, k));
            }
        }
    }
}
