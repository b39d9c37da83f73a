//! The ergotropy with and without coherence.

use crate::bounded::{Bounded, Kind};

/// The states between which coherence counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Levels of energy. The state without coherence is Σ_k Π_k ρ Π_k (Francica et al., *Phys. Rev. Lett.*
    /// 125, 180603 (2020), for a Hamiltonian with degenerate levels): coherence inside a level does not count.
    Levels,
    /// Product states of the cells, that is bit strings. The state without coherence is diagonal in them,
    /// so that coherence inside a level, which makes Dicke states out of products, counts too. The
    /// literature on this model means this coherence: with it, all of W from the ground state is coherent.
    Strings,
}

/// The ergotropy and its two parts. The incoherent part is the ergotropy of the state without coherence in a
/// [`Basis`]; the coherent part is the rest. The rest is not negative, and zero for a state without
/// coherence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Ergotropy without coherence.
    pub incoherent: Bounded,
    /// Ergotropy that coherence adds.
    pub coherent: Bounded,
}

impl Parts {
    /// The parts of the work of a state without coherence.
    pub(crate) fn incoherent(work: Bounded) -> Self {
        Self {
            incoherent: work,
            coherent: Bounded::new(0.0, 0.0, Kind::Bound),
        }
    }

    /// The parts of the work of a state, given its work without coherence.
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
