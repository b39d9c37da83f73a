//! The answer about infinitely many cells.

use ergotropy::Bounded;
use ergotropy::closed_form::limit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::Number;
use crate::answer::version::{SCHEMA, version};
use crate::error::Error;
use crate::question::bath::Bath;
use crate::question::limit::{LimitQuestion, Preparation};

/// The ergotropy of infinitely many cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Version of the schema.
    pub schema: u32,
    /// The ergotropy.
    pub ergotropy: Number,
    /// How it was computed.
    pub method: String,
    /// The model as it was resolved.
    pub model: LimitModel,
    /// Version of the program.
    pub version: String,
}

/// The model as it was resolved. Temperatures in kelvin, frequency in hertz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitModel {
    /// Collective fraction; null for every 0 < η < 1.
    pub eta: Option<f64>,
    /// Bose ratio of the collective bath.
    pub alpha_c: f64,
    /// Its occupation.
    pub n_c: f64,
    /// Its temperature, where it was given, or the frequency is known.
    pub temperature_c: Option<f64>,
    /// Ratio of the Gibbs start.
    pub q: Option<f64>,
    /// Bose ratio of the local baths.
    pub alpha_l: Option<f64>,
    /// Their occupation.
    pub n_l: Option<f64>,
    /// Their temperature, where it was given, or the frequency is known.
    pub temperature_l: Option<f64>,
    /// ω/2π.
    pub frequency: Option<f64>,
}

impl Limit {
    /// The limit N → ∞ of [`ergotropy::closed_form::limit`].
    ///
    /// ```
    /// use ergotropy_answer::{Bath, Limit, LimitQuestion, Preparation};
    ///
    /// let limit = Limit::new(&LimitQuestion {
    ///     collective_bath: Bath::Alpha(0.6),
    ///     prepared_by: Preparation::LocalBath(Bath::Alpha(0.2)),
    ///     frequency: None,
    /// })?;
    /// assert!(limit.ergotropy.0.value > 0.0 && limit.model.eta.is_none());
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Bath::resolved`] and [`limit::gibbs_start`].
    pub fn new(question: &LimitQuestion) -> Result<Self, Error> {
        let hertz = question.frequency;
        let collective = question.collective_bath.resolved(hertz)?;
        let (ergotropy, q, local) = match question.prepared_by {
            Preparation::Q(q) => (limit::gibbs_start(collective, q)?, Some(q), None),
            Preparation::LocalBath(given) => {
                let local = given.resolved(hertz)?;
                (
                    limit::mixture(collective, local),
                    None,
                    Some((given, local)),
                )
            }
        };
        let model = LimitModel {
            eta: q.map(|_| 1.0),
            alpha_c: collective.bose_ratio(),
            n_c: collective.occupation(),
            temperature_c: Bath::kelvin(Some(question.collective_bath), collective, hertz),
            q,
            alpha_l: local.map(|(_, bath)| bath.bose_ratio()),
            n_l: local.map(|(_, bath)| bath.occupation()),
            temperature_l: local.and_then(|(given, bath)| Bath::kelvin(Some(given), bath, hertz)),
            frequency: hertz,
        };
        Ok(Self::of(ergotropy, model))
    }

    /// The answer for an ergotropy from [`limit::gibbs_start`] or, if the model has no q, from
    /// [`limit::mixture`].
    pub fn of(ergotropy: Bounded, model: LimitModel) -> Self {
        let method = if model.q.is_some() {
            "sum over ladders and rungs at a level boundary"
        } else {
            "sum over ladders and rungs at a level boundary, as local baths prepare them"
        };
        Self {
            schema: SCHEMA,
            ergotropy: Number(ergotropy),
            method: method.to_owned(),
            model,
            version: version(),
        }
    }
}
