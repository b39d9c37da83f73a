//! The answer of `charge`.

use ergotropy::Kind;
use ergotropy_answer::{Charge, Number};

use super::model::lines;
use crate::flags::model::Model;
use crate::flags::units::{prefix, shifted, significant};
use crate::print::number;
use crate::print::table::{Align, Table};

/// Decimals of the table; JSON and CSV have all digits.
const DECIMALS: usize = 10;

/// A charging curve.
pub(crate) fn charge(model: &Model, answer: &Charge) -> String {
    let curve = &answer.curve;
    let (unit, times) = times(answer);
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
    let from = model.initial.as_ref();
    format!(
        "{}from {}; time in {unit}, energies in hbar omega, power (W(t) - W(0)) / t in hbar omega gamma_c\n\n\
         {}\n{}{} picture, {}\n(n) is the error of the last digit, {}\n",
        lines(model),
        from.map_or("", |initial| initial.name.as_str()),
        table.text(),
        peak(answer, &unit, &times),
        answer.picture,
        answer.method,
        kinds(answer),
    )
}

fn shown(number: Number) -> String {
    number::shown(number.0, DECIMALS)
}

/// The unit of times, and the times in it.
fn times(answer: &Charge) -> (String, Vec<String>) {
    let (unit, times, power) = match &answer.seconds {
        None => ("1/gamma_c".to_owned(), &answer.times, 0),
        Some(seconds) => {
            let (prefix, power) = prefix(seconds.iter().copied().fold(0.0, f64::max), "s");
            (format!("{prefix}s"), seconds, power)
        }
    };
    let times = times.iter().map(|&t| significant(shifted(t, power)));
    (unit, times.collect())
}

fn peak(answer: &Charge, unit: &str, times: &[String]) -> String {
    let (Some(peak), Some(index)) = (&answer.peak, answer.curve.peak()) else {
        return String::new();
    };
    let unit = match &answer.seconds {
        None => format!("(in {unit})"),
        Some(_) => unit.to_owned(),
    };
    format!(
        "greatest W of these times: {} at t = {} {unit}\n",
        shown(peak.ergotropy),
        times[index]
    )
}

/// The kind of all errors, if it is the same for all; an estimate if it is not.
fn kinds(answer: &Charge) -> &'static str {
    let works = answer.curve.energies.ergotropy.iter();
    match works.map(|number| number.0.kind).max() {
        Some(Kind::Estimate) => "an estimate, not proved",
        _ => "a proved bound",
    }
}
