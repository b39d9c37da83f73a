//! The noise that acts on sectors.

use crate::model::ensemble::Ensemble;
use crate::numerics::double::Double;
use crate::schur::basis::sites::End;

/// The directions in which collective noise moves excitations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Jumps {
    /// The noise does not act.
    None,
    /// The noise emits and absorbs.
    Both,
    /// The noise moves everything to one end of the ladders, which is dark.
    Towards(End),
}

/// Collective noise: emission, absorption, and dephasing of all cells together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CollectiveNoise {
    pub(crate) jumps: Jumps,
    pub(crate) emission: Double,
    pub(crate) absorption: Double,
    /// Absorption divided by emission, for noise that has both.
    pub(crate) ratio: Double,
    /// The rate Γ_φ.
    pub(crate) dephasing: Double,
}

impl CollectiveNoise {
    /// The collective noise of an ensemble.
    pub(crate) fn of(ensemble: &Ensemble) -> Self {
        let noise = ensemble.noise();
        let channel = noise.collective;
        // Proportions decide the directions, since a product with a tiny rate can be zero.
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
