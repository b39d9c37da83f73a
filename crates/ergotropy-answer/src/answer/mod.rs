//! Answers to questions.
//!
//! - [`steady`]: the answer about a steady state
//! - [`charge`]: the answer about states over time
//! - [`limit`]: the answer about infinitely many cells
//! - [`map`]: a number over a plane of two parameters
//! - [`optimum`]: where a number is greatest
//! - [`threshold`]: where a number crosses a bound
//! - [`places`]: values of parameters, in natural units and in those of a laboratory
//! - [`forms`]: the answer about a bath
//! - [`state`]: the numbers of a state
//! - [`curve`]: the numbers of a curve, column by column
//! - [`observed`]: numbers beyond energies that people ask of a state
//! - [`population`]: populations of ladders and their rungs
//! - [`summary`]: what a charging curve comes to
//! - [`energies`]: energies by name
//! - [`number`]: a number with its error
//! - [`laboratory`]: conversion from natural units to those of a laboratory
//! - [`emitters`]: how cells share the field
//! - [`model`]: the model as it was resolved
//! - [`version`]: the versions of the answers and of this program

pub(crate) mod charge;
pub(crate) mod curve;
pub(crate) mod emitters;
pub(crate) mod energies;
pub(crate) mod forms;
mod laboratory;
pub(crate) mod limit;
pub(crate) mod map;
pub(crate) mod model;
pub(crate) mod number;
pub(crate) mod observed;
pub(crate) mod optimum;
pub(crate) mod places;
pub(crate) mod population;
pub(crate) mod state;
pub(crate) mod steady;
pub(crate) mod summary;
pub(crate) mod threshold;
pub(crate) mod version;

use ergotropy_sweep::Progress;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::charge::Charge;
use crate::answer::forms::Forms;
use crate::answer::limit::Limit;
use crate::answer::map::Map;
use crate::answer::optimum::Optimum;
use crate::answer::steady::Steady;
use crate::answer::threshold::Threshold;
use crate::error::Error;
use crate::question::search::{MapQuestion, OptimumQuestion, ThresholdQuestion};
use crate::question::{ChargeQuestion, Question, SteadyQuestion};

/// What a question comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Answer {
    /// What a steady state holds.
    Steady(Steady),
    /// States over time.
    Charge(Charge),
    /// The ergotropy of infinitely many cells.
    Limit(Limit),
    /// A number over a plane of two parameters.
    Map(Map),
    /// Where a number is greatest.
    Optimum(Optimum),
    /// Where a number crosses a bound.
    Threshold(Threshold),
    /// A bath in all its forms.
    Bath(Forms),
}

impl Question {
    /// The answer. Cost: that of [`ergotropy::Ensemble::steady_state_from`],
    /// [`ergotropy::Ensemble::charge_with_summary`] or [`ergotropy::closed_form::limit`].
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
    /// [`Error`]; an inner [`ergotropy::Error`] is about values out of range, answers that are not unique, or
    /// memory.
    pub fn answer(&self) -> Result<Answer, Error> {
        Ok(match self {
            Self::Steady(SteadyQuestion { model, start }) => {
                let start = start.as_ref().map(|start| start.resolved(model));
                let start = start.transpose()?;
                Answer::Steady(Steady::new(model, start.as_ref())?)
            }
            Self::Charge(ChargeQuestion {
                model,
                start,
                times,
            }) => Answer::Charge(Charge::new(model, &start.resolved(model)?, times)?),
            Self::Limit(question) => Answer::Limit(Limit::new(question)?),
            Self::Map(MapQuestion { fixed, x, y }) => {
                let initial = fixed.initial()?;
                let varied = fixed.varied(initial.as_ref())?;
                Answer::Map(Map::of(&varied, [*x, *y], &Progress::hidden())?)
            }
            Self::Optimum(OptimumQuestion { fixed, over }) => {
                let initial = fixed.initial()?;
                let varied = fixed.varied(initial.as_ref())?;
                Answer::Optimum(Optimum::of(&varied, over, &Progress::hidden())?)
            }
            Self::Threshold(ThresholdQuestion {
                fixed,
                over,
                at_least,
            }) => {
                let initial = fixed.initial()?;
                let varied = fixed.varied(initial.as_ref())?;
                let hidden = Progress::hidden();
                Answer::Threshold(Threshold::of(&varied, *over, *at_least, &hidden)?)
            }
            Self::Bath(question) => Answer::Bath(Forms::new(question)?),
        })
    }
}
