//! Where more samples are needed for an answer.

use crate::bounded::Bounded;
use crate::solve::summary::gap::{Gap, Trust};
use crate::solve::summary::read;
use crate::solve::summary::survey::Survey;

/// Relative error that is small enough for a value, with a proof and without.
const ENOUGH: [f64; 2] = [1e-9, 1e-11];

/// Relative width that is small enough for a time at which a level is passed.
const SHARP: f64 = 1e-11;

/// What samples are taken for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// The greatest work.
    Peak,
    /// The greatest power after a start with this work.
    Power(Bounded),
    /// The first time at which the work reaches a level.
    Level(Bounded),
}

/// Times inside a gap at which to take samples.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    pub(crate) gap: usize,
    pub(crate) times: Vec<f64>,
}

impl Goal {
    /// The cuts that the goal needs next; none if it is reached.
    pub(crate) fn cuts(self, survey: &Survey, trust: Trust) -> Vec<Cut> {
        let halves = |gap: &Gap| vec![0.5 * gap.width()];
        match self {
            Self::Peak => {
                let Some(peak) = read::highest(survey) else {
                    return Vec::new();
                };
                let enough = peak.lower() + tolerance(peak, trust);
                let wanted = survey
                    .seen_gaps()
                    .filter(|(_, gap)| gap.half(trust) > gap.noise() && gap.top(trust) > enough);
                cuts(wanted, halves)
            }
            Self::Power(initial) => {
                let Some(power) = read::steepest(survey, initial) else {
                    return Vec::new();
                };
                let enough = power.lower() + tolerance(power, trust);
                let wanted = survey.seen_gaps().filter(|(_, gap)| {
                    gap.half(trust) > gap.noise() + 2.0 * initial.error
                        && gap.steepest(initial, trust) > enough
                });
                cuts(wanted, halves)
            }
            Self::Level(level) => {
                let Some((first, last)) = read::passage(survey, level, trust) else {
                    return Vec::new();
                };
                if last - first <= SHARP * last {
                    return Vec::new();
                }
                let wanted = survey.gaps().filter(|(_, gap)| {
                    let inside = gap.from.time < last && first < gap.to.time;
                    let rise = (gap.to.work.value - gap.from.work.value).abs();
                    let blurred = 8.0 * (gap.noise() + level.error);
                    let sharp = gap.width() > SHARP * last;
                    inside
                        && sharp
                        && rise.max(gap.half(trust)) > blurred
                        && gap.top(trust) >= level.lower()
                });
                cuts(wanted, |gap| passages(gap, level))
            }
        }
    }
}

fn tolerance(best: Bounded, trust: Trust) -> f64 {
    let [proof, guess] = ENOUGH;
    let enough = match trust {
        Trust::Proof => proof,
        Trust::Guess => guess,
    };
    4.0 * best.error + enough * best.value.abs()
}

/// Cuts at times counted from the beginning of each gap; gaps in which no float is left get none.
fn cuts(wanted: impl Iterator<Item = (usize, Gap)>, places: impl Fn(&Gap) -> Vec<f64>) -> Vec<Cut> {
    let cut = |(number, gap): (usize, Gap)| {
        let mut times: Vec<f64> = places(&gap).iter().map(|x| gap.from.time + x).collect();
        times.retain(|&time| gap.from.time < time && time < gap.to.time);
        times.dedup();
        let cut = Cut { gap: number, times };
        (!cut.times.is_empty()).then_some(cut)
    };
    wanted.filter_map(cut).collect()
}

/// Places inside a gap just before and after the passage of a level, as the chord foretells it; the middle if the
/// bend is too great for that.
fn passages(gap: &Gap, level: Bounded) -> Vec<f64> {
    let width = gap.width();
    let from = gap.from.work.value;
    let rise = gap.to.work.value - from;
    let half = gap.half(Trust::Guess);
    let spread = 2.0 * (gap.noise() + level.error) + half / 2.0;
    let at = |work: f64| (work - from) / rise;
    let (first, last) = (at(level.value - spread), at(level.value + spread));
    if !(first < last && last - first < 0.5) {
        return vec![0.5 * width];
    }
    let inside = [first, last]
        .into_iter()
        .filter(|x| (0.0..=1.0).contains(x));
    let places: Vec<f64> = inside.map(|x| x * width).collect();
    if places.is_empty() {
        vec![0.5 * width]
    } else {
        places
    }
}
