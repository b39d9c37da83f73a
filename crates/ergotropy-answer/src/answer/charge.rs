//! The answer of charging.

use ergotropy::{Ensemble, Point, Progress, Start};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::curve::Curve;
use crate::answer::energies::Energies;
use crate::answer::laboratory::Laboratory;
use crate::answer::model::Resolved;
use crate::answer::number::Number;
use crate::answer::summary::Summary;
use crate::answer::version::{SCHEMA, version};
use crate::error::Error;
use crate::question::model::Model;
use crate::question::start::Initial;
use crate::question::times::Times;

/// A charging curve. Times are in 1/γ_c, energies in ħω, powers in ħω γ_c; `seconds`, `joule` and
/// `watt` stand beside them where the model gives the units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Charge {
    /// Version of the schema.
    pub schema: u32,
    /// The times, in the order in which they were asked for.
    pub times: Vec<f64>,
    /// The numbers of the states.
    #[serde(flatten)]
    pub curve: Curve,
    /// What the curve comes to between the first and the last time.
    pub summary: Summary,
    /// The times in seconds.
    pub seconds: Option<Vec<f64>>,
    /// Energies in joule.
    pub joule: Option<Energies<Vec<Number>>>,
    /// Energies in h GHz.
    pub h_ghz: Option<Energies<Vec<Number>>>,
    /// Power in watt.
    pub watt: Option<Vec<Number>>,
    /// The picture that the states were computed in.
    pub picture: String,
    /// How they were computed.
    pub method: String,
    /// The model as it was resolved.
    pub model: Resolved,
    /// Version of the program.
    pub version: String,
}

impl Charge {
    /// Charges a model from a start.
    ///
    /// ```
    /// use ergotropy_answer::{Bath, Charge, Model, Noise, Start, Times};
    ///
    /// let model = Model {
    ///     collective_bath: Some(Bath::N(2.0)),
    ///     gamma_c: Some(1e6),
    ///     ..Model::new(4, Noise::mixture(1.0, 1.0))
    /// };
    /// let times = Times::Seconds(vec![0.0, 1e-7]);
    /// let charge = Charge::new(&model, &Start::Ground.resolved(&model)?, &times)?;
    /// let peak = charge.summary.peak.expect("times were given");
    /// assert!(peak.rising && peak.seconds.is_some_and(|time| time.0.contains(1e-7)));
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Model::ensemble`], [`Times::natural`] and [`ergotropy::Ensemble::charge_with_summary`].
    pub fn new(model: &Model, initial: &Initial, times: &Times) -> Result<Self, Error> {
        let ensemble = model.ensemble()?;
        let natural = times.natural(model.unit())?;
        let seconds = times.seconds().map(<[f64]>::to_vec);
        let resolved = Resolved::new(model, &ensemble, Some(initial))?;
        let charge = Self::of(
            &ensemble,
            &initial.start,
            (natural, seconds),
            resolved,
            |_, _| (),
            |_| (),
        );
        Ok(charge?)
    }

    /// Charges an ensemble that the caller has made, at times in 1/γ_c that may also be given in seconds. Calls `look`
    /// with the index of each time and its point, and `progress`, as [`Ensemble::charge_with_summary`] does.
    ///
    /// # Errors
    /// Those of [`Ensemble::charge_with_summary`] and [`ergotropy::Observables::parts`].
    pub fn of(
        ensemble: &Ensemble,
        start: &Start,
        (natural, seconds): (Vec<f64>, Option<Vec<f64>>),
        model: Resolved,
        look: impl FnMut(usize, &Point),
        progress: impl FnMut(Progress),
    ) -> Result<Self, ergotropy::Error> {
        let (curve, summary, account) = Curve::charged(ensemble, start, &natural, look, progress)?;
        let laboratory = Laboratory::of(&model);
        Ok(Self {
            schema: SCHEMA,
            summary: Summary::of(summary, laboratory),
            joule: laboratory.joule(&curve.energies),
            h_ghz: laboratory.h_ghz(&curve.energies),
            watt: laboratory.watt(&curve.power),
            picture: account.picture.to_string(),
            method: account.method.to_string(),
            model,
            version: version(),
            times: natural,
            seconds,
            curve,
        })
    }
}
