//! The answer of `limit`.

use ergotropy::Bounded;
use serde::Serialize;

use super::number::Number;
use crate::flags::bath::GivenBath;
use crate::flags::units::Hertz;

/// What many cells have in the place of ladders: a start, or local baths that prepare them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Preparation {
    /// η = 1 from a product of Gibbs states of ratio q.
    Gibbs(f64),
    /// 0 < η < 1 with these local baths.
    Local(GivenBath),
}

/// The ergotropy of infinitely many cells.
#[derive(Debug, Serialize)]
pub(crate) struct Limit {
    pub(crate) ergotropy: Number,
    pub(crate) method: &'static str,
    model: Model,
    version: &'static str,
    #[serde(skip)]
    pub(crate) collective: GivenBath,
    #[serde(skip)]
    pub(crate) preparation: Preparation,
    #[serde(skip)]
    pub(crate) frequency: Option<Hertz>,
}

/// Temperatures in kelvin, frequency in hertz.
#[derive(Debug, Serialize)]
struct Model {
    /// Null for every 0 < η < 1.
    eta: Option<f64>,
    alpha_c: f64,
    n_c: f64,
    temperature_c: Option<f64>,
    q: Option<f64>,
    alpha_l: Option<f64>,
    n_l: Option<f64>,
    temperature_l: Option<f64>,
    frequency: Option<f64>,
}

impl Limit {
    pub(crate) fn new(
        collective: GivenBath,
        preparation: Preparation,
        frequency: Option<Hertz>,
        ergotropy: Bounded,
    ) -> Self {
        let kelvin = |bath: GivenBath| bath.kelvin(frequency).map(|kelvin| kelvin.0);
        let (method, q, local) = match preparation {
            Preparation::Gibbs(q) => (
                "sum over ladders and rungs at a level boundary",
                Some(q),
                None,
            ),
            Preparation::Local(local) => (
                "sum over ladders and rungs at a level boundary, as local baths prepare them",
                None,
                Some(local),
            ),
        };
        Self {
            ergotropy: Number(ergotropy),
            method,
            model: Model {
                eta: q.map(|_| 1.0),
                alpha_c: collective.bath.bose_ratio(),
                n_c: collective.bath.occupation(),
                temperature_c: kelvin(collective),
                q,
                alpha_l: local.map(|local| local.bath.bose_ratio()),
                n_l: local.map(|local| local.bath.occupation()),
                temperature_l: local.and_then(kelvin),
                frequency: frequency.map(|hertz| hertz.0),
            },
            version: env!("CARGO_PKG_VERSION"),
            collective,
            preparation,
            frequency,
        }
    }
}
