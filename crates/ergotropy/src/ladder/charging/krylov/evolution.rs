//! The evolution in f64, in blocks of time that grow with the time, each on a window of its own.
//!
//! A block from t to t + s has one elimination of (1 - γQ) with γ = s/40 and one Krylov space
//! ([`krylov`](crate::ladder::charging::krylov::arnoldi)). It counts as far as its errors allow: what does not converge, or runs
//! over the border of the window, ends the block earlier instead of being thrown away. Once
//! the window covers the steady state π, the block follows p - π, which dies out.
//!
//! **Length.** While the populations run, the noise of fast modes can grow inside a Krylov space by many
//! orders towards the end of a block that is too long: Q is far from normal. Such a block is told by a
//! truncation that no longer falls, counts for its first part, and makes the next ones careful.
//!
//! **Window.** Jumps out of the window are deaths. The true p' = pQ has for the p̂ on the window the defect
//! -(what leaves it), so that the error in Σ|p| is at most ∫ Σ_i |p̂_i| (rates leaving the window from i)
//! ds, again because exp(Qt) does not increase Σ|p|; that holds for p - π as well. The integral is an
//! upper sum over the nodes of the block.

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::support::{
    Extent, Margins, Populations, SIDES, borders, extent, union, widened,
};
use crate::ladder::charging::krylov::arnoldi::Krylov;
use crate::ladder::charging::krylov::block::{Block, LEAK};
use crate::ladder::charging::krylov::pade::History;
use crate::ladder::elimination::dissection::{Dissection, Edge, bytes};
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::effort;
use crate::numerics::memory;

/// Errors in Σ|p| that one block may add by truncation and by dropping.
const TRUNCATION: f64 = 3e-14;
const DROPPED: f64 = 1e-15;

/// A truncation that no longer falls, after so many looks, is rounding: noise of the start in fast modes. Up to
/// the first of these it is taken as it is; up to the second where the block would be too short without.
const TOLERATED: f64 = 5e-13;
const FLOOR: f64 = 1e-11;
const STALLED: usize = 3;

/// Length of a block in units of γ.
const BLOCK: f64 = 40.0;

/// Sizes of the Krylov space at which convergence is looked at.
const CHECKS: [usize; 10] = [6, 10, 14, 18, 22, 27, 33, 40, 50, 60];

/// A block is tried again if it counts for less than this share of its length, so many times.
const SHORTEST: f64 = 0.1;
const TRIALS: usize = 5;

/// A block that is this far, and gains nothing by more directions, ends where it is.
const ENOUGH: f64 = 0.2;

/// What blocks may grow by after one that ended early, and what this grows by with each that does not: with
/// up to [`EASY`] directions, and with more. The length at which the noise of fast modes begins to grow inside a
/// Krylov space, because Q is not normal, is sharp and cannot be foretold.
const CAUTION: f64 = 1.2;
const EASY: usize = 18;
const REASSURED: f64 = 2.0;
const WARY: f64 = 1.2;

/// Nearer than this to the steady state, in Σ|p|, the steady state is the answer.
const ARRIVED: f64 = 1e-15;

/// Share of the populations in the window of the steady state from which on it is all covered.
const OVERLAP: f64 = 0.01;

/// Least margins begin here, and do not grow beyond this.
const LEAST: u32 = 8;
const MOST_LEAST: u32 = 1 << 9;

/// Where so little leaks, a margin less by a quarter is enough: tails fall exponentially at least.
const SPARED: f64 = 1e-6 * LEAK;

/// Outputs that are combined in one pass over the Krylov space.
const BATCH: usize = 8;

/// The populations at one time and how far they can be off in Σ|p|.
#[derive(Clone, Debug)]
pub(crate) struct Reached {
    pub(crate) populations: Populations,
    pub(crate) error: f64,
}

/// The evolution, carried as far as it was asked for.
pub(crate) struct Evolution<'a> {
    rates: Rates,
    steady: &'a Populations,
    present: Populations,
    time: f64,
    error: f64,
    margins: Margins,
    /// Sides, marked by a 1, on which the populations were seen to pass beyond the steady state.
    roaming: Margins,
    /// Least margins; doubled where populations fall off so slowly that they leak.
    least: Margins,
    next_length: f64,
    /// What the next block may grow by.
    caution: f64,
    distance: f64,
}

