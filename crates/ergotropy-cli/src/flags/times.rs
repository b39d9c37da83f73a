//! The times of a charging curve.

use std::f64::consts::TAU;

use ergotropy_sweep::{linear, logarithmic};

use crate::error::Error;
use crate::flags::TimesArgs;
use crate::flags::units::{Hertz, Time};
use crate::flags::values::Given;

/// Times in both units, in the order in which they were asked for.
#[derive(Debug)]
pub(crate) struct Times {
    /// In units of 1/γ_c.
    pub(crate) natural: Vec<f64>,
    /// In seconds, where γ_c is known.
    pub(crate) seconds: Option<Vec<f64>>,
    /// The flag that gave them, for complaints.
    pub(crate) flag: &'static str,
}

impl Times {
    pub(crate) fn new(args: &TimesArgs, gamma_c: Option<&Given<Hertz>>) -> Result<Self, Error> {
        let (flag, given) = if args.times.is_empty() {
            ("--until", axis(args, gamma_c)?)
        } else {
            listed_alone(args)?;
            let times = args.times.iter().flat_map(|list| &list.value.0);
            let times = times.map(|time| read("--times", time, gamma_c));
            ("--times", times.collect::<Result<_, _>>()?)
        };
        Ok(match gamma_c {
            None => Self {
                natural: given,
                seconds: None,
                flag,
            },
            Some(rate) => Self {
                natural: given.iter().map(|&t| t * (TAU * rate.value.0)).collect(),
                seconds: Some(given),
                flag,
            },
        })
    }
}

fn listed_alone(args: &TimesArgs) -> Result<(), Error> {
    let axis = [
        args.until.as_ref().map(|given| format!("--until {given}")),
        args.points
            .as_ref()
            .map(|given| format!("--points {given}")),
        args.from.as_ref().map(|given| format!("--from {given}")),
        args.log.then(|| "--log".to_owned()),
    ];
    match axis.into_iter().flatten().next() {
        None => Ok(()),
        Some(other) => {
            let times: Vec<&str> = args.times.iter().map(|list| list.text.as_str()).collect();
            Err(Error::TwoAxes {
                times: times.join(","),
                other,
            })
        }
    }
}

fn axis(args: &TimesArgs, gamma_c: Option<&Given<Hertz>>) -> Result<Vec<f64>, Error> {
    let (until, count) = ends(args)?;
    let last = read("--until", until, gamma_c)?;
    let first = match &args.from {
        Some(from) => read("--from", from, gamma_c)?,
        None => 0.0,
    };
    if args.log && first == 0.0 {
        return Err(Error::NoFirstTime);
    }
    if first >= last {
        return Err(Error::AxisOrder {
            from: args
                .from
                .as_ref()
                .map_or_else(|| "0".to_owned(), ToString::to_string),
            until: until.text.clone(),
        });
    }
    let spaced = if args.log { logarithmic } else { linear };
    Ok(spaced(first, last, count))
}

fn ends(args: &TimesArgs) -> Result<(&Given<Time>, usize), Error> {
    let half = |given: String, missing| Err(Error::HalfAxis { given, missing });
    match (&args.until, &args.points, &args.from) {
        (Some(until), Some(points), _) => Ok((until, points.value.0)),
        (Some(until), None, _) => half(format!("--until {until}"), "--points, as in --points 101"),
        (None, Some(points), _) => half(format!("--points {points}"), "--until, as in --until 10"),
        (None, None, Some(from)) => half(
            format!("--from {from}"),
            "--until and --points, as in --until 10 --points 101",
        ),
        (None, None, None) => Err(Error::NoTimes),
    }
}

/// A time in seconds beside --gamma-c, in units of 1/γ_c without.
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
