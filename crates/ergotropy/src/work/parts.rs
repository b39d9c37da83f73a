//! The ergotropy with and without coherence.

use crate::bounded::{Bounded, Kind};

/// Between which states coherence counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Levels of energy. What stays without coherence is Σ_k Π_k ρ Π_k (Francica et al., *Phys. Rev. Lett.*
    /// 125, 180603 (2020), for a Hamiltonian with degenerate levels): coherence inside a level counts as none.
    Levels,
    /// Product states of the cells, that is bit strings. What stays is diagonal in them, so that coherence
    /// inside a level, which makes Dicke states out of products, counts too. The literature on this
    /// model means this one: from the ground state all of W is coherent then.
    Strings,
}

/// Work and its two parts: the incoherent one is the ergotropy of the state without coherence in a [`Basis`],
/// the coherent one is the rest. It is not negative, and zero where nothing is coherent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Ergotropy without coherence.
    pub incoherent: Bounded,
    /// What coherence adds.
    pub coherent: Bounded,
}

impl Parts {
    /// All the work of a state without coherence.
    pub(crate) fn incoherent(work: Bounded) -> Self {
        Self {
            incoherent: work,
            coherent: Bounded::new(0.0, 0.0, Kind::Bound),
        }
    }

    /// The work of a state, and what is left of it without coherence.
    pub(crate) fn new(work: Bounded, incoherent: Bounded) -> Self {
        let rest = work - incoherent;
        Self {
            incoherent,
            coherent: Bounded {
                value: rest.value.max(0.0),
                ..rest
            },
        }
    }
}
