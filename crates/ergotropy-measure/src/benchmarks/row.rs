//! Row: a case, what was asked of it, and what was reached.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::benchmarks::job::{Job, Reply};
use crate::child::{self, Ending};
use crate::quantiles::{quantile, worst};
use crate::table::{memory, seconds, size_or_none};

/// What counts of the times of a job.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The least of several runs.
    Least,
    /// Worst and median of many points.
    Spread,
}

/// A measured job.
pub struct Measured {
    pub reply: Reply,
    ending: Ending,
    complaint: String,
    cap: Duration,
}

/// Measures a job in a process of its own.
pub fn measure(job: &Job, cap: Duration) -> Result<Measured> {
    eprintln!("{job:?}");
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["row", &serde_json::to_string(job)?]);
    let said = child::run(command, "", cap)?;
    let reply = match &said.last {
        Some(line) => serde_json::from_str(line).context("a row answered no reply")?,
        None => Reply::default(),
    };
    Ok(Measured {
        reply,
        ending: said.ending,
        complaint: said
            .complaints
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned(),
        cap,
    })
}

impl Measured {
    /// The least time, where the job has come to an end at least once.
    pub fn least(&self) -> Option<f64> {
        let times = &self.reply.seconds;
        times.iter().copied().reduce(f64::min)
    }

    /// The times in words.
    pub fn reached(&self, count: Count) -> String {
        let reply = &self.reply;
        let mut words = match count {
            Count::Least => self.least().map(|least| match reply.seconds.len() {
                1 => format!("{}, one run", seconds(least)),
                runs => format!("{}, least of {runs}", seconds(least)),
            }),
            Count::Spread => worst(&reply.seconds)
                .zip(quantile(&reply.seconds, 0.5))
                .map(|(worst, median)| {
                    format!("worst {}, median {}", seconds(worst), seconds(median))
                }),
        };
        // A process that was stopped before its first reply has not told how many points there are.
        if count == Count::Spread && self.ending == Ending::Stopped && reply.asked > 0 {
            let done = reply.seconds.len() + reply.refused.len();
            let note = format!(
                "{done} of {} points in {} s",
                reply.asked,
                self.cap.as_secs()
            );
            words = Some(words.map_or(note.clone(), |words| format!("{words} ({note})")));
        }
        if let (Count::Spread, Some(words), false) = (count, &mut words, reply.refused.is_empty()) {
            *words = format!("{words}; {} points refused", reply.refused.len());
        }
        words.unwrap_or_else(|| self.why_not())
    }

    fn why_not(&self) -> String {
        match (self.reply.refused.first(), self.ending) {
            (Some(reason), _) => format!("refused: {reason}"),
            (None, Ending::Stopped) => format!("over {} s", self.cap.as_secs()),
            (None, _) => format!("failed: {}", self.complaint),
        }
    }

    /// Size and kind of the greatest stated error of W.
    pub fn error(&self) -> String {
        let Reply {
            bounds, estimates, ..
        } = self.reply;
        let kind = match (bounds, estimates) {
            (0, 0) => return String::new(),
            (_, 0) => "bound".to_owned(),
            (0, _) => "estimate".to_owned(),
            (_, _) => format!("{bounds} bounds, {estimates} estimates"),
        };
        format!("{}, {kind}", size_or_none(self.reply.error))
    }

    /// Peak memory of the process.
    pub fn peak(&self) -> String {
        match self.reply.peak_kib {
            Some(kib) if !self.reply.seconds.is_empty() => memory(kib),
            _ => String::new(),
        }
    }

    /// The cells of a table about it.
    pub fn cells(&self, case: &str, asked: &str, count: Count) -> [String; 6] {
        [
            case.to_owned(),
            asked.to_owned(),
            self.reached(count),
            self.peak(),
            self.error(),
            self.reply.methods.join("; "),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(reply: Reply, ending: Ending) -> Measured {
        Measured {
            reply,
            ending,
            complaint: "killed".to_owned(),
            cap: Duration::from_secs(120),
        }
    }

    #[test]
    fn every_ending_has_words() {
        let refused = Reply {
            asked: 1,
            refused: vec!["too many cells".to_owned()],
            ..Reply::default()
        };
        let measured = of(refused, Ending::Success);
        assert_eq!(measured.reached(Count::Least), "refused: too many cells");
        assert_eq!(
            (measured.peak(), measured.error()),
            (String::new(), String::new())
        );
        let nothing = of(Reply::default(), Ending::Stopped);
        assert_eq!(nothing.reached(Count::Least), "over 120 s");
        assert_eq!(nothing.reached(Count::Spread), "over 120 s");
        assert_eq!(
            of(Reply::default(), Ending::Failure).reached(Count::Least),
            "failed: killed"
        );
        let some = Reply {
            seconds: vec![0.5, 0.25, 2.0],
            asked: 2500,
            error: Some(1e-14),
            bounds: 2,
            estimates: 1,
            ..Reply::default()
        };
        let measured = of(some, Ending::Stopped);
        assert_eq!(
            measured.reached(Count::Spread),
            "worst 2.00 s, median 500 ms (3 of 2500 points in 120 s)"
        );
        assert_eq!(measured.least(), Some(0.25));
        assert_eq!(measured.reached(Count::Least), "250 ms, least of 3");
        assert_eq!(measured.error(), "1.0e-14, 2 bounds, 1 estimates");
    }
}
