//! Steady states of many cells from the profiles of a few ladders.
//!
//! Let π_d be the weight of ladder d and x_d(u) the share of its rung u = k - d, p(d, k) = π_d x_d(k - d).
//! Rates are rational in j, u and N, so that x_d(u) changes with d on the scale of j. Over the √N ladders that
//! carry weight it is a polynomial of low degree, to all digits. So balance is imposed on a few ladders only
//! ([`block_elimination`]), and x is interpolated between them ([`nodes`]). The weights of all ladders then
//! follow from the exact balance of flow between neighbours,
//!
//! ```text
//! π_d up_d = π_{d+1} down_{d+1} ,   up_d, down_d = Σ_u x_d(u) rate(d,u → d ± 1) ,
//! ```
//!
//! as one product. Cost: O(rungs M³) for M ladders, whatever N is, and O(1) for each population.
//!
//! **Ladders that end.** Where local baths are hot, weight reaches j ~ 0. There ladders end before their
//! profiles do, and at a fixed u nothing is smooth in d. The state is then followed along lines of states with
//! equally many rungs above them, b = 2j - u. In the quadrant u, b >= 0 rates are polynomials over 2j + 1 that
//! vanish at the sides, and p is smooth. Nodes are evenly spaced in a mixture of ln(b + b_0) and b. p itself is
//! interpolated, with no weight beyond the last ladder; in units of a forecast weight, a solution that grows
//! towards large j would be allowed. The weights of ladders are again taken from the flows between neighbours.
//! Cost: O(rungs M³), with M up to 270 and mostly 100 to 200.
//!
//! **Error.** The polynomials converge geometrically in M. The error is an estimate from the distance of the
//! results for M and for fewer ladders, and from how fast this distance shrinks. For lines that keep off the
//! ends of ladders, the error is the distance itself, plus a thousand times the weight at the ends of lines,
//! plus the change of weights that the flows make. If the distance does not shrink, there is no result.
//!
//! - [`extent`]: the ladders and rungs that carry weight
//! - [`nodes`]: the lines on which the state is computed, and polynomials between them
//! - [`jumps`]: rates by rung
//! - [`balance`]: the equations on the nodes
//! - [`block_elimination`]: the profiles on the nodes
//! - [`sample`]: a state made up of these profiles
//! - [`outcome`]: the result
//! - [`polynomials`]: the numbers that tune collocation

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

/// Whether the weight at the top of each ladder is negligible, so that profiles can be smooth in d.
pub(crate) fn suits(foretold: &Profile) -> bool {
    let numbers = Polynomials::default();
    foretold.within(Reach::even(numbers.reach)).ends() >= numbers.reach
}

/// The steady state of noise that has only one; `None` if polynomials do not converge.
///
/// `foretold` must reach at least as far as the first extent. With `patient`, lines that keep off the ends
/// of ladders are tried as well, which takes seconds.
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

/// Takes more and more lines until the state changes no more; returns the sample and its error.
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
            // With the same lines as before the distance is zero and tells nothing, so the distance
            // before is the error.
            if next.lines() == last.lines() {
                return before.map(|before| (next, before + 3.0 * rounding));
            }
            let distance = next.distance(&last);
            // If profiles are smooth, convergence is taken to go on at its present rate.
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
            // Roundings have stopped the convergence; the result with fewer lines has fewer of them.
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
    // No more lines are affordable; the last distance may be good enough.
    let distance = before.filter(|&before| before <= rough)?;
    let sample = sample?;
    let edge = numbers.edges * sample.edge();
    Some((sample, distance + 3.0 * rounding + edge))
}

#[cfg(test)]
mod tests;
