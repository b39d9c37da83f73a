//! The numbers of a state.

use ergotropy::{Basis, Bounded, Ensemble, Error, Observables, Parts};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::energies::Energies;
use crate::answer::number::{Number, Scaled};
use crate::answer::observed::{Observed, Reading};

/// What a state holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct State {
    /// Ergotropy, energy and passive energy.
    #[serde(flatten)]
    pub energies: Energies<Number>,
    /// What coherence between levels of energy adds to the ergotropy.
    pub ergotropy_coherent: Number,
    /// Ergotropy without coherence between levels of energy.
    pub ergotropy_incoherent: Number,
    /// What coherence between product states of the cells adds to the ergotropy; null for a density matrix that is not
    /// held in all its copies, or that is too large to be written out.
    pub ergotropy_coherent_product: Option<Number>,
    /// Ergotropy without coherence between product states of the cells.
    pub ergotropy_incoherent_product: Option<Number>,
    /// W/E; null where the energy can be zero.
    pub ergotropy_over_energy: Option<Number>,
    /// Weight of the ladder j = N/2.
    pub bright_weight: Number,
    /// ⟨j⟩.
    pub mean_spin: Number,
    /// Tr ρ².
    pub purity: Number,
    /// Von Neumann entropy, in nats.
    pub entropy: Number,
    /// The most work of any state of this energy and this entropy, which is the work per copy that infinitely many copies
    /// give: E minus the energy of the Gibbs state of the same entropy.
    pub entropy_bound: Number,
    /// The most work of any state of this energy.
    pub energy_bound: Number,
    /// Other numbers.
    #[serde(flatten)]
    pub observed: Observed<Number>,
    /// Flows between the bright ladder and the others.
    pub leakage: Flows,
    /// The weight that lies where no populations are listed; null where no upper bound of it was found.
    pub left_out: Option<Number>,
}

/// Flows between the bright ladder and the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Flows {
    /// Out of it.
    pub outflow: Number,
    /// Into it.
    pub inflow: Number,
    /// Outflow less inflow.
    pub net: Number,
}

impl Scaled for Flows {
    fn scaled(&self, factors: &[f64]) -> Self {
        Self {
            outflow: self.outflow.scaled(factors),
            inflow: self.inflow.scaled(factors),
            net: self.net.scaled(factors),
        }
    }
}

/// The parts of a given ergotropy between product states; `None` if a density matrix is compressed or too large.
pub(crate) fn product_parts(
    state: &impl Observables,
    ergotropy: Bounded,
) -> Result<Option<Parts>, Error> {
    match state.parts_at(ergotropy, Basis::Strings) {
        Ok(parts) => Ok(Some(parts)),
        Err(Error::Compressed | Error::TooLarge { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

impl State {
    /// The numbers of a state, with the leakage under an ensemble's noise.
    ///
    /// # Errors
    /// Those of [`Observables::parts`].
    pub(crate) fn new(state: &impl Observables, ensemble: &Ensemble) -> Result<Self, Error> {
        let work = state.work();
        let parts = state.parts_at(work.ergotropy, Basis::Levels)?;
        let product = product_parts(state, work.ergotropy)?;
        let (leakage, entropy) = (state.leakage(ensemble), state.entropy());
        let reading = Reading::of(state, work.passive_energy, ensemble);
        Ok(Self {
            energies: Energies::each(|pick| Number(pick(&work))),
            ergotropy_coherent: Number(parts.coherent),
            ergotropy_incoherent: Number(parts.incoherent),
            ergotropy_coherent_product: product.map(|parts| Number(parts.coherent)),
            ergotropy_incoherent_product: product.map(|parts| Number(parts.incoherent)),
            ergotropy_over_energy: work.extractable_share().map(Number),
            bright_weight: Number(state.bright_weight()),
            mean_spin: Number(state.mean_spin()),
            purity: Number(state.purity()),
            entropy: Number(entropy),
            entropy_bound: Number(state.entropy_bound_at(work.energy, entropy)),
            energy_bound: Number(work.energy),
            observed: Observed::from(&reading),
            leakage: Flows {
                outflow: Number(leakage.outflow),
                inflow: Number(leakage.inflow),
                net: Number(leakage.net),
            },
            left_out: state.left_out(ensemble).map(Number),
        })
    }
}
