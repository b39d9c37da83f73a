//! Numbers of a state, whatever picture they were computed in.

use ergotropy::schur::SchurState;
use ergotropy::{Ensemble, LadderState};
use serde::Serialize;

use super::energies::Energies;
use super::number::{Number, Scaled};

/// The picture of the state that an answer is computed in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Picture {
    /// Populations of ladders.
    Ladder,
    /// Ladders, their copies and all coherences.
    Schur,
}

impl Picture {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Schur => "schur",
        }
    }
}

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
    /// Upper bound of the weight beyond the populations at hand, as accurate as those are, where there is one.
    pub(crate) left_out: Option<f64>,
    #[serde(skip)]
    pub(crate) picture: Picture,
    #[serde(skip)]
    pub(crate) method: &'static str,
}

impl State {
    /// Whether the picture has coherences, so that their part of W is worth a line.
    pub(crate) fn has_coherences(&self) -> bool {
        self.picture == Picture::Schur
    }

    /// Of populations, with the leakage that the ensemble gives them.
    pub(crate) fn of_ladder(state: &LadderState, ensemble: &Ensemble) -> Self {
        let work = state.work();
        let leakage = state.leakage(ensemble);
        Self {
            energies: Energies::each(|pick| Number(pick(&work))),
            // Populations have no coherence between levels.
            ergotropy_coherent: Number::ZERO,
            ergotropy_incoherent: Number(work.ergotropy),
            ergotropy_over_energy: work.extractable_share().map(Number),
            bright_weight: Number(state.bright_weight()),
            mean_spin: Number(state.mean_spin()),
            purity: Number(state.purity()),
            entropy: Number(state.entropy()),
            entropy_bound: Number(state.entropy_bound()),
            energy_bound: Number(work.energy),
            leakage: Leakage {
                outflow: Number(leakage.outflow),
                inflow: Number(leakage.inflow),
                net: Number(leakage.net),
            },
            left_out: ensemble.left_out(state),
            picture: Picture::Ladder,
            method: state.method(),
        }
    }

    /// Of a state of single cells. Nothing acts on them one by one, so that no ladder leaks.
    pub(crate) fn of_schur(state: &SchurState) -> Self {
        let (work, parts) = (state.work(), state.parts());
        Self {
            energies: Energies::each(|pick| Number(pick(&work))),
            ergotropy_coherent: Number(parts.coherent),
            ergotropy_incoherent: Number(parts.incoherent),
            ergotropy_over_energy: work.extractable_share().map(Number),
            bright_weight: Number(state.bright_weight()),
            mean_spin: Number(state.mean_spin()),
            purity: Number(state.purity()),
            entropy: Number(state.entropy()),
            entropy_bound: Number(state.entropy_bound()),
            energy_bound: Number(work.energy),
            leakage: Leakage {
                outflow: Number::ZERO,
                inflow: Number::ZERO,
                net: Number::ZERO,
            },
            left_out: Some(0.0),
            picture: Picture::Schur,
            method: state.method(),
        }
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
