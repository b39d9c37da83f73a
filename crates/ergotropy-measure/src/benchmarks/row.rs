//! Row: the result of a job, in words.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::benchmarks::job::{Job, Reply, Timing};
use crate::child::{self, Ending};
use crate::quantiles::{quantile, worst};
use crate::table::{memory, seconds, size_or_none};

/// A measured job.
pub struct Measured {
    pub reply: Reply,
    timing: Timing,
    ending: Ending,
    complaint: String,
    cap: Duration,
}

/// Measures a job in a process of its own, which finds the job by its name.
pub fn measure(job: &Job, cap: Duration) -> Result<Measured> {
    eprintln!("{}", job.name);
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["row", &job.name]);
    let said = child::run(command, "", cap)?;
    let reply = match &said.last {
        Some(line) => serde_json::from_str(line).context("a row answered no reply")?,
        None => Reply::default(),
    };
    let complaint = said.complaints.lines().last().unwrap_or_default();
    Ok(Measured {
        reply,
        timing: job.timing,
        ending: said.ending,
        complaint: complaint.to_owned(),
        cap,
    })
}

impl Measured {
    /// The least time; `None` if the job never came to an end.
    pub fn least(&self) -> Option<f64> {
        let times = &self.reply.seconds;
        times.iter().copied().reduce(f64::min)
    }

    /// The mean time.
    pub fn mean(&self) -> f64 {
        let times = &self.reply.seconds;
        times.iter().sum::<f64>() / times.len() as f64
    }

    /// The times in words.
    pub fn reached(&self) -> String {
        let words = match self.timing {
            Timing::Least(_) | Timing::Together(_) => self.least().map(|least| {
                let least = seconds(least);
                match self.reply.seconds.len() {
                    1 => format!("{least}, one run"),
                    runs => format!("{least}, least of {runs}"),
                }
            }),
            Timing::Spread => self.spread(),
        };
        words.unwrap_or_else(|| self.why_not())
    }

    fn spread(&self) -> Option<String> {
        let reply = &self.reply;
        let times = worst(&reply.seconds).zip(quantile(&reply.seconds, 0.5));
        let times = times
            .map(|(worst, median)| format!("worst {}, median {}", seconds(worst), seconds(median)));
        // A process that was stopped before its first reply has not told the number of points.
        let done = reply.seconds.len() + reply.refused.len();
        let (all, cap) = (reply.asked, self.cap.as_secs());
        let stopped = (self.ending == Ending::Stopped && all > 0)
            .then(|| format!("{done} of {all} points in {cap} s"));
        let words = match (times, stopped) {
            (Some(times), Some(stopped)) => format!("{times} ({stopped})"),
            (times, stopped) => times.or(stopped)?,
        };
        Some(match reply.refused.len() {
            0 => words,
            refused => format!("{words}; {refused} points refused"),
        })
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(reply: Reply, timing: Timing, ending: Ending) -> Measured {
        Measured {
            reply,
            timing,
            ending,
            complaint: "killed".to_owned(),
            cap: Duration::from_secs(120),
        }
    }

    #[test]
    fn every_ending_has_words() {
        let (least, spread) = (Timing::Least(3), Timing::Spread);
        let refused = Reply {
            asked: 1,
            refused: vec!["too many cells".to_owned()],
            ..Reply::default()
        };
        let measured = of(refused, least, Ending::Success);
        assert_eq!(measured.reached(), "refused: too many cells");
        let nothing = (String::new(), String::new());
        assert_eq!((measured.peak(), measured.error()), nothing);
        for timing in [least, spread] {
            let nothing = of(Reply::default(), timing, Ending::Stopped);
            assert_eq!(nothing.reached(), "over 120 s");
        }
        let failed = of(Reply::default(), least, Ending::Failure);
        assert_eq!(failed.reached(), "failed: killed");
        let some = Reply {
            seconds: vec![0.5, 0.25, 2.0],
            asked: 2500,
            error: Some(1e-14),
            bounds: 2,
            estimates: 1,
            ..Reply::default()
        };
        let measured = of(some.clone(), spread, Ending::Stopped);
        assert_eq!(
            measured.reached(),
            "worst 2.00 s, median 500 ms (3 of 2500 points in 120 s)"
        );
        let measured = of(some, least, Ending::Stopped);
        assert_eq!(measured.least(), Some(0.25));
        assert_eq!(measured.reached(), "250 ms, least of 3");
        assert_eq!(measured.error(), "1.0e-14, 2 bounds, 1 estimates");
    }
}
