//! Parameters that maps and searches vary.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::question::bath::Bath;
use crate::question::model::{Model, Noise, Time};

/// A parameter of a model or of its start, by the name that it has in answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Parameter {
    /// Number of cells.
    Cells,
    /// Collective fraction of a mixture.
    Eta,
    /// γ_ℓ / γ_c of a mixture.
    GammaRatio,
    /// Bose ratio of the collective bath.
    AlphaC,
    /// Its occupation.
    NC,
    /// Its temperature in kelvin.
    TemperatureC,
    /// Bose ratio of the local baths.
    AlphaL,
    /// Their occupation.
    NL,
    /// Their temperature in kelvin.
    TemperatureL,
    /// Rate of the collective bath.
    CollectiveRate,
    /// Rate of the local baths.
    LocalRate,
    /// Rate of D[J-].
    CollectiveEmission,
    /// Rate of D[J+].
    CollectivePumping,
    /// Rate of D[σ-] on each cell.
    Emission,
    /// Rate of D[σ+] on each cell.
    Pumping,
    /// Rate of D[σz/2] on each cell.
    Dephasing,
    /// Rate of `D[J_z]`.
    CollectiveDephasing,
    /// Relaxation time of one cell.
    T1,
    /// Coherence time of one cell.
    T2,
    /// Ratio of a Gibbs start.
    Q,
}

/// What a parameter is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// A whole number.
    Count,
    /// A number without unit.
    Ratio,
    /// A rate, in the unit of rates.
    Rate,
    /// A time, in the inverse of the unit of rates.
    Time,
    /// A temperature in kelvin.
    Kelvin,
}

impl Parameter {
    /// All parameters.
    pub const ALL: [Self; 20] = [
        Self::Cells,
        Self::Eta,
        Self::GammaRatio,
        Self::AlphaC,
        Self::NC,
        Self::TemperatureC,
        Self::AlphaL,
        Self::NL,
        Self::TemperatureL,
        Self::CollectiveRate,
        Self::LocalRate,
        Self::CollectiveEmission,
        Self::CollectivePumping,
        Self::Emission,
        Self::Pumping,
        Self::Dephasing,
        Self::CollectiveDephasing,
        Self::T1,
        Self::T2,
        Self::Q,
    ];

    /// The name in answers: that of the flag, with underscores.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Eta => "eta",
            Self::GammaRatio => "gamma_ratio",
            Self::AlphaC => "alpha_c",
            Self::NC => "n_c",
            Self::TemperatureC => "temperature_c",
            Self::AlphaL => "alpha_l",
            Self::NL => "n_l",
            Self::TemperatureL => "temperature_l",
            Self::CollectiveRate => "collective_rate",
            Self::LocalRate => "local_rate",
            Self::CollectiveEmission => "collective_emission",
            Self::CollectivePumping => "collective_pumping",
            Self::Emission => "emission",
            Self::Pumping => "pumping",
            Self::Dephasing => "dephasing",
            Self::CollectiveDephasing => "collective_dephasing",
            Self::T1 => "t1",
            Self::T2 => "t2",
            Self::Q => "q",
        }
    }

    /// What it sets, which no other parameter may set beside it.
    fn slot(self) -> &'static str {
        match self {
            Self::AlphaC | Self::NC | Self::TemperatureC => "the collective bath",
            Self::AlphaL | Self::NL | Self::TemperatureL => "the local baths",
            Self::T2 | Self::Dephasing => "the dephasing of each cell",
            other => other.name(),
        }
    }

    /// What it is measured in.
    pub fn measure(self) -> Measure {
        match self {
            Self::Cells => Measure::Count,
            Self::TemperatureC | Self::TemperatureL => Measure::Kelvin,
            Self::T1 | Self::T2 => Measure::Time,
            Self::Eta
            | Self::GammaRatio
            | Self::AlphaC
            | Self::NC
            | Self::AlphaL
            | Self::NL
            | Self::Q => Measure::Ratio,
            _ => Measure::Rate,
        }
    }

    /// Whether a value is legal, and the values that are.
    pub fn allows(self, value: f64) -> (bool, &'static str) {
        let up_to = |most: f64| (0.0..=most).contains(&value);
        match self {
            Self::Cells => (
                (1.0..=2_147_483_648.0).contains(&value) && value.fract() == 0.0,
                "a whole number from 1 to 2^31",
            ),
            Self::Eta | Self::Q => (up_to(1.0), "from 0 to 1"),
            Self::AlphaC | Self::AlphaL => {
                ((0.0..1.0).contains(&value), "at least 0 and less than 1")
            }
            Self::T1 | Self::T2 => (value > 0.0 && value.is_finite(), "greater than 0"),
            Self::TemperatureC | Self::TemperatureL => (up_to(f64::MAX), "at least 0 and finite"),
            _ => (up_to(1e100), "from 0 to 1e100"),
        }
    }

    /// Sets the parameter of a model. The ratio of a start is no parameter of a model, and leaves it as it is.
    ///
    /// # Errors
    /// [`Error::Unfit`] if the noise of the model is given in another way.
    pub fn set(self, model: &mut Model, value: f64) -> Result<(), Error> {
        let unfit = Err(Error::Unfit {
            parameter: self.name(),
        });
        match (self, &mut model.noise) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked"
            )]
            (Self::Cells, _) => model.cells = value as u64,
            (Self::Eta, Noise::Mixture { eta, .. }) => *eta = value,
            (Self::GammaRatio, Noise::Mixture { gamma_ratio, .. }) => *gamma_ratio = Some(value),
            (Self::AlphaC, _) => model.collective_bath = Some(Bath::Alpha(value)),
            (Self::NC, _) => model.collective_bath = Some(Bath::N(value)),
            (Self::TemperatureC, _) => model.collective_bath = Some(Bath::Temperature(value)),
            (Self::AlphaL, _) => model.local_bath = Some(Bath::Alpha(value)),
            (Self::NL, _) => model.local_bath = Some(Bath::N(value)),
            (Self::TemperatureL, _) => model.local_bath = Some(Bath::Temperature(value)),
            (
                Self::CollectiveRate,
                Noise::Baths {
                    collective_rate, ..
                },
            ) => {
                *collective_rate = value;
            }
            (Self::LocalRate, Noise::Baths { local_rate, .. }) => *local_rate = Some(value),
            (
                Self::CollectiveEmission,
                Noise::Rates {
                    collective_emission,
                    ..
                },
            ) => {
                *collective_emission = value;
            }
            (
                Self::CollectivePumping,
                Noise::Rates {
                    collective_pumping, ..
                },
            ) => {
                *collective_pumping = value;
            }
            (Self::Emission, Noise::Rates { emission, .. }) => *emission = value,
            (Self::Pumping, Noise::Rates { pumping, .. }) => *pumping = value,
            (Self::Dephasing, _) => model.dephasing = Some(value),
            (Self::CollectiveDephasing, _) => model.collective_dephasing = value,
            (Self::T1, _) => model.t1 = Some(Time::Natural(value)),
            (Self::T2, _) => model.t2 = Some(Time::Natural(value)),
            (Self::Q, _) => {}
            _ => return unfit,
        }
        Ok(())
    }
}

