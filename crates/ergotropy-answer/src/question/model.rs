//! Cells and noise.

use std::f64::consts::TAU;

use ergotropy::{Channel, Ensemble, Mixture};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::question::bath::Bath;
use crate::question::couplings::Couplings;

/// Cells and the noise that acts on them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    /// Relaxation time T1 of one cell, in place of its rate: 1/T1 = γ_ℓ (2 n_ℓ + 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t1: Option<Time>,
    /// Rate of dephasing of each cell, by D[σz/2]; 0 if neither it nor `t2` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dephasing: Option<f64>,
    /// Coherence time T2 of one cell, in place of its rate of dephasing: G = 2 (1/T2 - 1/(2 T1)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t2: Option<Time>,
    /// Rate of dephasing of all cells together, by `D[J_z]`.
    #[serde(default)]
    pub collective_dephasing: f64,
    /// How cells share the field of the collective channel, where they do not all do so alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub couplings: Option<Couplings>,
    /// Detunings of the cells, one for each, in the unit of rates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detunings: Option<Vec<f64>>,
    /// Frequency ω/2π of the cells in hertz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<f64>,
    /// The rate γ_c/2π in hertz, in which rates are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gamma_c: Option<f64>,
    /// Whether rates are in 1/s, and not in γ_c or another unit.
    #[serde(default)]
    pub per_second: bool,
}

/// How fast the channels are, in one of three ways.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Noise {
    /// The mixture of the paper (Eq. 32): collective rate η, local rate (1-η) γ_r, in units of γ_c.
    Mixture {
        /// Collective fraction η, from 0 to 1.
        eta: f64,
        /// Ratio γ_r = γ_ℓ / γ_c, at least 0; 1 if neither it nor `t1` is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gamma_ratio: Option<f64>,
    },
    /// Rates of two baths: emission at g (n + 1) and absorption at g n.
    Baths {
        /// Rate g of the bath of all cells together.
        #[serde(default)]
        collective_rate: f64,
        /// Rate g of the bath of each cell; 0 if neither it nor `t1` is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        local_rate: Option<f64>,
    },
    /// Four rates, of a bath or not.
    Rates {
        /// Rate of D[J-].
        #[serde(default)]
        collective_emission: f64,
        /// Rate of D[J+].
        #[serde(default)]
        collective_pumping: f64,
        /// Rate of D[σ-] on each cell.
        #[serde(default)]
        emission: f64,
        /// Rate of D[σ+] on each cell.
        #[serde(default)]
        pumping: f64,
    },
}

/// A time: `{"natural": 0.5}` or `{"seconds": 5e-5}`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Time {
    /// In units of the inverse of the unit of rates.
    Natural(f64),
    /// In seconds.
    Seconds(f64),
}

impl Noise {
    /// The mixture of the paper.
    pub fn mixture(eta: f64, gamma_ratio: f64) -> Self {
        let gamma_ratio = Some(gamma_ratio);
        Self::Mixture { eta, gamma_ratio }
    }

    /// The key of the local rate, if it was given.
    fn local_key(self) -> Option<&'static str> {
        match self {
            Self::Mixture { gamma_ratio, .. } => gamma_ratio.map(|_| "gamma_ratio"),
            Self::Baths { local_rate, .. } => local_rate.map(|_| "local_rate"),
            Self::Rates { .. } => Some("emission and pumping"),
        }
    }
}

impl Time {
    /// The time in units of the inverse of the unit of rates, for that unit in 1/s.
    ///
    /// # Errors
    /// [`Error::NoRate`] for seconds where the unit is not known.
    pub fn natural(self, unit: Option<f64>) -> Result<f64, Error> {
        match self {
            Self::Natural(time) => Ok(time),
            Self::Seconds(seconds) => Ok(seconds * unit.ok_or(Error::NoRate)?),
        }
    }
}

impl Model {
    /// Cells under noise, without baths, dephasing and units, which can be set by their fields.
    pub fn new(cells: u64, noise: Noise) -> Self {
        Self {
            cells,
            noise,
            collective_bath: None,
            local_bath: None,
            t1: None,
            dephasing: None,
            t2: None,
            collective_dephasing: 0.0,
            couplings: None,
            detunings: None,
            frequency: None,
            gamma_c: None,
            per_second: false,
        }
    }

    /// The unit of rates in 1/s, if it is known.
    pub fn unit(&self) -> Option<f64> {
        match self.gamma_c {
            Some(hertz) => Some(TAU * hertz),
            None => self.per_second.then_some(1.0),
        }
    }

