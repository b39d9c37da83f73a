//! The grammar of starting states.

use std::path::PathBuf;
use std::str::FromStr;

use ergotropy_answer::{self as answer, Initial, Start};

use super::units::Kelvin;
use super::value::{Given, Reason, number};
use crate::error::Error;
use crate::files::npy::{self, Excited, Most};
use crate::files::populations;

/// `ground`, `excited`, `gibbs:Q`, `gibbs:20mK`, `dicke:K`, `dicke:J,M`, `populations:FILE.csv`, `FILE.npy`.
#[derive(Clone, Debug)]
pub(crate) enum StartFlag {
    Named(Start),
    Populations(PathBuf),
    Array(PathBuf),
}

impl FromStr for StartFlag {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let start = match text.split_once(':') {
            None if text == "ground" => Start::Ground,
            None if text == "excited" => Start::Excited,
            Some(("gibbs", of)) => match of.parse::<Kelvin>() {
                Ok(kelvin) if of.trim_end().ends_with('K') => Start::Temperature(kelvin.0),
                _ => Start::Gibbs(ratio(of)?),
            },
            Some(("dicke", of)) => match of.split_once(',') {
                None => Start::Dicke(of.parse().map_err(|_| Reason::Start)?),
                Some((j, m)) => Start::Spin(half(j)?, half(m)?),
            },
            Some(("populations", file)) if !file.is_empty() => {
                return Ok(Self::Populations(PathBuf::from(file)));
            }
            _ if is_array(text) => return Ok(Self::Array(PathBuf::from(text))),
            _ => return Err(Reason::Start),
        };
        Ok(Self::Named(start))
    }
}

/// The ratio of a Gibbs start.
fn ratio(text: &str) -> Result<f64, Reason> {
    let q = number(text);
    match ergotropy::Start::gibbs(q) {
        Ok(_) => Ok(q),
        Err(ergotropy::Error::OutOfRange { allowed, .. }) => Err(Reason::GibbsRatio(allowed)),
        Err(other) => Err(Reason::Physics(other)),
    }
}

/// A multiple of one half, as in 1.5 or 3/2.
fn half(text: &str) -> Result<f64, Reason> {
    let number = match text.split_once('/') {
        Some((twice, "2")) => number(twice) / 2.0,
        _ => number(text),
    };
    if (2.0 * number).fract() == 0.0 {
        Ok(number)
    } else {
        Err(Reason::Half(text.to_owned()))
    }
}

fn is_array(text: &str) -> bool {
    text.to_ascii_lowercase().ends_with(".npy")
}

impl Given<StartFlag> {
    /// The start for the cells of a model. A file is read and checked here.
    pub(crate) fn resolve(
        &self,
        model: &answer::Model,
        most: Most,
        excited: Excited,
    ) -> Result<Initial, Error> {
        let name = self.text.clone();
        let start = match &self.value {
            StartFlag::Named(start) => match start.resolved(model) {
                Ok(initial) => initial.start,
                Err(answer::Error::NoFrequency { .. }) => {
                    return Err(Error::StartNeedsFrequency { start: name });
                }
                Err(source) => {
                    let source = Box::new(source);
                    return Err(Error::Start {
                        start: name,
                        source,
                    });
                }
            },
            StartFlag::Populations(path) => {
                let start = populations::read(path, model.cells);
                start.map_err(|source| Error::Populations {
                    start: name.clone(),
                    source: Box::new(source),
                })?
            }
            StartFlag::Array(path) => {
                let start = npy::read(path, model.cells, most, excited);
                let start = start.map_err(|source| Error::Npy {
                    start: name.clone(),
                    source: Box::new(source),
                })?;
                start.into()
            }
        };
        Ok(Initial { name, start })
    }
}
