//! Question: a question to the library, and its answer.

use std::fmt;

use ergotropy::{Error, Method, Observables, Work};

use crate::point::Point;
use crate::sample;

/// A question, which asks for W and E of each state.
#[derive(Clone, Debug)]
pub enum Question {
    /// The unique steady state.
    Steady(Point),
    /// The steady state that a start leads to.
    SteadyFrom(Point, Start),
    /// States at some times.
    Charging(Point, Start, Vec<f64>),
    /// The steady state, then the states at some times, from a pure state without symmetry that is drawn from
    /// a seed.
    Pure(Point, u64, Vec<f64>),
}

/// A start of populations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    Ground,
    Excited,
    Gibbs(f64),
}

/// The answer to a question.
#[derive(Clone, Debug)]
pub struct Answer {
    pub works: Vec<Work>,
    pub method: Method,
}

impl Question {
    pub fn point(&self) -> Point {
        match *self {
            Self::Steady(point)
            | Self::SteadyFrom(point, _)
            | Self::Charging(point, _, _)
            | Self::Pure(point, _, _) => point,
        }
    }

    pub fn answer(&self) -> Result<Answer, Error> {
        let battery = self.point().ensemble()?;
        let (works, method) = match self {
            Self::Steady(_) => {
                let state = battery.steady_state()?;
                (vec![state.work()], state.method())
            }
            Self::SteadyFrom(_, start) => {
                let state = battery.steady_state_from(&start.populations()?)?;
                (vec![state.work()], state.method())
            }
            Self::Charging(_, start, times) => {
                let curve = battery.charge(&start.populations()?, times)?;
                let works = curve.points().iter().map(ergotropy::Point::work);
                (works.collect(), curve.method())
            }
            Self::Pure(point, seed, times) => {
                let start = ergotropy::Start::pure(sample::amplitudes(point.cells, *seed))?;
                let state = battery.steady_state_from(&start)?;
                let curve = battery.charge(&start, times)?;
                let works = curve.points().iter().map(ergotropy::Point::work);
                let works = std::iter::once(state.work()).chain(works);
                (works.collect(), state.method())
            }
        };
        Ok(Answer { works, method })
    }
}

impl Start {
    pub fn populations(self) -> Result<ergotropy::Start, Error> {
        match self {
            Self::Ground => Ok(ergotropy::Start::ground()),
            Self::Excited => Ok(ergotropy::Start::excited()),
            Self::Gibbs(q) => ergotropy::Start::gibbs(q),
        }
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ground => write!(f, "ground"),
            Self::Excited => write!(f, "excited"),
            Self::Gibbs(q) => write!(f, "gibbs:{q}"),
        }
    }
}
