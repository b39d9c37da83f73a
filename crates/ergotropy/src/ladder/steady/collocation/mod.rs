//! Steady states of many cells from the profiles of a few ladders.
//!
//! Let π_d be the weight of ladder d and x_d(u) the share of its rung u = k - d, p(d, k) = π_d x_d(k - d).
//! Rates are rational in j, u and N, so that x_d(u) changes with d on the scale of j: over the √N
//! ladders that carry weight it is a polynomial of low degree, to all digits. So balance is asked for on
//! a few ladders only ([`profiles`]), with x between them interpolated ([`nodes`]). Weights of all ladders
//! then follow from the exact balance of flow between neighbours,
//!
//! ```text
//! π_d up_d = π_{d+1} down_{d+1} ,   up_d, down_d = Σ_u x_d(u) rate(d,u → d ± 1) ,
//! ```
//!
//! as one product. Cost: O(rungs M³) for M ladders, whatever N is, and O(1) for each population.
//!
//! **Ladders that end.** Where local baths are hot, weight reaches j ~ 0. There ladders end before their
//! profiles do, and at a fixed u nothing is smooth in d. The state is then followed along lines of
//! equally many rungs above it, b = 2j - u: in the quadrant u, b >= 0 rates are polynomials over 2j + 1 that
//! vanish at its sides by themselves, and p is smooth. Its nodes lie evenly over a mixture of ln(b + b_0) and b, and
//! p itself is interpolated, with no weight beyond the last ladder: in units of a foretold weight a solution that
//! grows towards large j would be allowed. Weights of ladders are taken from the flows between neighbours again.
//! Cost: O(rungs M³), at most M = 270 and mostly 100 to 200.
//!
//! **Error.** The polynomials converge geometrically in M. The distance of the results for M and for
//! fewer ladders, and how it shrinks, tell the error, which is an estimate. For lines that keep off the ends,
//! the distance itself is the error, with what comes up to the cuts a thousandfold, and what the flows change.
//! Where the distance does not shrink there is no result.

mod balance;
mod block_elimination;
mod extent;
mod jumps;
mod nodes;
mod sample;

use crate::error::Error;
use crate::ladder::chain::profile::{Profile, Reach};
use crate::ladder::chain::rates::Rates;
use crate::ladder::state::LadderWeights;
use crate::model::ensemble::Ensemble;
use crate::numerics::memory;
use extent::{Extent, REACH};
use nodes::Lines;
use sample::Sample;

/// Numbers of ladders that are tried, and distances that have to be reached for a larger number to be tried.
const COUNTS: [(usize, f64); 7] = [
    (8, f64::INFINITY),
    (12, 1e-1),
    (16, 1e-2),
    (24, 1e-3),
    (36, 1e-4),
    (54, 1e-5),
    (80, 1e-6),
];

/// The same for lines that keep off the ends of ladders.
const COUNTS_ABOVE: [(usize, f64); 6] = [
    (48, f64::INFINITY),
    (72, 0.05),
    (104, 1e-3),
    (144, 1e-4),
    (200, 1e-5),
    (270, 1e-7),
];

/// Distances in Σ|p| between counts of such lines: where more are not needed, and what is good enough if more are not
/// affordable.
const ENOUGH_ABOVE: f64 = 1e-11;
const ENOUGH_PER_CELL: f64 = 2e-16;
const ROUGH_ABOVE: f64 = 1e-8;

/// Distance in Σ|p| below which a result is as good as roundings allow, at least.
const ENOUGH: f64 = 1e-13;

/// The extrapolated error is multiplied by this.
const SAFETY: f64 = 10.0;

/// Rounding error of the weights for each ladder that they are multiplied over.
const ROUNDING: f64 = 5e-16;

/// A steady state, and how far it may be off in Σ|p|.
pub(crate) struct Collocation {
    /// The populations.
    pub(crate) ladders: Vec<LadderWeights>,
    /// Levels that the populations span.
    pub(crate) span: usize,
    pub(crate) error: f64,
    /// Whether ladders before the first or behind the last may carry weight.
    open: [bool; 2],
}

