//! A number as a function of some parameters of a model.

use ergotropy::{Bounded, Observables, Start, Summary};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::question::model::Model;
use crate::question::parameter::Parameter;
use crate::question::start::Initial;

/// The number that is mapped, made greatest or held against a bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Objective {
    /// Ergotropy of the steady state.
    #[default]
    Ergotropy,
    /// Greatest ergotropy between the start and a last time.
    Peak,
    /// Greatest mean power between the start and a last time.
    Power,
    /// W/E of the steady state.
    Ratio,
}

impl Objective {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Ergotropy, Self::Peak, Self::Power, Self::Ratio];

    /// The name in answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ergotropy => "ergotropy",
            Self::Peak => "peak",
            Self::Power => "power",
            Self::Ratio => "ratio",
        }
    }

    /// Whether it is a number of a charging curve, and not of a steady state.
    pub fn is_of_a_curve(self) -> bool {
        matches!(self, Self::Peak | Self::Power)
    }
}

/// A model with what is asked of it at each point.
#[derive(Clone, Copy, Debug)]
pub struct Varied<'a> {
    /// The model, of which the parameters are set at each point.
    pub model: &'a Model,
    /// Where the ensemble starts; a curve needs it.
    pub start: Option<&'a Initial>,
    /// The last time of a curve, in the inverse of the unit of rates.
    pub until: Option<f64>,
    /// What is asked.
    pub of: Objective,
}

impl Varied<'_> {
    /// The number at a point; `None` where it is not defined: W/E where the energy can be zero, and what depends on
    /// a start that is not given, T2 above 2 T1, and rates too far apart for floats.
    ///
    /// # Errors
    /// Those of [`Varied::unique`], except these.
    pub fn at(&self, point: &[(Parameter, f64)]) -> Result<Option<Bounded>, Error> {
        match self.unique(point) {
            Err(Error::Physics(
                ergotropy::Error::NonUniqueSteadyState { .. }
                | ergotropy::Error::CellsAlike { .. }
                | ergotropy::Error::NothingEvolves
                | ergotropy::Error::CoherenceTime { .. }
                | ergotropy::Error::RateSpan { .. }
                | ergotropy::Error::RateTooSmall { .. },
            )) => Ok(None),
            found => found,
        }
    }

    /// The name of the start.
    pub(crate) fn start_name(&self) -> Option<String> {
        self.start.map(|initial| initial.name.clone())
    }

    /// The error where the number is not defined at any point, of which this is one.
    pub(crate) fn undefined(&self, point: &[(Parameter, f64)]) -> Error {
        let of = self.of.name();
        self.unique(point).err().unwrap_or(Error::Undefined { of })
    }

    /// The number at a point, where the start is given or does not matter.
    ///
    /// # Errors
    /// Those of [`Model::ensemble`], of steady states and of charging; [`Error::NoCurve`] for a number of a curve
    /// without start and last time.
    pub fn unique(&self, point: &[(Parameter, f64)]) -> Result<Option<Bounded>, Error> {
        let mut model = self.model.clone();
        let mut gibbs = None;
        for &(parameter, value) in point {
            parameter.set(&mut model, value)?;
            if parameter == Parameter::Q {
                gibbs = Some(Start::gibbs(value)?);
            }
        }
        let ensemble = model.ensemble()?;
        let given = self.start.map(|initial| &initial.start);
        let start = gibbs.as_ref().or(given);
        if self.of.is_of_a_curve() {
            let of = self.of.name();
            let (start, until) = start.zip(self.until).ok_or(Error::NoCurve { of })?;
            let summary = ensemble.charge_summary(start, &[0.0, until])?;
            return Ok(self.of_curve(&summary));
        }
        let state = match start {
            None => ensemble.steady_state()?,
            Some(start) => ensemble.steady_state_from(start)?,
        };
        let work = state.work();
        Ok(match self.of {
            Objective::Ratio => work.extractable_share(),
            _ => Some(work.ergotropy),
        })
    }

    fn of_curve(&self, summary: &Summary) -> Option<Bounded> {
        match self.of {
            Objective::Power => summary.greatest_power.map(|greatest| greatest.power),
            _ => summary.peak.map(|peak| peak.ergotropy),
        }
    }
}
