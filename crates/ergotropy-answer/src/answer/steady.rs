//! The answer about a steady state.

use ergotropy::{Ensemble, Observables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::energies::Energies;
use crate::answer::laboratory::Laboratory;
use crate::answer::model::Resolved;
use crate::answer::number::Number;
use crate::answer::observed::BathFlows;
use crate::answer::population::Population;
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
    /// The populations, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub populations: Option<Vec<Population>>,
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
    /// Quanta that leave into each bath and come from it, and the heat that flows into it in ħω.
    pub bath_flows: BathFlows<Number>,
}

impl Steady {
    /// The steady state of a model, or the one that a start leads to.
    ///
    /// ```
    /// use ergotropy_answer::{Bath, Model, Noise, Steady};
    ///
    /// let model = Model {
    ///     collective_bath: Some(Bath::Alpha(0.6)),
    ///     frequency: Some(5e9),
    ///     ..Model::new(4, Noise::mixture(0.9, 1.0))
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
        let resolved = Resolved::new(model, &ensemble, initial)?;
        Ok(Self::of(&found, &ensemble, resolved)?)
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
        let flows = laboratory.per_second(&state.observed.bath_flows);
        Ok(Self {
            schema: SCHEMA,
            h_ghz: laboratory.h_ghz(&state.energies),
            joule: laboratory.joule(&state.energies),
            per_second: leakage.zip(flows).map(|(leakage, bath_flows)| PerSecond {
                leakage,
                bath_flows,
            }),
            populations: None,
            picture: found.picture().to_string(),
            method: found.method().to_string(),
            model,
            version: version(),
            state,
        })
    }
}