const FIRST: Reach = Reach::even(REACH);

/// Whether ladders end where there is no weight, so that profiles can be smooth in d.
pub(crate) fn suits(rates: &Rates) -> bool {
    Profile::new(rates, FIRST).ends() >= REACH
}

/// The steady state of an ensemble with one; `None` where polynomials do not converge.
///
/// Lines that keep off the ends of ladders are tried `anyway`, or not at all: they take seconds.
///
/// # Errors
/// [`Error::TooLarge`] if the populations would take more than the memory of one answer.
pub(crate) fn steady(ensemble: &Ensemble, anyway: bool) -> Result<Option<Collocation>, Error> {
    let rates = Rates::new(ensemble);
    let mut reach = FIRST;
    let mut ends = !suits(&rates);
    for _ in 0..MOST_EXTENTS {
        if ends && !anyway {
            return Ok(None);
        }
        let extent = Extent::new(&rates, reach, ends);
        memory::check_alone(
            ensemble.cells(),
            "populations of a steady state",
            extent.bytes(),
        )?;
        let found = converged(&rates, &extent);
        let Some(found) = found.and_then(|(sample, error)| sample.expanded(&rates, error)) else {
            if extent.smooth {
                ends = true;
                continue;
            }
            return Ok(None);
        };
        if found.open == [false; 2] {
            return Ok(Some(found));
        }
        reach = reach.moved([found.open[0], found.open[1], false]);
    }
    Ok(None)
}

/// More and more lines, until the state does not change any more; the sample and its error.
fn converged(rates: &Rates, extent: &Extent) -> Option<(Sample, f64)> {
    let rounding = ENOUGH.max(ROUNDING * extent.ladders() as f64);
    let cells = f64::from(rates.lattice().cells());
    let (counts, enough, rough) = match extent.lines {
        Lines::Ladders => (&COUNTS[..], rounding, 0.0),
        Lines::Above { .. } => (
            &COUNTS_ABOVE[..],
            rounding.max(ENOUGH_ABOVE).max(ENOUGH_PER_CELL * cells),
            ROUGH_ABOVE,
        ),
    };
    let (mut sample, mut before): (Option<Sample>, Option<f64>) = (None, None);
    for &(count, promising) in counts {
        let Some(next) = Sample::new(rates, extent, count, MOST_STEPS) else {
            break;
        };
        if let Some(last) = sample {
            // The same lines once more tell nothing; how far they are from fewer ones does.
            if next.lines() == last.lines() {
                return before.map(|before| (next, before + 3.0 * rounding));
            }
            let distance = next.distance(&last);
            // Convergence that was geometric so far is taken to go on, if profiles are smooth.
            let gain = match before {
                Some(before) if extent.smooth && extent.geometric => {
                    (SAFETY * distance / before).min(1.0)
                }
                _ => 1.0,
            };
            if distance * gain <= enough {
                let edge = EDGES * next.edge();
                return Some((next, distance * gain + 3.0 * rounding + edge));
            }
            // Roundings end the convergence: the fewer lines, the less they weigh.
            let stalled = before.filter(|&before| before <= distance && before <= ROUGHEST);
            if let Some(before) = stalled {
                let edge = EDGES * last.edge();
                return Some((last, SAFETY * before + edge));
            }
            if distance.is_nan() || distance > promising {
                return None;
            }
            before = Some(distance);
        }
        sample = Some(next);
    }
    // As many lines as are affordable, and convergence by then.
    let distance = before.filter(|&before| before <= rough)?;
    let sample = sample?;
    let edge = EDGES * sample.edge();
    Some((sample, distance + 3.0 * rounding + edge))
}

/// What is left out, in relation to what comes up to where lines are cut off.
const EDGES: f64 = 1000.0;

/// Most extents that are tried.
const MOST_EXTENTS: usize = 6;

/// Distance in Σ|p| from which roundings may explain that more ladders change the state more.
const ROUGHEST: f64 = 1e-9;

/// Elements of matrices that are kept during an elimination, divided by four.
const MOST_STEPS: u128 = 1 << 25;

#[cfg(test)]
mod tests;
