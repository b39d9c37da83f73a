//! Conversion from natural units to those of a laboratory.

use std::f64::consts::TAU;

use ergotropy::PLANCK;

use crate::answer::model::Resolved;
use crate::answer::number::{Number, Scaled};

/// The frequency ω/2π and the rate γ_c/2π of a model in hertz, if it gives them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Laboratory {
    frequency: Option<f64>,
    gamma_c: Option<f64>,
}

impl Laboratory {
    pub(crate) fn of(model: &Resolved) -> Self {
        Self {
            frequency: model.frequency,
            gamma_c: model.gamma_c,
        }
    }

    /// Energies in joule; `None` without the frequency.
    pub(crate) fn joule<T: Scaled>(self, energies: &T) -> Option<T> {
        Some(energies.scaled(&[self.frequency?, PLANCK]))
    }

    /// Energies in units of h GHz; `None` without the frequency.
    pub(crate) fn h_ghz<T: Scaled>(self, energies: &T) -> Option<T> {
        Some(energies.scaled(&[self.frequency?, 1e-9]))
    }

    /// A time in seconds; `None` without γ_c.
    pub(crate) fn seconds(self, time: Number) -> Option<Number> {
        Some(Number(time.0.over(self.gamma_c?).over(TAU)))
    }

    /// Rates in 1/s; `None` without γ_c.
    pub(crate) fn per_second<T: Scaled>(self, rates: &T) -> Option<T> {
        Some(rates.scaled(&[self.gamma_c?, TAU]))
    }

    /// Powers in watt; `None` without the frequency or γ_c.
    pub(crate) fn watt<T: Scaled>(self, powers: &T) -> Option<T> {
        Some(powers.scaled(&[self.frequency?, PLANCK, self.gamma_c?, TAU]))
    }
}
