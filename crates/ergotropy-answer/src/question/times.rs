//! The times of a curve.

use std::f64::consts::TAU;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Times, in any order: `{"natural": [0, 0.1]}` or `{"seconds": [0, 1e-6]}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Times {
    /// In units of 1/γ_c.
    Natural(Vec<f64>),
    /// In seconds, beside γ_c.
    Seconds(Vec<f64>),
}

impl Times {
    /// The times in units of 1/γ_c, for γ_c/2π in hertz.
    ///
    /// # Errors
    /// [`Error::NoRate`] for times in seconds without γ_c.
    pub fn natural(&self, gamma_c: Option<f64>) -> Result<Vec<f64>, Error> {
        match self {
            Self::Natural(times) => Ok(times.clone()),
            Self::Seconds(seconds) => {
                let rate = TAU * gamma_c.ok_or(Error::NoRate)?;
                Ok(seconds.iter().map(|t| t * rate).collect())
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
