//! The model as it was resolved.

use ergotropy::{Bath, Channel};
use serde::Serialize;

use crate::flags::model::Model;
use crate::flags::units::{Kelvin, full, significant};

/// The `model` of an answer: keys are the flags with underscores. Rates are in units of γ_c,
/// temperatures in kelvin, frequencies in hertz.
#[derive(Debug, Serialize)]
pub(crate) struct Resolved {
    cells: u64,
    eta: f64,
    gamma_ratio: f64,
    collective_rate: f64,
    local_rate: f64,
    alpha_c: f64,
    n_c: f64,
    temperature_c: Option<f64>,
    alpha_l: f64,
    n_l: f64,
    temperature_l: Option<f64>,
    dephasing: f64,
    collective_dephasing: f64,
    initial: Option<String>,
    frequency: Option<f64>,
    gamma_c: Option<f64>,
}

impl Resolved {
    pub(crate) fn new(model: &Model) -> Self {
        let (collective, collective_rate) = thermal(model.ensemble.collective_channel());
        let (local, local_rate) = thermal(model.ensemble.local_channel());
        Self {
            cells: model.cells,
            eta: model.mixture.eta,
            gamma_ratio: model.mixture.gamma_ratio,
            collective_rate,
            local_rate,
            alpha_c: collective.bose_ratio(),
            n_c: collective.occupation(),
            temperature_c: kelvin(model, collective, model.temperature_c),
            alpha_l: local.bose_ratio(),
            n_l: local.occupation(),
            temperature_l: kelvin(model, local, model.temperature_l),
            dephasing: model.ensemble.dephasing_rate(),
            collective_dephasing: model.ensemble.collective_dephasing_rate(),
            initial: model.initial.as_ref().map(|initial| initial.name.clone()),
            frequency: model.frequency.map(|hertz| hertz.0),
            gamma_c: model.gamma_c.map(|hertz| hertz.0),
        }
    }
}

/// The temperature as it was typed, or else of the bath.
fn kelvin(model: &Model, bath: Bath, typed: Option<Kelvin>) -> Option<f64> {
    let typed = typed.map(|kelvin| kelvin.0);
    typed.or_else(|| model.frequency.map(|hertz| bath.temperature(hertz.0)))
}

/// Bath and rate of a channel; here all channels are thermal.
fn thermal(channel: Channel) -> (Bath, f64) {
    (channel.bath().unwrap_or(Bath::cold()), channel.rate())
}

/// The model in two lines.
pub(crate) fn lines(model: &Model) -> String {
    let (collective, collective_rate) = thermal(model.ensemble.collective_channel());
    let (local, local_rate) = thermal(model.ensemble.local_channel());
    let mut noise = vec![channel(
        "collective bath alpha_c",
        collective,
        kelvin(model, collective, model.temperature_c),
        collective_rate,
    )];
    if local_rate > 0.0 {
        let kelvin = kelvin(model, local, model.temperature_l);
        noise.push(channel("local bath alpha_l", local, kelvin, local_rate));
    }
    for (name, rate) in [
        ("dephasing", model.ensemble.dephasing_rate()),
        (
            "collective dephasing",
            model.ensemble.collective_dephasing_rate(),
        ),
    ] {
        if rate > 0.0 {
            noise.push(format!("{name} at {}", short(rate)));
        }
    }
    let cells = if model.cells == 1 { "cell" } else { "cells" };
    let frequency = model
        .frequency
        .map(|hertz| format!(", omega/2pi = {hertz}"))
        .unwrap_or_default();
    let first = format!(
        "{} {cells}, eta = {}, gamma_r = {}{frequency}",
        model.cells,
        short(model.mixture.eta),
        short(model.mixture.gamma_ratio)
    );
    let unit = match model.gamma_c {
        None => "rates in gamma_c".to_owned(),
        Some(rate) => format!("rates in gamma_c = 2pi x {rate}"),
    };
    format!("{first}\n{}; {unit}\n", noise.join(", "))
}

fn channel(name: &str, bath: Bath, kelvin: Option<f64>, rate: f64) -> String {
    let temperature = kelvin
        .map(|kelvin| format!(" ({})", Kelvin(short_value(kelvin))))
        .unwrap_or_default();
    format!("{name} = {}{temperature} at {}", ratio(bath), short(rate))
}

/// The Bose ratio, which is never 1.
pub(crate) fn ratio(bath: Bath) -> String {
    let alpha = bath.bose_ratio();
    if short_value(alpha) == 1.0 {
        format!("1 - {}", short(bath.complement()))
    } else {
        short(alpha)
    }
}

/// Six digits are enough to recognize what was typed.
fn short(value: f64) -> String {
    match short_value(value) {
        // Next to 1 they would hide what keeps it from 1.
        1.0 => full(value),
        value => significant(value),
    }
}

fn short_value(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}
