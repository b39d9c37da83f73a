//! The answer about a steady state.

use ergotropy::{Ensemble, Observables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::energies::Energies;
use crate::answer::laboratory::Laboratory;
use crate::answer::model::Resolved;
use crate::answer::number::Number;
use crate::answer::state::{Flows, State};
use crate::answer::version::{SCHEMA, version};
use crate::error::Error;
use crate::question::model::Model;
use crate::question::start::Initial;

/// What a steady state holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Steady {
    /// Version of the schema.
    pub schema: u32,
    /// The numbers of the state.
    #[serde(flatten)]
    pub state: State,
    /// Energies in h GHz.
    pub h_ghz: Option<Energies<Number>>,
    /// Energies in joule.
    pub joule: Option<Energies<Number>>,
    /// Flows in 1/s.
    pub per_second: Option<PerSecond>,
    /// The picture that the state was computed in.
    pub picture: String,
    /// How it was computed.
    pub method: String,
    /// The model as it was resolved.
    pub model: Resolved,
    /// Version of the program.
    pub version: String,
}

/// Flows in 1/s.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PerSecond {
    /// Flows between the bright ladder and the others.
    pub leakage: Flows,
}

impl Steady {
    /// The steady state of a model, or the one that a start leads to.
    ///
    /// ```
    /// use ergotropy_answer::{Bath, Model, Noise, Steady};
    ///
    /// let model = Model {
    ///     cells: 4,
    ///     noise: Noise::Mixture { eta: 0.9, gamma_ratio: 1.0 },
    ///     collective_bath: Some(Bath::Alpha(0.6)),
    ///     local_bath: None,
    ///     dephasing: 0.0,
    ///     collective_dephasing: 0.0,
    ///     frequency: Some(5e9),
    ///     gamma_c: None,
    /// };
    /// let steady = Steady::new(&model, None)?;
    /// assert!(steady.joule.is_some() && steady.per_second.is_none());
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Model::ensemble`], [`ergotropy::Ensemble::steady_state`] and
    /// [`ergotropy::Ensemble::steady_state_from`].
    pub fn new(model: &Model, initial: Option<&Initial>) -> Result<Self, Error> {
        let ensemble = model.ensemble()?;
        let found = match initial {
            None => ensemble.steady_state()?,
            Some(initial) => ensemble.steady_state_from(&initial.start)?,
        };
        let name = initial.map(|initial| initial.name.as_str());
        Ok(Self::of(
            &found,
            &ensemble,
            Resolved::new(model, &ensemble, name),
        )?)
    }

    /// The numbers of a steady state of an ensemble that the caller has made.
    ///
    /// # Errors
    /// Those of [`Observables::parts`].
    pub fn of(
        found: &ergotropy::State,
        ensemble: &Ensemble,
        model: Resolved,
    ) -> Result<Self, ergotropy::Error> {
        let state = State::new(found, ensemble)?;
        let laboratory = Laboratory::of(&model);
        let leakage = laboratory.per_second(&state.leakage);
        Ok(Self {
            schema: SCHEMA,
            h_ghz: laboratory.h_ghz(&state.energies),
            joule: laboratory.joule(&state.energies),
            per_second: leakage.map(|leakage| PerSecond { leakage }),
            picture: found.picture().to_string(),
            method: found.method().to_string(),
            model,
            version: version(),
            state,
        })
    }
}
