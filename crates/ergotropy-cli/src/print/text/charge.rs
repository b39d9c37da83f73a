//! The answer of `charge`.

use std::fmt::Write;

use ergotropy::{Bounded, Kind};
use ergotropy_answer::{Charge, Number};

use super::model::lines;
use crate::flags::times::TimeUnit;
use crate::flags::units::{shifted, significant};
use crate::print::number;
use crate::print::table::{Align, Table};

/// Decimals of the table; JSON and CSV have all digits.
const DECIMALS: usize = 10;

/// A time is told by its ends if its error is a greater fraction of it.
const WIDE: f64 = 0.01;

/// An error of a time at t = 0 is not told if it is less than this fraction of the last time.
const SHORT: f64 = 1e-9;

/// What errors are that all are proved.
const PROVED: &str = "a proved bound";

/// A charging curve.
pub(crate) fn charge(answer: &Charge, unit: Option<&TimeUnit>) -> String {
    let curve = &answer.curve;
    let clock = Clock::new(answer, unit);
    let times: Vec<String> = clock.times.iter().map(|&time| significant(time)).collect();
    let mut columns: Vec<(&'static str, &[Number])> = Vec::new();
    for (_, name, numbers) in curve.energies.named() {
        columns.push((name, numbers));
    }
    columns.push(("power", &curve.power));
    // Coherence has a column if it gives work at some time that is more than its error.
    let mut coherent = curve.ergotropy_coherent.iter();
    if coherent.any(|number| number.0.lower() > 0.0) {
        columns.push(("W of coherence", &curve.ergotropy_coherent));
    }
    if let Some(joule) = &answer.joule {
        columns.push(("W in joule", &joule.ergotropy));
    }
    if let Some(watt) = &answer.watt {
        columns.push(("power in watt", watt));
    }
    let headings = columns.iter().map(|&(name, _)| (name, Align::Point));
    let mut table = Table::new([("time", Align::Point)].into_iter().chain(headings));
    for (index, time) in times.iter().enumerate() {
        let numbers = columns.iter().map(|(_, numbers)| shown(numbers[index]));
        table.row([time.clone()].into_iter().chain(numbers));
    }
    format!(
        "{}time in {}, energies in hbar omega, power (W(t) - W(0)) / t in hbar omega {}\n\n\
         {}\n{}{} picture, {}\n(n) is the error of the last digit, {}\n",
        lines(&answer.model),
        clock.unit,
        match (answer.model.eta, &answer.seconds) {
            (Some(_), _) => "gamma_c",
            (None, Some(_)) => "per second",
            (None, None) => "per unit of time",
        },
        table.text(),
        summary(answer, &clock),
        answer.picture,
        answer.method,
        kinds(answer),
    )
}

fn shown(number: Number) -> String {
    number::shown(number.0, DECIMALS)
}

/// The unit of times, and the times in it.
struct Clock {
    unit: String,
    /// The power of ten of the unit, in seconds; `None` for times in 1/γ_c.
    power: Option<i32>,
    times: Vec<f64>,
}

impl Clock {
    fn new(answer: &Charge, unit: Option<&TimeUnit>) -> Self {
        match (&answer.seconds, unit) {
            (Some(seconds), Some(unit)) => Self {
                unit: unit.name(),
                power: Some(unit.power()),
                times: seconds.iter().map(|&t| shifted(t, unit.power())).collect(),
            },
            _ => Self {
                unit: if answer.model.eta.is_some() {
                    "1/gamma_c".to_owned()
                } else {
                    "1/(unit of rates)".to_owned()
                },
                power: None,
                times: answer.times.clone(),
            },
        }
    }

    /// A time that is known in 1/γ_c and in seconds, in this unit.
    fn read(&self, natural: Number, seconds: Option<Number>) -> Bounded {
        match (self.power, seconds) {
            (Some(power), Some(seconds)) => {
                let Bounded { value, error, kind } = seconds.0;
                Bounded::new(shifted(value, power), shifted(error, power), kind)
            }
            _ => natural.0,
        }
    }

    /// A time with its unit where that has a name.
    fn told(&self, time: &str) -> String {
        match self.power {
            Some(_) => format!("{time} {}", self.unit),
            None => time.to_owned(),
        }
    }

    /// Whether a time is known so little that the ends of its interval tell more.
    fn is_wide(&self, time: Bounded) -> bool {
        let last = self.times.iter().copied().fold(0.0, f64::max);
        time.error > (WIDE * time.value).max(SHORT * last)
    }

    /// When something is: a time, or the times between which it is if they are far apart.
    fn when(&self, time: Bounded) -> String {
        let first = self.times.iter().copied().fold(f64::INFINITY, f64::min);
        let last = self.times.iter().copied().fold(0.0, f64::max);
        let end = [first, last].into_iter().find(|&end| {
            let rounding = 4.0 * f64::EPSILON * end;
            let sharp = time.error <= (WIDE * end).max(SHORT * last);
            (time.value - end).abs() <= rounding && sharp
        });
        if let Some(end) = end {
            return format!("at t = {}", self.told(&significant(end)));
        }
        if self.is_wide(time) {
            let short = |time: f64| significant(format!("{time:.3e}").parse().unwrap_or(time));
            let (low, high) = (time.lower().max(0.0), time.upper());
            return format!("between t = {} and {}", short(low), self.told(&short(high)));
        }
        format!("at t = {}", self.told(&number::shown(time, DECIMALS)))
    }
}

/// The lines below the table: what the curve comes to.
fn summary(answer: &Charge, clock: &Clock) -> String {
    let found = &answer.summary;
    let Some(peak) = found.peak else {
        return String::new();
    };
    let noted = |number: Number| {
        let proved = kinds(answer) == PROVED && number.0.kind == Kind::Estimate;
        if proved { ", an estimate" } else { "" }
    };
    let time = clock.read(peak.time, peak.seconds);
    let end = if peak.rising {
        ", the last time: still rising there"
    } else if clock.is_wide(time) {
        ", where the curve is level"
    } else {
        ""
    };
    let mut text = format!(
        "peak W = {} {}{end} (between the given times{})\n",
        shown(peak.ergotropy),
        clock.when(time),
        noted(peak.ergotropy),
    );
    for (share, time, seconds) in [
        ("half", found.half_time, found.half_time_seconds),
        ("90 %", found.time_to_90, found.time_to_90_seconds),
    ] {
        if let Some(time) = time {
            let gain = if share == "half" {
                " of the gain W - W(0)"
            } else {
                " of it"
            };
            let when = clock.told(&number::shown(clock.read(time, seconds), DECIMALS));
            let _ = writeln!(text, "{share}{gain} after t = {when}{}", noted(time));
        }
    }
    if let Some(greatest) = found.greatest_power {
        let when = clock.when(clock.read(greatest.time, greatest.seconds));
        let power = shown(greatest.power);
        let _ = writeln!(
            text,
            "greatest power {power} {when}{}",
            noted(greatest.power)
        );
    }
    text
}

/// The kind of all errors, if it is the same for all; an estimate if it is not.
fn kinds(answer: &Charge) -> &'static str {
    let works = answer.curve.energies.ergotropy.iter();
    match works.map(|number| number.0.kind).max() {
        Some(Kind::Estimate) => "an estimate, not proved",
        _ => PROVED,
    }
}
