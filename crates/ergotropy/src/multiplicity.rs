//! How often things occur: levels C(N, k) times, ladders ν_d times.

use num_bigint::BigUint;

use crate::double::Double;
use crate::scaled::Scaled;
use crate::spin::Lattice;

/// How often something occurs that does not exist.
static NONE: BigUint = BigUint::ZERO;

/// Exact multiplicities of N cells.
///
/// Level k holds C(N, k) states; ladder d = N/2 - j occurs ν_d = C(N, d) - C(N, d-1) times
/// (Supplementary Note II B of the paper). All are exact integers of any length; the table takes
/// O(N²) bits and O(N²) time.
///
/// ```
/// let table = ergotropy::Multiplicities::new(4);
/// assert_eq!(*table.level(2), 6u32.into());
/// assert_eq!(*table.ladder(1), 3u32.into());
/// ```
#[derive(Clone, Debug)]
pub struct Multiplicities {
    lattice: Lattice,
    levels: Vec<BigUint>,
    ladders: Vec<BigUint>,
    scaled: Vec<Scaled>,
}

impl Multiplicities {
    /// The table for `cells` cells.
    pub fn new(cells: u32) -> Self {
        let lattice = Lattice::new(cells);
        let half: Vec<BigUint> = std::iter::successors(Some((0u32, BigUint::from(1u32))), |step| {
            let (k, count) = step;
            (k + 1 < lattice.ladders()).then(|| (k + 1, count * (cells - k) / (k + 1)))
        })
        .map(|(_, count)| count)
        .collect();
        let ladders: Vec<BigUint> = half
            .iter()
            .enumerate()
            .map(|(d, count)| {
                if d == 0 {
                    count.clone()
                } else {
                    count - &half[d - 1]
                }
            })
            .collect();
        Self {
            lattice,
            levels: half,
            scaled: ladders.iter().map(Scaled::from).collect(),
            ladders,
        }
    }

    /// The lattice that the table belongs to.
    pub fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// C(N, k), the number of states of energy k; zero for k > N.
    pub fn level(&self, k: u32) -> &BigUint {
        match self.lattice.cells().checked_sub(k) {
            Some(others) => &self.levels[k.min(others) as usize],
            None => &NONE,
        }
    }

    /// ν_d, the number of copies of ladder d; zero for d > N/2.
    pub fn ladder(&self, d: u32) -> &BigUint {
        self.ladders.get(d as usize).unwrap_or(&NONE)
    }

    pub(crate) fn ladder_scaled(&self, d: u32) -> Scaled {
        self.scaled[d as usize]
    }

    /// The eigenvalue of each of the ν_d copies that share the weight `p`.
    pub(crate) fn eigenvalue(&self, d: u32, p: Double) -> Scaled {
        Scaled::from(p) / self.scaled[d as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_fill_the_levels() {
        for cells in 1..40u32 {
            let table = Multiplicities::new(cells);
            let mut all = BigUint::from(0u32);
            for k in 0..=cells {
                let copies: BigUint = (0..=k.min(cells - k)).map(|d| table.ladder(d)).sum();
                assert_eq!(copies, *table.level(k));
                all += table.level(k);
            }
            assert_eq!(all, BigUint::from(1u32) << cells);
        }
    }
}
