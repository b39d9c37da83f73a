//! The times of a charging curve.

use std::str::FromStr;

use clap::Args;
use ergotropy_sweep::{linear, logarithmic};

use super::rate::{Clock, Time};
use super::units;
use super::value::{self, Given, Reason};
use crate::error::Error;

/// Number of points of an axis that --until alone asks for, and for each factor of ten where it is logarithmic.
const POINTS: usize = 51;
const POINTS_A_DECADE: f64 = 10.0;

/// An axis is logarithmic if the curve changes in less than this fraction of it.
const EARLY: f64 = 0.05;

/// Least ratio of the first time of an axis to the time in which the curve changes, and to the last one.
const FIRST: f64 = 0.03;
const LEAST: f64 = 1e-15;

#[derive(Args)]
#[command(next_help_heading = "Times")]
pub(crate) struct TimesFlags {
    /// The times, with commas between them
    #[arg(long, value_name = "T,...", conflicts_with_all = ["until", "points", "from", "log"])]
    times: Vec<TimeList>,
    /// Last time of an axis; without --points, of one that fits the curve: 51 even times from 0 on, or 0 and
    /// some ten times for each factor of ten where most of the change comes early
    #[arg(long, value_name = "T")]
    until: Option<Given<Time>>,
    /// Number of points of the axis, both ends counted, from 2 to 1000000
    #[arg(long, value_name = "K", requires = "until", value_parser = value::points)]
    points: Option<usize>,
    /// First time of the axis [default: 0]
    #[arg(long, value_name = "T0", requires = "until", requires = "points")]
    from: Option<Given<Time>>,
    /// Constant ratio between neighbours, not constant difference; needs --from
    #[arg(long, requires = "until", requires = "points")]
    log: bool,
}

/// Times with commas between them.
#[derive(Clone, Debug)]
struct TimeList(Vec<Given<Time>>);

impl FromStr for TimeList {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let entries = text.split(',').enumerate().map(|(index, entry)| {
            if entry.trim().is_empty() {
                return Err(Reason::EmptyEntry { number: index + 1 });
            }
            entry.parse()
        });
        Ok(Self(entries.collect::<Result<_, _>>()?))
    }
}

/// Times in both units, in the order in which they were given.
#[derive(Debug)]
pub(crate) struct Times {
    /// In units of 1/γ_c.
    pub(crate) natural: Vec<f64>,
    /// The times in seconds, if the unit of rates is known.
    pub(crate) seconds: Option<Vec<f64>>,
    /// The flag that gave the times, for errors.
    pub(crate) flag: &'static str,
    /// The unit in which they were given, beside γ_c.
    pub(crate) unit: Option<TimeUnit>,
    /// Whether only the last time is known so far, so that the curve has to tell which times show it.
    pub(crate) open: bool,
}

/// A unit of time: the prefix of the second, and its power of ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeUnit {
    prefix: String,
    power: i32,
}

impl TimeUnit {
    /// The name of the unit, as in `us`.
    pub(crate) fn name(&self) -> String {
        format!("{}s", self.prefix)
    }

    /// The power of ten of the unit, in seconds.
    pub(crate) fn power(&self) -> i32 {
        self.power
    }

    /// The unit of a time as it was typed; seconds for 0 without a unit.
    fn typed(text: &str) -> Self {
        let number = text.trim().strip_suffix('s').unwrap_or_default();
        let prefix =
            number.trim_start_matches(|c: char| !c.is_alphabetic() || c == 'e' || c == 'E');
        let prefix = prefix.replace(['\u{b5}', '\u{3bc}'], "u");
        let second = units::read(&format!("1{prefix}s"), "s").unwrap_or(1.0);
        // Prefixes are powers of ten from -15 to 15.
        #[allow(clippy::cast_possible_truncation)]
        let power = second.log10().round() as i32;
        Self { prefix, power }
    }
}

impl TimesFlags {
    pub(crate) fn times(&self, clock: &Clock) -> Result<Times, Error> {
        let mut longest: Option<&Given<Time>> = self.until.as_ref();
        let mut open = false;
        let (flag, given) = match (&self.until, self.points) {
            (Some(until), Some(points)) => ("--until", self.axis(until, points, clock)?),
            (Some(until), None) => {
                let last = clock.time("--until", until)?;
                open = last > 0.0;
                ("--until", vec![last])
            }
            _ if self.times.is_empty() => return Err(Error::NoTimes),
            _ => {
                let times = || self.times.iter().flat_map(|list| &list.0);
                longest = times().max_by(|a, b| a.value.size().total_cmp(&b.value.size()));
                let times = times().map(|time| clock.time("--times", time));
                ("--times", times.collect::<Result<_, _>>()?)
            }
        };
        Ok(Times {
            unit: clock
                .unit()
                .and(longest)
                .map(|time| TimeUnit::typed(&time.text)),
            ..Times::new(given, flag, clock.unit(), open)
        })
    }

