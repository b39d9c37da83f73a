//! The errors of the command: one sentence each, and an exit code.

use std::io;
use std::process::ExitCode;

use crate::files::npy::NpyError;
use crate::files::populations::PopulationsError;

/// The error for which there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// An error of clap.
    #[error("{0}")]
    Usage(String),
    #[error(
        "--alpha-c is missing: give the collective bath by --alpha-c (0 <= alpha < 1), by --n-c (n >= 0), or by --temperature-c with --frequency"
    )]
    NoCollectiveBath,
    #[error(
        "no bath is given: give --temperature with --frequency, as in --temperature 50mK --frequency 5GHz, or --n, or --alpha"
    )]
    NoBath,
    #[error(
        "no start and no local bath is given: give --q for a Gibbs start at eta = 1, or --alpha-l for 0 < eta < 1"
    )]
    NoLimit,
    #[error(
        "--{flag} {value} needs the frequency of the cells: add --frequency, as in --frequency 5GHz"
    )]
    NoFrequency { flag: &'static str, value: String },
    #[error("--{flag} {value} at --frequency {frequency} is no bath: {source}")]
    Temperature {
        flag: &'static str,
        value: String,
        frequency: String,
        source: Box<ergotropy::Error>,
    },
    #[error(
        "--initial is missing, but charging begins somewhere: give ground, excited, gibbs:Q, dicke:K, populations:FILE.csv or FILE.npy"
    )]
    NoStart,
    #[error(
        "--initial is missing, but the steady state depends on the starting state, because {because}: add --initial, as in --initial ground"
    )]
    StartNeeded { because: &'static str },
    #[error(
        "nothing evolves, because --eta and the local rates are 0, and each starting state stays as it is: add --initial to name it, or raise --eta, --gamma-ratio or --dephasing"
    )]
    NothingEvolves,
    #[error(
        "--initial is dicke:{excitations}, but for {cells} cells must be from dicke:0 to dicke:{cells}"
    )]
    DickeExcitations { excitations: u64, cells: u32 },
    #[error("--initial {start} is no starting state: {source}")]
    Populations {
        start: String,
        source: Box<PopulationsError>,
    },
    #[error("--initial {start} is no starting state: {source}")]
    Npy {
        start: String,
        source: Box<NpyError>,
    },
    #[error(
        "--initial {start} is a state of single cells, which needs the register picture, not built yet, where noise acts on them one by one ({because}): give {instead}, or start from ground, excited, gibbs:Q, dicke:K or populations:FILE.csv"
    )]
    NeedsRegister {
        start: String,
        because: String,
        instead: String,
    },
    #[error("--cells is {cells}: {source}")]
    TooLarge {
        cells: u64,
        source: ergotropy::Error,
    },
    #[error(
        "no times are given: give --until, as in --until 10, for times that fit the curve, or with --points, as in --until 10 --points 101, or --times, as in --times 0,0.1,0.5"
    )]
    NoTimes,
    #[error("--log needs a first time greater than 0: add --from, as in --from 1e-3")]
    NoFirstTime,
    #[error("--from is {from}, but must be less than --until, which is {until}")]
    AxisOrder { from: String, until: String },
    #[error(
        "{flag} is {value}, which has a unit: add --gamma-c, as in --gamma-c 1MHz, or give the time in units of 1/gamma_c"
    )]
    UnitWithoutRate { flag: &'static str, value: String },
    #[error("{flag} is {value}, but beside --gamma-c {gamma_c} times need a unit, as in 10us")]
    RateWithoutUnit {
        flag: &'static str,
        value: String,
        gamma_c: String,
    },
    #[error(
        "{flag} asks for times that cannot be reached with these rates: {source}; give earlier ones, or ask steady for the end"
    )]
    Unreachable {
        flag: &'static str,
        source: ergotropy::Error,
    },
    #[error("{0}")]
    Physics(ergotropy::Error),
    #[error("there is no verb {verb}: the verbs are {verbs}")]
    UnknownVerb { verb: String, verbs: String },
    #[cfg(feature = "report")]
    #[error("{0}")]
    Paper(ergotropy_paper::Error),
    #[cfg(not(feature = "report"))]
    #[error(
        "this build has no report: build it with the feature report, which is on by default, to have the verb paper"
    )]
    NoReport,
    #[error("the answer cannot be written: {0}")]
    Output(io::Error),
}

impl Error {
    /// The sentence on one line; control characters from the input are escaped.
    pub(crate) fn one_line(&self) -> String {
        let mut line = String::new();
        for c in self.to_string().chars() {
            if c.is_control() {
                line.extend(c.escape_default());
            } else {
                line.push(c);
            }
        }
        line
    }

    /// 2 for wrong input, 1 for any other failure.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Output(_) => ExitCode::from(1),
            #[cfg(feature = "report")]
            Self::Paper(_) => ExitCode::from(1),
            _ => ExitCode::from(2),
        }
    }
}
