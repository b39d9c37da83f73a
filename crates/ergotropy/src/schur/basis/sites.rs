//! Where a block of a density matrix stands: runs of copies, one for each rung that it touches.

use crate::spin::lattice::Lattice;

/// The copies of ladder d at k excitations, as consecutive rows of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) d: u32,
    pub(crate) k: u32,
    pub(crate) offset: usize,
    pub(crate) copies: usize,
}

impl Run {
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.offset..self.offset + self.copies
    }
}

/// Runs, and how many rows they have together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sites {
    runs: Vec<Run>,
    dimension: usize,
}

impl Sites {
    /// All rungs of all ladders, ladder by ladder; `copies[d]` of ladder d.
    pub(crate) fn all(lattice: Lattice, copies: &[usize]) -> Self {
        Self::of(lattice, copies, |_, _| true)
    }

    /// The lowest rungs alone.
    pub(crate) fn bottoms(lattice: Lattice, copies: &[usize]) -> Self {
        Self::of(lattice, copies, |d, k| d == k)
    }

    fn of(lattice: Lattice, copies: &[usize], keep: impl Fn(u32, u32) -> bool) -> Self {
        let mut sites = Self::default();
        for (d, &copies) in (0..lattice.ladders()).zip(copies) {
            for k in lattice.rungs(d).filter(|&k| keep(d, k) && copies > 0) {
                sites.push(d, k, copies);
            }
        }
        sites
    }

    fn push(&mut self, d: u32, k: u32, copies: usize) {
        self.runs.push(Run {
            d,
            k,
            offset: self.dimension,
            copies,
        });
        self.dimension += copies;
    }

    /// Number of rows.
    pub(crate) fn dimension(&self) -> usize {
        self.dimension
    }

    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run of ladder d at k excitations.
    pub(crate) fn run(&self, d: u32, k: u32) -> Option<Run> {
        // Runs are ordered by (d, k).
        self.runs
            .binary_search_by_key(&(d, k), |run| (run.d, run.k))
            .ok()
            .map(|at| self.runs[at])
    }

    /// The level of each row, in their order.
    pub(crate) fn levels(&self) -> impl Iterator<Item = u32> {
        self.runs
            .iter()
            .flat_map(|run| std::iter::repeat_n(run.k, run.copies))
    }
}
