//! What the factors are good for: stationary weights, resolvents and hitting times.

use super::Dissection;
use super::kernel::TINY;
use crate::vectors::vectorised;

impl Dissection {
    /// The stationary weights of z = 0 and a reflecting edge, with sum 1, in the order of the window.
    pub(crate) fn stationary(&self) -> Vec<f64> {
        vectorised(
            #[inline(always)]
            || self.weights(),
        )
    }

    #[inline(always)]
    fn weights(&self) -> Vec<f64> {
        let mut x = vec![0.0; self.pivots.len()];
        if let Some(mode) = x.last_mut() {
            *mode = 1.0;
        }
        self.inflow(&mut x, true);
        let sum: f64 = x.iter().sum();
        self.in_window_order(&x, sum.recip())
    }

    /// Solves x (z - Q) = w, both in the order of the window; needs [`Purpose::Resolvent`].
    ///
    /// With z = 0 and a reflecting edge there is a solution if Σw = 0; the one that vanishes at the mode is
    /// given.
    /// Right to some roundings of what |w| in place of w would give.
    pub(crate) fn resolve(&self, w: &[f64]) -> Vec<f64> {
        vectorised(
            #[inline(always)]
            || self.resolved(w),
        )
    }

    #[inline(always)]
    fn resolved(&self, w: &[f64]) -> Vec<f64> {
        let mut x = self.in_elimination_order(w);
        let mut onward = Vec::new();
        for (index, stage) in self.tree.stages.iter().enumerate() {
            let (own, columns) = (stage.own.len(), self.rim(stage));
            let (shares, rates) = self.halves(index, stage);
            onward.clear();
            onward.resize(columns.len(), 0.0);
            let x_own = &mut x[stage.own.clone()];
            for p in 0..own {
                let pivot = self.pivots[stage.own.start + p];
                x_own[p] = if pivot > 0.0 { x_own[p] / pivot } else { 0.0 };
                let (value, later) = (x_own[p], &mut x_own[p + 1..]);
                add_multiple(later, value, &shares[p * own + p + 1..(p + 1) * own]);
                let row = p * columns.len();
                add_multiple(&mut onward, value, &rates[row..row + columns.len()]);
            }
            for (&place, &sum) in columns.iter().zip(&onward) {
                x[place as usize] += sum;
            }
        }
        self.inflow(&mut x, false);
        self.in_window_order(&x, self.unit.recip())
    }

    /// Mean time from each state until the mode is reached (or, with z or a leaking edge, the chain
    /// killed), in the order of the window: -Q h = 1 off the mode. Needs [`Purpose::Resolvent`].
    pub(crate) fn hitting(&self) -> Vec<f64> {
        vectorised(
            #[inline(always)]
            || self.times(),
        )
    }

    #[inline(always)]
    fn times(&self) -> Vec<f64> {
        let mut h = vec![1.0; self.pivots.len()];
        for (index, stage) in self.tree.stages.iter().enumerate() {
            let own = stage.own.len();
            let (shares, _) = self.halves(index, stage);
            for p in 1..own {
                let (done, later) = h[stage.own.clone()].split_at_mut(p);
                later[0] += product(&shares[p * own..p * own + p], done);
            }
            for (r, &place) in self.rim(stage).iter().enumerate() {
                let row = &shares[(own + r) * own..(own + r + 1) * own];
                let sum = product(row, &h[stage.own.clone()]);
                h[place as usize] += sum;
            }
        }
        if let Some(mode) = h.last_mut() {
            *mode = 0.0;
        }
        let mode = h.len().saturating_sub(1);
        let mut beyond = Vec::new();
        for (index, stage) in self.tree.stages.iter().enumerate().rev() {
            let (own, columns) = (stage.own.len(), self.rim(stage));
            let (shares, rates) = self.halves(index, stage);
            beyond.clear();
            beyond.extend(columns.iter().map(|&place| h[place as usize]));
            for p in (0..own).rev() {
                let place = stage.own.start + p;
                if place == mode {
                    continue;
                }
                let (before, later) = h[stage.own.clone()].split_at_mut(p + 1);
                let row = p * columns.len();
                let sum = product(&shares[p * own + p + 1..(p + 1) * own], later)
                    + product(&rates[row..row + columns.len()], &beyond);
                before[p] = (before[p] + sum) / self.pivots[place];
            }
        }
        self.in_window_order(&h, self.unit.recip())
    }

    /// x_p += Σ_i x_i F\[i,p\] / pivot_p over the later states i, for p from the last to the first.
    #[inline(always)]
    fn inflow(&self, x: &mut [f64], flush: bool) {
        let mut sums = Vec::new();
        for (index, stage) in self.tree.stages.iter().enumerate().rev() {
            let own = stage.own.len();
            let (shares, _) = self.halves(index, stage);
            sums.clear();
            sums.extend_from_slice(&x[stage.own.clone()]);
            for (row, &place) in shares[own * own..].chunks_exact(own).zip(self.rim(stage)) {
                let value = x[place as usize];
                if value != 0.0 {
                    add_multiple(&mut sums, value, row);
                }
            }
            for p in (0..own).rev() {
                if flush && sums[p] < TINY {
                    sums[p] = 0.0;
                }
                let value = sums[p];
                add_multiple(&mut sums[..p], value, &shares[p * own..p * own + p]);
            }
            x[stage.own.clone()].copy_from_slice(&sums);
        }
    }
}

/// `target += factor * source`.
#[inline(always)]
fn add_multiple(target: &mut [f64], factor: f64, source: &[f64]) {
    for (target, &source) in target.iter_mut().zip(source) {
        *target = factor.mul_add(source, *target);
    }
}

/// The scalar product, in a fixed order of its own.
#[inline(always)]
fn product(a: &[f64], b: &[f64]) -> f64 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    let (a_whole, a_rest) = a.as_chunks::<LANES>();
    let (b_whole, b_rest) = b.as_chunks::<LANES>();
    for (a, b) in a_whole.iter().zip(b_whole) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum = a.mul_add(*b, *sum);
        }
    }
    for (sum, (a, b)) in sums.iter_mut().zip(a_rest.iter().zip(b_rest)) {
        *sum = a.mul_add(*b, *sum);
    }
    sums.into_iter().sum()
}
