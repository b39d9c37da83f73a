//! The answers that the samples of a curve give.

use crate::bounded::{Bounded, Kind};
use crate::solve::summary::answers::{GreatestPower, Peak};
use crate::solve::summary::gap::{Sample, Trust};
use crate::solve::summary::survey::{Survey, between};

/// Fraction of the time between the first and the last in which a curve that rises has its peak.
const RISING: f64 = 0.01;

/// Fraction of the time between the first and the last within which a peak is told to be at one of them.
const NEAR: f64 = 0.01;

/// The greatest work of a sample, with an error that covers the greatest lower bound.
pub(crate) fn highest(survey: &Survey) -> Option<Bounded> {
    greatest(survey.seen().map(|sample| sample.work))
}

/// The greatest power of a sample.
pub(crate) fn steepest(survey: &Survey, initial: Bounded) -> Option<Bounded> {
    let late = survey.seen().filter(|sample| sample.time > 0.0);
    greatest(late.map(|sample| sample.power(initial)))
}

/// The greatest of some values; its lower end is the greatest of all lower ends.
fn greatest(numbers: impl Iterator<Item = Bounded>) -> Option<Bounded> {
    numbers.reduce(|best, next| {
        let lower = best.lower().max(next.lower());
        let best = if next.value > best.value { next } else { best };
        Bounded {
            error: best.error.min(best.value - lower),
            ..best
        }
    })
}

/// The peak.
pub(crate) fn peak(survey: &Survey, trust: Trust) -> Option<Peak> {
    let best = highest(survey)?;
    let least = best.lower();
    let seen = survey.seen().map(|sample| sample.work.upper());
    let tops = survey.seen_gaps().map(|(_, gap)| gap.top(trust));
    let most = seen.chain(tops).fold(best.value, f64::max);
    let kind = kind_seen(survey, trust);
    let samples = survey
        .seen()
        .filter(|sample| sample.work.upper() >= least)
        .map(|sample| (sample.time, sample.time));
    let gaps = survey
        .seen_gaps()
        .filter_map(|(_, gap)| gap.reach(least, trust));
    let (low, high) = hull(samples.chain(gaps))?;
    let at = survey
        .seen()
        .find(|sample| sample.work.value == best.value)?;
    let (first, last) = survey.window;
    let rising = first < last && at.time == last && low >= last - RISING * (last - first);
    Some(Peak {
        time: placed(at, (low, high), survey.window, kind),
        ergotropy: covering(best.value, (least, most), kind),
        rising,
    })
}

/// The greatest power; `None` if no work is surely gained.
pub(crate) fn power(survey: &Survey, initial: Bounded, trust: Trust) -> Option<GreatestPower> {
    let best = steepest(survey, initial)?;
    let least = best.lower();
    if least <= 0.0 {
        return None;
    }
    let late = || survey.seen().filter(|sample| sample.time > 0.0);
    let seen = late().map(|sample| sample.power(initial).upper());
    let tops = survey
        .seen_gaps()
        .map(|(_, gap)| gap.steepest(initial, trust));
    let most = seen.chain(tops).fold(best.value, f64::max);
    let kind = kind_seen(survey, trust);
    let samples = late()
        .filter(|sample| sample.power(initial).upper() >= least)
        .map(|sample| (sample.time, sample.time));
    let gaps = survey
        .seen_gaps()
        .filter_map(|(_, gap)| gap.steep_reach((least, initial), trust));
    let (low, high) = hull(samples.chain(gaps))?;
    let at = late().find(|sample| sample.power(initial).value == best.value)?;
    Some(GreatestPower {
        time: placed(at, (low, high), survey.window, kind),
        power: covering(best.value, (least, most), kind),
    })
}

/// The times between which the work passes a level for the first time; `None` if it is not sure that it does.
pub(crate) fn passage(survey: &Survey, level: Bounded, trust: Trust) -> Option<(f64, f64)> {
    let above = |sample: &&Sample| sample.work.lower() >= level.upper();
    let last = survey.samples().iter().find(above)?.time;
    let reached = survey
        .gaps()
        .find_map(|(_, gap)| gap.reach(level.lower(), trust));
    let first = reached.map_or(0.0, |(first, _)| first).min(last);
    Some((first, last))
}

/// The time at which the work passes a level for the first time.
pub(crate) fn passed(survey: &Survey, level: Bounded, trust: Trust) -> Option<Bounded> {
    let (first, last) = passage(survey, level, trust)?;
    Some(between(first, last, kind(survey, trust).max(level.kind)))
}

/// The kind of what the samples and the gaps between them tell.
fn kind(survey: &Survey, trust: Trust) -> Kind {
    match trust {
        Trust::Guess => Kind::Estimate,
        Trust::Proof => of_samples(survey),
    }
}

/// The kind of what is seen; at one time alone that rests on no gap.
fn kind_seen(survey: &Survey, trust: Trust) -> Kind {
    if survey.window.0 == survey.window.1 {
        of_samples(survey)
    } else {
        kind(survey, trust)
    }
}

fn of_samples(survey: &Survey) -> Kind {
    let works = survey.samples().iter().map(|sample| sample.work.kind);
    works.max().unwrap_or(Kind::Bound)
}

fn hull(parts: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    parts.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

/// The middle of the times in which the greatest sample lies, or an end of all times if they are close to it.
fn placed(at: Sample, (low, high): (f64, f64), (first, last): (f64, f64), kind: Kind) -> Bounded {
    let at_end = at.time == first && low <= first || at.time == last && high >= last;
    if at_end && high - low <= NEAR * (last - first) {
        covering(at.time, (low, high), kind)
    } else {
        between(low, high, kind)
    }
}

/// A value with an error that covers an interval.
fn covering(value: f64, (low, high): (f64, f64), kind: Kind) -> Bounded {
    let error = (high - value).max(value - low);
    if error == 0.0 {
        let error = 0.0;
        return Bounded { value, error, kind };
    }
    Bounded::new(value, error, kind)
}
