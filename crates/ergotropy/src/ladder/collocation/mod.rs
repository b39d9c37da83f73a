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
//! **Error.** The polynomials converge geometrically in M. The distance of the results for M and for
//! fewer ladders, and how it shrinks, tell the error, which is an estimate. Where the distance does not
//! shrink (few cells, or weight at j ~ 0, where ladders end before their profiles do) there is no result.

mod nodes;
mod profiles;

use crate::ensemble::Ensemble;
use crate::error::Error;
use crate::ladder::profile::{Profile, Reach, ratio};
use crate::ladder::rates::Rates;
use crate::ladder::state::LadderWeights;
use crate::memory;
use nodes::Nodes;
use profiles::{Ladder, Links, Profiles};

/// Numbers of ladders that are tried.
const COUNTS: [usize; 7] = [8, 12, 16, 24, 36, 54, 80];

/// Weights of ladders that are left out, as -ln: 1e-17.
const REACH: f64 = 39.2;

/// Where profiles end, relative to their first rung.
const TAIL: f64 = 1e-17;

/// Fewest rungs of a profile.
const FEWEST_RUNGS: usize = 24;

/// Distance in Σ|p| below which a result is as good as roundings allow, at least.
const ENOUGH: f64 = 1e-13;

/// Distances that have to be reached for a larger number of ladders to be tried.
const PROMISING: [f64; 7] = [f64::INFINITY, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

/// The extrapolated error is multiplied by this.
const SAFETY: f64 = 10.0;

/// Rounding error of the weights for each ladder that they are multiplied over.
const ROUNDING: f64 = 5e-16;

/// A steady state known on some ladders.
struct Sample {
    nodes: Nodes,
    profiles: Profiles,
    /// π_d of all ladders from the first, and which ladder that is.
    first: u32,
    weights: Vec<f64>,
}

/// A steady state, and how far it may be off in Σ|p|.
pub(crate) struct Collocation {
    /// The populations.
    pub(crate) ladders: Vec<LadderWeights>,
    /// Levels that the populations span.
    pub(crate) span: usize,
    pub(crate) error: f64,
}

const FIRST: Reach = Reach::even(REACH);

/// Whether ladders end where there is no weight, so that profiles can be smooth in d.
pub(crate) fn suits(rates: &Rates) -> bool {
    Window::new(rates, FIRST).smooth
}

/// The steady state of an ensemble with one; `None` where polynomials do not converge.
///
/// # Errors
/// [`Error::TooLarge`] if the populations would take more than the memory of one answer.
pub(crate) fn steady(ensemble: &Ensemble) -> Result<Option<Collocation>, Error> {
    let rates = Rates::new(ensemble);
    let mut reach = FIRST;
    for _ in 0..MOST_WINDOWS {
        let window = Window::new(&rates, reach);
        memory::check(
            ensemble.lattice(),
            "populations of a steady state",
            |lattice| window.bytes(f64::from(lattice.cells()) / f64::from(ensemble.cells())),
        )?;
        let Some((sample, error)) = converged(&rates, &window) else {
            return Ok(None);
        };
        let short = sample.open_ends(ensemble.lattice().ladders() - 1);
        if short == [false; 2] {
            return Ok(Some(sample.expanded(error)));
        }
        reach = reach.moved([short[0], short[1], false]);
    }
    Ok(None)
}

/// The ladders and rungs that carry weight.
struct Window {
    first: u32,
    mode: u32,
    last: u32,
    /// Rungs of the longest profile.
    rungs: usize,
    /// Whether ladders end where there is no weight, so that profiles can be smooth in d.
    smooth: bool,
}

impl Window {
    fn new(rates: &Rates, reach: Reach) -> Self {
        let profile = Profile::new(rates, reach);
        let ladders = profile.ladders();
        let some = ladders.clone().step_by(1 + ladders.clone().count() / 64);
        let tops = some.chain([*ladders.end()]).map(|d| top(rates, d));
        Self {
            first: *ladders.start(),
            mode: profile.mode().0,
            last: *ladders.end(),
            rungs: tops.max().unwrap_or(0),
            smooth: profile.ends() >= REACH,
        }
    }

    /// Memory for the populations if there were `share` as many cells: the number of ladders goes as
    /// the root of it.
    fn bytes(&self, share: f64) -> u128 {
        let ladders = self.ladders() as f64 * share.sqrt();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let ladders = ladders.ceil() as u128;
        8 * ladders * self.rungs as u128
    }

    fn ladders(&self) -> usize {
        (self.last - self.first) as usize + 1
    }
}

/// More and more ladders, until the state does not change any more; the sample and its error.
fn converged(rates: &Rates, window: &Window) -> Option<(Sample, f64)> {
    let rounding = ENOUGH.max(ROUNDING * window.ladders() as f64);
    let (mut sample, mut before): (Option<Sample>, Option<f64>) = (None, None);
    for (count, promising) in COUNTS.into_iter().zip(PROMISING) {
        if window.rungs as u128 * (count as u128).pow(2) > MOST_STEPS {
            break;
        }
        let next = Sample::new(rates, window, count);
        if let Some(last) = sample {
            let distance = next.distance(&last);
            // Convergence that was geometric so far is taken to go on, if profiles are smooth.
            let gain = match before {
                Some(before) if window.smooth => (SAFETY * distance / before).min(1.0),
                _ => 1.0,
            };
            if distance * gain <= rounding {
                return Some((next, distance * gain + 3.0 * rounding));
            }
            // Roundings end the convergence: the fewer ladders, the less they weigh.
            let stalled = before.filter(|&before| before <= distance && before <= ROUGHEST);
            if let Some(before) = stalled {
                return Some((last, SAFETY * before));
            }
            if distance.is_nan() || distance > promising {
                return None;
            }
            before = Some(distance);
        }
        sample = Some(next);
    }
    None
}

/// Most windows that are tried.
const MOST_WINDOWS: usize = 6;

/// Distance in Σ|p| from which roundings may explain that more ladders change the state more.
const ROUGHEST: f64 = 1e-9;

/// Weight of the last ladder of a window, from which on it has to be widened.
const OPEN: f64 = 1e-16;

/// Elements of matrices that are kept during an elimination, divided by two.
const MOST_STEPS: u128 = 1 << 26;

/// How many rungs of ladder d carry weight.
fn top(rates: &Rates, d: u32) -> usize {
    let all = rates.lattice().twice_j(d) as usize + 1;
    let ratio = rates.ladder(d).ratio();
    if ratio.is_nan() || ratio >= 1.0 {
        return all;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rungs = (TAIL.ln() / ratio.ln()).ceil() as usize;
    rungs.max(FEWEST_RUNGS).min(all)
}

impl Sample {
    fn new(rates: &Rates, window: &Window, count: usize) -> Self {
        let lattice = rates.lattice();
        let (first, last) = (window.first, window.last);
        let nodes = Nodes::new(lattice, first, last, count);
        // With all ladders at hand the window ends where they do; else polynomials go on beyond it, as
        // an end would bend the profiles next to it.
        let complete = nodes.len() == window.ladders();
        let (least, most) = if complete {
            (first, last)
        } else {
            (0, lattice.ladders() - 1)
        };
        let link = |d: u32, factor: f64| {
            let (start, weights) = nodes.weights(d);
            let mut all = vec![0.0; nodes.len()];
            for (all, weight) in all[start..].iter_mut().zip(weights) {
                *all = factor * weight;
            }
            all
        };
        let ladders = nodes.ladders();
        let links = Links {
            brighter: ladders
                .iter()
                .map(|&d| (d > least).then(|| link(d - 1, ratio(rates, d - 1).recip())))
                .map(Option::unwrap_or_default)
                .collect(),
            darker: ladders
                .iter()
                .map(|&d| (d < most).then(|| link(d + 1, ratio(rates, d))))
                .map(Option::unwrap_or_default)
                .collect(),
        };
        let mode = ladders
            .partition_point(|&d| d < window.mode)
            .min(nodes.len() - 1);
        let tops: Vec<usize> = ladders.iter().map(|&d| top(rates, d)).collect();
        let profiles = Profiles::new(rates, &nodes, &links, &tops, mode);
        let known: Vec<[f64; 2]> = ladders
            .iter()
            .enumerate()
            .map(|(node, &d)| profiles.leaving(&Ladder::new(rates, d), node))
            .collect();
        let leaving: Vec<[f64; 2]> = (first..=last)
            .map(|d| {
                let (start, weights) = nodes.weights(d);
                let mut sums = [0.0; 2];
                for (known, weight) in known[start..].iter().zip(weights) {
                    sums[0] += weight * known[0];
                    sums[1] += weight * known[1];
                }
                sums
            })
            .collect();
        let weights = balanced(&leaving, (window.mode - first) as usize);
        Self {
            nodes,
            profiles,
            first,
            weights,
        }
    }

    /// Whether the first and the last ladder of the window carry weight, and others follow.
    fn open_ends(&self, end: u32) -> [bool; 2] {
        let last = self.first as usize + self.weights.len() - 1;
        let heavy =
            |weight: Option<&f64>| weight.is_some_and(|&weight| weight.is_nan() || weight > OPEN);
        [
            self.first > 0 && heavy(self.weights.first()),
            last < end as usize && heavy(self.weights.last()),
        ]
    }

    /// x_d(u) of any ladder.
    fn profile(&self, d: u32) -> Vec<f64> {
        let (start, weights) = self.nodes.weights(d);
        let mut profile = vec![0.0; self.profiles.rungs];
        for (values, weight) in self.profiles.values[start..].iter().zip(weights) {
            for (share, value) in profile.iter_mut().zip(values) {
                *share += weight * value;
            }
        }
        profile
    }

    /// Σ|p - p'|, with the profiles compared where this sample has nodes.
    fn distance(&self, other: &Self) -> f64 {
        let between: f64 = self
            .weights
            .iter()
            .zip(&other.weights)
            .map(|(a, b)| (a - b).abs())
            .sum();
        let (mut within, mut total) = (0.0, 0.0);
        for &d in self.nodes.ladders() {
            let weight = self.weights[(d - self.first) as usize];
            let profiles = self.profile(d).into_iter().zip(other.profile(d));
            within += weight * profiles.map(|(a, b)| (a - b).abs()).sum::<f64>();
            total += weight;
        }
        between + within / total
    }

    fn expanded(&self, error: f64) -> Collocation {
        let ladders = (self.first..)
            .zip(&self.weights)
            .map(|(d, weight)| {
                let mut weights = self.profile(d);
                // Roundings may leave a share below zero, where it is next to nothing.
                for share in &mut weights {
                    *share = (weight * *share).max(0.0);
                }
                let kept = weights
                    .iter()
                    .rposition(|&p| p > 0.0)
                    .map_or(0, |at| at + 1);
                weights.truncate(kept);
                LadderWeights {
                    d,
                    first: d,
                    weights,
                }
            })
            .filter(|ladder| !ladder.weights.is_empty())
            .collect();
        Collocation {
            span: self.weights.len() + self.profiles.rungs,
            ladders,
            error,
        }
    }
}

/// The weights of a chain from its rates of stepping back and forth, from the mode outwards; they sum
/// to one.
fn balanced(leaving: &[[f64; 2]], mode: usize) -> Vec<f64> {
    let mut weights = vec![1.0; leaving.len()];
    for i in mode + 1..weights.len() {
        weights[i] = weights[i - 1] * (leaving[i - 1][1] / leaving[i][0]);
    }
    for i in (0..mode).rev() {
        weights[i] = weights[i + 1] * (leaving[i + 1][0] / leaving[i][1]);
    }
    let sum: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= sum;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Mixture};

    fn mixture(cells: u64, eta: f64, ac: f64, al: f64, ratio: f64) -> Result<Ensemble, Error> {
        let gamma_ratio = ratio;
        Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
            .collective_bath(Bath::from_bose_ratio(ac)?)
            .local_bath(Bath::from_bose_ratio(al)?))
    }

    /// Σ|p - p'| of a result and a state of all populations.
    fn distance(found: &Collocation, state: &crate::LadderState) -> f64 {
        let there = found.ladders.iter().flat_map(|ladder| {
            (ladder.first..)
                .zip(&ladder.weights)
                .map(|(k, p)| (p - state.population(ladder.d, k)).abs())
        });
        there.sum()
    }

    #[test]
    fn agrees_with_elimination() -> Result<(), Error> {
        for (cells, eta, collective, local, ratio) in [
            (120, 0.9, 0.5, 0.01, 1.0),
            (150, 0.9, 0.6, 0.0, 1.0),
            (150, 0.9, 0.6, 0.005, 0.1),
            (160, 0.5, 0.3, 0.02, 1.0),
            (160, 0.3, 0.0, 0.01, 3.0),
        ] {
            let ensemble = mixture(cells, eta, collective, local, ratio)?;
            assert!(suits(&Rates::new(&ensemble)), "{cells} {eta}");
            let Some(found) = steady(&ensemble)? else {
                panic!("no result for {cells} cells");
            };
            let distance = distance(&found, &ensemble.steady_state()?);
            assert!(
                distance <= found.error,
                "{cells} {eta}: {distance:e} {:e}",
                found.error
            );
        }
        Ok(())
    }

    #[test]
    fn agrees_with_elimination_on_a_window() -> Result<(), Error> {
        for (eta, collective, local, ratio) in [
            (0.9, 0.9, 0.3, 1.0),
            (0.1, 0.7, 0.5, 30.0),
            (0.5, 0.6, 0.1, 1e-3),
            (0.99, 0.0, 0.5, 1.0),
        ] {
            let ensemble = mixture(1000, eta, collective, local, ratio)?;
            let Some(found) = steady(&ensemble)? else {
                panic!("no result for {eta}");
            };
            let windowed = crate::ladder::windowed::steady(&ensemble)?;
            let distance: f64 = found
                .ladders
                .iter()
                .flat_map(|ladder| {
                    (ladder.first..).zip(&ladder.weights).map(|(k, p)| {
                        let there = windowed.window.index(ladder.d, k);
                        (p - there.map_or(0.0, |index| windowed.weights[index])).abs()
                    })
                })
                .sum();
            assert!(distance <= found.error + 1e-13, "{eta}: {distance:e}");
            assert!(found.error < 1e-10, "{eta}: {:e}", found.error);
        }
        Ok(())
    }

    #[test]
    fn a_million_cells_and_more() -> Result<(), Error> {
        for cells in [1_000_000, 1 << 28] {
            let Some(found) = steady(&mixture(cells, 0.9, 0.5, 0.3, 1.0)?)? else {
                panic!("no result for {cells} cells");
            };
            let sum: f64 = found
                .ladders
                .iter()
                .flat_map(|ladder| &ladder.weights)
                .sum();
            assert!((sum - 1.0).abs() < found.error && found.error < 1e-9);
        }
        Ok(())
    }

    #[test]
    fn profiles_that_end_with_their_ladders_give_no_result() -> Result<(), Error> {
        let hot = mixture(300, 0.9, 0.3, 0.95, 1.0)?;
        assert!(!suits(&Rates::new(&hot)) && steady(&hot)?.is_none());
        Ok(())
    }
}
