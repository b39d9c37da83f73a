//! The lattice of (j, m), in the integers d = N/2 - j and k = N/2 + m.

use crate::error::Error;

/// Greatest number of cells.
const MOST_CELLS: u32 = 1 << 31;

/// The (d, k) lattice of N cells: ladder d = N/2 - j runs over 0 ..= N/2, excitations
/// k = N/2 + m over d ..= N - d.
///
/// States are numbered level by level: all d of k = 0, then of k = 1, and so on, so that a jump of
/// one excitation couples neighbouring runs of states only.
///
/// ```
/// let lattice = ergotropy::Lattice::new(3);
/// assert_eq!(lattice.states(), 6); // j = 3/2 has four states, j = 1/2 has two
/// assert!(lattice.contains(1, 2) && !lattice.contains(1, 3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lattice {
    cells: u32,
}

impl Lattice {
    /// The lattice of `cells` cells.
    pub fn new(cells: u32) -> Self {
        Self { cells }
    }

    /// The lattice for a number of cells given by a user; an error if it is zero or too great.
    pub(crate) fn checked(cells: u64) -> Result<Self, Error> {
        match u32::try_from(cells) {
            Ok(count) if (1..=MOST_CELLS).contains(&count) => Ok(Self::new(count)),
            _ => Err(Error::Cells { cells }),
        }
    }

    /// Number of cells N.
    pub fn cells(self) -> u32 {
        self.cells
    }

    /// Number of ladders, floor(N/2) + 1.
    pub fn ladders(self) -> u32 {
        self.cells / 2 + 1
    }

    /// Number of states (d, k): (N+2)²/4 for even N, (N+1)(N+3)/4 for odd N.
    pub fn states(self) -> u64 {
        let n = u64::from(self.cells);
        (n + 2) * (n + 2) / 4
    }

    /// Whether (d, k) is a state.
    pub fn contains(self, d: u64, k: u64) -> bool {
        let n = u64::from(self.cells);
        2 * d <= n && d <= k && k <= n - d
    }

    /// Twice the spin of ladder d, 2j = N - 2d; zero for a d beyond the last ladder.
    pub fn twice_j(self, d: u32) -> u32 {
        self.cells.saturating_sub(2 * d)
    }

    /// The excitations d ..= N - d of ladder d; none for a d beyond the last ladder.
    pub fn rungs(self, d: u32) -> std::ops::RangeInclusive<u32> {
        d..=self.cells.saturating_sub(d)
    }

    /// Number of ladders with a state of k excitations, min(k, N - k) + 1.
    pub(crate) fn width(self, k: u32) -> usize {
        (k.min(self.cells - k) + 1) as usize
    }

    /// Number of states with fewer than k excitations.
    pub(crate) fn offset(self, k: u32) -> usize {
        let n = self.cells as usize;
        let k = k as usize;
        let triangle = |w: usize| w * (w + 1) / 2;
        if k <= n / 2 {
            triangle(k)
        } else {
            // Levels k ..= N have N - k + 1, ..., 1 states.
            usize::try_from(self.states()).unwrap_or(usize::MAX) - triangle(n + 1 - k)
        }
    }

    /// All states as (d, k), in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = (u32, u32)> {
        (0..=self.cells).flat_map(move |k| (0..=k.min(self.cells - k)).map(move |d| (d, k)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_run_through_the_lattice() {
        for cells in 1..12 {
            let lattice = Lattice::new(cells);
            let mut count = 0;
            for (number, (d, k)) in lattice.iter().enumerate() {
                assert!(lattice.contains(d.into(), k.into()));
                assert_eq!(number, lattice.offset(k) + d as usize);
                assert!(lattice.rungs(d).contains(&k) && (d as usize) < lattice.width(k));
                count += 1;
            }
            assert_eq!(count, lattice.states());
            let by_ladder: u32 = (0..lattice.ladders()).map(|d| lattice.twice_j(d) + 1).sum();
            assert_eq!(u64::from(by_ladder), lattice.states());
        }
    }
}
