//! The three ways to say the noise, one at a time.

use ergotropy_answer::{Noise, Parameter};

use super::{ModelFlags, Typed, Varied};
use crate::error::Error;
use crate::flags::rate::{Clock, Rate};

impl ModelFlags {
    /// The noise, in the one way in which it was given or is varied.
    pub(super) fn noise(&self, clock: &Clock, ranges: &[Varied]) -> Result<Noise, Error> {
        let given = |flags: &[Typed<'_, Rate>]| {
            let mut flags = flags.iter().filter(|(_, rate)| rate.is_some());
            flags.next().map(|&(flag, _)| flag)
        };
        let varied = |parameters: &[Parameter]| {
            let mut ranges = ranges.iter();
            let range = ranges.find(|(_, range)| parameters.contains(&range.parameter));
            range.map(named)
        };
        let mixture = [
            ("--eta", self.eta.is_some()),
            ("--gamma-ratio", self.gamma_ratio.is_some()),
        ];
        let mixture = mixture.into_iter().find(|(_, given)| *given);
        let mixture = mixture.map(|(flag, _)| flag.to_owned());
        let mixture = mixture.or(varied(&[Parameter::Eta, Parameter::GammaRatio]));
        let baths = given(&self.baths_rates()).map(str::to_owned);
        let baths = baths.or(varied(&[Parameter::CollectiveRate, Parameter::LocalRate]));
        let four = given(&self.four_rates()).map(str::to_owned);
        let four = four.or(varied(&[
            Parameter::CollectiveEmission,
            Parameter::CollectivePumping,
            Parameter::Emission,
            Parameter::Pumping,
        ]));
        let ways = [mixture.clone(), baths.clone(), four.clone()];
        let mut ways = ways.into_iter().flatten();
        if let (Some(one), Some(other)) = (ways.next(), ways.next()) {
            return Err(Error::TwoWays { one, other });
        }
        if let Some(rate) = four {
            return self.four(rate, clock, ranges);
        }
        if let (Some(_), Some(rate)) = (&self.t1, given(&self.baths_rates()[1..])) {
            let (one, other) = ("--t1", rate);
            return Err(Error::OneRateTwice { one, other });
        }
        let rate = |(flag, given): Typed<'_, Rate>| {
            let rate = given.as_ref().map(|given| clock.rate(flag, given));
            rate.transpose()
        };
        if baths.is_some() {
            let [collective, local] = self.baths_rates();
            return Ok(Noise::Baths {
                collective_rate: rate(collective)?.unwrap_or(0.0),
                local_rate: rate(local)?,
            });
        }
        if let (Some(_), Some(_)) = (&self.t1, self.gamma_ratio) {
            let (one, other) = ("--t1", "--gamma-ratio");
            return Err(Error::OneRateTwice { one, other });
        }
        if let Clock::PerSecond { flag, value } = clock {
            return Err(Error::MixtureWithoutUnit {
                flag,
                value: value.clone(),
            });
        }
        Ok(Noise::Mixture {
            eta: self.eta.unwrap_or(1.0),
            gamma_ratio: self.gamma_ratio,
        })
    }

    /// The noise by four rates, one of which has the flag `rate`.
    fn four(&self, rate: String, clock: &Clock, ranges: &[Varied]) -> Result<Noise, Error> {
        let bath = self.collective.flag().or(self.local.flag());
        let bath = bath.map(|flag| format!("--{flag}"));
        let mut baths = ranges
            .iter()
            .filter(|(_, range)| is_of_a_bath(range.parameter));
        if let Some(bath) = bath.or(baths.next().map(named)) {
            return Err(Error::BathBesideRates { bath, rate });
        }
        if self.t1.is_some() {
            return Err(Error::RelaxationBesideRates { rate });
        }
        let mut rates = [0.0; 4];
        for (rate, (flag, given)) in rates.iter_mut().zip(self.four_rates()) {
            if let Some(given) = given {
                *rate = clock.rate(flag, given)?;
            }
        }
        let [collective_emission, collective_pumping, emission, pumping] = rates;
        Ok(Noise::Rates {
            collective_emission,
            collective_pumping,
            emission,
            pumping,
        })
    }
}

/// A flag with the parameter that it varies.
fn named((flag, range): &Varied) -> String {
    format!("{flag} {}", range.parameter.name().replace('_', "-"))
}

/// Whether a parameter is one of a bath.
fn is_of_a_bath(parameter: Parameter) -> bool {
    matches!(
        parameter,
        Parameter::AlphaC
            | Parameter::NC
            | Parameter::TemperatureC
            | Parameter::AlphaL
            | Parameter::NL
            | Parameter::TemperatureL
    )
}
