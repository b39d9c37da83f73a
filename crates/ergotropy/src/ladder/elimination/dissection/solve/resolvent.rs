//! Solves with the factors of z - Q, on two threads where the window is large.
//!
//! A solve reads all factors once and is limited by the speed of memory. Pieces of the window that no line
//! has joined yet are independent of each other. They are dealt out to two hands with about equally many
//! factors; the lines between the pieces come after both hands, and before both on the way back. The
//! contributions of the hands to these lines are added in a fixed order, so that the result does not depend
//! on the number of threads.

use pulp::{Simd, WithSimd};

use crate::ladder::elimination::dissection::factors::Dissection;
use crate::ladder::elimination::dissection::order::hands::MANY;
use crate::ladder::elimination::dissection::solve::stationary::enter;
use crate::numerics::effort;
use crate::numerics::parallel::join;
use crate::numerics::simd::add_multiple;

impl Dissection {
    /// Solves x (z - Q) = w, both in the order of the window; needs
    /// [`Purpose::Resolvent`](crate::ladder::elimination::purpose::Purpose::Resolvent).
    ///
    /// With z = 0 and a reflecting edge a solution exists if Σw = 0, and the one that vanishes at the mode
    /// is returned. The error is some roundings of the solution for |w|.
    pub(crate) fn resolve(&self, w: &[f64]) -> Vec<f64> {
        self.resolve_by(w, self.factors.len() >= MANY)
    }

    /// [`Dissection::resolve`], with or without a second thread.
    pub(crate) fn resolve_by(&self, w: &[f64], second: bool) -> Vec<f64> {
        effort::solved();
        let mut one = self.in_elimination_order(w);
        let alone = self.hands.pieces[1].is_empty() && self.hands.lines.is_empty();
        let mut other = vec![0.0; if alone { 0 } else { one.len() }];
        for (_, places) in &self.hands.pieces[1] {
            other[places.clone()].copy_from_slice(&one[places.clone()]);
        }
        let ((), ()) = join(
            second,
            || self.outflow(self.stages_of(0), &mut one),
            || self.outflow(self.stages_of(1), &mut other),
        );
        for &line in &self.hands.lines {
            for place in self.order.tree.stages[line].own.clone() {
                one[place] += other[place];
            }
        }
        self.outflow(self.hands.lines.iter().copied(), &mut one);
        self.backflow(self.hands.lines.iter().rev().copied(), &mut one);
        for &line in &self.hands.lines {
            let own = self.order.tree.stages[line].own.clone();
            other[own.clone()].copy_from_slice(&one[own]);
        }
        let ((), ()) = join(
            second,
            || self.backflow(self.stages_of(0).rev(), &mut one),
            || self.backflow(self.stages_of(1).rev(), &mut other),
        );
        for (_, places) in &self.hands.pieces[1] {
            one[places.clone()].copy_from_slice(&other[places.clone()]);
        }
        self.in_window_order(&one, self.unit.recip())
    }

    /// Whether both hands have something to do.
    #[cfg(test)]
    pub(crate) fn is_dealt_out(&self) -> bool {
        self.hands.pieces.iter().all(|pieces| !pieces.is_empty())
    }

    /// The stages of a hand, in the order of elimination.
    fn stages_of(&self, hand: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let pieces = self.hands.pieces[hand].iter();
        pieces.flat_map(|(stages, _)| stages.clone())
    }

    /// Carries flows forward, in the order of elimination, through some stages: x_p becomes x_p /
    /// pivot_p, and its flow is added to later states.
    fn outflow(&self, stages: impl Iterator<Item = usize>, x: &mut [f64]) {
        pulp::Arch::new().dispatch(Outflow(self, stages, x));
    }

    /// Adds to the states of some stages, against the order of elimination, the flows from later
    /// states.
    fn backflow(&self, stages: impl Iterator<Item = usize>, x: &mut [f64]) {
        pulp::Arch::new().dispatch(Backflow(self, stages, x));
    }
}

struct Outflow<'a, I>(&'a Dissection, I, &'a mut [f64]);

impl<I: Iterator<Item = usize>> WithSimd for Outflow<'_, I> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self(dissection, stages, x) = self;
        let (mut sums, mut onward) = (Vec::new(), Vec::new());
        for index in stages {
            let stage = &dissection.order.tree.stages[index];
            let ([own, rim], [square, _, rates]) = (stage.widths(), dissection.parts(index, stage));
            enter(&mut sums, &x[stage.own.clone()], own);
            enter(&mut onward, &[], rim);
            for (p, place) in stage.own.clone().enumerate() {
                let pivot = dissection.pivots[place];
                let value = if pivot > 0.0 { sums[p] / pivot } else { 0.0 };
                x[place] = value;
                // This also changes sums of earlier states, which are not read again.
                add_multiple(simd, &mut sums, value, &square[p * own..(p + 1) * own]);
                add_multiple(simd, &mut onward, value, &rates[p * rim..(p + 1) * rim]);
            }
            for (&place, &sum) in dissection.rim(stage).iter().zip(&onward) {
                x[place as usize] += sum;
            }
        }
    }
}

struct Backflow<'a, I>(&'a Dissection, I, &'a mut [f64]);

impl<I: Iterator<Item = usize>> WithSimd for Backflow<'_, I> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self(dissection, stages, x) = self;
        dissection.inflow(simd, stages, x, false);
    }
}
