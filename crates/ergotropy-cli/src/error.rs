//! The errors of the command: one sentence each, and an exit code.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::files::columns::ColumnsError;
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
        "--cells is missing: give the number of cells, as in --cells 10, or their places, as in --geometry chain:8:0.1{}",
        if *varied { ", or a range of their number, as in --over cells=2:40" } else { "" }
    )]
    NoCells { varied: bool },
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
    StartNeeded { because: String },
    #[error(
        "nothing evolves, because all rates are 0, and each starting state stays as it is: add --initial to name it, or raise a rate, as --eta, --gamma-ratio or --emission"
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
        "{one} and {other} are two ways to say the noise: give a mixture (--eta, --gamma-ratio), or rates of two baths (--collective-rate, --local-rate), or four rates (--collective-emission, --collective-pumping, --emission, --pumping)"
    )]
    TwoWays { one: String, other: String },
    #[error("{one} and {other} give the same rate: leave one of them out")]
    OneRateTwice {
        one: &'static str,
        other: &'static str,
    },
    #[error(
        "--t1 gives the rate of a local bath, but beside {rate} all rates are given themselves: leave --t1 out and give --emission and --pumping, whose sum is 1/T1"
    )]
    RelaxationBesideRates { rate: String },
    #[error(
        "-o and --populations are both {path}, and one would replace the other: give two names"
    )]
    SameFile { path: String },
    #[error(
        "{bath} is a bath, but beside {rate} all rates are given themselves: leave the bath out, or give --collective-rate and --local-rate with it"
    )]
    BathBesideRates { bath: String, rate: String },
    #[error(
        "{flag} is {value} and has no unit, but {other} is {unit}: give all rates with units, as in 20kHz (the rate over 2pi) or 0.2/us, or none, or say by --gamma-c what bare ones count in"
    )]
    MixedUnits {
        flag: &'static str,
        value: String,
        other: &'static str,
        unit: String,
    },
    #[error(
        "{flag} is {value}, which has a unit, but a mixture counts its rates in gamma_c: add --gamma-c, as in --gamma-c 1MHz, or give --collective-rate with a unit in place of --eta"
    )]
    MixtureWithoutUnit { flag: &'static str, value: String },
    #[error(
        "--t2 is {t2}, but the coherence time can be at most twice the relaxation time, and that is {t1}: give a --t2 of at most 2 T1"
    )]
    LongCoherence { t2: String, t1: String },
    #[error(
        "--initial {start} needs the frequency of the cells: add --frequency, as in --frequency 5GHz"
    )]
    StartNeedsFrequency { start: String },
    #[error("--initial {start} is no starting state: {source}")]
    Start {
        start: String,
        source: Box<ergotropy_answer::Error>,
    },
    #[error("{flag}: {source}")]
    Field {
        flag: String,
        source: ergotropy::Error,
    },
    #[error("--{flag} {file}: {source}")]
    Columns {
        flag: &'static str,
        file: String,
        source: Box<ColumnsError>,
    },
    #[error("--kernel {file}: {source}")]
    Kernel { file: String, source: Box<NpyError> },
    #[error(
        "{flag} is about cells at places, and none are given: add --geometry, as in --geometry chain:8:0.1, or --positions FILE.csv"
    )]
    NoPlaces { flag: String },
    #[error(
        "--dipole {dipole} and the columns dx,dy,dz of --positions both give dipoles: leave one of them out"
    )]
    DipolesTwice { dipole: String },
    #[error(
        "{one} is of {cells} {}, but {other} of {found}: give the same number",
        if *cells == 1 { "cell" } else { "cells" }
    )]
    CellsDiffer {
        one: String,
        cells: u64,
        other: String,
        found: u64,
    },
    #[error("{one} is of {cells} cells, and {flag} varies their number: leave one of them out")]
    CellsFixed {
        one: String,
        cells: u64,
        flag: &'static str,
    },
    #[error(
        "{cells}: cells {one} and {other} are {distance} wavelengths apart, where their dipole-dipole shift diverges: move them apart, or add --no-shift"
    )]
    CellsCoincide {
        cells: String,
        one: usize,
        other: usize,
        distance: String,
    },
    #[error("--{parameter} is given, and {flag} varies it: leave one of them out")]
    FixedAndVaried {
        parameter: String,
        flag: &'static str,
    },
    #[error("--of {of} is a number of a charging curve: add {missing}")]
    NoCurve {
        of: &'static str,
        missing: &'static str,
    },
    #[error("-o {path} ends in neither .csv, .json, .txt, .svg nor .png: give one of these ends")]
    PictureEnd { path: String },
    #[cfg(feature = "report")]
    #[error("the picture cannot be drawn: {0}")]
    Picture(ergotropy_plot::PlotError),
    #[cfg(not(feature = "report"))]
    #[error(
        "this build draws no pictures: build it with the feature report, which is on by default, or give a file that ends in .csv"
    )]
    NoPictures,
    #[error("{0}")]
    Answer(ergotropy_answer::Error),
    #[error("{cells}: {source}")]
    TooLarge {
        cells: String,
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
    #[error("{flag} is {value}, but beside {unit} times need a unit, as in 10us")]
    RateWithoutUnit {
        flag: &'static str,
        value: String,
        unit: String,
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
    #[error("{} cannot be written: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error(
        "--populations lists {count} populations, and at most {most} are written: ask for fewer cells, or read them from the library"
    )]
    TooManyPopulations { count: usize, most: usize },
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
            Self::Output(_) | Self::File { .. } => ExitCode::from(1),
            #[cfg(feature = "report")]
            Self::Paper(_) => ExitCode::from(1),
            _ => ExitCode::from(2),
        }
    }
}
