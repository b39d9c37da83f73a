//! The lines above an answer.

use ergotropy::Bath;

use crate::flags::bath::GivenBath;
use crate::flags::model::Model;
use crate::flags::units::{Kelvin, full, significant};

/// The model in two lines.
pub(super) fn lines(model: &Model) -> String {
    let ensemble = &model.ensemble;
    let collective_rate = ensemble.collective_channel().rate();
    let local_rate = ensemble.local_channel().rate();
    let mut noise = Vec::new();
    let mut channel = |name: &str, given: GivenBath, rate: f64| {
        let kelvin = given.kelvin(model.frequency);
        let bath = bath(name, given.bath, kelvin.map(|kelvin| short_value(kelvin.0)));
        noise.push(format!("{bath} at {}", short(rate)));
    };
    if let Some(collective) = model.collective {
        channel("collective bath alpha_c", collective, collective_rate);
    }
    if local_rate > 0.0 {
        channel("local bath alpha_l", model.local_bath(), local_rate);
    }
    for (name, rate) in [
        ("dephasing", ensemble.dephasing_rate()),
        ("collective dephasing", ensemble.collective_dephasing_rate()),
    ] {
        if rate > 0.0 {
            noise.push(format!("{name} at {}", short(rate)));
        }
    }
    if noise.is_empty() {
        noise.push("no noise".to_owned());
    }
    let cells = if model.cells == 1 { "cell" } else { "cells" };
    let frequency = model
        .frequency
        .map(|hertz| format!(", omega/2pi = {hertz}"));
    let first = format!(
        "{} {cells}, eta = {}, gamma_r = {}{}",
        model.cells,
        short(model.mixture.eta),
        short(model.mixture.gamma_ratio),
        frequency.unwrap_or_default()
    );
    let unit = match model.gamma_c {
        None => "rates in gamma_c".to_owned(),
        Some(rate) => format!("rates in gamma_c = 2pi x {rate}"),
    };
    format!("{first}\n{}; {unit}\n", noise.join(", "))
}

/// A bath by its Bose ratio, which is never shown as 1, and its temperature.
pub(super) fn bath(name: &str, bath: Bath, kelvin: Option<f64>) -> String {
    let alpha = bath.bose_ratio();
    let ratio = if short_value(alpha) == 1.0 {
        format!("1 - {}", short(bath.complement()))
    } else {
        short(alpha)
    };
    let temperature = kelvin.map(|kelvin| format!(" ({})", Kelvin(kelvin)));
    format!("{name} = {ratio}{}", temperature.unwrap_or_default())
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
