//! Questions about varied parameters: maps, optima and thresholds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::question::model::{Model, Time};
use crate::question::parameter::Range;
use crate::question::start::{Initial, Start};
use crate::question::varied::{Objective, Varied};

/// What stays while parameters vary, and the number that is looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fixed {
    /// Cells and noise; what is varied is set at each point.
    pub model: Model,
    /// Where the ensemble starts; needed for numbers of a curve, and where the steady state depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
    /// The last time of a curve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// The number; the ergotropy of the steady state if none is named.
    #[serde(default)]
    pub of: Objective,
}

/// A number over a plane of two parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MapQuestion {
    /// What stays.
    #[serde(flatten)]
    pub fixed: Fixed,
    /// The parameter to the right.
    pub x: Range,
    /// The parameter upwards.
    pub y: Range,
}

/// Where a number is greatest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OptimumQuestion {
    /// What stays.
    #[serde(flatten)]
    pub fixed: Fixed,
    /// Ranges of one to three parameters.
    pub over: Vec<Range>,
}

/// Where a number crosses a bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ThresholdQuestion {
    /// What stays.
    #[serde(flatten)]
    pub fixed: Fixed,
    /// The range of the parameter.
    pub over: Range,
    /// The bound.
    pub at_least: f64,
}

impl Fixed {
    /// The start of the question, checked.
    pub(crate) fn initial(&self) -> Result<Option<Initial>, Error> {
        let start = self.start.as_ref();
        start.map(|start| start.resolved(&self.model)).transpose()
    }

    /// The number as a function of the parameters, from this start.
    pub(crate) fn varied<'a>(&'a self, initial: Option<&'a Initial>) -> Result<Varied<'a>, Error> {
        let until = self.until.map(|time| time.natural(self.model.unit()));
        Ok(Varied {
            model: &self.model,
            start: initial,
            until: until.transpose()?,
            of: self.of,
        })
    }
}
