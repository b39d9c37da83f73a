//! The model as it was resolved.

use ergotropy::{Channel, Ensemble};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::question::bath::Bath;
use crate::question::model::{Model, Noise};

/// The model as it was resolved: keys are the flags of the command with underscores. Rates are in units of γ_c,
/// temperatures in kelvin, frequencies in hertz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Resolved {
    /// Number of cells.
    pub cells: u64,
    /// Collective fraction.
    pub eta: f64,
    /// γ_ℓ / γ_c.
    pub gamma_ratio: f64,
    /// Rate of the collective channel.
    pub collective_rate: f64,
    /// Rate of the local channel.
    pub local_rate: f64,
    /// Bose ratio of the collective bath.
    pub alpha_c: f64,
    /// Its occupation.
    pub n_c: f64,
    /// Its temperature, where it was given, or the frequency is known.
    pub temperature_c: Option<f64>,
    /// Bose ratio of the local bath.
    pub alpha_l: f64,
    /// Its occupation.
    pub n_l: f64,
    /// Its temperature, where it was given, or the frequency is known.
    pub temperature_l: Option<f64>,
    /// Rate of dephasing of each cell.
    pub dephasing: f64,
    /// Rate of dephasing of all cells together.
    pub collective_dephasing: f64,
    /// The start, as it was named.
    pub initial: Option<String>,
    /// ω/2π.
    pub frequency: Option<f64>,
    /// γ_c/2π.
    pub gamma_c: Option<f64>,
}

impl Resolved {
    pub(crate) fn new(model: &Model, ensemble: &Ensemble, initial: Option<&str>) -> Self {
        let Noise::Mixture { eta, gamma_ratio } = model.noise;
        let thermal = |channel: Channel| {
            let bath = channel.bath().unwrap_or(ergotropy::Bath::cold());
            (bath, channel.rate())
        };
        let (collective, collective_rate) = thermal(ensemble.collective_channel());
        let (local, local_rate) = thermal(ensemble.local_channel());
        let hertz = model.frequency;
        Self {
            cells: model.cells,
            eta,
            gamma_ratio,
            collective_rate,
            local_rate,
            alpha_c: collective.bose_ratio(),
            n_c: collective.occupation(),
            temperature_c: Bath::kelvin(model.collective_bath, collective, hertz),
            alpha_l: local.bose_ratio(),
            n_l: local.occupation(),
            temperature_l: Bath::kelvin(model.local_bath, local, hertz),
            dephasing: ensemble.dephasing_rate(),
            collective_dephasing: ensemble.collective_dephasing_rate(),
            initial: initial.map(str::to_owned),
            frequency: hertz,
            gamma_c: model.gamma_c,
        }
    }
}
