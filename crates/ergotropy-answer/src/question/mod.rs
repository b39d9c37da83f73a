//! What is asked.
//!
//! - [`model`]: cells and noise
//! - [`bath`]: one bath, in one of its forms
//! - [`start`]: where an ensemble starts
//! - [`times`]: when to look at it
//! - [`limit`]: what is asked of infinitely many cells

pub(crate) mod bath;
pub(crate) mod limit;
pub(crate) mod model;
pub(crate) mod start;
pub(crate) mod times;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::answer::charge::Charge;
use crate::answer::forms::Forms;
use crate::answer::limit::Limit;
use crate::answer::steady::Steady;
use crate::error::Error;
use crate::question::bath::BathQuestion;
use crate::question::limit::LimitQuestion;
use crate::question::model::Model;
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

impl Question {
    /// The answer; costs are those of [`ergotropy::Ensemble::steady_state_from`], of
    /// [`ergotropy::Ensemble::charge_each`], and of [`ergotropy::closed_form::limit`].
    ///
    /// ```
    /// use ergotropy_answer::{Answer, Question};
    ///
    /// let question: Question = serde_json::from_str(
    ///     r#"{"charge": {
    ///         "model": {"cells": 3, "noise": {"mixture": {"eta": 1, "gamma_ratio": 1}}, "collective_bath": {"n": 2}},
    ///         "start": "ground",
    ///         "times": {"natural": [0, 0.5, 5]}
    ///     }}"#,
    /// )?;
    /// let Answer::Charge(charge) = question.answer()? else { panic!("a curve was asked for") };
    /// assert_eq!(charge.curve.energies.ergotropy.len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error`], with what [`ergotropy::Error`] tells of values out of range, answers that are not unique, and memory.
    pub fn answer(&self) -> Result<Answer, Error> {
        Ok(match self {
            Self::Steady(SteadyQuestion { model, start }) => {
                let start = start.as_ref().map(Start::resolved).transpose()?;
                Answer::Steady(Steady::new(model, start.as_ref())?)
            }
            Self::Charge(ChargeQuestion {
                model,
                start,
                times,
            }) => Answer::Charge(Charge::new(model, &start.resolved()?, times)?),
            Self::Limit(question) => Answer::Limit(Limit::new(question)?),
            Self::Bath(question) => Answer::Bath(Forms::new(question)?),
        })
    }
}
