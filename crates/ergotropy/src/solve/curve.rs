//! Charging curves and their points, kept or handed out one by one.

use std::rc::Rc;
use std::sync::OnceLock;

use crate::bounded::{Bounded, Kind};
use crate::error::{Error, in_range};
use crate::ladder::charging;
use crate::ladder::charging::proved::bend::Outlook;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::Start;
use crate::numerics::effort::{self, Statistics};
use crate::numerics::memory;
use crate::register;
use crate::schur::charging::Evolution;
use crate::solve::picture::{Path, Picture};
use crate::solve::state::State;
use crate::solve::state::observables::Observables;
use crate::time::limit::MOST_TIME;
use crate::time::progress::Report;
use crate::time::stretch::Stretch;
use crate::work::Work;

/// Memory of a point of a curve in bytes, without its state.
const POINT: u128 = 512;

/// The state at one time of a charging curve.
#[derive(Clone, Debug)]
pub struct Point {
    /// Time, in units of 1/(unit of rates).
    pub time: f64,
    /// The state at this time.
    pub state: State,
    /// The ergotropy W(0) of the start.
    initial: Bounded,
    work: OnceLock<Work>,
}

impl Point {
    /// Energy, passive energy and ergotropy of the state ([`Observables::work`]); computed at the first call
    /// and kept.
    pub fn work(&self) -> Work {
        *self.work.get_or_init(|| self.state.work())
    }

    /// Mean charging power (W(t) - W(0)) / t, in ħω times the unit of rates; zero at t = 0.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble, Start};
    ///
    /// let battery = Ensemble::new(2)?.collective(Channel::thermal(Bath::from_bose_ratio(0.0)?, 1.0)?);
    /// let curve = battery.charge(&Start::excited(), &[0.5])?;
    /// assert!(curve.points()[0].power().upper() < 0.0); // a cold bath takes work away
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    pub fn power(&self) -> Bounded {
        if self.time > 0.0 {
            (self.work().ergotropy - self.initial).over(self.time)
        } else {
            Bounded::new(0.0, 0.0, Kind::Bound)
        }
    }
}

/// The picture, method and statistics of a charging curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// The picture of its states.
    pub picture: Picture,
    /// The method that computed the states.
    pub method: Method,
    /// Statistics of the work that was done for all states.
    pub statistics: Statistics,
}

/// A charging curve: one point for each given time, in the order in which the times were given.
#[derive(Clone, Debug)]
pub struct Curve {
    points: Vec<Point>,
    initial: Bounded,
    account: Account,
}

impl Curve {
    /// The points of the curve.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The first of the given times at which the ergotropy is greatest among them; `None` for a curve without
    /// points. Between two of them it may be greater: [`Ensemble::charge_summary`] finds the peak.
    pub fn peak(&self) -> Option<&Point> {
        self.points.iter().reduce(|peak, point| {
            if point.work().ergotropy.value > peak.work().ergotropy.value {
                point
            } else {
                peak
            }
        })
    }

