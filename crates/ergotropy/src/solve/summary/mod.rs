//! What a charging curve comes to, found between samples.
//!
//! - [`answers`]: the answers
//! - [`grid`]: the times at which a stretch is sampled first
//! - [`bow`]: a parabola over a chord
//! - [`gap`]: what lies between two samples
//! - [`survey`]: the samples and the gaps between them
//! - [`read`]: the answers that samples give
//! - [`cuts`]: where more samples are needed
//! - [`refine`]: more samples, until an answer is sharp
//!
//! A curve is computed in stretches of time, each of which gives the state at any of its times for little. All
//! of them are sampled while they are computed; those on which an answer can depend are kept, and sampled again
//! where it does: gaps whose upper bound exceeds the best sample are halved until none is left.

pub(crate) mod answers;
mod bow;
mod cuts;
mod gap;
mod grid;
mod read;
mod refine;
mod survey;

use crate::bounded::Bounded;
use crate::error::Error;
use crate::numerics::memory;
use crate::solve::curve::{Charging, Point};
use crate::solve::state::State;
use crate::solve::summary::answers::Summary;
use crate::solve::summary::cuts::Goal;
use crate::solve::summary::gap::{Sample, Trust};
use crate::solve::summary::grid::{FIRST, grid};
use crate::solve::summary::refine::refine;
use crate::solve::summary::survey::Survey;
use crate::time::progress::Report;
use crate::time::stretch::Stretch;

/// Greatest number of further samples for one answer, with a proof and without.
const MOST: [usize; 2] = [300, 600];

/// Greatest number of times of a stretch of which all are sampled; of more, some.
const CLOSE: usize = 1000;

/// Memory in bytes of a stretch from which on its states cost so much that fewer are sampled: about a million
/// populations.
const COSTLY: u128 = 200_000_000;

/// Fraction of the memory of an answer that stretches may take which are kept.
const KEPT: u128 = 8;

/// Follows a curve, calls `look` with each point and the index of its time, in the order of time, and finds what
/// the curve comes to.
///
/// # Errors
/// Those of [`Charging::stretches`] and of the callback.
pub(crate) fn summarise(
    charging: &Charging,
    report: &mut Report,
    look: impl FnMut(usize, Point) -> Result<(), Error>,
) -> Result<Summary, Error> {
    let search = sampled(charging, report, look)?;
    Ok(search.map_or_else(Summary::default, Search::summary))
}

/// The first sampled time at which the work has changed by half as much as it ever does up to the last time;
/// `None` if it does not surely change.
///
/// # Errors
/// Those of [`Charging::stretches`].
pub(crate) fn time_scale(charging: &Charging, report: &mut Report) -> Result<Option<f64>, Error> {
    let search = sampled(charging, report, |_, _| Ok(()))?;
    Ok(search.and_then(|search| search.time_scale()))
}

/// Samples a curve; `None` if no times were given.
fn sampled<'a>(
    charging: &'a Charging<'a>,
    report: &mut Report,
    mut look: impl FnMut(usize, Point) -> Result<(), Error>,
) -> Result<Option<Search<'a>>, Error> {
    let Some(window) = charging.window() else {
        return Ok(None);
    };
    let mut due = charging.due();
    let mut finest = charging.shortest();
    let mut search = Search {
        charging,
        survey: Survey::new(window),
        stretches: Vec::new(),
        passed: [None; 2],
    };
    charging.stretches(report, |stretch| {
        let (begin, end) = (stretch.begin, stretch.end);
        let indices = due.up_to(end);
        let mut times: Vec<f64> = indices.iter().map(|&index| charging.time(index)).collect();
        if stretch.still || begin == end {
            times.push(end);
        } else {
            let finest = *finest.get_or_insert((end - begin) / FIRST);
            times.extend(grid(begin, end, finest, stretch.bytes > COSTLY));
        }
        times.sort_by(f64::total_cmp);
        times.dedup();
        let number = search.stretches.len();
        let stride = times.len().div_ceil(CLOSE);
        let mut place = 0;
        let mut indices = indices.iter().peekable();
        for times in times.chunks(stretch.batch) {
            for (state, &time) in stretch.at(times).into_iter().zip(times) {
                let point = charging.point(time, state);
                let sample = sample(charging, &point);
                let counts = place % stride == 0 || time == end || time == window.0;
                search.add(sample, number, counts);
                place += 1;
                while let Some(&index) = indices.next_if(|&&index| charging.time(index) == time) {
                    look(index, point.clone())?;
                }
            }
        }
        search.keep(stretch);
        Ok(())
    })?;
    Ok(Some(search))
}

/// The samples of a curve, and the stretches in which more can be taken.
struct Search<'a> {
    charging: &'a Charging<'a>,
    survey: Survey,
    stretches: Vec<Option<Stretch<'static, State>>>,
    /// Of the samples that were passed over since the last one: that of the greatest work, and that of the
    /// greatest power.
    passed: [Option<Sample>; 2],
}

