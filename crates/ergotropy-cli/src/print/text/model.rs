//! The lines above an answer.

use std::fmt::Write;

use ergotropy_answer::Resolved;

use crate::flags::units::{Hertz, Kelvin, Seconds, full, significant};
use crate::print::number::shown;

/// Number of decimals of the energy of a start.
const DECIMALS: usize = 6;

/// The model: cells, what the rates came to, and the start with its energy.
pub(super) fn lines(model: &Resolved) -> String {
    let mut lines = vec![cells(model)];
    lines.extend(channel(
        "all cells together",
        [model.collective_emission, model.collective_pumping],
        &bath("alpha_c", model.alpha_c.zip(model.n_c), model.temperature_c),
        model,
    ));
    lines.extend(channel(
        "each cell by itself",
        [model.emission, model.pumping],
        &bath("alpha_l", model.alpha_l.zip(model.n_l), model.temperature_l),
        model,
    ));
    for (name, rate) in [
        ("dephasing of each cell", model.dephasing),
        (
            "dephasing of all cells together",
            model.collective_dephasing,
        ),
    ] {
        if rate > 0.0 {
            lines.push(format!("{name}: {}", rated(rate, model)));
        }
    }
    if lines.len() == 1 {
        lines.push("no noise".to_owned());
    }
    lines.extend(super::emitters::line(&model.emitters));
    lines.extend(times(model));
    lines.push(unit(model));
    if let (Some(start), Some(energy)) = (&model.initial, model.initial_energy) {
        let energy = shown(energy.0, DECIMALS);
        lines.push(format!("start {start}, of energy {energy} hbar omega"));
    }
    lines.join("\n") + "\n"
}

fn cells(model: &Resolved) -> String {
    let name = if model.cells == 1 { "cell" } else { "cells" };
    let mut line = format!("{} {name}", model.cells);
    for (name, number) in [("eta", model.eta), ("gamma_r", model.gamma_ratio)] {
        if let Some(number) = number {
            // Writing to a string cannot fail.
            let _ = write!(line, ", {name} = {}", short(number));
        }
    }
    if let Some(hertz) = model.frequency {
        let _ = write!(line, ", omega/2pi = {}", Hertz(hertz));
    }
    line
}

/// The rates of a channel that acts.
fn channel(name: &str, rates: [f64; 2], bath: &str, model: &Resolved) -> Option<String> {
    let [emission, absorption] = rates.map(|rate| rated(rate, model));
    (rates != [0.0; 2])
        .then(|| format!("{name}: emission {emission}, absorption {absorption}{bath}"))
}

/// T1 and T2 of a cell by itself.
fn times(model: &Resolved) -> Option<String> {
    let time = |time: Option<f64>, seconds: Option<f64>| match (time, seconds) {
        (_, Some(seconds)) => Seconds(seconds).to_string(),
        (Some(time), None) => short(time),
        (None, None) => "infinite".to_owned(),
    };
    model.t2?;
    Some(format!(
        "a cell by itself: T1 = {}, T2 = {}",
        time(model.t1, model.t1_seconds),
        time(model.t2, model.t2_seconds)
    ))
}

/// What bare numbers are counted in.
fn unit(model: &Resolved) -> String {
    match (model.gamma_c, model.rate_unit, model.eta) {
        (Some(rate), ..) => format!(
            "rates over 2pi in brackets, else in gamma_c = 2pi x {}",
            Hertz(rate)
        ),
        (None, Some(_), _) => "rates over 2pi".to_owned(),
        (None, None, Some(_)) => "rates in gamma_c, times in 1/gamma_c".to_owned(),
        (None, None, None) => "rates in one unit of your choice, times in its inverse".to_owned(),
    }
}

/// A rate; over 2π in hertz where its unit is known.
fn rated(rate: f64, model: &Resolved) -> String {
    let hertz = |unit: f64| {
        let hertz = rate * unit / std::f64::consts::TAU;
        Hertz(short_value(hertz)).to_string()
    };
    match (model.gamma_c, model.rate_unit) {
        (Some(_), Some(unit)) => format!("{} ({})", short(rate), hertz(unit)),
        (None, Some(unit)) => hertz(unit),
        _ => short(rate),
    }
}

/// A bath in brackets; nothing for rates that are not of a bath.
fn bath(name: &str, bath: Option<(f64, f64)>, kelvin: Option<f64>) -> String {
    let of = |(alpha, n)| format!(" (bath {name} = {}{})", bose_ratio(alpha, n), at(kelvin));
    bath.map(of).unwrap_or_default()
}

/// A Bose ratio, which is never shown as 1, of a bath of occupation n.
pub(super) fn bose_ratio(alpha: f64, n: f64) -> String {
    if short_value(alpha) == 1.0 {
        format!("1 - {}", short((n + 1.0).recip()))
    } else {
        short(alpha)
    }
}

/// The temperature of a bath, where it is known.
pub(super) fn at(kelvin: Option<f64>) -> String {
    let temperature = kelvin.map(|kelvin| format!(" at {}", Kelvin(short_value(kelvin))));
    temperature.unwrap_or_default()
}

/// A number in six digits, which are enough to recognise a typed value.
fn short(value: f64) -> String {
    match short_value(value) {
        // A number that rounds to 1 is shown in full, so that it differs from 1.
        1.0 => full(value),
        value => significant(value),
    }
}

fn short_value(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}
