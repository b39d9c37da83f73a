//! One bath, in one of its forms.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A thermal bath, in one of its forms: `{"alpha": 0.6}`, `{"n": 1.5}`, `{"temperature": 0.05}`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Bath {
    /// The Bose ratio α = n/(n+1), 0 <= α < 1.
    Alpha(f64),
    /// The mean occupation n >= 0.
    N(f64),
    /// The temperature in kelvin, beside the frequency of the cells.
    Temperature(f64),
}

/// A bath in all its forms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BathQuestion {
    /// The bath.
    pub bath: Bath,
    /// Frequency ω/2π of the cells in hertz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<f64>,
}

impl Bath {
    /// The bath, for cells of a frequency in hertz.
    ///
    /// # Errors
    /// [`Error::NoFrequency`] for a temperature above 0 without a frequency; those of [`ergotropy::Bath`].
    pub fn resolved(self, frequency: Option<f64>) -> Result<ergotropy::Bath, Error> {
        Ok(match self {
            Self::Alpha(alpha) => ergotropy::Bath::from_bose_ratio(alpha)?,
            Self::N(n) => ergotropy::Bath::from_occupation(n)?,
            // At zero temperature the bath is the same for every frequency.
            Self::Temperature(0.0) if frequency.is_none() => ergotropy::Bath::cold(),
            Self::Temperature(kelvin) => {
                let hertz = frequency.ok_or(Error::NoFrequency { kelvin })?;
                ergotropy::Bath::from_temperature(kelvin, hertz)?
            }
        })
    }

    /// The temperature in kelvin: the one given, or else that of the bath if the frequency is known.
    pub fn kelvin(given: Option<Self>, bath: ergotropy::Bath, hertz: Option<f64>) -> Option<f64> {
        match given {
            Some(Self::Temperature(kelvin)) => Some(kelvin),
            _ => hertz.map(|hertz| bath.temperature(hertz)),
        }
    }
}
