//! The noise that sectors feel.

use crate::model::ensemble::Ensemble;
use crate::numerics::double::Double;
use crate::schur::basis::sites::End;

/// Which way collective noise moves excitations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Jumps {
    /// It does not act.
    None,
    /// It emits and absorbs.
    Both,
    /// It moves all to one end of their ladders, which is dark.
    Towards(End),
}

/// Collective noise: jumps, and dephasing of the cells together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CollectiveNoise {
    pub(crate) jumps: Jumps,
    pub(crate) emission: Double,
    pub(crate) absorption: Double,
    /// Absorption over emission, of noise that has both.
    pub(crate) ratio: Double,
    /// Γ_φ.
    pub(crate) dephasing: Double,
}

impl CollectiveNoise {
    /// The collective noise of an ensemble.
    pub(crate) fn of(ensemble: &Ensemble) -> Self {
        let noise = ensemble.noise();
        let channel = noise.collective;
        // Proportions decide, since products with a tiny rate can be zero.
        let (down, up) = channel.proportions();
        let jumps = match (channel.acts(), down.is_positive(), up.is_positive()) {
            (true, true, true) => Jumps::Both,
            (true, true, false) => Jumps::Towards(End::Bottom),
            (true, false, true) => Jumps::Towards(End::Top),
            _ => Jumps::None,
        };
        Self {
            jumps,
            emission: channel.emission,
            absorption: channel.absorption,
            ratio: up / down,
            dephasing: noise.collective_dephasing,
        }
    }
}