    /// The time at which W reaches a fraction of the greatest W of the points. The value is interpolated
    /// between the first of the times at which W has reached it and the time before, or 0; the error covers the
    /// interval between these two.
    ///
    /// W is continuous and so passes the level in this interval. That is a bound if, within the errors of W, W
    /// is below the level at the first of the two times and above it at the second. W may have passed the level
    /// earlier, between two other times. `None` if no point has work.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble, Start};
    ///
    /// let battery = Ensemble::new(2)?.collective(Channel::thermal(Bath::from_bose_ratio(0.0)?, 1.0)?);
    /// // Most of the weight is dark: W is greatest at the beginning, and falls as the rest decays.
    /// let times: Vec<f64> = (0..400).map(|i| 0.01 * f64::from(i)).collect();
    /// let curve = battery.charge(&Start::populations([(1, 1, 0.8), (0, 1, 0.2)]), &times)?;
    /// assert!(curve.time_to(1.0).is_some_and(|time| time.contains(0.0)));
    /// let heated = Ensemble::new(2)?.collective(Channel::thermal(Bath::from_bose_ratio(0.9)?, 1.0)?);
    /// let half = heated.charge(&Start::ground(), &times)?.time_to(0.5);
    /// assert!(half.is_some_and(|time| time.value > 0.0 && time.error < 0.0101));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// `None` also if the fraction is above 1 or not a number.
    pub fn time_to(&self, fraction: f64) -> Option<Bounded> {
        let level = self.peak()?.work().ergotropy.scaled(fraction);
        if level.value <= 0.0 {
            return None;
        }
        let mut points: Vec<(f64, Bounded)> = vec![(0.0, self.initial)];
        points.extend(self.points.iter().map(|p| (p.time, p.work().ergotropy)));
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let reached = points.iter().position(|(_, w)| w.value >= level.value)?;
        let (end, above) = points[reached];
        let Some(&(begin, below)) = reached.checked_sub(1).map(|before| &points[before]) else {
            return Some(Bounded::from(0.0));
        };
        let share = (level.value - below.value) / (above.value - below.value);
        let time = (begin + share * (end - begin)).clamp(begin, end);
        let sure = below.upper() < level.lower() && level.upper() <= above.lower();
        let kind = if sure { Kind::Bound } else { Kind::Estimate };
        Some(Bounded::new(time, (time - begin).max(end - time), kind))
    }

    /// The picture of the states.
    pub fn picture(&self) -> Picture {
        self.account.picture
    }

    /// The method that computed the curve.
    pub fn method(&self) -> Method {
        self.account.method
    }

    /// Statistics of the work that was done for all points.
    pub fn statistics(&self) -> Statistics {
        self.account.statistics
    }
}

/// A start in its picture, and the times at which its state is computed.
pub(crate) struct Charging<'a> {
    path: Course,
    initial: Bounded,
    times: &'a [f64],
    /// The indices of the times, sorted by time.
    order: Vec<usize>,
}

enum Course {
    Ladder(Box<charging::Charging>),
    Schur(Rc<Evolution>),
    Register(Box<register::charging::evolution::Evolution>),
}

impl<'a> Charging<'a> {
    pub(crate) fn new(ensemble: &Ensemble, start: &Start, times: &'a [f64]) -> Result<Self, Error> {
        let order = in_order(times)?;
        let (path, initial) = match Path::of(ensemble, start)? {
            Path::Ladder { ensemble, start } => {
                let charging = charging::Charging::new(*ensemble, start)?;
                let initial = charging.start().ergotropy();
                (Course::Ladder(Box::new(charging)), initial)
            }
            Path::Schur { ensemble, start } => {
                let longest = order.last().map_or(0.0, |&last| times[last]);
                let evolution = Evolution::new(&ensemble, start, longest)?;
                let initial = evolution.at(0.0).ergotropy();
                (Course::Schur(Rc::new(evolution)), initial)
            }
            Path::Register(start) => {
                let evolution = register::charging::evolution::Evolution::new(ensemble, &start)?;
                let initial = evolution.start().ergotropy();
                (Course::Register(Box::new(evolution)), initial)
            }
        };
        Ok(Self {
            path,
            initial,
            times,
            order,
        })
    }

    /// Least number of bytes of the state at one time.
    pub(crate) fn bytes(&self) -> u128 {
        match &self.path {
            Course::Ladder(charging) => charging.bytes(),
            Course::Schur(evolution) => evolution.bytes(),
            Course::Register(evolution) => evolution.bytes(),
        }
    }

    /// The ergotropy W(0) of the start.
    pub(crate) fn initial(&self) -> Bounded {
        self.initial
    }

    /// The first and the last of the times; `None` if there are none.
    pub(crate) fn window(&self) -> Option<(f64, f64)> {
        let ends = self.order.first().zip(self.order.last());
        ends.map(|(&first, &last)| (self.times[first], self.times[last]))
    }

    /// Calls `look` with each point and the index of its time, in the order of time.
    pub(crate) fn follow(
        &self,
        report: &mut Report,
        mut look: impl FnMut(usize, Point) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut due = self.due();
        self.stretches(report, |stretch| {
            let indices = due.up_to(stretch.end);
            for indices in indices.chunks(stretch.batch) {
                let times: Vec<f64> = indices.iter().map(|&index| self.times[index]).collect();
                let states = stretch.at(&times).into_iter().zip(&times);
                for ((state, &time), &index) in states.zip(indices) {
                    look(index, self.point(time, state))?;
                }
            }
            Ok(())
        })
    }