    fn axis(&self, until: &Given<Time>, points: usize, clock: &Clock) -> Result<Vec<f64>, Error> {
        let last = clock.time("--until", until)?;
        let first = match &self.from {
            Some(from) => clock.time("--from", from)?,
            None => 0.0,
        };
        if self.log && first == 0.0 {
            return Err(Error::NoFirstTime);
        }
        if first >= last {
            let from = self.from.as_ref();
            return Err(Error::AxisOrder {
                from: from.map_or_else(|| "0".to_owned(), ToString::to_string),
                until: until.text.clone(),
            });
        }
        let spaced = if self.log { logarithmic } else { linear };
        Ok(spaced(first, last, points))
    }
}

impl Times {
    fn new(given: Vec<f64>, flag: &'static str, unit: Option<f64>, open: bool) -> Self {
        let (natural, seconds) = match unit {
            None => (given, None),
            Some(unit) => {
                let natural = given.iter().map(|&t| t * unit).collect();
                (natural, Some(given))
            }
        };
        Self {
            natural,
            seconds,
            flag,
            unit: None,
            open,
        }
    }

    /// Number of times of the answer, at most.
    pub(crate) fn count(&self) -> usize {
        if self.open {
            POINTS
        } else {
            self.natural.len()
        }
    }

    /// The last time, where it is all that is known, in units of 1/γ_c.
    pub(crate) fn last(&self) -> Option<f64> {
        self.natural.last().copied().filter(|_| self.open)
    }

    /// The times that show a curve up to the last time which changes within `scale`, in units of 1/γ_c; `None` is a
    /// curve that does not change.
    pub(crate) fn spread(self, scale: Option<f64>, unit: Option<f64>) -> Self {
        let natural = self.last();
        let given = self.seconds.as_deref().unwrap_or(&self.natural).last();
        let (Some(natural), Some(&last)) = (natural, given) else {
            return self;
        };
        let early = scale.filter(|&scale| scale < EARLY * natural);
        let times = early.map_or_else(
            || linear(0.0, last, POINTS),
            |scale| {
                let first = (FIRST * scale / natural).max(LEAST);
                let first = 10f64.powf((first * last).log10().floor());
                let decades = (last / first).log10();
                // Some sixteen decades at most.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let count = (decades * POINTS_A_DECADE).ceil() as usize + 1;
                let mut times = vec![0.0];
                times.extend(logarithmic(first, last, count));
                times
            },
        );
        Self {
            unit: self.unit,
            ..Self::new(times, self.flag, unit, false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_unit_or_none() {
        assert_eq!("0.5".parse::<Time>().ok(), Some(Time::Natural(0.5)));
        assert_eq!("10us".parse::<Time>().ok(), Some(Time::Seconds(1e-5)));
        assert_eq!("0s".parse::<Time>().ok(), Some(Time::Zero));
        for text in ["-1", "-1us", "nan", "inf", "1e999", "10", "us", "ten"] {
            assert_eq!(text.parse::<Time>().is_ok(), text == "10", "{text}");
        }
    }

    fn until(last: f64) -> Times {
        Times::new(vec![last], "--until", None, last > 0.0)
    }

    #[test]
    fn axes_fit_the_curve() {
        for scale in [None, Some(0.7), Some(2.0)] {
            let times = until(10.0).spread(scale, None).natural;
            assert_eq!(times, linear(0.0, 10.0, 51), "{scale:?}");
        }
        let early = until(1000.0).spread(Some(0.5), None);
        assert_eq!(early.natural[..2], [0.0, 0.01]);
        assert_eq!(early.natural.len(), 52);
        assert_eq!(early.natural.last(), Some(&1000.0));
        assert!(!early.open && early.natural.is_sorted());
        let far = until(1e200).spread(Some(1e-3), None).natural;
        assert!(far.len() < 200 && far.is_sorted() && far.last() == Some(&1e200));
        assert_eq!(until(0.0).spread(None, None).natural, [0.0]);
    }

    #[test]
    fn units_are_those_that_were_typed() {
        for (text, name) in [
            ("10us", "us"),
            ("10 \u{b5}s", "us"),
            ("1e3ns", "ns"),
            ("0.5s", "s"),
            ("0", "s"),
        ] {
            assert_eq!(TimeUnit::typed(text).name(), name, "{text}");
        }
        let power = |text| TimeUnit::typed(text).power();
        assert_eq!((power("1e3us"), power("2ks"), power("3s")), (-6, 3, 0));
    }
}
