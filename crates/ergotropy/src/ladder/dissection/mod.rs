//! Nested dissection of a window of the lattice: elimination without a subtraction, in plain floats.
//!
//! The chain is censored on fewer and fewer states as in [`elimination`](crate::ladder::elimination)
//! (Grassmann, Taksar and Heyman, *Oper. Res.* 33, 1107 (1985)), in an order that keeps the factors
//! sparse (George, *SIAM J. Numer. Anal.* 10, 345 (1973)): S states cost about S^(3/2) multiplications and
//! S log S memory. Each stage is a dense front (Duff and Reid, *ACM Trans. Math. Softw.* 9, 302 (1983)).
//!
//! **Error.** Without a subtraction each entry is right to some roundings, whatever the rates
//! (O'Cinneide, *Numer. Math.* 65, 109 (1993)): 1e-14 relative where it was compared with 106 bits.
//! In plain floats the theorem's constants are of no use, so that this is an estimate. Rates and shares
//! below 1e-150 (in units of the greatest channel) count as zero, and so do weights below 1e-150 of
//! the mode's.

mod fronts;
mod kernel;
#[cfg(test)]
mod tests;
mod tree;

use self::kernel::TINY;
use self::tree::{Stage, Tree};
use crate::error::Error;
use crate::ladder::elimination::Purpose;
use crate::ladder::rates::Rates;
use crate::ladder::window::Window;
use crate::memory;
use crate::spin::Lattice;

/// What becomes of jumps that lead out of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// They do not happen.
    Reflecting,
    /// They kill, as z does.
    Leaking,
}

/// The factors of z - Q on a window.
#[derive(Debug)]
pub(crate) struct Dissection {
    tree: Tree,
    purpose: Purpose,
    /// Of each stage: rows of its own states and of its rim, with a column for each own state; for
    /// resolvents then rows of its own states with a column for each state of the rim.
    factors: Vec<f64>,
    /// Where the factors of each stage begin.
    starts: Vec<usize>,
    /// By place; in units of `unit`, as all rates here.
    pivots: Vec<f64>,
    unit: f64,
}

/// Factors, tables and workspace in bytes, somewhat more than is taken.
pub(crate) fn bytes(window: &Window, purpose: Purpose) -> u128 {
    let ladders = window.ladders();
    let longest = ladders.clone().map(|d| window.run(d).len()).max();
    let width = longest.unwrap_or(0).min(ladders.len());
    estimate(window.states() as u128, width as u128, purpose)
}

/// [`bytes`] of a window of so many states, no line across which is longer than `width`.
pub(crate) fn estimate(states: u128, width: u128, purpose: Purpose) -> u128 {
    // A cut of a square piece of m states leaves rims that grow as √m: as much in all on each of the
    // log m scales, up to that of the width.
    let scales = 128 - states.min(width * width).leading_zeros();
    let entries = states * u128::from(4 * scales + 12);
    let factors = if purpose == Purpose::Resolvent { 2 } else { 1 };
    8 * (entries * factors + 24 * states + 24 * width * width)
}

impl Dissection {
    /// Eliminates z - Q on a window, the `mode` last.
    ///
    /// The mode must be one of the window's states, and such that weights do not fall towards it by
    /// 150 decades. With z = 0 only [`Dissection::stationary`] (for a reflecting edge) and
    /// [`Dissection::hitting`] make sense.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond the limit of memory; [`Error::RateSpan`] if a pivot leaves the range
    /// of floats.
    pub(crate) fn new(
        rates: &Rates,
        window: &Window,
        mode: (u32, u32),
        z: f64,
        purpose: Purpose,
        edge: Edge,
    ) -> Result<Self, Error> {
        check(window.lattice(), bytes(window, purpose))?;
        let unit = rates.unit();
        if unit <= 0.0 {
            return Err(rates.refused());
        }
        let tree = Tree::new(window, mode);
        if tree.stages.is_empty() {
            let (d, k) = mode;
            return Err(Error::NoSuchState {
                d: d.into(),
                k: k.into(),
                cells: rates.lattice().cells(),
            });
        }
        let mut dissection = Self {
            factors: Vec::with_capacity(tree.entries(purpose == Purpose::Resolvent)),
            starts: Vec::with_capacity(tree.stages.len()),
            pivots: vec![0.0; window.states()],
            tree,
            purpose,
            unit,
        };
        let jumps = fronts::Jumps::new(rates, window, z, edge, unit);
        if fronts::eliminate(&mut dissection, window, &jumps) {
            Ok(dissection)
        } else {
            Err(rates.refused())
        }
    }

    /// The stationary weights of z = 0 and a reflecting edge, with sum 1, in the order of the window.
    pub(crate) fn stationary(&self) -> Vec<f64> {
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

    fn rim(&self, stage: &Stage) -> &[u32] {
        &self.tree.rims[stage.rim.clone()]
    }

    /// The two halves of the factors of a stage, the second empty but for resolvents.
    fn halves(&self, index: usize, stage: &Stage) -> (&[f64], &[f64]) {
        let (own, rim) = (stage.own.len(), stage.rim.len());
        let rest = &self.factors[self.starts[index]..];
        let (shares, rest) = rest.split_at(own * (own + rim));
        let rates = if self.purpose == Purpose::Resolvent {
            &rest[..own * rim]
        } else {
            &[]
        };
        (shares, rates)
    }

    fn in_window_order(&self, x: &[f64], factor: f64) -> Vec<f64> {
        let places = self.tree.places.iter();
        places.map(|&place| x[place as usize] * factor).collect()
    }

    fn in_elimination_order(&self, w: &[f64]) -> Vec<f64> {
        let mut x = vec![0.0; self.pivots.len()];
        for (&place, &value) in self.tree.places.iter().zip(w) {
            x[place as usize] = value;
        }
        x
    }
}

/// Refuses what would take too much memory; the most cells that fit are told for windows of the same
/// share of their lattice.
fn check(lattice: Lattice, bytes: u128) -> Result<(), Error> {
    let states = u128::from(lattice.states());
    memory::check(lattice, "nested dissection", |smaller| {
        bytes * u128::from(smaller.states()) / states
    })
}

/// `target += factor * source`.
fn add_multiple(target: &mut [f64], factor: f64, source: &[f64]) {
    for (target, &source) in target.iter_mut().zip(source) {
        *target += factor * source;
    }
}

/// The scalar product, in a fixed order of its own.
fn product(a: &[f64], b: &[f64]) -> f64 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    let (a_whole, a_rest) = a.as_chunks::<LANES>();
    let (b_whole, b_rest) = b.as_chunks::<LANES>();
    for (a, b) in a_whole.iter().zip(b_whole) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.into_iter().sum::<f64>() + rest
}
