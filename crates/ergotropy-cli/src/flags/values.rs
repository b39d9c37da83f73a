//! Values of flags: read and held against the range that the library allows.

use std::fmt;
use std::str::FromStr;

use ergotropy::closed_form::limit;
use ergotropy::{Bath, Ensemble, Mixture};

/// What is wrong with the value of one flag, as the end of the sentence "--flag is value, ...".
#[derive(Debug, thiserror::Error)]
pub(crate) enum Reason {
    #[error("but must be a number {0}")]
    Number(&'static str),
    #[error("but must be a whole number {0}")]
    Whole(&'static str),
    #[error(
        "where the ergotropy grows without bound with the number of cells: q must be at least 0 and less than 1"
    )]
    Diverges,
    #[error("but q must be a number {0}")]
    GibbsRatio(&'static str),
    #[error("but must be a {quantity} {allowed} with its unit, as in {example}")]
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
    #[error("but its entry {number} is empty: give one time between two commas, as in 0,0.1,0.5")]
    EmptyEntry { number: usize },
    #[error(
        "but {entry} must be a time, finite and at least 0, in units of 1/gamma_c or, beside --gamma-c, with its unit, as in 10us"
    )]
    TimeEntry { entry: String },
    #[error(
        "but must be a time, finite and at least 0, in units of 1/gamma_c or, beside --gamma-c, with its unit, as in 10us"
    )]
    Time,
    #[error(
        "but must be one of ground, excited, gibbs:Q with 0 <= Q <= 1, dicke:K with 0 <= K <= N, populations:FILE.csv, FILE.npy"
    )]
    Start,
    #[error("but {0}")]
    Physics(ergotropy::Error),
    #[error("but {0}")]
    Paper(ergotropy_paper::Error),
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

/// A value beside the text that it was read from, so that later complaints can quote it.
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

/// A number, where text that is none becomes NaN: no range contains it, so that the complaint
/// tells what is allowed either way.
pub(crate) fn number(text: &str) -> f64 {
    text.trim().parse().unwrap_or(f64::NAN)
}

/// Number of cells N.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells(pub(crate) u64);

impl FromStr for Cells {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        text.trim()
            .parse()
            .ok()
            .filter(|&cells| Ensemble::new(cells).is_ok())
            .map(Self)
            .ok_or(Reason::Whole("from 1 to 2147483648"))
    }
}

/// Collective fraction η.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fraction(pub(crate) f64);

impl FromStr for Fraction {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let eta = number(text);
        Ensemble::mixture(
            1,
            Mixture {
                eta,
                gamma_ratio: 0.0,
            },
        )?;
        Ok(Self(eta))
    }
}

/// A rate, or a ratio of rates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate(pub(crate) f64);

impl FromStr for Rate {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let rate = number(text);
        Ensemble::new(1)?.dephasing(rate)?;
        Ok(Self(rate))
    }
}

/// A bath by its Bose ratio α.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BoseRatio(pub(crate) Bath);

impl FromStr for BoseRatio {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        Ok(Self(Bath::from_bose_ratio(number(text))?))
    }
}

/// A bath by its occupation n.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occupation(pub(crate) Bath);

impl FromStr for Occupation {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        Ok(Self(Bath::from_occupation(number(text))?))
    }
}

/// Ratio q of a Gibbs start of many cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GibbsRatio(pub(crate) f64);

impl FromStr for GibbsRatio {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let q = number(text);
        limit::gibbs_start(Bath::from_bose_ratio(0.0)?, q)?;
        Ok(Self(q))
    }
}

/// Number of points of a time axis. A curve keeps a state for each, so that it is limited.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Points(pub(crate) usize);

impl FromStr for Points {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        text.trim()
            .parse()
            .ok()
            .filter(|count| (2..=1_000_000).contains(count))
            .map(Self)
            .ok_or(Reason::Whole("from 2 to 1000000"))
    }
}

/// A figure or claim of the paper.
pub(crate) fn item(text: &str) -> Result<ergotropy_paper::Item, Reason> {
    text.parse().map_err(Reason::Paper)
}
