//! The model as it was resolved.

use serde::{Serialize, Serializer};

use crate::flags::bath::GivenBath;
use crate::flags::model::Model;

/// The `model` of an answer: keys are the flags with underscores. Rates are in units of γ_c,
/// temperatures in kelvin, frequencies in hertz.
#[derive(Debug, Serialize)]
struct Resolved<'a> {
    cells: u64,
    eta: f64,
    gamma_ratio: f64,
    collective_rate: f64,
    local_rate: f64,
    alpha_c: f64,
    n_c: f64,
    temperature_c: Option<f64>,
    alpha_l: f64,
    n_l: f64,
    temperature_l: Option<f64>,
    dephasing: f64,
    collective_dephasing: f64,
    initial: Option<&'a str>,
    frequency: Option<f64>,
    gamma_c: Option<f64>,
}

/// Writes a model as JSON has it.
/// The library hands over what it serializes by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(super) fn resolved<S: Serializer>(model: &&Model, serializer: S) -> Result<S::Ok, S::Error> {
    let (collective, local) = (model.collective_bath(), model.local_bath());
    let kelvin = |given: GivenBath| given.kelvin(model.frequency).map(|kelvin| kelvin.0);
    let resolved = Resolved {
        cells: model.cells,
        eta: model.mixture.eta,
        gamma_ratio: model.mixture.gamma_ratio,
        collective_rate: model.ensemble.collective_channel().rate(),
        local_rate: model.ensemble.local_channel().rate(),
        alpha_c: collective.bath.bose_ratio(),
        n_c: collective.bath.occupation(),
        temperature_c: kelvin(collective),
        alpha_l: local.bath.bose_ratio(),
        n_l: local.bath.occupation(),
        temperature_l: kelvin(local),
        dephasing: model.ensemble.dephasing_rate(),
        collective_dephasing: model.ensemble.collective_dephasing_rate(),
        initial: model.initial.as_ref().map(|initial| initial.name.as_str()),
        frequency: model.frequency.map(|hertz| hertz.0),
        gamma_c: model.gamma_c.map(|hertz| hertz.0),
    };
    resolved.serialize(serializer)
}
