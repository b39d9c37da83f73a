//! Job: one measurement, done in a process of its own.

use std::time::{Duration, Instant};

use anyhow::Result;
use ergotropy::{Bounded, Kind};
use ergotropy_sweep::{Progress, map, with_threads};
use serde::{Deserialize, Serialize};

use crate::machine;
use crate::point::Point;
use crate::question::{Question, Start};

/// A run that takes longer than this is not repeated.
const PATIENCE: Duration = Duration::from_secs(5);

/// Least time between two replies.
const PAUSE: Duration = Duration::from_secs(1);

/// A measurement.
pub struct Job {
    /// The name by which another process finds the job.
    pub name: String,
    /// The goal; empty if there is none.
    pub asked: &'static str,
    pub timing: Timing,
    /// Factor by which the job may take longer than others.
    pub patience: u32,
    pub questions: Box<dyn Fn() -> Vec<Question>>,
}

/// A charging curve at some times, which have a name.
pub fn charging(point: Point, start: Start, times: (Vec<f64>, String), asked: &'static str) -> Job {
    let (times, at) = times;
    let name = format!("charging, N = {}, {point}, from {start}, {at}", point.cells);
    Job::one(name, asked, 3, Question::Charging(point, start, times))
}

/// The number that is reported of the times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// The least time of this many runs of one question; the first runs of a process are slow.
    Least(u32),
    /// The worst and the median time of many questions.
    Spread,
    /// The least time of this many runs of all questions, on two threads.
    Together(u32),
}

/// The results of a measurement so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// Seconds of each question or run.
    pub seconds: Vec<f64>,
    /// Number of questions.
    pub asked: usize,
    /// The reasons of questions that were refused.
    pub refused: Vec<String>,
    /// W of the last question, at all its times.
    pub work: Vec<f64>,
    /// Greatest stated error of W, if it is finite.
    pub error: Option<f64>,
    pub bounds: usize,
    pub estimates: usize,
    /// All methods that were used.
    pub methods: Vec<String>,
    pub peak_kib: Option<u64>,
}

impl Job {
    /// A job of one question.
    pub fn one(name: String, asked: &'static str, repeats: u32, question: Question) -> Self {
        let questions = move || vec![question.clone()];
        Self::many(name, asked, Timing::Least(repeats), questions)
    }

    /// A job of many questions.
    pub fn many(
        name: impl Into<String>,
        asked: &'static str,
        timing: Timing,
        questions: impl Fn() -> Vec<Question> + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            asked,
            timing,
            patience: 1,
            questions: Box::new(questions),
        }
    }

    /// Does the job and prints replies as lines of JSON, each more complete than the one before.
    pub fn run(&self) -> Result<()> {
        let questions = (self.questions)();
        let (rounds, at_once) = match self.timing {
            Timing::Least(rounds) => (rounds, 1),
            Timing::Spread => (1, 1),
            Timing::Together(rounds) => (rounds, questions.len().max(1)),
        };
        let mut reply = Reply::default();
        for _ in 0..rounds {
            reply = Reply {
                seconds: reply.seconds,
                ..Reply::of(questions.len())
            };
            let begin = Instant::now();
            let mut said = begin;
            for batch in questions.chunks(at_once) {
                reply.time(batch)?;
                if said.elapsed() > PAUSE {
                    reply.say()?;
                    said = Instant::now();
                }
            }
            reply.say()?;
            if begin.elapsed() > PATIENCE || !reply.refused.is_empty() {
                break;
            }
        }
        Ok(())
    }
}

impl Reply {
    fn of(asked: usize) -> Self {
        Self {
            asked,
            error: Some(0.0),
            ..Self::default()
        }
    }

    /// Measures the time of one answer, or of many at once.
    fn time(&mut self, questions: &[Question]) -> Result<()> {
        let begin = Instant::now();
        let answers = match questions {
            [one] => one.answer().map(|answer| vec![answer]),
            many => with_threads(2, || map(many, &Progress::hidden(), Question::answer))?,
        };
        let seconds = begin.elapsed().as_secs_f64();
        match answers {
            Ok(answers) => {
                self.seconds.push(seconds);
                for answer in answers {
                    self.work.clear();
                    for work in answer.works {
                        self.see(work.ergotropy, &answer.method.to_string());
                        self.work.push(work.ergotropy.value);
                    }
                }
            }
            Err(error) => self.refused.push(error.to_string()),
        }
        Ok(())
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::Point;

    #[test]
    fn replies_gather_errors_and_refusals() -> Result<()> {
        let unique = Point::mixture(0.9, 1.0).baths(0.6, 0.2).cells(7);
        let mut reply = Reply::of(3);
        reply.time(&[Question::Steady(unique)])?;
        reply.time(&[Question::Steady(unique), Question::Steady(unique)])?;
        reply.time(&[Question::Steady(Point::collective(0.6).cells(2))])?;
        assert_eq!(
            (reply.seconds.len(), reply.bounds, reply.refused.len()),
            (2, 3, 1)
        );
        assert_eq!(reply.work.len(), 1);
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
}
