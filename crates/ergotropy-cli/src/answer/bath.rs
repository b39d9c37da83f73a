//! The answer of `bath`.

use serde::Serialize;

use crate::flags::bath::GivenBath;
use crate::flags::units::Hertz;

/// A bath in all its forms. Temperature in kelvin, frequency in hertz.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Bath {
    pub(crate) alpha: f64,
    pub(crate) one_minus_alpha: f64,
    pub(crate) n: f64,
    pub(crate) temperature: Option<f64>,
    pub(crate) frequency: Option<f64>,
    version: &'static str,
}

impl Bath {
    pub(crate) fn new(given: GivenBath, frequency: Option<Hertz>) -> Self {
        Self {
            alpha: given.bath.bose_ratio(),
            one_minus_alpha: given.bath.complement(),
            n: given.bath.occupation(),
            temperature: given.kelvin(frequency).map(|kelvin| kelvin.0),
            frequency: frequency.map(|hertz| hertz.0),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
