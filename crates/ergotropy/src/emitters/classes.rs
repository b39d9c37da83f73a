//! Cells that no noise of an array tells apart.

use crate::emitters::couplings::Couplings;

/// The cells of an array, sorted by what tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Classes {
    /// Cells that no emission reaches, numbered from 0.
    pub(crate) uncoupled: Vec<usize>,
    /// Sets of two or more cells whose jumps are the same up to a sign: g_ii = g_jj = ±g_ij, with one detuning.
    pub(crate) alike: Vec<Vec<usize>>,
}

impl Classes {
    /// The classes of an array.
    ///
    /// The jumps are Σ_i B_iμ σ_i. Two cells enter all of them alike, up to the sign of σ, if their rows of B are the same up to
    /// a sign, which g tells: |B_i·B_j| = |B_i||B_j| with equal lengths. Distinct detunings δ of such cells set them apart, since nested
    /// commutators with the energy give Σ δ_iⁿ σ_i for all n.
    pub(crate) fn of(couplings: &Couplings) -> Self {
        let cells = couplings.cells();
        let own = |i: usize| couplings.decay(i, i);
        let uncoupled = (0..cells).filter(|&i| own(i) == 0.0).collect();
        let mut alike: Vec<Vec<usize>> = Vec::new();
        for cell in (0..cells).filter(|&i| own(i) > 0.0) {
            let like = |class: &&mut Vec<usize>| {
                let other = class[0];
                let shared = couplings.shares_all(cell, other);
                shared && couplings.detunings()[cell] == couplings.detunings()[other]
            };
            match alike.iter_mut().find(like) {
                Some(class) => class.push(cell),
                None => alike.push(vec![cell]),
            }
        }
        alike.retain(|class| class.len() > 1);
        Self { uncoupled, alike }
    }

    /// Whether each cell is told apart from all others.
    pub(crate) fn are_trivial(&self) -> bool {
        self.uncoupled.is_empty() && self.alike.is_empty()
    }
}