impl<'a> Evolution<'a> {
    /// Begins at populations that may be off by `error` in Σ|p|.
    pub(crate) fn new(
        rates: Rates,
        start: Populations,
        steady: &'a Populations,
        error: f64,
    ) -> Self {
        let fastest = start
            .window
            .iter()
            .map(|(d, k)| rates.exit(d, k))
            .fold(0.0, f64::max);
        Self {
            rates,
            steady,
            present: start,
            time: 0.0,
            error,
            margins: Margins::even(32),
            roaming: Margins::even(0),
            least: Margins::even(LEAST),
            next_length: 2.0 / fastest.max(rates.unit()),
            caution: f64::INFINITY,
            distance: f64::INFINITY,
        }
    }

    /// Calls back with the populations at increasing times, numbered as they come.
    pub(crate) fn follow(
        &mut self,
        times: &[f64],
        mut reach: impl FnMut(usize, Reached) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut next = 0;
        let Some(&last) = times.last() else {
            return Ok(());
        };
        while next < times.len() && times[next] <= self.time {
            reach(
                next,
                Reached {
                    populations: self.present.clone(),
                    error: self.error,
                },
            )?;
            next += 1;
        }
        while next < times.len() {
            if self.distance <= ARRIVED.max(0.1 * self.error) {
                reach(
                    next,
                    Reached {
                        populations: self.steady.clone(),
                        error: self.error + self.distance,
                    },
                )?;
                next += 1;
                continue;
            }
            let block = self.block(last - self.time)?;
            effort::advanced();
            let end = (self.time + block.history.times[block.end]).max(self.time.next_up());
            let due = times[next..].partition_point(|&t| t <= end);
            for chunk in (next..next + due).collect::<Vec<_>>().chunks(BATCH) {
                let elapsed: Vec<f64> = chunk.iter().map(|&i| times[i] - self.time).collect();
                for (&index, populations) in chunk.iter().zip(block.states(&elapsed)) {
                    let node = block
                        .history
                        .times
                        .partition_point(|&s| s < times[index] - self.time)
                        .min(block.end);
                    let (populations, dropped) = populations.trimmed(DROPPED);
                    reach(
                        index,
                        Reached {
                            populations,
                            error: self.error + block.errors[node] + dropped,
                        },
                    )?;
                }
            }
            next += due;
            self.enter(&block, end);
        }
        Ok(())
    }

    /// The next block, no longer than `most`.
    fn block(&mut self, most: f64) -> Result<Block, Error> {
        let mut length = self.next_length.min(most.max(0.05 * self.next_length));
        let mut trial = 0;
        loop {
            let block = self.trial(length)?;
            let share = block.history.times[block.end] / length;
            let grow = block.leaks.iter().sum::<f64>() > LEAK;
            if grow {
                for (side, leak) in SIDES.into_iter().zip(block.leaks) {
                    if leak > LEAK / 8.0 {
                        *self.roaming.side(side) = 1;
                        let least = self.least.side(side);
                        *least = least.saturating_mul(2).min(MOST_LEAST);
                        let margin = self.margins.side(side);
                        *margin = margin.saturating_mul(2).saturating_add(8);
                    }
                }
            }
            if share >= SHORTEST || trial >= TRIALS {
                self.next_length = length * self.growth(block.history.order(), share);
                return Ok(block);
            }
            if !grow {
                length *= share.max(0.05);
            }
            trial += 1;
        }
    }

    /// How much longer the next block is than one that took so many directions and counts for a share of
    /// its length.
    fn growth(&mut self, order: usize, share: f64) -> f64 {
        if share < 1.0 {
            self.caution = CAUTION;
            return share;
        }
        let growth: f64 = match order {
            0..=10 => 30.0,
            11..=14 => 15.0,
            15..=18 => 8.0,
            19..=22 => 4.0,
            23..=27 => 2.5,
            28..=33 => 1.6,
            34..=40 => 1.2,
            _ => 0.8,
        };
        let allowed = growth.min(self.caution);
        self.caution *= if order <= EASY { REASSURED } else { WARY };
        allowed
    }

