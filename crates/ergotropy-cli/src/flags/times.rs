//! The times of a charging curve.

use std::f64::consts::TAU;
use std::str::FromStr;

use clap::Args;
use ergotropy_sweep::{linear, logarithmic};

use super::units::{self, Hertz};
use super::value::{self, Given, Reason};
use crate::error::Error;

#[derive(Args)]
#[command(next_help_heading = "Times")]
pub(crate) struct TimesFlags {
    /// The times, with commas between them
    #[arg(long, value_name = "T,...", conflicts_with_all = ["until", "points", "from", "log"])]
    times: Vec<TimeList>,
    /// Last time of an axis
    #[arg(long, value_name = "T", requires = "points")]
    until: Option<Given<Time>>,
    /// Number of points of the axis, both ends counted, from 2 to 1000000
    #[arg(long, value_name = "K", requires = "until", value_parser = value::points)]
    points: Option<usize>,
    /// First time of the axis [default: 0]
    #[arg(long, value_name = "T0", requires = "until")]
    from: Option<Given<Time>>,
    /// Constant ratio between neighbours, not constant difference; needs --from
    #[arg(long, requires = "until")]
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

/// A time, at least 0 and finite.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Time {
    /// Zero, which needs no unit.
    Zero,
    /// In units of 1/γ_c.
    Natural(f64),
    Seconds(f64),
}

impl FromStr for Time {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let natural = text.trim().parse().ok().map(Self::Natural);
        match natural.or_else(|| units::read(text, "s").map(Self::Seconds)) {
            Some(Self::Natural(0.0) | Self::Seconds(0.0)) => Ok(Self::Zero),
            Some(time @ (Self::Natural(t) | Self::Seconds(t))) if t > 0.0 && t.is_finite() => {
                Ok(time)
            }
            _ => Err(Reason::Time(text.to_owned())),
        }
    }
}

/// Times in both units, in the order in which they were given.
#[derive(Debug)]
pub(crate) struct Times {
    /// In units of 1/γ_c.
    pub(crate) natural: Vec<f64>,
    /// The times in seconds, if γ_c is known.
    pub(crate) seconds: Option<Vec<f64>>,
    /// The flag that gave the times, for errors.
    pub(crate) flag: &'static str,
}

impl TimesFlags {
    pub(crate) fn times(&self, gamma_c: Option<&Given<Hertz>>) -> Result<Times, Error> {
        let (flag, given) = match (&self.until, self.points) {
            (Some(until), Some(points)) => ("--until", self.axis(until, points, gamma_c)?),
            _ if self.times.is_empty() => return Err(Error::NoTimes),
            _ => {
                let times = self.times.iter().flat_map(|list| &list.0);
                let times = times.map(|time| read("--times", time, gamma_c));
                ("--times", times.collect::<Result<_, _>>()?)
            }
        };
        Ok(match gamma_c {
            None => Times {
                natural: given,
                seconds: None,
                flag,
            },
            Some(rate) => Times {
                natural: given.iter().map(|&t| t * (TAU * rate.value.0)).collect(),
                seconds: Some(given),
                flag,
            },
        })
    }

    fn axis(
        &self,
        until: &Given<Time>,
        points: usize,
        gamma_c: Option<&Given<Hertz>>,
    ) -> Result<Vec<f64>, Error> {
        let last = read("--until", until, gamma_c)?;
        let first = match &self.from {
            Some(from) => read("--from", from, gamma_c)?,
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

/// A time: in seconds with --gamma-c, in units of 1/γ_c without.
fn read(
    flag: &'static str,
    time: &Given<Time>,
    gamma_c: Option<&Given<Hertz>>,
) -> Result<f64, Error> {
    match (time.value, gamma_c) {
        (Time::Zero, _) => Ok(0.0),
        (Time::Natural(t), None) | (Time::Seconds(t), Some(_)) => Ok(t),
        (Time::Seconds(_), None) => Err(Error::UnitWithoutRate {
            flag,
            value: time.text.clone(),
        }),
        (Time::Natural(_), Some(rate)) => Err(Error::RateWithoutUnit {
            flag,
            value: time.text.clone(),
            gamma_c: rate.text.clone(),
        }),
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
}
