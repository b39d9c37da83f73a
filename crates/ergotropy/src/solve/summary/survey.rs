//! The samples of a curve, and the gaps between them.

use crate::bounded::{Bounded, Kind};
use crate::solve::summary::gap::{Gap, Sample};

/// Samples in the order of time, the first of them at t = 0, and the gaps between them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    samples: Vec<Sample>,
    links: Vec<Link>,
    /// The first and the last time that were given.
    pub(crate) window: (f64, f64),
}

/// What is known of the gap between two samples.
#[derive(Clone, Copy, Debug)]
struct Link {
    guess: f64,
    /// The stretch in which more samples can be taken, if there is one.
    stretch: Option<usize>,
}

impl Survey {
    pub(crate) fn new(window: (f64, f64)) -> Self {
        Self {
            window,
            ..Self::default()
        }
    }

    /// Adds a sample that is later than all others and belongs to a stretch.
    pub(crate) fn push(&mut self, sample: Sample, stretch: usize) {
        if !self.samples.is_empty() {
            self.links.push(Link {
                guess: f64::INFINITY,
                stretch: Some(stretch),
            });
        }
        self.samples.push(sample);
    }

    pub(crate) fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// The samples between the first and the last given time.
    pub(crate) fn seen(&self) -> impl Iterator<Item = Sample> + '_ {
        let (first, last) = self.window;
        let seen = move |sample: &&Sample| (first..=last).contains(&sample.time);
        self.samples.iter().filter(seen).copied()
    }

    /// The gaps with their numbers.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = (usize, Gap)> + '_ {
        let pairs = self.samples.windows(2).zip(&self.links).enumerate();
        pairs.map(|(number, (pair, link))| {
            let gap = Gap {
                from: pair[0],
                to: pair[1],
                guess: link.guess,
            };
            (number, gap)
        })
    }

    /// The gaps between the first and the last given time.
    pub(crate) fn seen_gaps(&self) -> impl Iterator<Item = (usize, Gap)> + '_ {
        let (first, last) = self.window;
        let seen = move |gap: &Gap| first <= gap.from.time && gap.to.time <= last;
        self.gaps().filter(move |(_, gap)| seen(gap))
    }

    /// Whether theorems hold about all gaps.
    pub(crate) fn is_provable(&self) -> bool {
        let sure =
            |sample: &Sample| sample.work.kind == Kind::Bound && sample.outlook.bend.is_finite();
        self.samples.iter().all(sure)
    }

    /// Guesses the bend of each gap: twice the greatest that its neighbours show. Neighbours that are closer
    /// than half the width of the gap would show the noise of the samples.
    pub(crate) fn guess(&mut self) {
        let samples = &self.samples;
        let place = |index: usize| samples.get(index).map(|sample| sample.time);
        for (index, link) in self.links.iter_mut().enumerate() {
            let (a, b) = (samples[index].time, samples[index + 1].time);
            let reach = (b - a) / 2.0;
            let before = |from: usize, time: f64| {
                let near = |&i: &usize| place(i).is_some_and(|t| time - t >= reach);
                (0..from).rev().find(near)
            };
            let after = |from: usize, time: f64| {
                let near = |&i: &usize| place(i).is_some_and(|t| t - time >= reach);
                (from + 1..samples.len()).find(near)
            };
            let left = before(index, a);
            let right = after(index + 1, b);
            let further = left.and_then(|left| Some((before(left, place(left)?)?, left, index)));
            let beyond =
                right.and_then(|right| Some((index + 1, right, after(right, place(right)?)?)));
            let near = left.map(|left| (left, index, index + 1));
            let next = right.map(|right| (index, index + 1, right));
            let bends = [further, near, next, beyond].into_iter().flatten();
            let bends = bends.map(|(i, j, k)| bend(samples[i], samples[j], samples[k]));
            let most = bends.reduce(f64::max);
            // Two samples alone tell nothing: as if all of the work came and went between them.
            let unknown = || {
                let work = samples[index].work.value.abs() + samples[index + 1].work.value.abs();
                4.0 * work / (b - a).powi(2)
            };
            link.guess = most.map_or_else(unknown, |most| 2.0 * most.max(0.0));
        }
    }

    /// The stretch in which a gap lies, if samples can still be taken in it.
    pub(crate) fn stretch(&self, gap: usize) -> Option<usize> {
        self.links[gap].stretch
    }

    /// Notes that no more samples can be taken in a gap.
    pub(crate) fn close(&mut self, gap: usize) {
        self.links[gap].stretch = None;
    }

    /// Inserts samples into the gaps of these numbers, in the order of time.
    pub(crate) fn insert(&mut self, found: Vec<(usize, Sample)>) {
        let mut found = found.into_iter().peekable();
        let old = std::mem::take(&mut self.samples);
        let links = std::mem::take(&mut self.links);
        for (index, sample) in old.into_iter().enumerate() {
            self.samples.push(sample);
            let Some(&link) = links.get(index) else {
                break;
            };
            self.links.push(link);
            while let Some((_, sample)) = found.next_if(|(gap, _)| *gap == index) {
                self.samples.push(sample);
                self.links.push(link);
            }
        }
    }
}

/// How sharply a parabola through three samples bends down.
fn bend(a: Sample, b: Sample, c: Sample) -> f64 {
    let slope = |a: Sample, b: Sample| (b.work.value - a.work.value) / (b.time - a.time);
    2.0 * (slope(a, b) - slope(b, c)) / (c.time - a.time)
}

/// The number that lies between two others.
pub(crate) fn between(low: f64, high: f64, kind: Kind) -> Bounded {
    if low == high {
        return Bounded {
            value: low,
            error: 0.0,
            kind,
        };
    }
    let value = f64::midpoint(low, high);
    Bounded::new(value, (high - value).max(value - low), kind)
}
