//! What a question comes to.
//!
//! - [`steady`]: of a steady state
//! - [`charge`]: of states over time
//! - [`limit`]: of infinitely many cells
//! - [`forms`]: of a bath
//! - [`state`]: the numbers of a state
//! - [`curve`]: the numbers of a curve, column by column
//! - [`energies`]: energies by name
//! - [`number`]: a number with its error
//! - [`laboratory`]: numbers in the units of a laboratory
//! - [`model`]: the model as it was resolved

pub(crate) mod charge;
pub(crate) mod curve;
pub(crate) mod energies;
pub(crate) mod forms;
mod laboratory;
pub(crate) mod limit;
pub(crate) mod model;
pub(crate) mod number;
pub(crate) mod state;
pub(crate) mod steady;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::charge::Charge;
use crate::answer::forms::Forms;
use crate::answer::limit::Limit;
use crate::answer::steady::Steady;

/// The version of the JSON of all answers.
pub const SCHEMA: u32 = 1;

/// The version of this crate.
pub(crate) fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

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
    /// A bath in all its forms.
    Bath(Forms),
}
