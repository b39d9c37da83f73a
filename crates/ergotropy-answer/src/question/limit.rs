//! The question about infinitely many cells.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::question::bath::Bath;

/// The ergotropy of infinitely many cells.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitQuestion {
    /// The bath of all cells together.
    pub collective_bath: Bath,
    /// What prepares the ladders.
    pub prepared_by: Preparation,
    /// Frequency ω/2π of the cells in hertz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<f64>,
}

/// What prepares the ladders.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Preparation {
    /// η = 1 from a product of Gibbs states of ratio q, 0 <= q < 1.
    Q(f64),
    /// Local baths, at any 0 < η < 1.
    LocalBath(Bath),
}
