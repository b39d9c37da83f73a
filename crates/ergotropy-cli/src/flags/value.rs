//! Values of single flags, checked against the range that the library allows.

use std::fmt;
use std::str::FromStr;

use ergotropy::closed_form::limit;
use ergotropy::{Ensemble, Mixture};
use ergotropy_answer::Bath;

/// The error of the value of one flag; clap prints it after the value and the flag.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Reason {
    #[error("must be a number {0}")]
    Number(&'static str),
    #[error("must be a whole number {0}")]
    Whole(&'static str),
    #[error(
        "at q = 1 the ergotropy grows without bound with the number of cells: q must be at least 0 and less than 1"
    )]
    Diverges,
    #[error("q must be a number {0}")]
    GibbsRatio(&'static str),
    #[error("must be a {quantity} {allowed} with its unit, as in {example}")]
    Quantity {
        quantity: &'static str,
        allowed: &'static str,
        example: &'static str,
    },
    #[error("a {quantity} takes no prefix {prefix}: {meant}")]
    Prefix {
        quantity: &'static str,
        prefix: &'static str,
        meant: String,
    },
    #[error("entry {number} is empty: give one time between two commas, as in 0,0.1,0.5")]
    EmptyEntry { number: usize },
    #[error(
        "{0} must be a time, finite and at least 0, in units of 1/gamma_c or, beside --gamma-c, with its unit, as in 10us"
    )]
    Time(String),
    #[error(
        "must be a time greater than 0 and finite, in units of 1/gamma_c or, beside --gamma-c, with its unit, as in 50us"
    )]
    Duration,
    #[error(
        "must be a rate, at least 0 and at most 1e100, bare or with its unit, as in 20kHz for the rate over 2pi or 0.2/us for the rate itself"
    )]
    Rate,
    #[error(
        "must be NAME=FIRST:LAST, as in alpha-c=0:0.99, with :POINTS or :log or both behind it"
    )]
    RangeForm,
    #[error("there is no parameter {name}: the parameters are {names}")]
    NoParameter { name: String, names: String },
    #[error("a range has from 2 to 10000 points")]
    RangePoints,
    #[error("{name} is {value}, but must be {allowed}")]
    RangeEnd {
        name: String,
        value: String,
        allowed: &'static str,
    },
    #[error("{0} must be a multiple of 1/2, as in dicke:1.5,-0.5")]
    Half(String),
    #[error(
        "must be one of ground, excited, gibbs:Q with 0 <= Q <= 1, gibbs:T as in gibbs:20mK, dicke:K with 0 <= K <= N, dicke:J,M as in dicke:1.5,-0.5, populations:FILE.csv, FILE.npy"
    )]
    Start,
    #[error(
        "must be one of chain:N:A, ring:N:A, square:NxM:A, cube:NxMxK:A with neighbours A wavelengths apart, as in chain:8:0.1, or random:N:L:SEED in a cube of side L"
    )]
    Geometry,
    #[error(
        "must be a direction x,y,z with a component that is not 0, as in 0,0,1, or complex, as in 1,1i,0"
    )]
    Dipole,
    #[error("{0}")]
    Physics(ergotropy::Error),
}

impl From<ergotropy::Error> for Reason {
    fn from(error: ergotropy::Error) -> Self {
        match error {
            ergotropy::Error::OutOfRange { allowed, .. } => Self::Number(allowed),
            ergotropy::Error::Diverges => Self::Diverges,
            other => Self::Physics(other),
        }
    }
}

/// A value with the text from which it was read, so that later errors can quote it.
#[derive(Clone, Debug)]
pub(crate) struct Given<T> {
    pub(crate) text: String,
    pub(crate) value: T,
}

impl<T: FromStr> FromStr for Given<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        Ok(Self {
            value: text.parse()?,
            text: text.to_owned(),
        })
    }
}

impl<T> fmt::Display for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A number; NaN for other text. No range contains NaN, so that the error always names the allowed
/// range.
pub(crate) fn number(text: &str) -> f64 {
    text.trim().parse().unwrap_or(f64::NAN)
}

/// Number of cells N.
pub(crate) fn cells(text: &str) -> Result<u64, Reason> {
    text.trim()
        .parse()
        .ok()
        .filter(|&cells| Ensemble::new(cells).is_ok())
        .ok_or(Reason::Whole("from 1 to 2147483648"))
}

/// Collective fraction η.
pub(crate) fn fraction(text: &str) -> Result<f64, Reason> {
    let eta = number(text);
    let gamma_ratio = 0.0;
    Ensemble::mixture(1, Mixture { eta, gamma_ratio })?;
    Ok(eta)
}

/// A bound of energy, power or share.
pub(crate) fn bound(text: &str) -> Result<f64, Reason> {
    let bound = number(text);
    if (0.0..f64::INFINITY).contains(&bound) {
        Ok(bound)
    } else {
        Err(Reason::Number("at least 0 and finite"))
    }
}

/// A rate, or a ratio of rates.
pub(crate) fn rate(text: &str) -> Result<f64, Reason> {
    let rate = number(text);
    Ensemble::new(1)?.dephasing(rate)?;
    Ok(rate)
}

/// A bath by its Bose ratio α.
pub(crate) fn bose_ratio(text: &str) -> Result<Bath, Reason> {
    let alpha = number(text);
    ergotropy::Bath::from_bose_ratio(alpha)?;
    Ok(Bath::Alpha(alpha))
}

/// A bath by its occupation n.
pub(crate) fn occupation(text: &str) -> Result<Bath, Reason> {
    let n = number(text);
    ergotropy::Bath::from_occupation(n)?;
    Ok(Bath::N(n))
}

/// Ratio q of a Gibbs start, for the limit of many cells.
pub(crate) fn gibbs_ratio(text: &str) -> Result<f64, Reason> {
    let q = number(text);
    limit::gibbs_start(ergotropy::Bath::cold(), q)?;
    Ok(q)
}

/// Number of points of a time axis. It is limited, since a curve keeps numbers for each point.
pub(crate) fn points(text: &str) -> Result<usize, Reason> {
    text.trim()
        .parse()
        .ok()
        .filter(|count| (2..=1_000_000).contains(count))
        .ok_or(Reason::Whole("from 2 to 1000000"))
}
