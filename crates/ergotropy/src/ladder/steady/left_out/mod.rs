//! The weight that a window leaves out: a bound from the time that the chain spends outside.
//!
//! **Theorem.** Let W be a window and V >= 0 a function on the whole lattice with (QV)(s) <= -λ < 0 at all
//! states s outside W. The mean time to reach the window from such a state is at most V(s)/λ, and the
//! weight of the steady state π outside the window is at most
//!
//! ```text
//! Σ_{s in W} π(s) Σ_{s' not in W} q(s, s') V(s')/λ .
//! ```
//!
//! *Proof.* V(X_t) + λt is a supermartingale until the window is reached, and V is not negative there. In
//! the steady state the weight outside is the flow out of the window times the mean time of the excursions
//! that begin with this flow. ∎
//!
//! V ([`Potential`]) has a few parameters, chosen for the noise at hand. It is checked at every state outside
//! the window, however many there are: on patches of ladders and rungs the least and the greatest rates give an
//! upper bound of QV, and patches are halved until this bound is below -λ. A function that does not pass proves
//! nothing, and another one is tried. No function may pass for hot collective baths and some hundred cells, or
//! for hot local baths and 10⁵ cells or more, where the patches become too many.
//!
//! - [`lyapunov`]: the function V
//! - [`drift`]: upper bounds of QV
//! - [`patch`]: rectangles of ladders and rungs

mod drift;
mod lyapunov;
mod patch;
#[cfg(test)]
mod tests;

use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::window::Window;
use crate::ladder::state::LadderState;
use crate::ladder::steady::left_out::lyapunov::{Choice, Part, Potential, Rise};
use crate::ladder::steady::left_out::patch::Patch;
use crate::model::ensemble::Ensemble;
use crate::work::spectrum::Spectrum;

/// The functions that are tried, and when the search ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Search {
    /// Values of [`Choice::growth`] that are tried.
    growths: [f64; 5],
    /// Values of [`Choice::end`] that are tried.
    ends: [Option<f64>; 4],
    /// Ratio of each height κ that is tried to the one before.
    height_step: f64,
    /// Number of heights that are tried.
    heights: i32,
    /// Factors of [`Potential::with_line`] that are tried.
    lines: [f64; 5],
    /// Greatest number of patches of one check.
    patches: u32,
    /// Number of patches after which no further choice is tried.
    all_patches: u32,
    /// Bound at which the search ends.
    enough: f64,
    /// Number of bounds of which the least is taken.
    bounds: u32,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            growths: [0.45, 0.3, 0.6, 0.2, 0.75],
            ends: [Some(0.25), None, Some(0.1), Some(0.5)],
            height_step: 5.0,
            heights: 18,
            lines: [1.0, 3.0, 10.0, 30.0, 100.0],
            patches: 60_000,
            all_patches: 300_000,
            enough: 1e-12,
            bounds: 4,
        }
    }
}

/// Factor that covers the roundings of the sum in the theorem.
const ROOM: f64 = 1.0 + 1e-9;

impl Ensemble {
    /// Upper bound of the weight that a steady state of many cells leaves out, that of all states but
    /// its listed ones; `None` if no proof was found.
    ///
    /// The mean time of an excursion from the listed states to others is bounded by a function that falls
    /// on the way back at every other state of the lattice (Foster-Lyapunov drift), which is checked there in
    /// full. That is a theorem about the noise; the flow that starts the excursions is that of the listed
    /// populations, as accurate as they are near the edge. Cost: mostly below 4·10⁵ patches of less than 0.5 µs
    /// each, and at most 1.7·10⁶, whatever the number of cells, and some 50 ns for each population at the edge.
    pub(crate) fn left_out(&self, steady: &LadderState) -> Option<f64> {
        if self.lattice() != steady.lattice() {
            return None;
        }
        let (first, _) = steady.ladder_ends()?;
        let runs: Vec<_> = (0..steady.runs())
            .map(|index| steady.extent_of_run(index))
            .collect();
        let gapless = runs
            .iter()
            .zip(first..)
            .all(|((d, run), expected)| *d == expected && run.start == *d);
        if !gapless {
            return None;
        }
        let window = Window::new(self.lattice(), first, runs.into_iter().map(|(_, run)| run));
        let (mode, _) = steady
            .ladder_sums()
            .into_iter()
            .max_by(|a, b| a.1.hi.total_cmp(&b.1.hi))?;
        left_out(&Rates::new(self), &window, mode, |d, k| {
            steady.population(d, k)
        })
    }
}

