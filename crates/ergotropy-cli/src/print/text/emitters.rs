//! The line about cells at places, or with couplings of their own.

use ergotropy_answer::Emitters;

use crate::flags::units::significant;

/// How cells share the field of the collective channel; `None` where all do so alike.
pub(super) fn line(emitters: &Emitters) -> Option<String> {
    let modes = emitters.emission_modes.as_ref()?;
    let places = match (&emitters.geometry, emitters.shift) {
        (Some(geometry), Some(true)) => {
            format!("cells at {geometry} (wavelengths), with dipole-dipole shifts")
        }
        (Some(geometry), _) => {
            format!("cells at {geometry} (wavelengths), without dipole-dipole shifts")
        }
        (None, _) => "cells with couplings of their own".to_owned(),
    };
    let detuned = if emitters.detunings.is_some() {
        ", detuned"
    } else {
        ""
    };
    let modes = match (modes.first(), modes.last()) {
        (Some(fastest), Some(slowest)) if modes.len() > 1 => format!(
            "{} modes emit at {} to {} times the rate of one cell",
            modes.len(),
            shown(slowest.rate),
            shown(fastest.rate)
        ),
        (Some(only), _) => format!(
            "one mode emits at {} times the rate of one cell",
            shown(only.rate)
        ),
        (None, _) => "no cell is coupled".to_owned(),
    };
    Some(format!("{places}{detuned}; {modes}"))
}

/// A rate in three digits.
fn shown(rate: f64) -> String {
    significant(format!("{rate:.2e}").parse().unwrap_or(rate))
}