    /// The given time of an index.
    pub(crate) fn time(&self, index: usize) -> f64 {
        self.times[index]
    }

    /// The times that were given, in the order of time.
    pub(crate) fn due(&self) -> Due<'_> {
        Due {
            times: self.times,
            order: &self.order,
        }
    }

    /// The point of a state.
    pub(crate) fn point(&self, time: f64, state: State) -> Point {
        Point {
            time,
            state: state.noted(),
            initial: self.initial,
            work: OnceLock::new(),
        }
    }

    /// Calls `look` with stretch after stretch of time, from 0 to the last time; the first is the time 0 alone.
    pub(crate) fn stretches(
        &self,
        report: &mut Report,
        mut look: impl FnMut(Stretch<'static, State>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some((_, last)) = self.window() else {
            return Ok(());
        };
        match &self.path {
            Course::Ladder(charging) => {
                charging.follow(last, report, |stretch| look(stretch.map(State::Ladder)))
            }
            Course::Schur(evolution) => {
                let states = |evolution: Rc<Evolution>| {
                    move |times: &[f64]| {
                        let states = times.iter().map(|&time| evolution.at(time));
                        states.map(State::Schur).collect()
                    }
                };
                let stretch = |end| {
                    let states = states(Rc::clone(evolution));
                    Stretch::new((0.0, end), (0, 1), states)
                };
                look(stretch(0.0))?;
                if last > 0.0 {
                    look(stretch(last))?;
                }
                Ok(())
            }
            Course::Register(evolution) => {
                evolution.follow(last, report, |stretch| look(stretch.map(State::Register)))
            }
        }
    }

    /// The shortest time in which something changes, if a stretch that begins with the start does not tell.
    pub(crate) fn shortest(&self) -> Option<f64> {
        match &self.path {
            Course::Ladder(_) => None,
            Course::Schur(evolution) => Some(evolution.shortest()),
            Course::Register(evolution) => Some(evolution.shortest()),
        }
    }

    /// What is proved about the work after the time of a state.
    pub(crate) fn outlook(&self, state: &State) -> Outlook {
        match (&self.path, state) {
            (Course::Ladder(charging), State::Ladder(state)) => charging.outlook(state),
            _ => Outlook::UNKNOWN,
        }
    }

    /// The picture, method and statistics of the work done so far.
    pub(crate) fn account(&self) -> Account {
        let (picture, method) = match &self.path {
            Course::Ladder(charging) => (Picture::Ladder, charging.method()),
            Course::Schur(_) => (Picture::Schur, Method::Sectors),
            Course::Register(_) => (Picture::Register, Method::Arrays),
        };
        Account {
            picture,
            method,
            statistics: effort::done(),
        }
    }
}

/// The times of a curve that are still to be reached, in the order of time.
pub(crate) struct Due<'a> {
    times: &'a [f64],
    order: &'a [usize],
}

impl<'a> Due<'a> {
    /// The indices of the times up to `end` that have not been asked for.
    pub(crate) fn up_to(&mut self, end: f64) -> &'a [usize] {
        let count = self
            .order
            .partition_point(|&index| self.times[index] <= end);
        let (due, rest) = self.order.split_at(count);
        self.order = rest;
        due
    }
}

/// The indices of the times, sorted by time.
fn in_order(times: &[f64]) -> Result<Vec<usize>, Error> {
    for &time in times {
        in_range(
            "a time",
            time,
            (0.0..=MOST_TIME).contains(&time),
            "from 0 to 1e200",
        )?;
    }
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by(|&a, &b| times[a].total_cmp(&times[b]));
    Ok(order)
}

/// The points of a curve that is kept, within the memory of one answer.
pub(crate) struct Kept {
    points: Vec<Option<Point>>,
    done: usize,
    bytes: u128,
}

