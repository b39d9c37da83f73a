//! The grammar of starting states.

use std::path::PathBuf;
use std::str::FromStr;

use ergotropy::Start;

use crate::error::Error;
use crate::files::npy::state as register;
use crate::files::npy::{self as array, Most};
use crate::files::populations;
use crate::flags::values::{Reason, number};

/// `ground`, `excited`, `gibbs:Q`, `dicke:K`, `populations:FILE.csv`, `FILE.npy`.
#[derive(Clone, Debug)]
pub(crate) enum StartArg {
    Ready(Start),
    Populations(PathBuf),
    Array(PathBuf),
}

impl FromStr for StartArg {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let start = match text.split_once(':') {
            None if text == "ground" => Start::ground(),
            None if text == "excited" => Start::excited(),
            Some(("gibbs", q)) => Start::gibbs(number(q)).map_err(|error| match error {
                ergotropy::Error::OutOfRange { allowed, .. } => Reason::GibbsRatio(allowed),
                other => Reason::Physics(other),
            })?,
            Some(("dicke", k)) => Start::dicke(k.parse().map_err(|_| Reason::Start)?),
            Some(("populations", file)) if !file.is_empty() => {
                return Ok(Self::Populations(PathBuf::from(file)));
            }
            _ if is_array(text) => return Ok(Self::Array(PathBuf::from(text))),
            _ => return Err(Reason::Start),
        };
        Ok(Self::Ready(start))
    }
}

fn is_array(text: &str) -> bool {
    text.to_ascii_lowercase().ends_with(".npy")
}

impl StartArg {
    /// Whether it is a file of an array.
    pub(crate) fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// The start for an ensemble of so many cells; a file is read and checked here.
    pub(crate) fn resolve(&self, text: &str, cells: u64, most: Most) -> Result<Start, Error> {
        match self {
            Self::Ready(start) => Ok(start.clone()),
            Self::Populations(path) => {
                let start = populations::read(path, cells);
                start.map_err(|source| Error::Populations {
                    start: text.to_owned(),
                    source: Box::new(source),
                })
            }
            Self::Array(path) => {
                let array = array::read(path, cells, most).map_err(|source| Error::Array {
                    start: text.to_owned(),
                    source: Box::new(source),
                })?;
                let start = register::start(array);
                start.map(Start::from).map_err(|source| Error::NotAState {
                    start: text.to_owned(),
                    source: Box::new(source),
                })
            }
        }
    }
}
