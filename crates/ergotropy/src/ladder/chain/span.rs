//! How far apart rates are, and may be.

use crate::error::Error;

/// Rates may span this much, and must not be smaller than this.
const MOST: f64 = 1e200;
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
    /// The span with one more rate, unless that is zero.
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

    /// Whether floats hold all these rates together, with what products of them lose.
    pub(crate) fn is_held(self) -> bool {
        self.greatest <= MOST * self.least && self.least >= LEAST
    }

    /// Why a computation with these rates failed: that they are too far apart, if they are, and else what the
    /// computation says.
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
