//! The least and the greatest of some rates, and whether floats hold both.

use crate::error::Error;

/// The greatest ratio of two rates that is accepted.
const MOST: f64 = 1e200;
/// The least rate that is accepted.
const LEAST: f64 = 1e-250;

/// The least and the greatest of some positive rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub(crate) least: f64,
    pub(crate) greatest: f64,
}

impl Default for Span {
    /// The span of no rates.
    fn default() -> Self {
        Self {
            least: f64::INFINITY,
            greatest: 0.0,
        }
    }
}

impl Span {
    /// The span that also contains `rate`, unless that is zero.
    #[inline(always)]
    pub(crate) fn with(self, rate: f64) -> Self {
        if rate > 0.0 {
            Self {
                least: self.least.min(rate),
                greatest: self.greatest.max(rate),
            }
        } else {
            self
        }
    }

    /// Whether floats hold all these rates and their products accurately enough.
    pub(crate) fn is_held(self) -> bool {
        self.greatest <= MOST * self.least && self.least >= LEAST
    }

    /// The error of a computation with these rates: [`Error::RateSpan`] if the rates are too far apart or too
    /// small, else `otherwise`.
    pub(crate) fn blamed_or(self, otherwise: Error) -> Error {
        if self.is_held() {
            otherwise
        } else {
            Error::RateSpan {
                least: self.least,
                greatest: self.greatest,
            }
        }
    }
}

impl FromIterator<f64> for Span {
    fn from_iter<I: IntoIterator<Item = f64>>(rates: I) -> Self {
        rates.into_iter().fold(Self::default(), Self::with)
    }
}