    fn trial(&self, length: f64) -> Result<Block, Error> {
        let gamma = length / BLOCK;
        let mut window = widened(&self.present.window, self.margins);
        let arrived: f64 = self.present.on(&self.steady.window).iter().sum();
        if arrived > OVERLAP {
            window = union(&window, &self.steady.window);
        }
        let steady = window
            .covers(&self.steady.window)
            .then(|| self.steady.on(&window));
        let mut start = self.present.on(&window);
        if let Some(steady) = &steady {
            for (p, steady) in start.iter_mut().zip(steady) {
                *p -= steady;
            }
        }
        let vectors = CHECKS[CHECKS.len() - 1] + 2 * BATCH;
        let needed = 8 * (window.states() * vectors) as u128 + bytes(&window, Purpose::Resolvent);
        memory::check(window.lattice(), "charging curves", |lattice| {
            needed * u128::from(lattice.states()) / u128::from(window.lattice().states())
        })?;
        let solver = Dissection::new(
            &self.rates,
            &window,
            self.heaviest(),
            gamma.recip(),
            Purpose::Resolvent,
            Edge::Leaking,
        )?;
        let Some(mut krylov) = Krylov::new(start) else {
            return Err(self.rates.refused());
        };
        let borders = borders(&self.rates, &window);
        let mut best: Option<(f64, History)> = None;
        let mut stalled = 0;
        for check in CHECKS {
            while krylov.order() < check {
                let Some(last) = krylov.last() else { break };
                let mut image = solver.resolve(last);
                for x in &mut image {
                    *x /= gamma;
                }
                krylov.extend(image);
            }
            let history = krylov.evolve(gamma, length);
            let last = history.times.len() - 1;
            let truncation = krylov.truncation(&history, last);
            let least = best.as_ref().map_or(f64::INFINITY, |best| best.0);
            stalled = if truncation < 0.5 * least {
                0
            } else {
                stalled + 1
            };
            let settled = truncation <= TRUNCATION.max(0.3 * krylov.rounding(&history, last));
            if truncation <= least || best.is_none() {
                best = Some((truncation, history));
            }
            let far = stalled > 0
                && best
                    .as_ref()
                    .is_some_and(|(_, history)| krylov.reach(history, TRUNCATION) >= ENOUGH);
            let floored = stalled >= STALLED && least <= FLOOR;
            if settled || far || floored || krylov.last().is_none() {
                break;
            }
        }
        let Some((truncation, history)) = best else {
            return Err(self.rates.refused());
        };
        let block = Block {
            window,
            krylov,
            history,
            steady,
            errors: Vec::new(),
            end: 1,
            leaks: [0.0; 4],
        }
        .judged_by(
            &borders,
            if truncation <= TOLERATED {
                truncation.max(TRUNCATION)
            } else {
                TRUNCATION
            },
        );
        let share = block.history.times[block.end] / length;
        if share >= SHORTEST || truncation > FLOOR {
            return Ok(block);
        }
        // What stays of the bound is rounding, which a shorter block would not be rid of.
        Ok(block.judged_by(&borders, truncation))
    }

    /// The state of greatest population.
    fn heaviest(&self) -> (u32, u32) {
        let present = &self.present;
        present
            .window
            .iter()
            .zip(&present.weights)
            .fold(
                ((0, 0), 0.0),
                |most, (state, &p)| {
                    if p > most.1 { (state, p) } else { most }
                },
            )
            .0
    }

    /// Goes on to the end of a block.
    fn enter(&mut self, block: &Block, end: f64) {
        let before = extent(&self.present.window);
        let Some(all) = block.states(&[end - self.time]).pop() else {
            return;
        };
        if let Some(steady) = &block.steady {
            self.distance = all
                .weights
                .iter()
                .zip(steady)
                .map(|(p, steady)| (p - steady).abs())
                .sum();
        }
        let (trimmed, dropped) = all.trimmed(DROPPED);
        self.error += block.errors[block.end] + dropped;
        let after = extent(&trimmed.window);
        for (side, leak) in SIDES.into_iter().zip(block.leaks) {
            if leak < SPARED {
                let least = self.least.side(side);
                *least = (*least - *least / 4).max(LEAST);
            }
        }
        let growth = self.next_length / (end - self.time);
        self.adapt(&before, &after, growth);
        self.present = trimmed;
        self.time = end;
    }

    /// Widens the margins by how the populations moved, for a block `growth` times as long.
    fn adapt(&mut self, before: &Extent, after: &Extent, growth: f64) {
        for side in SIDES {
            let least = *self.least.side(side);
            let moved = f64::from(after.beyond(before, side)) * growth;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let mut wanted = (1.2 * moved).min(1e9) as u32 + least;
            if *self.roaming.side(side) == 0 {
                wanted = wanted.min(least + extent(&self.steady.window).beyond(after, side));
            }
            *self.margins.side(side) = wanted;
        }
    }
}
