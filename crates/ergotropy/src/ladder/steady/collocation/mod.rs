//! Steady states of many cells from the profiles of a few ladders.
//!
//! Let π_d be the weight of ladder d and x_d(u) the share of its rung u = k - d, p(d, k) = π_d x_d(k - d).
//! Rates are rational in j, u and N, so that x_d(u) changes with d on the scale of j: over the √N
//! ladders that carry weight it is a polynomial of low degree, to all digits. So balance is asked for on
//! a few ladders only ([`block_elimination`]), with x between them interpolated ([`nodes`]). Weights of all ladders
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
//!
//! - [`extent`]: the ladders and rungs that carry weight
//! - [`nodes`]: the lines that are looked at, and polynomials between them
//! - [`jumps`]: rates by rung
//! - [`balance`]: what is asked of the nodes
//! - [`block_elimination`]: the profiles on the nodes
//! - [`sample`]: a state made up of them
//! - [`outcome`]: what is found
//! - [`polynomials`]: the numbers that tune all this

mod balance;
mod block_elimination;
mod extent;
mod jumps;
mod nodes;
pub(crate) mod outcome;
pub(crate) mod polynomials;
mod sample;

use crate::error::Error;
use crate::ladder::chain::profile::{Profile, Reach};
use crate::ladder::chain::rates::Rates;
use crate::ladder::steady::collocation::extent::Extent;
use crate::ladder::steady::collocation::nodes::Lines;
use crate::ladder::steady::collocation::outcome::Collocation;
use crate::ladder::steady::collocation::polynomials::Polynomials;
use crate::ladder::steady::collocation::sample::Sample;
use crate::numerics::memory;

/// Whether ladders end where there is no weight, so that profiles can be smooth in d.
pub(crate) fn suits(foretold: &Profile) -> bool {
    let numbers = Polynomials::default();
    foretold.within(Reach::even(numbers.reach)).ends() >= numbers.reach
}

/// The steady state of noise with only one; `None` where polynomials do not converge.
///
/// `foretold` reaches at least as far as the first extent. With `patient`, lines that keep off the ends of
/// ladders are tried as well, which takes seconds.
///
/// # Errors
/// [`Error::TooLarge`] if the populations would take more than the memory of one answer.
pub(crate) fn steady(
    rates: &Rates,
    foretold: &Profile,
    patient: bool,
) -> Result<Option<Collocation>, Error> {
    let numbers = Polynomials::default();
    let mut reach = Reach::even(numbers.reach);
    let mut profile = foretold.within(reach);
    let mut ends = profile.ends() < numbers.reach;
    let lattice = rates.lattice();
    for _ in 0..numbers.extents {
        if ends && !patient || !profile.falls() {
            return Ok(None);
        }
        let extent = Extent::new(rates, profile.clone(), ends);
        memory::check_alone(
            lattice.cells(),
            "populations of a steady state",
            extent.bytes(),
        )?;
        let found = converged(rates, &extent);
        let Some(found) = found.and_then(|(sample, error)| sample.expanded(rates, error)) else {
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
        profile = Profile::new(rates, reach);
    }
    Ok(None)
}

/// More and more lines, until the state does not change any more; the sample and its error.
fn converged(rates: &Rates, extent: &Extent) -> Option<(Sample, f64)> {
    let numbers = Polynomials::default();
    let rounding = numbers
        .enough
        .max(numbers.rounding * extent.ladders() as f64);
    let cells = f64::from(rates.lattice().cells());
    let (counts, enough, rough) = match extent.lines {
        Lines::Ladders => (&numbers.ladders[..], rounding, 0.0),
        Lines::Above { .. } => (
            &numbers.lines[..],
            rounding
                .max(numbers.enough_on_lines)
                .max(numbers.enough_per_cell * cells),
            numbers.rough_on_lines,
        ),
    };
    let (mut sample, mut before): (Option<Sample>, Option<f64>) = (None, None);
    for &(count, promising) in counts {
        let Some(next) = Sample::new(rates, extent, count, numbers.steps) else {
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
                    (numbers.safety * distance / before).min(1.0)
                }
                _ => 1.0,
            };
            if distance * gain <= enough {
                let edge = numbers.edges * next.edge();
                return Some((next, distance * gain + 3.0 * rounding + edge));
            }
            // Roundings end the convergence: the fewer lines, the less they weigh.
            let stalled = before.filter(|&before| before <= distance && before <= numbers.roughest);
            if let Some(before) = stalled {
                let edge = numbers.edges * last.edge();
                return Some((last, numbers.safety * before + edge));
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
    let edge = numbers.edges * sample.edge();
    Some((sample, distance + 3.0 * rounding + edge))
}

#[cfg(test)]
mod tests;