impl Search<'_> {
    /// Adds a sample of a stretch if it counts; else it is added with the next that does if it is the greatest
    /// up to there.
    fn add(&mut self, sample: Sample, stretch: usize, counts: bool) {
        if counts {
            let [one, other] = std::mem::take(&mut self.passed);
            let mut passed: Vec<Sample> = one.into_iter().chain(other).collect();
            passed.sort_by(|a, b| a.time.total_cmp(&b.time));
            passed.dedup_by_key(|sample| sample.time);
            for sample in passed.into_iter().chain([sample]) {
                self.survey.push(sample, stretch);
            }
            return;
        }
        let initial = self.charging.initial().value;
        let power = |sample: Sample| (sample.work.value - initial) / sample.time;
        let [work, steep] = &mut self.passed;
        if work.is_none_or(|most| sample.work.value > most.work.value) {
            *work = Some(sample);
        }
        if steep.is_none_or(|most| power(sample) > power(most)) {
            *steep = Some(sample);
        }
    }

    /// Keeps a stretch. If all take too much memory, those on which no answer depends so far are given up, and
    /// then the earliest.
    fn keep(&mut self, stretch: Stretch<'static, State>) {
        self.stretches.push(Some(stretch));
        let limit = memory::limit() / KEPT;
        if self.bytes() > limit {
            let wanted = self.wanted();
            for (number, stretch) in self.stretches.iter_mut().enumerate() {
                if !wanted.contains(&number) {
                    *stretch = None;
                }
            }
        }
        while self.bytes() > limit {
            match self.stretches.iter_mut().find(|stretch| stretch.is_some()) {
                Some(earliest) => *earliest = None,
                None => break,
            }
        }
    }

    fn bytes(&self) -> u128 {
        let kept = self.stretches.iter().flatten();
        kept.map(|stretch| stretch.bytes).sum()
    }

    /// The stretches on which an answer can depend, as far as the curve is known: those around the greatest work
    /// and the greatest power, and those in which more than half of the greatest gain is reached for the first
    /// time.
    fn wanted(&self) -> Vec<usize> {
        let initial = self.charging.initial();
        let work = |sample: Sample| sample.work.value;
        let power = |sample: Sample| {
            let power = (work(sample) - initial.value) / sample.time;
            if sample.time > 0.0 { power } else { 0.0 }
        };
        let samples = || self.survey.samples().iter().copied();
        let most = samples().map(work).fold(0.0, f64::max);
        let fastest = samples().map(power).fold(0.0, f64::max);
        let half = f64::midpoint(initial.value, most);
        let mut reached = initial.value;
        let gaps = self.survey.gaps().filter(|(_, gap)| {
            let ends = [gap.from, gap.to];
            let best = ends
                .iter()
                .any(|&end| work(end) >= most || power(end) >= fastest);
            let higher = work(gap.to) > reached;
            reached = reached.max(work(gap.to));
            best || higher && reached >= half
        });
        let numbers = gaps.filter_map(|(number, _)| self.survey.stretch(number));
        numbers.collect()
    }

    fn time_scale(&self) -> Option<f64> {
        let initial = self.charging.initial();
        let samples = self.survey.samples();
        let change = |sample: &Sample| (sample.work.value - initial.value).abs();
        let most = samples
            .iter()
            .max_by(|a, b| change(a).total_cmp(&change(b)))?;
        let blur = most.work.error + initial.error;
        let half = |sample: &&Sample| change(sample) >= change(most) / 2.0;
        let reached = samples.iter().find(half)?;
        (change(most) > blur).then_some(reached.time)
    }

    /// What the curve comes to.
    fn summary(mut self) -> Summary {
        self.survey.guess();
        let initial = self.charging.initial();
        let peak = self.found(Goal::Peak, read::peak);
        let gained = peak.filter(|peak| peak.ergotropy.lower() > initial.upper());
        let mut reached = |share: f64| {
            let level = part(initial, gained?.ergotropy, share);
            self.found(Goal::Level(level), |survey, trust| {
                read::passed(survey, level, trust)
            })
        };
        Summary {
            peak,
            half_time: reached(0.5),
            time_to_90: reached(0.9),
            greatest_power: self.found(Goal::Power(initial), |survey, trust| {
                read::power(survey, initial, trust)
            }),
        }
    }

    /// An answer with the samples that it needs, with a proof if there is one.
    fn found<T>(&mut self, goal: Goal, read: impl Fn(&Survey, Trust) -> Option<T>) -> Option<T> {
        let [proof, guess] = MOST;
        let Self {
            charging,
            survey,
            stretches,
            ..
        } = self;
        let mut take = |number: usize, times: &[f64]| {
            let Some(stretch) = &stretches[number] else {
                return Vec::new();
            };
            let states = stretch.at(times).into_iter().zip(times);
            let samples =
                states.map(|(state, &time)| sample(charging, &charging.point(time, state)));
            samples.collect()
        };
        refine(survey, (goal, Trust::Guess), guess, &mut take);
        let proved = survey.is_provable() && refine(survey, (goal, Trust::Proof), proof, &mut take);
        let trust = if proved { Trust::Proof } else { Trust::Guess };
        read(survey, trust)
    }
}

fn sample(charging: &Charging, point: &Point) -> Sample {
    Sample {
        time: point.time,
        work: point.work().ergotropy,
        outlook: charging.outlook(&point.state),
    }
}

/// The number that is a share of the way from one to another.
fn part(from: Bounded, to: Bounded, share: f64) -> Bounded {
    let value = from.value + share * (to.value - from.value);
    let error = (1.0 - share) * from.error + share * to.error;
    let rounding = 4.0 * f64::EPSILON * (from.value.abs() + to.value.abs());
    Bounded::new(value, error + rounding, from.kind.max(to.kind))
}
