//! The grammar of starting states.

use std::path::PathBuf;
use std::str::FromStr;

use ergotropy::{Ensemble, Mixture, Start};

use super::value::{Reason, number};
use crate::error::Error;
use crate::files::npy::{self, Most};
use crate::files::populations;

/// `ground`, `excited`, `gibbs:Q`, `dicke:K`, `populations:FILE.csv`, `FILE.npy`.
#[derive(Clone, Debug)]
pub(crate) enum StartFlag {
    Ready(Start),
    Populations(PathBuf),
    Array(PathBuf),
}

impl FromStr for StartFlag {
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

impl StartFlag {
    /// The start for `cells` cells; `text` is the text of the flag. A file is read and checked here.
    pub(crate) fn resolve(&self, text: &str, cells: u64, most: Most) -> Result<Start, Error> {
        match self {
            Self::Ready(start) => Ok(start.clone()),
            Self::Populations(path) => {
                populations::read(path, cells).map_err(|source| Error::Populations {
                    start: text.to_owned(),
                    source: Box::new(source),
                })
            }
            Self::Array(path) => {
                let start = npy::read(path, cells, most).map_err(|source| Error::Npy {
                    start: text.to_owned(),
                    source: Box::new(source),
                })?;
                Ok(start.into())
            }
        }
    }
}

/// Refuses noise on single cells; the error names the flags that make it act.
pub(crate) fn quiet_on_cells(
    start: &str,
    ensemble: &Ensemble,
    mixture: Mixture,
) -> Result<(), Error> {
    let Mixture { eta, gamma_ratio } = mixture;
    let dephasing = ensemble.dephasing_rate();
    let mut acting = Vec::new();
    if ensemble.local_channel().acts() {
        let because = format!("--eta {eta} with --gamma-ratio {gamma_ratio}");
        acting.push((because, "--eta 1 or --gamma-ratio 0"));
    }
    if dephasing > 0.0 {
        acting.push((format!("--dephasing {dephasing}"), "--dephasing 0"));
    }
    if acting.is_empty() {
        return Ok(());
    }
    let (because, instead): (Vec<String>, Vec<&str>) = acting.into_iter().unzip();
    Err(Error::NeedsRegister {
        start: start.to_owned(),
        because: because.join(", "),
        instead: instead.join(", and "),
    })
}
