//! The answer of `limit`.

use ergotropy::Bounded;
use serde::Serialize;

use super::model::ratio;
use crate::flags::bath::Resolved;
use crate::flags::units::{Hertz, Kelvin, full};
use crate::print::number::{Number, shown};
use crate::print::{VERSION, json};
use crate::verbs::limit::Preparation;

/// Decimals: all that are known.
const ALL: usize = 17;

/// The ergotropy of infinitely many cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    pub(crate) collective: Resolved,
    pub(crate) preparation: Preparation,
    pub(crate) frequency: Option<Hertz>,
    pub(crate) ergotropy: Bounded,
}

#[derive(Debug, Serialize)]
struct Json<'a> {
    ergotropy: Number,
    method: &'a str,
    model: Model,
    version: &'a str,
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
    fn method(self) -> &'static str {
        match self.preparation {
            Preparation::Gibbs(_) => "sum over ladders and rungs at a level boundary",
            Preparation::Local(_) => {
                "sum over ladders and rungs at a level boundary, as local baths prepare them"
            }
        }
    }

    fn condition(self) -> &'static str {
        match self.preparation {
            Preparation::Gibbs(_) => "eta = 1",
            Preparation::Local(_) => "0 < eta < 1",
        }
    }

    fn kelvin(self, bath: Resolved) -> Option<f64> {
        let typed = bath.typed.map(|kelvin| kelvin.0);
        typed.or_else(|| self.frequency.map(|hertz| bath.bath.temperature(hertz.0)))
    }

    pub(crate) fn json(self) -> String {
        let (q, local) = match self.preparation {
            Preparation::Gibbs(q) => (Some(q), None),
            Preparation::Local(local) => (None, Some(local)),
        };
        json(&Json {
            ergotropy: self.ergotropy.into(),
            method: self.method(),
            model: Model {
                eta: q.map(|_| 1.0),
                alpha_c: self.collective.bath.bose_ratio(),
                n_c: self.collective.bath.occupation(),
                temperature_c: self.kelvin(self.collective),
                q,
                alpha_l: local.map(|local| local.bath.bose_ratio()),
                n_l: local.map(|local| local.bath.occupation()),
                temperature_l: local.and_then(|local| self.kelvin(local)),
                frequency: self.frequency.map(|hertz| hertz.0),
            },
            version: VERSION,
        })
    }

    pub(crate) fn text(self) -> String {
        let bath = |name: &str, bath: Resolved| {
            let kelvin = self.kelvin(bath);
            let temperature = kelvin.map(|kelvin| format!(" ({})", Kelvin(kelvin)));
            format!(
                "{name} = {}{}",
                ratio(bath.bath),
                temperature.unwrap_or_default()
            )
        };
        let preparation = match self.preparation {
            Preparation::Gibbs(q) => format!("gibbs start q = {}", full(q)),
            Preparation::Local(local) => bath("local bath alpha_l", local),
        };
        let number = self.ergotropy;
        format!(
            "N -> infinity, {}\n{}, {preparation}\n\nergotropy W  {} hbar omega  ({})\n\n{}\n\
             (n) is the error of the last digit; an estimate is not proved\n",
            self.condition(),
            bath("collective bath alpha_c", self.collective),
            shown(number, ALL),
            number.kind.name(),
            self.method(),
        )
    }
}
