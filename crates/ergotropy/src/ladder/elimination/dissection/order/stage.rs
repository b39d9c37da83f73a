//! A stage of the elimination, and the layout of its factors.

use std::ops::Range;

use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::simd::LANES;

/// States that are eliminated together: a line of states, or a piece too small to cut. The rim of a
/// stage is the states next to its whole piece.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    /// Places of the states that are eliminated here.
    pub(crate) own: Range<usize>,
    /// Range of the rim's places in
    /// [`Tree::rims`](crate::ladder::elimination::dissection::order::tree::Tree::rims).
    pub(crate) rim: Range<usize>,
    /// Number of pieces that the line cuts apart, and whose remainders enter the front of this stage.
    pub(crate) pieces: usize,
}

impl Stage {
    /// Numbers of own states and of states of the rim, rounded up to whole vectors.
    #[inline(always)]
    pub(crate) fn widths(&self) -> [usize; 2] {
        [self.own.len(), self.rim.len()].map(|count| count.next_multiple_of(LANES))
    }

    /// How many numbers the factors of this stage are.
    pub(crate) fn entries(&self, purpose: Purpose) -> usize {
        let [own, rim] = self.widths();
        let rims = if purpose == Purpose::Resolvent { 2 } else { 1 };
        self.own.len() * (own + rims * rim)
    }

    /// The factors of this stage, with which `all` begins. They have three parts, each with a row for
    /// each own state: entries of the own states, shares of the rim, and, for resolvents, rates to the
    /// rim.
    #[inline(always)]
    pub(crate) fn parts<'a>(&self, all: &'a [f64], purpose: Purpose) -> [&'a [f64]; 3] {
        let [own, rim] = self.widths().map(|width| self.own.len() * width);
        let (square, rest) = all[..self.entries(purpose)].split_at(own);
        let (shares, rates) = rest.split_at(rim);
        [square, shares, rates]
    }

    /// The same three parts, to be written.
    #[inline(always)]
    pub(crate) fn parts_mut<'a>(
        &self,
        all: &'a mut [f64],
        purpose: Purpose,
    ) -> (&'a mut [f64], &'a mut [f64], &'a mut [f64]) {
        let [own, rim] = self.widths().map(|width| self.own.len() * width);
        let (square, rest) = all[..self.entries(purpose)].split_at_mut(own);
        let (shares, rates) = rest.split_at_mut(rim);
        (square, shares, rates)
    }
}
