//! The answer of `steady`.

use serde::Serialize;

use super::energies::Energies;
use super::laboratory::Laboratory;
use super::model;
use super::number::Number;
use super::state::{Leakage, State};
use crate::flags::model::Model;

/// What a steady state holds.
#[derive(Debug, Serialize)]
pub(crate) struct Steady<'a> {
    #[serde(flatten)]
    pub(crate) state: State,
    pub(crate) h_ghz: Option<Energies<Number>>,
    pub(crate) joule: Option<Energies<Number>>,
    pub(crate) per_second: Option<PerSecond>,
    picture: String,
    method: String,
    #[serde(serialize_with = "model::resolved")]
    pub(crate) model: &'a Model,
    version: &'static str,
}

#[derive(Debug, Serialize)]
pub(crate) struct PerSecond {
    pub(crate) leakage: Leakage,
}

impl<'a> Steady<'a> {
    pub(crate) fn new(model: &'a Model, state: State) -> Self {
        let laboratory = Laboratory::of(model);
        let leakage = laboratory.per_second(&state.leakage);
        Self {
            h_ghz: laboratory.h_ghz(&state.energies),
            joule: laboratory.joule(&state.energies),
            per_second: leakage.map(|leakage| PerSecond { leakage }),
            picture: state.picture.to_string(),
            method: state.method.clone(),
            model,
            version: env!("CARGO_PKG_VERSION"),
            state,
        }
    }
}
