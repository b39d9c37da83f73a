//! Job: one measurement, done in a process of its own.

use std::time::Instant;

use anyhow::Result;
use ergotropy::{Bounded, Error, Kind, Start};
use ergotropy_sweep::{Progress, linear, logarithmic, map, product, with_threads};
use serde::{Deserialize, Serialize};

use crate::machine;
use crate::point::Point;
use crate::sample::{self, Stream};

/// What is measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Job {
    /// One steady state, so many times.
    Steady { point: Point, repeats: u32 },
    /// The grid over all parameters, point by point.
    Grid { cells: u32 },
    /// Random points of the same ranges.
    Random { cells: u32, count: usize },
    /// Collective noise alone, from a Gibbs start.
    Collective {
        cells: u32,
        alpha_c: f64,
        q: f64,
        repeats: u32,
    },
    /// The same at random α_c and q in [0, 0.99].
    CollectiveRandom { cells: u32, count: usize },
    /// A map over α_c and α_ℓ in [0, 0.99] on two threads; of `sampled` points if not in full.
    Map { cells: u32, sampled: Option<usize> },
    /// A charging curve.
    Charging {
        point: Point,
        start: From,
        times: Times,
        repeats: u32,
    },
}

/// Where charging starts.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum From {
    Ground,
    Excited,
    Gibbs(f64),
}

/// At which times.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Times {
    Linear { until: f64, count: usize },
    Logarithmic { first: f64, last: f64, count: usize },
}

/// What was measured, or as much of it as there is so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// Seconds of each point or repeat.
    pub seconds: Vec<f64>,
    /// How many points were asked for.
    pub asked: usize,
    /// Why points were refused.
    pub refused: Vec<String>,
    /// The last W, and W at all times of a curve.
    pub work: Vec<f64>,
    /// Greatest stated error of W, if it is finite.
    pub error: Option<f64>,
    pub bounds: usize,
    pub estimates: usize,
    /// All methods that were used.
    pub methods: Vec<String>,
    pub peak_kib: Option<u64>,
}

impl Reply {
    fn of(asked: usize) -> Self {
        Self {
            asked,
            error: Some(0.0),
            ..Self::default()
        }
    }

    fn see(&mut self, work: Bounded, method: &str) {
        self.error = self
            .error
            .map(|error| error.max(work.error))
            .filter(|_| work.error.is_finite());
        match work.kind {
            Kind::Bound => self.bounds += 1,
            Kind::Estimate => self.estimates += 1,
        }
        if !self.methods.iter().any(|known| known == method) {
            self.methods.push(method.to_owned());
        }
    }

    fn say(&mut self) -> Result<()> {
        self.peak_kib = machine::peak_kib();
        println!("{}", serde_json::to_string(self)?);
        Ok(())
    }