    /// The ensemble that the model describes.
    ///
    /// ```
    /// use ergotropy_answer::{Bath, Model, Noise, Time};
    ///
    /// // 20 kHz of one channel, 50 us of relaxation and 30 us of coherence.
    /// let noise = Noise::Baths { collective_rate: 1.3e5, local_rate: None };
    /// let model = Model {
    ///     collective_bath: Some(Bath::N(2.0)),
    ///     t1: Some(Time::Seconds(5e-5)),
    ///     t2: Some(Time::Seconds(3e-5)),
    ///     per_second: true,
    ///     ..Model::new(8, noise)
    /// };
    /// let ensemble = model.ensemble()?;
    /// assert!((ensemble.local_channel().emission() - 2e4).abs() < 1e-8);
    /// assert!((ensemble.dephasing_rate() - (2.0 / 3e-5 - 1.0 / 5e-5)).abs() < 1e-8);
    /// # Ok::<(), ergotropy_answer::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NoBath`] if the collective channel acts without a bath; [`Error::TwoWays`] if a rate is given
    /// twice, or a bath beside four rates; [`Error::TwoUnits`]; [`Error::NoRate`]; [`Error::NoFrequency`];
    /// [`Error::Hertz`]; those of [`Ensemble`], [`ergotropy::Bath`] and [`ergotropy::Couplings`].
    pub fn ensemble(&self) -> Result<Ensemble, Error> {
        for (key, value) in [("frequency", self.frequency), ("gamma_c", self.gamma_c)] {
            if let Some(value) = value.filter(|&hertz| !(hertz > 0.0 && hertz.is_finite())) {
                return Err(Error::Hertz { key, value });
            }
        }
        if self.gamma_c.is_some() && self.per_second {
            return Err(Error::TwoUnits);
        }
        if let (Some(_), Some(other)) = (self.t1, self.noise.local_key()) {
            return Err(Error::TwoWays { one: "t1", other });
        }
        if self.t2.is_some() && self.dephasing.is_some() {
            let (one, other) = ("t2", "dephasing");
            return Err(Error::TwoWays { one, other });
        }
        let mut ensemble = self.channels()?;
        if let Some(t1) = self.t1 {
            let bath = ensemble.local_channel().bath();
            let bath = bath.unwrap_or(ergotropy::Bath::cold());
            let channel = Channel::relaxing(bath, t1.natural(self.unit())?)?;
            ensemble = ensemble.local(channel);
        }
        let ensemble = match self.t2 {
            Some(t2) => ensemble.coherence_time(t2.natural(self.unit())?)?,
            None => ensemble.dephasing(self.dephasing.unwrap_or(0.0))?,
        };
        let ensemble = ensemble.collective_dephasing(self.collective_dephasing)?;
        Ok(match self.field()? {
            Some(field) => ensemble.couplings(field)?,
            None => ensemble,
        })
    }

    /// How cells share the field; `None` where all do so alike.
    fn field(&self) -> Result<Option<ergotropy::Couplings>, Error> {
        let field = match (&self.couplings, &self.detunings) {
            (None, None) => return Ok(None),
            (Some(couplings), _) => couplings.resolved()?,
            // Detuned cells share the field alike; their number is theirs, whatever the model says.
            (None, Some(detunings)) => {
                ergotropy::Couplings::of_modes(&[vec![1.0; detunings.len()]])?
            }
        };
        Ok(Some(match &self.detunings {
            Some(detunings) => field.detuned(detunings.clone())?,
            None => field,
        }))
    }

    /// The channels that exchange energy, with the local one as its rate gives it.
    fn channels(&self) -> Result<Ensemble, Error> {
        let (ensemble, rate) = match self.noise {
            Noise::Mixture { eta, gamma_ratio } => {
                let gamma_ratio = gamma_ratio.unwrap_or(1.0);
                let mixture = Mixture { eta, gamma_ratio };
                (Ensemble::mixture(self.cells, mixture)?, eta)
            }
            Noise::Baths {
                collective_rate,
                local_rate,
            } => {
                let cold = |rate| Channel::thermal(ergotropy::Bath::cold(), rate);
                let ensemble = Ensemble::new(self.cells)?
                    .collective(cold(collective_rate)?)
                    .local(cold(local_rate.unwrap_or(0.0))?);
                (ensemble, collective_rate)
            }
            Noise::Rates {
                collective_emission,
                collective_pumping,
                emission,
                pumping,
            } => {
                let baths = [
                    ("collective_bath", self.collective_bath),
                    ("local_bath", self.local_bath),
                ];
                if let Some((one, _)) = baths.into_iter().find(|(_, bath)| bath.is_some()) {
                    let other = "emission and pumping";
                    return Err(Error::TwoWays { one, other });
                }
                return Ok(Ensemble::new(self.cells)?
                    .collective(Channel::rates(collective_emission, collective_pumping)?)
                    .local(Channel::rates(emission, pumping)?));
            }
        };
        self.with_baths(ensemble, rate)
    }

    /// The channels at the temperatures of their baths; the collective one acts at a rate.
    fn with_baths(&self, mut ensemble: Ensemble, rate: f64) -> Result<Ensemble, Error> {
        match self.collective_bath {
            Some(bath) => ensemble = ensemble.collective_bath(bath.resolved(self.frequency)?),
            None if rate > 0.0 => {
                return Err(Error::NoBath {
                    channel: "collective",
                    rate,
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
