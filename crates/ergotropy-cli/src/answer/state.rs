//! Numbers of a state, whatever picture they were computed in.

use ergotropy::{Basis, Ensemble, Error, Observables, Picture};
use serde::Serialize;

use super::energies::Energies;
use super::number::{Number, Scaled};

/// What a state holds.
#[derive(Debug, Serialize)]
pub(crate) struct State {
    #[serde(flatten)]
    pub(crate) energies: Energies<Number>,
    pub(crate) ergotropy_coherent: Number,
    pub(crate) ergotropy_incoherent: Number,
    pub(crate) ergotropy_over_energy: Option<Number>,
    pub(crate) bright_weight: Number,
    pub(crate) mean_spin: Number,
    pub(crate) purity: Number,
    pub(crate) entropy: Number,
    pub(crate) entropy_bound: Number,
    pub(crate) energy_bound: Number,
    pub(crate) leakage: Leakage,
    /// The weight beyond the populations at hand, as accurate as those are, where there is a bound of it.
    pub(crate) left_out: Option<Number>,
    #[serde(skip)]
    pub(crate) picture: Picture,
    #[serde(skip)]
    pub(crate) method: String,
}

impl State {
    /// Whether the picture has coherences, so that their part of W is worth a line.
    pub(crate) fn has_coherences(&self) -> bool {
        self.picture == Picture::Schur
    }

    /// Of a state, with the leakage that the ensemble gives it.
    pub(crate) fn of(state: &ergotropy::State, ensemble: &Ensemble) -> Result<Self, Error> {
        let (work, parts) = (state.work(), state.parts(Basis::Levels)?);
        let leakage = state.leakage(ensemble);
        let entropy = state.entropy();
        Ok(Self {
            energies: Energies::each(|pick| Number(pick(&work))),
            ergotropy_coherent: Number(parts.coherent),
            ergotropy_incoherent: Number(parts.incoherent),
            ergotropy_over_energy: work.extractable_share().map(Number),
            bright_weight: Number(state.bright_weight()),
            mean_spin: Number(state.mean_spin()),
            purity: Number(state.purity()),
            entropy: Number(entropy),
            entropy_bound: Number(state.entropy_bound_at(work.energy, entropy)),
            energy_bound: Number(work.energy),
            leakage: Leakage {
                outflow: Number(leakage.outflow),
                inflow: Number(leakage.inflow),
                net: Number(leakage.net),
            },
            left_out: state.left_out(ensemble).map(Number),
            picture: state.picture(),
            method: state.method().to_string(),
        })
    }
}

/// Flows between the bright ladder and the others.
#[derive(Debug, Serialize)]
pub(crate) struct Leakage {
    pub(crate) outflow: Number,
    pub(crate) inflow: Number,
    pub(crate) net: Number,
}

impl Scaled for Leakage {
    fn scaled(&self, factors: &[f64]) -> Self {
        Self {
            outflow: self.outflow.scaled(factors),
            inflow: self.inflow.scaled(factors),
            net: self.net.scaled(factors),
        }
    }
}
