//! Numbers beyond energies that people ask of a state, or columns of them.

use ergotropy::{Bounded, Ensemble, Observables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::{Number, Scaled};

/// What is read off a state, or a column of each number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Observed<T> {
    /// The work that cells give one by one, max(0, 2E - N), or Σ max(0, 2e - 1) of cells that differ; null in the schur picture.
    pub work_of_cells: Option<T>,
    /// Battery capacity: the range of energies that unitaries reach from the state.
    pub capacity: T,
    /// Tr ρH² - E², in (ħω)².
    pub energy_variance: T,
    /// ⟨J_z⟩ = E - N/2.
    pub inversion: T,
    /// ⟨J₊J₋⟩: the rate of collective emission in units of that of one excited cell.
    pub collective_intensity: T,
    /// Quanta that leave into each bath and come from it, and the heat that flows into it.
    pub bath_flows: BathFlows<T>,
}

/// Quanta exchanged with each bath.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BathFlows<T> {
    /// The bath of all cells together.
    pub collective: BathFlow<T>,
    /// The baths of single cells, all of them.
    pub local: BathFlow<T>,
}

/// Quanta exchanged with one bath.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BathFlow<T> {
    /// Rate at which quanta leave into the bath.
    pub emitted: T,
    /// Rate at which quanta come from the bath.
    pub absorbed: T,
    /// Heat flow into the bath, emitted less absorbed.
    pub heat: T,
}

/// The numbers of one state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    work_of_cells: Option<Bounded>,
    capacity: Bounded,
    energy_variance: Bounded,
    inversion: Bounded,
    collective_intensity: Bounded,
    flows: ergotropy::BathFlows,
}

impl Reading {
    /// The numbers of a state of this passive energy.
    pub(crate) fn of(state: &impl Observables, passive: Bounded, ensemble: &Ensemble) -> Self {
        let collective_intensity = state.collective_intensity();
        Self {
            work_of_cells: state.work_of_cells(),
            capacity: state.capacity_at(passive),
            energy_variance: state.energy_variance(),
            inversion: state.inversion(),
            collective_intensity,
            flows: state.bath_flows_at(ensemble, collective_intensity),
        }
    }
}

impl<T> Observed<T> {
    fn each(work_of_cells: Option<T>, make: impl Fn(fn(&Reading) -> Bounded) -> T) -> Self {
        Self {
            work_of_cells,
            capacity: make(|reading| reading.capacity),
            energy_variance: make(|reading| reading.energy_variance),
            inversion: make(|reading| reading.inversion),
            collective_intensity: make(|reading| reading.collective_intensity),
            bath_flows: BathFlows {
                collective: BathFlow {
                    emitted: make(|reading| reading.flows.collective.emitted),
                    absorbed: make(|reading| reading.flows.collective.absorbed),
                    heat: make(|reading| reading.flows.collective.heat),
                },
                local: BathFlow {
                    emitted: make(|reading| reading.flows.local.emitted),
                    absorbed: make(|reading| reading.flows.local.absorbed),
                    heat: make(|reading| reading.flows.local.heat),
                },
            },
        }
    }

    /// Each number with its key, as in the row of one state; `None` for what a density matrix does not tell.
    pub fn named(&self) -> [(&'static str, Option<&T>); 11] {
        let BathFlows { collective, local } = &self.bath_flows;
        [
            ("work_of_cells", self.work_of_cells.as_ref()),
            ("capacity", Some(&self.capacity)),
            ("energy_variance", Some(&self.energy_variance)),
            ("inversion", Some(&self.inversion)),
            ("collective_intensity", Some(&self.collective_intensity)),
            ("bath_flows_collective_emitted", Some(&collective.emitted)),
            ("bath_flows_collective_absorbed", Some(&collective.absorbed)),
            ("bath_flows_collective_heat", Some(&collective.heat)),
            ("bath_flows_local_emitted", Some(&local.emitted)),
            ("bath_flows_local_absorbed", Some(&local.absorbed)),
            ("bath_flows_local_heat", Some(&local.heat)),
        ]
    }
}

impl From<&Reading> for Observed<Number> {
    fn from(reading: &Reading) -> Self {
        Self::each(reading.work_of_cells.map(Number), |pick| {
            Number(pick(reading))
        })
    }
}

impl Observed<Vec<Number>> {
    /// The columns of several states of one picture.
    pub(crate) fn columns(readings: &[&Reading]) -> Self {
        let works = readings
            .iter()
            .map(|reading| reading.work_of_cells.map(Number));
        Self::each(works.collect(), |pick| {
            let numbers = readings.iter().map(|reading| Number(pick(reading)));
            numbers.collect()
        })
    }
}

impl<T: Scaled> Scaled for BathFlow<T> {
    fn scaled(&self, factors: &[f64]) -> Self {
        Self {
            emitted: self.emitted.scaled(factors),
            absorbed: self.absorbed.scaled(factors),
            heat: self.heat.scaled(factors),
        }
    }
}

impl<T: Scaled> Scaled for BathFlows<T> {
    fn scaled(&self, factors: &[f64]) -> Self {
        Self {
            collective: self.collective.scaled(factors),
            local: self.local.scaled(factors),
        }
    }
}
