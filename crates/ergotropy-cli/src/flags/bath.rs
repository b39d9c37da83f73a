//! One bath, by its Bose ratio, its occupation or its temperature.

use std::marker::PhantomData;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use ergotropy_answer::{self as answer, Bath};

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
    bath: Option<GivenBath>,
    which: PhantomData<W>,
}

/// A bath as it was typed.
enum GivenBath {
    Number(&'static str, Bath),
    Temperature(Given<Kelvin>),
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
        let number = |(name, _): Flag| {
            let bath: Option<&Bath> = matches.get_one(name);
            bath.map(|&bath| GivenBath::Number(name, bath))
        };
        let kelvin = || {
            let kelvin: Option<&Given<Kelvin>> = matches.get_one(W::TEMPERATURE.0);
            kelvin.cloned().map(GivenBath::Temperature)
        };
        Ok(Self {
            bath: number(W::ALPHA)
                .or_else(|| number(W::OCCUPATION))
                .or_else(kelvin),
            which: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<W: Which> BathFlags<W> {
    /// The name of the flag that was given.
    pub(crate) fn flag(&self) -> Option<&'static str> {
        self.bath.as_ref().map(|bath| match bath {
            GivenBath::Number(name, _) => name,
            GivenBath::Temperature(_) => W::TEMPERATURE.0,
        })
    }

    /// The bath for cells of a frequency; `None` if no bath was given.
    pub(crate) fn resolve(&self, frequency: Option<&Given<Hertz>>) -> Result<Option<Bath>, Error> {
        let kelvin = match &self.bath {
            None => return Ok(None),
            Some(GivenBath::Number(_, bath)) => return Ok(Some(*bath)),
            Some(GivenBath::Temperature(kelvin)) => kelvin,
        };
        let bath = Bath::Temperature(kelvin.value.0);
        let resolved = bath.resolved(frequency.map(|hertz| hertz.value.0));
        let (flag, value) = (W::TEMPERATURE.0, kelvin.text.clone());
        match (resolved, frequency) {
            (Ok(_), _) => Ok(Some(bath)),
            (Err(answer::Error::Physics(source)), Some(hertz)) => Err(Error::Temperature {
                flag,
                value,
                frequency: hertz.text.clone(),
                source: Box::new(source),
            }),
            (Err(_), _) => Err(Error::NoFrequency { flag, value }),
        }
    }
}
