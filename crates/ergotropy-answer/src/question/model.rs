//! Cells and noise.

use ergotropy::{Ensemble, Mixture};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::question::bath::Bath;

/// Cells and the noise that acts on them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Number of cells N, from 1 to 2^31.
    pub cells: u64,
    /// How fast the channels are.
    pub noise: Noise,
    /// The bath of all cells together; needed where its channel acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collective_bath: Option<Bath>,
    /// The bath of each cell by itself; at zero temperature if none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_bath: Option<Bath>,
    /// Rate of dephasing of each cell, by D[σz/2], in units of γ_c.
    #[serde(default)]
    pub dephasing: f64,
    /// Rate of dephasing of all cells together, by `D[J_z]`, in units of γ_c.
    #[serde(default)]
    pub collective_dephasing: f64,
    /// Frequency ω/2π of the cells in hertz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<f64>,
    /// The rate γ_c/2π in hertz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gamma_c: Option<f64>,
}

/// How fast the channels are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Noise {
    /// The mixture of the paper (Eq. 32): collective rate η, local rate (1-η) γ_r, in units of γ_c.
    Mixture {
        /// Collective fraction η, from 0 to 1.
        eta: f64,
        /// Ratio γ_r = γ_ℓ / γ_c, at least 0.
        gamma_ratio: f64,
    },
}

impl Model {
    /// The ensemble that the model describes.
    ///
    /// # Errors
    /// [`Error::NoBath`] if the collective channel acts without a bath; [`Error::NoFrequency`];
    /// [`Error::Hertz`]; those of [`Ensemble`] and [`ergotropy::Bath`].
    pub fn ensemble(&self) -> Result<Ensemble, Error> {
        for (key, value) in [("frequency", self.frequency), ("gamma_c", self.gamma_c)] {
            if let Some(value) = value.filter(|&hertz| !(hertz > 0.0 && hertz.is_finite())) {
                return Err(Error::Hertz { key, value });
            }
        }
        let Noise::Mixture { eta, gamma_ratio } = self.noise;
        let mut ensemble = Ensemble::mixture(self.cells, Mixture { eta, gamma_ratio })?
            .dephasing(self.dephasing)?
            .collective_dephasing(self.collective_dephasing)?;
        match self.collective_bath {
            Some(bath) => ensemble = ensemble.collective_bath(bath.resolved(self.frequency)?),
            None if eta > 0.0 => {
                return Err(Error::NoBath {
                    channel: "collective",
                    rate: eta,
                    key: "collective_bath",
                });
            }
            None => {}
        }
        if let Some(bath) = self.local_bath {
            ensemble = ensemble.local_bath(bath.resolved(self.frequency)?);
        }
        Ok(ensemble)
    }
}
