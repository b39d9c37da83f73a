//! The grammar of starting states.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use ergotropy::Start;

use crate::error::Error;
use crate::populations;
use crate::values::{Reason, number};

/// `ground`, `excited`, `gibbs:Q`, `dicke:K`, `populations:FILE.csv`.
#[derive(Clone, Debug)]
pub(crate) enum StartArg {
    Ready(Start),
    Populations(PathBuf),
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
            _ if is_array(text) => return Err(Reason::DenseStart),
            _ => return Err(Reason::Start),
        };
        Ok(Self::Ready(start))
    }
}

fn is_array(text: &str) -> bool {
    Path::new(text)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("npy"))
}

impl StartArg {
    /// The start for an ensemble of so many cells; a file is read and checked here.
    pub(crate) fn resolve(&self, text: &str, cells: u64) -> Result<Start, Error> {
        match self {
            Self::Ready(start) => Ok(start.clone()),
            Self::Populations(path) => {
                populations::read(path, cells).map_err(|source| Error::Populations {
                    start: text.to_owned(),
                    source: Box::new(source),
                })
            }
        }
    }
}
