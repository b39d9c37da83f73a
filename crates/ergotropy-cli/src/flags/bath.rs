//! One bath, by its Bose ratio, its occupation or its temperature.

use std::marker::PhantomData;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use ergotropy::Bath;

use super::units::{Hertz, Kelvin};
use super::value::{self, Given};
use crate::error::Error;

/// A flag: its name, which is also its id, and its help.
pub(crate) type Flag = (&'static str, &'static str);

/// A bath of a verb: the flags of its three forms.
pub(crate) trait Which {
    const ALPHA: Flag;
    const OCCUPATION: Flag;
    const TEMPERATURE: Flag;
}

/// The three forms of a bath, of which one is given.
pub(crate) struct BathFlags<W> {
    /// The bath by its Bose ratio or its occupation.
    bath: Option<Bath>,
    temperature: Option<Given<Kelvin>>,
    which: PhantomData<W>,
}

impl<W: Which> Args for BathFlags<W> {
    fn augment_args(command: Command) -> Command {
        let flag = |(name, help): Flag, value, others: [Flag; 2]| {
            let arg = Arg::new(name).long(name).value_name(value).help(help);
            arg.conflicts_with_all(others.map(|(other, _)| other))
        };
        let (alpha, n, temperature) = (W::ALPHA, W::OCCUPATION, W::TEMPERATURE);
        command
            .arg(flag(alpha, "A", [n, temperature]).value_parser(value::bose_ratio))
            .arg(flag(n, "MEAN", [alpha, temperature]).value_parser(value::occupation))
            .arg(
                flag(temperature, "T", [alpha, n]).value_parser(clap::value_parser!(Given<Kelvin>)),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<W: Which> FromArgMatches for BathFlags<W> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let bath = |(name, _): Flag| matches.get_one(name).copied();
        Ok(Self {
            bath: bath(W::ALPHA).or_else(|| bath(W::OCCUPATION)),
            temperature: matches.get_one(W::TEMPERATURE.0).cloned(),
            which: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<W: Which> BathFlags<W> {
    /// The bath for cells of a frequency; `None` if no bath was given.
    pub(crate) fn resolve(
        &self,
        frequency: Option<&Given<Hertz>>,
    ) -> Result<Option<GivenBath>, Error> {
        let Some(kelvin) = &self.temperature else {
            return Ok(self.bath.map(|bath| GivenBath { bath, typed: None }));
        };
        let flag = W::TEMPERATURE.0;
        let bath = match (frequency, kelvin.value.0) {
            (Some(hertz), t) => {
                Bath::from_temperature(t, hertz.value.0).map_err(|source| Error::Temperature {
                    flag,
                    value: kelvin.text.clone(),
                    frequency: hertz.text.clone(),
                    source: Box::new(source),
                })
            }
            // At zero temperature the bath is the same for every frequency.
            (None, 0.0) => Ok(Bath::cold()),
            (None, _) => Err(Error::NoFrequency {
                flag,
                value: kelvin.text.clone(),
            }),
        }?;
        let typed = Some(kelvin.value);
        Ok(Some(GivenBath { bath, typed }))
    }
}

/// A bath, and its temperature if that was typed. A temperature computed from the bath would have other
/// digits, and would be zero where the occupation underflows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GivenBath {
    pub(crate) bath: Bath,
    pub(crate) typed: Option<Kelvin>,
}

impl GivenBath {
    /// A bath of zero temperature, for flags that were not given.
    pub(crate) fn cold() -> Self {
        Self {
            bath: Bath::cold(),
            typed: None,
        }
    }

    /// The temperature as it was typed, or else computed for cells of a frequency.
    pub(crate) fn kelvin(self, frequency: Option<Hertz>) -> Option<Kelvin> {
        let computed = || frequency.map(|hertz| Kelvin(self.bath.temperature(hertz.0)));
        self.typed.or_else(computed)
    }
}