    /// Times one answer.
    fn time(&mut self, answer: impl FnOnce() -> Result<(Bounded, &'static str), Error>) {
        let begin = Instant::now();
        let answer = answer();
        let seconds = begin.elapsed().as_secs_f64();
        match answer {
            Ok((work, method)) => {
                self.seconds.push(seconds);
                self.see(work, method);
                self.work = vec![work.value];
            }
            Err(error) => self.refused.push(error.to_string()),
        }
    }
}

/// Does a job and prints replies, each better than the one before, as lines of JSON.
pub fn run(job: &Job) -> Result<()> {
    match *job {
        Job::Steady { point, repeats } => several(repeats, || steady(point)),
        Job::Grid { cells } => points(&sample::grid(cells)),
        Job::Random { cells, count } => points(&sample::random(cells, count)),
        Job::Collective {
            cells,
            alpha_c,
            q,
            repeats,
        } => several(repeats, || collective(cells, alpha_c, q)),
        Job::CollectiveRandom { cells, count } => {
            let mut reply = Reply::of(count);
            let mut stream = Stream::new(3);
            for _ in 0..count {
                let alpha_c = stream.between(0.0, 0.99);
                let q = stream.between(0.0, 0.99);
                reply.time(|| collective(cells, alpha_c, q));
                reply.say()?;
            }
            Ok(())
        }
        Job::Map { cells, sampled } => landscape(cells, sampled),
        Job::Charging {
            point,
            start,
            times,
            repeats,
        } => charge(point, start, times, repeats),
    }
}

fn steady(point: Point) -> Result<(Bounded, &'static str), Error> {
    let state = point.ensemble()?.steady_state()?;
    Ok((state.ergotropy(), state.method()))
}

fn collective(cells: u32, alpha_c: f64, q: f64) -> Result<(Bounded, &'static str), Error> {
    let battery = Point::new(cells, (1.0, alpha_c, 0.0, 1.0)).ensemble()?;
    let state = battery.steady_state_from(&Start::gibbs(q)?)?;
    Ok((state.ergotropy(), state.method()))
}

fn several(
    repeats: u32,
    answer: impl Fn() -> Result<(Bounded, &'static str), Error>,
) -> Result<()> {
    let mut reply = Reply::of(1);
    for _ in 0..repeats {
        reply.time(&answer);
        reply.say()?;
        if !reply.refused.is_empty() {
            break;
        }
    }
    Ok(())
}

fn points(points: &[Point]) -> Result<()> {
    let mut reply = Reply::of(points.len());
    let mut said = Instant::now();
    for (index, &point) in points.iter().enumerate() {
        reply.time(|| steady(point));
        if said.elapsed().as_secs_f64() > 1.0 || index + 1 == points.len() {
            reply.say()?;
            said = Instant::now();
        }
    }
    Ok(())
}

fn landscape(cells: u32, sampled: Option<usize>) -> Result<()> {
    let axis = linear(0.0, 0.99, 101);
    let mut all = product(&axis, &axis);
    if let Some(count) = sampled {
        Stream::new(4).shuffle(&mut all);
        all.truncate(count);
    }
    let mut reply = Reply::of(all.len());
    // A short map is drawn again, since the first calls of a process are slow.
    for _ in 0..3 {
        let begin = Instant::now();
        let answers = with_threads(2, || {
            map(&all, &Progress::hidden(), |&(alpha_c, alpha_l)| {
                steady(Point::new(cells, (0.9, alpha_c, alpha_l, 1.0)))
            })
        })?;
        let seconds = begin.elapsed().as_secs_f64();
        match answers {
            Ok(answers) => {
                reply = Reply {
                    seconds: [reply.seconds, vec![seconds]].concat(),
                    ..Reply::of(all.len())
                };
                for (work, method) in answers {
                    reply.see(work, method);
                }
            }
            Err(error) => reply.refused = vec![error.to_string()],
        }
        reply.say()?;
        if seconds > 5.0 {
            break;
        }
    }
    Ok(())
}

fn charge(point: Point, start: From, times: Times, repeats: u32) -> Result<()> {
    let start = match start {
        From::Ground => Start::ground(),
        From::Excited => Start::excited(),
        From::Gibbs(q) => Start::gibbs(q)?,
    };
    let times = match times {
        Times::Linear { until, count } => linear(0.0, until, count),
        Times::Logarithmic { first, last, count } => logarithmic(first, last, count),
    };
    let mut reply = Reply::of(1);
    for _ in 0..repeats {
        let battery = point.ensemble()?;
        let begin = Instant::now();
        let curve = battery.charge(&start, &times);
        let seconds = begin.elapsed().as_secs_f64();
        match curve {
            Ok(curve) => {
                reply.seconds.push(seconds);
                reply.work.clear();
                for point in curve.points() {
                    reply.see(point.work.ergotropy, curve.method());
                    reply.work.push(point.work.ergotropy.value);
                }
            }
            Err(error) => reply.refused = vec![error.to_string()],
        }
        reply.say()?;
        if seconds > 5.0 {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_gather_errors_and_refusals() -> Result<()> {
        let mut reply = Reply::of(3);
        reply.time(|| steady(Point::new(7, (0.9, 0.6, 0.2, 1.0))));
        reply.time(|| steady(Point::new(7, (1.0, 0.6, 0.2, 1.0))));
        assert_eq!(
            (reply.seconds.len(), reply.bounds, reply.refused.len()),
            (1, 1, 1)
        );
        assert!((reply.work[0] - 0.065_512_043_2).abs() < 1e-10);
        assert!(
            reply
                .error
                .is_some_and(|error| error > 0.0 && error < 1e-14)
        );
        reply.see(Bounded::new(1.0, f64::INFINITY, Kind::Estimate), "none");
        assert_eq!(reply.error, None);
        let text = serde_json::to_string(&reply)?;
        assert_eq!(serde_json::from_str::<Reply>(&text)?, reply);
        Ok(())
    }

    #[test]
    fn jobs_survive_the_command_line() -> Result<()> {
        let job = Job::Charging {
            point: Point::new(10, (0.5, 0.3, 0.5, 1.0)),
            start: From::Gibbs(0.5),
            times: Times::Linear {
                until: 10.0,
                count: 51,
            },
            repeats: 2,
        };
        let text = serde_json::to_string(&job)?;
        let again: Job = serde_json::from_str(&text)?;
        assert_eq!(format!("{again:?}"), format!("{job:?}"));
        Ok(())
    }
}
