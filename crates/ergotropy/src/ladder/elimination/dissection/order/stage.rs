//! What is eliminated together, and how its factors are stored.

use std::ops::Range;

use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::simd::LANES;

/// What is eliminated together: a line of states, and the rim of the piece that it cuts.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    /// Places of the states that are eliminated here.
    pub(crate) own: Range<usize>,
    /// Where the places of the rim stand in [`Tree::rims`](crate::ladder::elimination::dissection::order::tree::Tree::rims).
    pub(crate) rim: Range<usize>,
    /// How many of the stages just before are the pieces that this line cut apart.
    pub(crate) pieces: usize,
}

impl Stage {
    /// Numbers of own states and of states of the rim, in whole vectors.
    #[inline(always)]
    pub(crate) fn widths(&self) -> [usize; 2] {
        [self.own.len(), self.rim.len()].map(|count| count.next_multiple_of(LANES))
    }

    /// Numbers in the factors.
    pub(crate) fn entries(&self, purpose: Purpose) -> usize {
        let [own, rim] = self.widths();
        let rims = if purpose == Purpose::Resolvent { 2 } else { 1 };
        self.own.len() * (own + rims * rim)
    }

    /// The factors, of which `all` are the first: for each own state a row of the own states, a column of
    /// the states of the rim, and, for resolvents, a row of them.
    #[inline(always)]
    pub(crate) fn parts<'a>(&self, all: &'a [f64], purpose: Purpose) -> [&'a [f64]; 3] {
        let [own, rim] = self.widths().map(|width| self.own.len() * width);
        let (square, rest) = all[..self.entries(purpose)].split_at(own);
        let (shares, rates) = rest.split_at(rim);
        [square, shares, rates]
    }

    /// The same, to be written.
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
