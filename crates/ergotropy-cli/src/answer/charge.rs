//! The answer of `charge`.

use serde::Serialize;

use super::curve::Curve;
use super::energies::Energies;
use super::laboratory::Laboratory;
use super::model;
use super::number::Number;
use crate::flags::model::Model;
use crate::flags::times::Times;

/// A charging curve. Times are in 1/γ_c, energies in ħω, powers in ħω γ_c; `seconds`, `joule` and
/// `watt` stand beside them where flags give the units.
#[derive(Debug, Serialize)]
pub(crate) struct Charge<'a> {
    pub(crate) times: &'a [f64],
    #[serde(flatten)]
    pub(crate) curve: Curve,
    pub(crate) peak: Option<Peak>,
    pub(crate) seconds: Option<&'a [f64]>,
    pub(crate) joule: Option<Energies<Vec<Number>>>,
    pub(crate) h_ghz: Option<Energies<Vec<Number>>>,
    pub(crate) watt: Option<Vec<Number>>,
    picture: String,
    method: String,
    #[serde(serialize_with = "model::resolved")]
    pub(crate) model: &'a Model,
    version: &'static str,
}

/// The time of greatest ergotropy.
#[derive(Debug, Serialize)]
pub(crate) struct Peak {
    time: f64,
    seconds: Option<f64>,
    pub(crate) ergotropy: Number,
    #[serde(skip)]
    pub(crate) index: usize,
}

impl<'a> Charge<'a> {
    pub(crate) fn new(model: &'a Model, times: &'a Times, curve: Curve) -> Self {
        let laboratory = Laboratory::of(model);
        let seconds = times.seconds.as_deref();
        Self {
            times: &times.natural,
            peak: curve.peak().map(|index| Peak {
                time: times.natural[index],
                seconds: seconds.map(|seconds| seconds[index]),
                ergotropy: curve.energies.ergotropy[index],
                index,
            }),
            seconds,
            joule: laboratory.joule(&curve.energies),
            h_ghz: laboratory.h_ghz(&curve.energies),
            watt: laboratory.watt(&curve.power),
            picture: curve.picture.to_string(),
            method: curve.method.clone(),
            model,
            version: env!("CARGO_PKG_VERSION"),
            curve,
        }
    }
}
