//! The eigenvalues of the Gibbs product, assigned to the vectors of the Schur basis.

use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::binomial::few_copies;

/// One copy of a ladder and the classes of the eigenvalues on its rungs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LadderCopy {
    pub(crate) ladder: u32,
    pub(crate) classes: Vec<u32>,
}

impl LadderCopy {
    /// The ladder d = N/2 - j.
    pub fn ladder(&self) -> u32 {
        self.ladder
    }

    /// The class k of the eigenvalue q^k/(1+q)^N on each rung, from the lowest rung up; ascending.
    pub fn classes(&self) -> &[u32] {
        &self.classes
    }
}

/// An assignment of the eigenvalues of a Gibbs product of N cells to the Schur basis: for each copy of
/// a ladder, the classes of its eigenvalues. C(N, k) places have class k.
///
/// Copies are kept in a fixed order (by ladder, then by classes), so equal assignments compare as
/// equal. The text is of the form `d=0: 0 1 1; d=1: 2`, with `(3x)` before classes that several copies
/// share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reassignment {
    cells: u32,
    copies: Vec<LadderCopy>,
}

impl Reassignment {
    /// The Gibbs product itself: class k = d + r on rung r of each copy of ladder d.
    pub(crate) fn gibbs(cells: u32) -> Self {
        let lattice = Lattice::new(cells);
        let copies = (0..lattice.ladders())
            .flat_map(|d| {
                let copy = LadderCopy {
                    ladder: d,
                    classes: lattice.rungs(d).collect(),
                };
                std::iter::repeat_n(copy, few_copies(cells, d) as usize)
            })
            .collect();
        Self { cells, copies }
    }

    /// The assignment with these copies, brought into its fixed order.
    pub(crate) fn ordered(cells: u32, mut copies: Vec<LadderCopy>) -> Self {
        for copy in &mut copies {
            copy.classes.sort_unstable();
        }
        copies.sort_unstable();
        Self { cells, copies }
    }

    /// Number of cells N.
    pub fn cells(&self) -> u32 {
        self.cells
    }

    /// All copies of all ladders.
    pub fn copies(&self) -> &[LadderCopy] {
        &self.copies
    }

    /// Whether this is the Gibbs product, in any order of the copies.
    pub fn is_gibbs(&self) -> bool {
        *self == Self::gibbs(self.cells)
    }

    /// This assignment after two copies have exchanged one eigenvalue each: the first gives class `a`,
    /// the second class `b`. `None` unless these are two different copies that have these classes.
    #[must_use]
    pub fn exchanged(&self, (first, a): (usize, u32), (second, b): (usize, u32)) -> Option<Self> {
        let place = |copy: usize, class| {
            let classes = self.copies.get(copy)?.classes();
            classes.iter().position(|&k| k == class)
        };
        let (there, here) = (place(first, a)?, place(second, b)?);
        if first == second {
            return None;
        }
        let mut copies = self.copies.clone();
        copies[first].classes[there] = b;
        copies[second].classes[here] = a;
        Some(Self::ordered(self.cells, copies))
    }
}

impl std::fmt::Display for Reassignment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, group) in self.copies.chunk_by(PartialEq::eq).enumerate() {
            if number > 0 {
                f.write_str("; ")?;
            }
            write!(f, "d={}: ", group[0].ladder)?;
            if group.len() > 1 {
                write!(f, "({}x) ", group.len())?;
            }
            let classes: Vec<String> = group[0].classes.iter().map(ToString::to_string).collect();
            f.write_str(&classes.join(" "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spin::multiplicity::binomial::few;

    #[test]
    fn gibbs_uses_each_eigenvalue_once() {
        for cells in 1..=8 {
            let gibbs = Reassignment::gibbs(cells);
            for k in 0..=cells {
                let places = gibbs.copies.iter().flat_map(|copy| &copy.classes);
                assert_eq!(
                    places.filter(|&&class| class == k).count(),
                    few(cells, k) as usize
                );
            }
        }
        let shown = Reassignment::gibbs(4).to_string();
        assert_eq!(shown, "d=0: 0 1 2 3 4; d=1: (3x) 1 2 3; d=2: (2x) 2");
    }

    #[test]
    fn exchanges_go_there_and_back() {
        let gibbs = Reassignment::gibbs(4);
        let moved = gibbs
            .exchanged((0, 4), (1, 1))
            .filter(|moved| !moved.is_gibbs());
        let back = moved.and_then(|moved| {
            assert_eq!(
                moved.to_string(),
                "d=0: 0 1 1 2 3; d=1: (2x) 1 2 3; d=1: 2 3 4; d=2: (2x) 2"
            );
            moved.exchanged((3, 4), (0, 1))
        });
        assert_eq!(back, Some(gibbs.clone()));
        assert_eq!(gibbs.exchanged((0, 4), (0, 0)), None);
        assert_eq!(gibbs.exchanged((0, 4), (4, 3)), None);
        assert_eq!(gibbs.exchanged((0, 4), (9, 3)), None);
    }
}
