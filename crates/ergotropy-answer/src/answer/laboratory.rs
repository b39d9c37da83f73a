//! From natural units to those of a laboratory.

use std::f64::consts::TAU;

use ergotropy::PLANCK;

use crate::answer::model::Resolved;
use crate::answer::number::Scaled;

/// What a model tells of ħω and γ_c, in hertz.
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

    /// Energies in joule.
    pub(crate) fn joule<T: Scaled>(self, energies: &T) -> Option<T> {
        Some(energies.scaled(&[self.frequency?, PLANCK]))
    }

    /// Energies in units of h GHz.
    pub(crate) fn h_ghz<T: Scaled>(self, energies: &T) -> Option<T> {
        Some(energies.scaled(&[self.frequency?, 1e-9]))
    }

    /// Rates in 1/s.
    pub(crate) fn per_second<T: Scaled>(self, rates: &T) -> Option<T> {
        Some(rates.scaled(&[self.gamma_c?, TAU]))
    }

    /// Powers in watt.
    pub(crate) fn watt<T: Scaled>(self, powers: &T) -> Option<T> {
        Some(powers.scaled(&[self.frequency?, PLANCK, self.gamma_c?, TAU]))
    }
}
