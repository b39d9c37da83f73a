//! The times of a curve.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Times, in any order: `{"natural": [0, 0.1]}` or `{"seconds": [0, 1e-6]}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Times {
    /// In units of the inverse of the unit of rates, 1/γ_c for a mixture.
    Natural(Vec<f64>),
    /// In seconds, where the unit of rates is known.
    Seconds(Vec<f64>),
}

impl Times {
    /// The times in units of the inverse of the unit of rates, for that unit in 1/s.
    ///
    /// # Errors
    /// [`Error::NoRate`] for times in seconds where the unit is not known.
    pub fn natural(&self, unit: Option<f64>) -> Result<Vec<f64>, Error> {
        match self {
            Self::Natural(times) => Ok(times.clone()),
            Self::Seconds(seconds) => {
                let unit = unit.ok_or(Error::NoRate)?;
                Ok(seconds.iter().map(|t| t * unit).collect())
            }
        }
    }

    /// The times in seconds, if they were given in seconds.
    pub fn seconds(&self) -> Option<&[f64]> {
        match self {
            Self::Natural(_) => None,
            Self::Seconds(seconds) => Some(seconds),
        }
    }
}
