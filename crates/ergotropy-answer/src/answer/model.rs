//! The model as it was resolved.

use ergotropy::{Channel, Ensemble};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::emitters::Emitters;
use crate::answer::number::Number;
use crate::error::Error;
use crate::question::bath::Bath;
use crate::question::model::{Model, Noise};
use crate::question::start::Initial;

/// The model as it was resolved: keys are the flags of the command with underscores. Rates are in units of γ_c, or
/// in 1/s, or in a unit of their own; times are in the inverse of that unit, temperatures in kelvin, frequencies in
/// hertz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Resolved {
    /// Number of cells.
    pub cells: u64,
    /// Collective fraction; null where rates were given.
    pub eta: Option<f64>,
    /// γ_ℓ / γ_c; null where rates or a relaxation time were given.
    pub gamma_ratio: Option<f64>,
    /// Emission less absorption of the collective channel; the rate of its bath.
    pub collective_rate: f64,
    /// Emission less absorption of the local channel; the rate of its bath.
    pub local_rate: f64,
    /// Rate of D[J-].
    pub collective_emission: f64,
    /// Rate of D[J+].
    pub collective_pumping: f64,
    /// Rate of D[σ-] on each cell.
    pub emission: f64,
    /// Rate of D[σ+] on each cell.
    pub pumping: f64,
    /// Bose ratio of the collective bath; null where four rates were given, as the other numbers of baths.
    pub alpha_c: Option<f64>,
    /// Its occupation.
    pub n_c: Option<f64>,
    /// Its temperature, where it was given, or the frequency is known.
    pub temperature_c: Option<f64>,
    /// Bose ratio of the local bath.
    pub alpha_l: Option<f64>,
    /// Its occupation.
    pub n_l: Option<f64>,
    /// Its temperature, where it was given, or the frequency is known.
    pub temperature_l: Option<f64>,
    /// Rate of dephasing of each cell.
    pub dephasing: f64,
    /// Rate of dephasing of all cells together.
    pub collective_dephasing: f64,
    /// Relaxation time of a cell by itself; null where nothing makes it relax.
    pub t1: Option<f64>,
    /// Coherence time of a cell by itself; null where nothing acts on single cells.
    pub t2: Option<f64>,
    /// `t1` in seconds, where the unit of rates is known.
    pub t1_seconds: Option<f64>,
    /// `t2` in seconds, where the unit of rates is known.
    pub t2_seconds: Option<f64>,
    /// How cells share the field.
    #[serde(flatten)]
    pub emitters: Emitters,
    /// The start, as it was named.
    pub initial: Option<String>,
    /// Energy of the start.
    pub initial_energy: Option<Number>,
    /// ω/2π.
    pub frequency: Option<f64>,
    /// γ_c/2π.
    pub gamma_c: Option<f64>,
    /// The unit of rates in 1/s, where it is known.
    pub rate_unit: Option<f64>,
}

impl Resolved {
    /// A model with what its ensemble and its start came to.
    ///
    /// # Errors
    /// Those of [`ergotropy::Start::energy`] and of places.
    pub fn new(
        model: &Model,
        ensemble: &Ensemble,
        initial: Option<&Initial>,
    ) -> Result<Self, Error> {
        let (eta, gamma_ratio) = match model.noise {
            Noise::Mixture { eta, gamma_ratio } => {
                let by_rate = gamma_ratio.or(model.t1.is_none().then_some(1.0));
                (Some(eta), by_rate)
            }
            Noise::Baths { .. } | Noise::Rates { .. } => (None, None),
        };
        let of = |channel: Channel, given: Option<Bath>| {
            let bath = channel.bath();
            let kelvin = bath.and_then(|bath| Bath::kelvin(given, bath, model.frequency));
            let bath = bath.map(|bath| (bath.bose_ratio(), bath.occupation()));
            (bath.unzip(), kelvin)
        };
        let (collective, local) = (ensemble.collective_channel(), ensemble.local_channel());
        let ((alpha_c, n_c), temperature_c) = of(collective, model.collective_bath);
        let ((alpha_l, n_l), temperature_l) = of(local, model.local_bath);
        let unit = model.unit();
        let seconds = |time: Option<f64>| Some(time? / unit?);
        let energy = |initial: &Initial| initial.start.energy(model.cells).map(Number);
        Ok(Self {
            cells: model.cells,
            eta,
            gamma_ratio,
            collective_rate: collective.rate(),
            local_rate: local.rate(),
            collective_emission: collective.emission(),
            collective_pumping: collective.absorption(),
            emission: local.emission(),
            pumping: local.absorption(),
            alpha_c,
            n_c,
            temperature_c,
            alpha_l,
            n_l,
            temperature_l,
            dephasing: ensemble.dephasing_rate(),
            collective_dephasing: ensemble.collective_dephasing_rate(),
            t1: ensemble.t1(),
            t2: ensemble.t2(),
            t1_seconds: seconds(ensemble.t1()),
            t2_seconds: seconds(ensemble.t2()),
            emitters: Emitters::of(model, ensemble.shared_field())?,
            initial: initial.map(|initial| initial.name.clone()),
            initial_energy: initial.map(energy).transpose()?,
            frequency: model.frequency,
            gamma_c: model.gamma_c,
            rate_unit: unit,
        })
    }
}