/// A range of one parameter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The parameter.
    pub parameter: Parameter,
    /// Its first value: rates in the unit of rates, times in its inverse, temperatures in kelvin.
    pub from: f64,
    /// Its last value.
    pub to: f64,
    /// Number of points of a map along this range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<usize>,
    /// Whether neighbours have a constant ratio, not a constant difference.
    #[serde(default)]
    pub log: bool,
}

impl Range {
    /// Most points along a range.
    pub const MOST_POINTS: usize = 10_000;

    /// The range, checked.
    ///
    /// # Errors
    /// [`Error::Range`] if an end is not allowed, if both are equal, or if a range with a constant ratio reaches 0;
    /// [`Error::Points`] unless there are 2 to 10000 points.
    pub fn checked(self) -> Result<Self, Error> {
        let range = |value, allowed| Error::Range {
            parameter: self.parameter.name(),
            value,
            allowed,
        };
        for end in [self.from, self.to] {
            let (legal, allowed) = self.parameter.allows(end);
            if !legal {
                return Err(range(end, allowed));
            }
            if self.log && end == 0.0 {
                return Err(range(
                    end,
                    "greater than 0 where neighbours have a constant ratio",
                ));
            }
        }
        let points = self.points.unwrap_or(Self::MOST_POINTS);
        if !(2..=Self::MOST_POINTS).contains(&points) {
            return Err(Error::Points {
                parameter: self.parameter.name(),
                points,
                most: Self::MOST_POINTS,
            });
        }
        if self.from >= self.to {
            return Err(range(self.from, "less than the last value"));
        }
        Ok(self)
    }

    /// So many points along the range, both ends among them; whole numbers once each for a count.
    pub fn values(&self, points: usize) -> Vec<f64> {
        let spaced = if self.log {
            ergotropy_sweep::logarithmic
        } else {
            ergotropy_sweep::linear
        };
        let mut values = spaced(self.from, self.to, points);
        if self.parameter.measure() == Measure::Count {
            for value in &mut values {
                *value = value.round();
            }
            values.dedup();
        }
        values
    }

    /// Refuses two ranges that set the same thing.
    ///
    /// # Errors
    /// [`Error::SetTwice`].
    pub(crate) fn distinct(ranges: &[Self]) -> Result<(), Error> {
        for (index, one) in ranges.iter().enumerate() {
            let slot = one.parameter.slot();
            let mut before = ranges[..index].iter();
            if let Some(other) = before.find(|other| other.parameter.slot() == slot) {
                return Err(Error::SetTwice {
                    one: other.parameter.name(),
                    other: one.parameter.name(),
                    slot,
                });
            }
        }
        Ok(())
    }

    /// Whether a share is an end of the range beyond which the parameter has legal values.
    pub(crate) fn goes_on_beyond(&self, share: f64) -> bool {
        let step = match self.parameter.measure() {
            Measure::Count => 1.0,
            _ => 1e-6 * (self.to - self.from),
        };
        let beyond = match self.at(share) {
            value if value <= self.from => self.from - step,
            value if value >= self.to => self.to + step,
            _ => return false,
        };
        self.parameter.allows(beyond).0
    }

    /// The value at a share of the range, from 0 to 1.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let value = if self.log {
            self.from * (self.to / self.from).powf(share)
        } else {
            self.from + (self.to - self.from) * share
        };
        let value = value.clamp(self.from, self.to);
        match self.parameter.measure() {
            Measure::Count => value.round(),
            _ => value,
        }
    }
}