impl Kept {
    /// Room for the points of `times` times, whose states take at least `least` bytes each.
    pub(crate) fn new(times: usize, least: u128) -> Result<Self, Error> {
        let each = POINT + least;
        let bytes = each * times as u128;
        if !memory::fits(bytes) {
            return Err(Error::TooManyTimes {
                times,
                bytes,
                limit: memory::limit(),
                most: memory::limit() / each,
            });
        }
        Ok(Self {
            points: vec![None; times],
            done: 0,
            bytes: 0,
        })
    }

    pub(crate) fn keep(&mut self, index: usize, point: Point) -> Result<(), Error> {
        self.bytes += POINT + point.state.bytes();
        if !memory::fits(self.bytes) {
            let times = self.points.len();
            return Err(Error::TooManyTimes {
                times,
                bytes: self.bytes * times as u128 / (self.done as u128 + 1),
                limit: memory::limit(),
                most: self.done as u128,
            });
        }
        self.points[index] = Some(point);
        self.done += 1;
        Ok(())
    }

    pub(crate) fn curve(self, charging: &Charging) -> Curve {
        Curve {
            points: self.points.into_iter().flatten().collect(),
            initial: charging.initial,
            account: charging.account(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Mixture, Proof, Tuning};

    fn battery(cells: u64, gamma_ratio: f64) -> Result<Ensemble, Error> {
        let mixture = Mixture {
            eta: 0.9,
            gamma_ratio,
        };
        Ok(Ensemble::mixture(cells, mixture)?
            .collective_bath(Bath::from_bose_ratio(0.6)?)
            .local_bath(Bath::from_bose_ratio(0.3)?))
    }

    #[test]
    fn points_are_the_same_kept_or_not() -> Result<(), Error> {
        let times = [3.0, 0.0, 1e-3, 0.2];
        for cells in [9, 60] {
            let ensemble = battery(cells, 1.0)?;
            let curve = ensemble.charge(&Start::ground(), &times)?;
            let mut order = Vec::new();
            let account = ensemble.charge_each(&Start::ground(), &times, |index, point| {
                assert_eq!(point.work(), curve.points()[index].work());
                assert_eq!(point.power(), curve.points()[index].power());
                order.push(index);
            })?;
            assert_eq!(order, [1, 2, 3, 0]);
            assert_eq!(account, curve.account);
            assert!(account.statistics.blocks > 3 && account.statistics.solves > 20);
        }
        Ok(())
    }

    #[test]
    fn too_many_cells_for_a_proof_are_not_blamed_on_times() -> Result<(), Error> {
        let ensemble = battery(100_000, 1.0)?.with(Tuning {
            proof: Proof::Always,
            ..Tuning::default()
        });
        let refused = ensemble.charge(&Start::ground(), &[1.0]).err();
        assert!(matches!(
            refused,
            Some(Error::TooLarge {
                most: Some(49..),
                ..
            })
        ));
        Ok(())
    }

    #[test]
    fn too_many_times_are_refused_before_any_work() -> Result<(), Error> {
        let times = vec![1.0; 1_000_000];
        let refused = battery(3000, 1.0)?
            .charge(&Start::gibbs(0.9)?, &times)
            .err();
        assert!(matches!(
            refused,
            Some(Error::TooManyTimes {
                most: 1000..1_000_000,
                ..
            })
        ));
        Ok(())
    }

    #[test]
    fn times_that_do_not_fit_are_refused_with_how_many_do() -> Result<(), Error> {
        let limit = memory::limit();
        match Kept::new(1 << 20, 1 << 12).err() {
            Some(Error::TooManyTimes {
                times,
                bytes,
                limit: allowed,
                most,
            }) => {
                assert_eq!((times, allowed), (1 << 20, limit));
                assert!(bytes > limit && most * (POINT + (1 << 12)) <= limit);
                assert!(most > 400_000);
            }
            other => panic!("not refused: {other:?}"),
        }
        let little = battery(9, 1.0)?.with(Tuning {
            memory: 1 << 21,
            ..Tuning::default()
        });
        let many: Vec<f64> = (0..3000).map(f64::from).collect();
        let refused = little.charge(&Start::ground(), &many).err();
        assert!(matches!(
            refused,
            Some(Error::TooManyTimes {
                limit: 0x20_0000,
                ..
            })
        ));
        Ok(())
    }
}
