//! Questions.
//!
//! - [`model`]: cells and noise
//! - [`couplings`]: how cells share the field
//! - [`bath`]: one bath, in one of its forms
//! - [`start`]: the starting state
//! - [`times`]: the times of a curve
//! - [`limit`]: the question about infinitely many cells
//! - [`parameter`]: parameters that maps and searches vary
//! - [`search`]: questions about varied parameters
//! - [`varied`]: a number as a function of some parameters of a model

pub(crate) mod bath;
pub(crate) mod couplings;
pub(crate) mod limit;
pub(crate) mod model;
pub(crate) mod parameter;
pub(crate) mod search;
pub(crate) mod start;
pub(crate) mod times;
pub(crate) mod varied;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::question::bath::BathQuestion;
use crate::question::limit::LimitQuestion;
use crate::question::model::Model;
use crate::question::search::{MapQuestion, OptimumQuestion, ThresholdQuestion};
use crate::question::start::Start;
use crate::question::times::Times;

/// What is asked. Keys that are not known are refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Question {
    /// What a steady state holds.
    Steady(SteadyQuestion),
    /// States over time.
    Charge(ChargeQuestion),
    /// The ergotropy of infinitely many cells.
    Limit(LimitQuestion),
    /// A number over a plane of two parameters.
    Map(MapQuestion),
    /// Where a number is greatest.
    Optimum(OptimumQuestion),
    /// Where a number crosses a bound.
    Threshold(ThresholdQuestion),
    /// A bath in all its forms.
    Bath(BathQuestion),
}

/// What a steady state holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SteadyQuestion {
    /// Cells and noise.
    pub model: Model,
    /// Where the ensemble starts; needed where the steady state depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
}

/// States over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChargeQuestion {
    /// Cells and noise.
    pub model: Model,
    /// Where the ensemble starts.
    pub start: Start,
    /// When to look at it.
    pub times: Times,
}
