//! Ranges of parameters, for maps and searches.

use std::str::FromStr;

use ergotropy_answer::{Measure, Parameter, Range};

use super::rate::{Clock, Rate, Time};
use super::units::Kelvin;
use super::value::{Given, Reason, number};
use crate::error::Error;

/// `NAME=A:B`, `NAME=A:B:K`, `NAME=A:B:log` or `NAME=A:B:K:log`.
#[derive(Clone, Debug)]
pub(crate) struct RangeFlag {
    pub(crate) parameter: Parameter,
    ends: [End; 2],
    points: Option<usize>,
    log: bool,
}

/// An end of a range, as it was typed.
#[derive(Clone, Debug)]
enum End {
    Number(f64),
    Rate(Given<Rate>),
    Time(Given<Time>),
}

impl FromStr for RangeFlag {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let (name, range) = text.split_once('=').ok_or(Reason::RangeForm)?;
        let wanted = name.trim().trim_start_matches("--").replace('-', "_");
        let parameter = Parameter::ALL.into_iter();
        let parameter = parameter
            .clone()
            .find(|parameter| parameter.name() == wanted);
        let parameter = parameter.ok_or_else(|| Reason::NoParameter {
            name: name.to_owned(),
            names: names(),
        })?;
        let mut parts: Vec<&str> = range.split(':').map(str::trim).collect();
        let log = parts.last() == Some(&"log");
        if log {
            parts.pop();
        }
        let points = match parts.get(2) {
            None => None,
            Some(points) => Some(
                points
                    .parse()
                    .ok()
                    .filter(|points| (2..=Range::MOST_POINTS).contains(points))
                    .ok_or(Reason::RangePoints)?,
            ),
        };
        let (Some(from), Some(to), None) = (parts.first(), parts.get(1), parts.get(3)) else {
            return Err(Reason::RangeForm);
        };
        Ok(Self {
            parameter,
            ends: [end(parameter, from)?, end(parameter, to)?],
            points,
            log,
        })
    }
}

/// The names of all parameters, as flags have them.
pub(crate) fn names() -> String {
    let names = Parameter::ALL.map(|parameter| parameter.name().replace('_', "-"));
    names.join(", ")
}

fn end(parameter: Parameter, text: &str) -> Result<End, Reason> {
    let bare = |value: f64| {
        let (legal, allowed) = parameter.allows(value);
        if legal {
            Ok(End::Number(value))
        } else {
            Err(Reason::RangeEnd {
                name: parameter.name().replace('_', "-"),
                value: text.to_owned(),
                allowed,
            })
        }
    };
    let text_of = || text.to_owned();
    match parameter.measure() {
        Measure::Rate => {
            let value = text.parse()?;
            Ok(End::Rate(Given {
                text: text_of(),
                value,
            }))
        }
        Measure::Time => {
            let value = text.parse()?;
            Ok(End::Time(Given {
                text: text_of(),
                value,
            }))
        }
        Measure::Kelvin => bare(text.parse::<Kelvin>()?.0),
        _ => bare(number(text)),
    }
}

impl RangeFlag {
    /// The text of an end that has a unit of rates or times.
    pub(crate) fn with_unit(&self) -> Option<String> {
        self.ends.iter().find_map(|end| match end {
            End::Rate(rate) if matches!(rate.value, Rate::PerSecond(_)) => Some(rate.text.clone()),
            End::Time(time) if matches!(time.value, Time::Seconds(_)) => Some(time.text.clone()),
            _ => None,
        })
    }

    /// The range in natural units.
    pub(crate) fn resolve(&self, flag: &'static str, clock: &Clock) -> Result<Range, Error> {
        let end = |end: &End| match end {
            End::Number(value) => Ok(*value),
            End::Rate(rate) => clock.rate(flag, rate),
            End::Time(time) => Ok(clock.time(flag, time)? * clock.unit().unwrap_or(1.0)),
        };
        let range = Range {
            parameter: self.parameter,
            from: end(&self.ends[0])?,
            to: end(&self.ends[1])?,
            points: self.points,
            log: self.log,
        };
        range.checked().map_err(Error::Answer)
    }
}
