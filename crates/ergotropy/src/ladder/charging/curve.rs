//! The points of a charging curve, kept or only looked at.

use crate::bounded::{Bounded, Kind};
use crate::error::Error;
use crate::ladder::state::LadderState;
use crate::numerics::memory::{self, LIMIT};
use crate::work::Work;

/// Memory of a point of a curve beside its populations, in bytes.
const POINT: u128 = 512;

/// One time of a charging curve.
#[derive(Clone, Debug)]
pub struct ChargingPoint {
    /// Time, in the inverse of the unit of rates.
    pub time: f64,
    /// The populations.
    pub state: LadderState,
    /// Energy, passive energy and ergotropy.
    pub work: Work,
    /// Mean charging power (W(t) - W(0)) / t; zero at t = 0.
    pub power: Bounded,
}

/// A charging curve: one point for each time that was asked for, in that order.
#[derive(Clone, Debug)]
pub struct ChargingCurve {
    points: Vec<ChargingPoint>,
    method: &'static str,
}

impl ChargingCurve {
    /// The points of the curve.
    pub fn points(&self) -> &[ChargingPoint] {
        &self.points
    }

    /// The first point of greatest ergotropy; `None` for a curve without points.
    pub fn peak(&self) -> Option<&ChargingPoint> {
        self.points.iter().reduce(|peak, point| {
            if point.work.ergotropy.value > peak.work.ergotropy.value {
                point
            } else {
                peak
            }
        })
    }

    /// How the curve was computed, in a few words.
    pub fn method(&self) -> &'static str {
        self.method
    }
}

/// What is done with each point: it is given the number of its time.
pub(crate) type Look<'a> = dyn FnMut(usize, ChargingPoint) -> Result<(), Error> + 'a;

/// Looks at the states on the way.
pub(crate) struct Watch<'a> {
    pub(crate) times: &'a [f64],
    initial: Bounded,
    look: &'a mut Look<'a>,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(start: &LadderState, times: &'a [f64], look: &'a mut Look<'a>) -> Self {
        Self {
            times,
            initial: start.ergotropy(),
            look,
        }
    }

    /// Looks at the state at the time of an index.
    pub(crate) fn reach(&mut self, index: usize, state: LadderState) -> Result<(), Error> {
        let time = self.times[index];
        let work = state.work();
        let power = if time > 0.0 {
            (work.ergotropy - self.initial).over(time)
        } else {
            Bounded::new(0.0, 0.0, Kind::Bound)
        };
        (self.look)(
            index,
            ChargingPoint {
                time,
                state,
                work,
                power,
            },
        )
    }
}

/// Points that are kept, within the memory of one answer.
pub(crate) struct Kept {
    points: Vec<Option<ChargingPoint>>,
    done: usize,
    bytes: u128,
}

impl Kept {
    /// Room for so many times whose states take at least so many bytes each.
    pub(crate) fn new(times: usize, least: u128) -> Result<Self, Error> {
        let each = POINT + least;
        let bytes = each * times as u128;
        if !memory::fits(bytes) {
            return Err(Error::TooManyTimes {
                times,
                bytes,
                limit: LIMIT,
                most: LIMIT / each,
            });
        }
        Ok(Self {
            points: vec![None; times],
            done: 0,
            bytes: 0,
        })
    }

    pub(crate) fn keep(&mut self, index: usize, point: ChargingPoint) -> Result<(), Error> {
        // Geometric ladders are shared.
        let populations = match point.state.geometric() {
            Some(_) => 0,
            None => point.state.stored(),
        };
        self.bytes += POINT + 8 * populations;
        if !memory::fits(self.bytes) {
            let times = self.points.len();
            return Err(Error::TooManyTimes {
                times,
                bytes: self.bytes * times as u128 / (self.done as u128 + 1),
                limit: LIMIT,
                most: self.done as u128,
            });
        }
        self.points[index] = Some(point);
        self.done += 1;
        Ok(())
    }

    pub(crate) fn curve(self, method: &'static str) -> ChargingCurve {
        ChargingCurve {
            points: self.points.into_iter().flatten().collect(),
            method,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Start;

    #[test]
    fn times_that_do_not_fit_are_refused_with_how_many_do() -> Result<(), Error> {
        match Kept::new(1 << 20, 1 << 12).err() {
            Some(Error::TooManyTimes {
                times,
                bytes,
                limit,
                most,
            }) => {
                assert_eq!((times, limit), (1 << 20, LIMIT));
                assert!(bytes > LIMIT && most * (POINT + (1 << 12)) <= LIMIT);
                assert!(most > 400_000);
            }
            other => panic!("not refused: {other:?}"),
        }
        let state = Start::gibbs(0.5)?.state(9)?;
        let mut kept = Kept::new(3, 0)?;
        let times = [2.0, 0.0, 1.0];
        let mut look = |index, point| kept.keep(index, point);
        let mut watch = Watch::new(&state, &times, &mut look);
        for index in [1, 2, 0] {
            watch.reach(index, state.clone())?;
        }
        let curve = kept.curve("as given");
        let reached: Vec<f64> = curve.points().iter().map(|point| point.time).collect();
        assert_eq!(reached, times);
        Ok(())
    }
}