/// Upper bound of the weight outside a window that has the bottom of each of its ladders. `weight` gives
/// the weights inside, and `mode` is the heaviest ladder; `None` if no function passes.
fn left_out(
    rates: &Rates,
    window: &Window,
    mode: u32,
    weight: impl Fn(u32, u32) -> f64,
) -> Option<f64> {
    if window.is_full() {
        return Some(0.0);
    }
    let search = Search::default();
    let mut least: Option<f64> = None;
    let (mut patches, mut bounds) = (0, 0);
    let mut witnesses = Vec::new();
    for choice in choices(search, rates, mode) {
        let enough = least.is_some_and(|least| least <= search.enough);
        if enough || bounds == search.bounds || patches > search.all_patches {
            break;
        }
        let Some(potential) = Potential::new(rates, window, mode, choice) else {
            continue;
        };
        let mut passes = |potential: &Potential| {
            let (passes, looked) = check(potential, rates, window, &mut witnesses);
            patches += looked;
            passes
        };
        let mut heights =
            (0..search.heights).map(|n| potential.clone().raised(search.height_step.powi(n)));
        let Some(potential) = heights.find(&mut passes) else {
            continue;
        };
        let mut lines = search
            .lines
            .into_iter()
            .filter_map(|factor| potential.clone().with_line(rates, factor));
        let potential = lines.find(&mut passes).unwrap_or(potential);
        let found = outside(&potential, rates, window, &weight);
        bounds += 1;
        least = Some(least.map_or(found, |least| least.min(found)));
    }
    least
}

/// All choices of parameters, the most widely successful first.
fn choices(search: Search, rates: &Rates, mode: u32) -> impl Iterator<Item = Choice> {
    let cells = f64::from(rates.lattice().cells());
    // If ladders near the dark end are hardly longer than the occupied part of others, only a bulk that
    // is linear in J² falls there; a large B is then tried first.
    let occupied = -rates.ladder(mode).ratio().ln().recip();
    let soft = if 4.0 * occupied > cells.sqrt() {
        [cells, 1.0]
    } else {
        [1.0, cells]
    };
    soft.into_iter().flat_map(move |softness| {
        search.growths.into_iter().flat_map(move |growth| {
            search.ends.map(|end| Choice {
                softness,
                growth,
                end,
            })
        })
    })
}

/// Whether QV <= -λ at all states outside the window, and how many patches were checked.
///
/// `witnesses` are states where other functions did not fall. They are checked first, since most functions that
/// do not pass fail at the same few states.
fn check(
    potential: &Potential,
    rates: &Rates,
    window: &Window,
    witnesses: &mut Vec<Patch>,
) -> (bool, u32) {
    let mut known = witnesses.iter().rev();
    if let Some(rank) = known.position(|state| !falls(potential, rates, state)) {
        return (false, u32::try_from(rank + 1).unwrap_or(u32::MAX));
    }
    let mut patches: Vec<Patch> = potential
        .zones()
        .into_iter()
        .filter_map(|(low, high)| Patch::of_ladders(rates.lattice(), low, high))
        .collect();
    let mut looked = 0;
    while let Some(patch) = patches.pop() {
        looked += 1;
        if looked > Search::default().patches {
            return (false, looked);
        }
        if patch.inside(window) || falls(potential, rates, &patch) {
            continue;
        }
        let Some(halves) = patch.halves(potential.width(&patch)) else {
            witnesses.push(patch);
            return (false, looked);
        };
        patches.extend(halves);
    }
    (true, looked)
}

/// Whether QV <= -λ at all states of a patch.
fn falls(potential: &Potential, rates: &Rates, patch: &Patch) -> bool {
    let parts = [Part::Bulk, Part::End];
    let on_patch = patch.rates(rates);
    let rises = [Rise::Power, Rise::Line];
    parts
        .into_iter()
        .filter(|&part| potential.needs_part(part, patch))
        .all(|part| {
            rises
                .into_iter()
                .filter(|&rise| potential.needs_rise(rise, patch))
                .all(|rise| {
                    potential.drift((part, rise), rates, patch, &on_patch) <= -potential.rate()
                })
        })
}

/// The sum in the theorem.
fn outside(
    potential: &Potential,
    rates: &Rates,
    window: &Window,
    weight: impl Fn(u32, u32) -> f64,
) -> f64 {
    let mut sum = 0.0;
    for d in window.ladders() {
        let ladder = rates.ladder(d);
        for k in window.edge(d) {
            let times: f64 = ladder
                .jumps(k)
                .filter(|&((d, k), rate)| rate > 0.0 && !window.contains(d, k))
                .map(|((d, k), rate)| rate * potential.at(d, k))
                .sum();
            sum += weight(d, k) * times / potential.rate();
        }
    }
    sum * ROOM
}
