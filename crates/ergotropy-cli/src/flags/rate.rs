//! Rates and times of a model, with units or without, and the unit in which they are counted.

use std::f64::consts::TAU;
use std::str::FromStr;

use ergotropy::Ensemble;

use super::units::{self, Hertz};
use super::value::{Given, Reason};
use crate::error::Error;

/// A rate, at least 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rate {
    /// Zero, which needs no unit.
    Zero,
    /// In γ_c, or in a unit that all rates share.
    Bare(f64),
    /// In 1/s; a frequency is the rate over 2π.
    PerSecond(f64),
}

impl FromStr for Rate {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        if let Some(reason) = units::typing_error(text, "Hz", "rate", "20kHz") {
            return Err(reason);
        }
        let bare = text.trim().parse().ok().map(Self::Bare);
        let cycles = || units::read(text, "Hz").map(|hertz| Self::PerSecond(TAU * hertz));
        let per_second = || units::read_per(text, "s").map(Self::PerSecond);
        let rate = bare.or_else(cycles).or_else(per_second);
        let (Some(rate), Some(Self::Bare(number) | Self::PerSecond(number))) = (rate, rate) else {
            return Err(Reason::Rate);
        };
        match Ensemble::new(1)?.dephasing(number) {
            Ok(_) if number == 0.0 => Ok(Self::Zero),
            Ok(_) => Ok(rate),
            Err(_) => Err(Reason::Rate),
        }
    }
}

/// A time, at least 0 and finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Time {
    /// Zero, which needs no unit.
    Zero,
    /// In the inverse of the unit of rates.
    Natural(f64),
    Seconds(f64),
}

impl Time {
    /// The number, in whatever unit.
    pub(crate) fn size(self) -> f64 {
        match self {
            Self::Zero => 0.0,
            Self::Natural(time) | Self::Seconds(time) => time,
        }
    }
}

impl FromStr for Time {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let natural = text.trim().parse().ok().map(Self::Natural);
        match natural.or_else(|| units::read(text, "s").map(Self::Seconds)) {
            Some(Self::Natural(0.0) | Self::Seconds(0.0)) => Ok(Self::Zero),
            Some(time @ (Self::Natural(t) | Self::Seconds(t))) if t > 0.0 && t.is_finite() => {
                Ok(time)
            }
            _ => Err(Reason::Time(text.to_owned())),
        }
    }
}

/// A time of one cell, greater than 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Duration(pub(crate) Time);

impl FromStr for Duration {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        match text.parse() {
            Ok(Time::Zero) | Err(_) => Err(Reason::Duration),
            Ok(time) => Ok(Self(time)),
        }
    }
}

/// The unit in which rates are counted, and times in its inverse.
#[derive(Clone, Debug)]
pub(crate) enum Clock {
    /// γ_c, or any unit that all rates share.
    Natural,
    /// γ_c, which is known.
    GammaC(Given<Hertz>),
    /// 1/s, because a flag has a value with a unit.
    PerSecond { flag: &'static str, value: String },
}

impl Clock {
    /// The flag that tells the unit, with its value.
    fn told_by(&self) -> Option<String> {
        match self {
            Self::Natural => None,
            Self::GammaC(rate) => Some(format!("--gamma-c {rate}")),
            Self::PerSecond { flag, value } => Some(format!("{flag} {value}")),
        }
    }

    /// The unit in 1/s, if it is known.
    pub(crate) fn unit(&self) -> Option<f64> {
        match self {
            Self::Natural => None,
            Self::GammaC(rate) => Some(TAU * rate.value.0),
            Self::PerSecond { .. } => Some(1.0),
        }
    }

    /// A rate in the unit.
    pub(crate) fn rate(&self, flag: &'static str, rate: &Given<Rate>) -> Result<f64, Error> {
        match (rate.value, self) {
            (Rate::Zero, _) => Ok(0.0),
            (Rate::PerSecond(number), Self::GammaC(unit)) => Ok(number / (TAU * unit.value.0)),
            (Rate::Bare(number), Self::Natural | Self::GammaC(_))
            | (Rate::PerSecond(number), _) => Ok(number),
            (Rate::Bare(_), Self::PerSecond { flag: other, value }) => Err(Error::MixedUnits {
                flag,
                value: rate.text.clone(),
                other,
                unit: value.clone(),
            }),
        }
    }

    /// A time: in seconds where the unit is known, in its inverse where it is not.
    pub(crate) fn time(&self, flag: &'static str, given: &Given<Time>) -> Result<f64, Error> {
        match (given.value, self.told_by()) {
            (Time::Zero, _) => Ok(0.0),
            (Time::Natural(t), None) | (Time::Seconds(t), Some(_)) => Ok(t),
            (Time::Seconds(_), None) => Err(Error::UnitWithoutRate {
                flag,
                value: given.text.clone(),
            }),
            (Time::Natural(_), Some(unit)) => Err(Error::RateWithoutUnit {
                flag,
                value: given.text.clone(),
                unit,
            }),
        }
    }
}
