//! The rows of a matrix that belong to each rung.

use std::ops::Range;

use crate::spin::lattice::Lattice;

/// An end of a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Bottom,
    Top,
}

impl End {
    /// The excitations of the state on ladder d that is `steps` rungs from this end.
    pub(crate) fn rung(self, lattice: Lattice, d: u32, steps: u32) -> u32 {
        match self {
            Self::Bottom => d + steps,
            Self::Top => lattice.cells() - d - steps,
        }
    }
}

/// The copies of ladder d at k excitations, as consecutive rows of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) d: u32,
    pub(crate) k: u32,
    /// The first row.
    pub(crate) offset: usize,
    /// Number of rows.
    pub(crate) copies: usize,
}

impl Site {
    /// The rows of the site.
    pub(crate) fn range(self) -> Range<usize> {
        self.offset..self.offset + self.copies
    }
}

/// The sites of a matrix, and the number of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sites {
    /// In order of (d, k).
    sites: Vec<Site>,
    dimension: usize,
}

impl Sites {
    /// All rungs of all ladders, with `copies[d]` copies of ladder d.
    pub(crate) fn all(lattice: Lattice, copies: &[usize]) -> Self {
        Self::chosen(lattice, copies, |_, _| true)
    }

    /// One end of each ladder.
    pub(crate) fn ends(lattice: Lattice, copies: &[usize], end: End) -> Self {
        Self::chosen(lattice, copies, |d, k| k == end.rung(lattice, d, 0))
    }

    fn chosen(lattice: Lattice, copies: &[usize], is_chosen: impl Fn(u32, u32) -> bool) -> Self {
        let mut sites = Self::default();
        for (d, &copies) in (0..lattice.ladders()).zip(copies) {
            for k in lattice.rungs(d).filter(|&k| is_chosen(d, k) && copies > 0) {
                sites.push(d, k, copies);
            }
        }
        sites
    }

    fn push(&mut self, d: u32, k: u32, copies: usize) {
        self.sites.push(Site {
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

    /// All sites.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Site> {
        self.sites.iter()
    }

    /// The site of ladder d at k excitations.
    pub(crate) fn site(&self, d: u32, k: u32) -> Option<Site> {
        self.sites
            .binary_search_by_key(&(d, k), |site| (site.d, site.k))
            .ok()
            .map(|at| self.sites[at])
    }

    /// The level of each row.
    pub(crate) fn levels(&self) -> impl Iterator<Item = u32> {
        self.sites
            .iter()
            .flat_map(|site| std::iter::repeat_n(site.k, site.copies))
    }
}
