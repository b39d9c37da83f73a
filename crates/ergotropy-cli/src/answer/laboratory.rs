//! From natural units to those of a laboratory.

use std::f64::consts::TAU;

use ergotropy::PLANCK;

use super::number::Scaled;
use crate::flags::model::Model;

/// What flags tell of ħω and γ_c, in hertz.
#[derive(Clone, Copy, Debug)]
pub(super) struct Laboratory {
    frequency: Option<f64>,
    gamma_c: Option<f64>,
}

impl Laboratory {
    pub(super) fn of(model: &Model) -> Self {
        Self {
            frequency: model.frequency.map(|frequency| frequency.0),
            gamma_c: model.gamma_c.map(|rate| rate.0),
        }
    }

    /// Energies in joule.
    pub(super) fn joule<T: Scaled>(self, energies: &T) -> Option<T> {
        Some(energies.scaled(&[self.frequency?, PLANCK]))
    }

    /// Energies in units of h GHz.
    pub(super) fn h_ghz<T: Scaled>(self, energies: &T) -> Option<T> {
        Some(energies.scaled(&[self.frequency?, 1e-9]))
    }

    /// Rates in 1/s.
    pub(super) fn per_second<T: Scaled>(self, rates: &T) -> Option<T> {
        Some(rates.scaled(&[self.gamma_c?, TAU]))
    }

    /// Powers in watt.
    pub(super) fn watt<T: Scaled>(self, powers: &T) -> Option<T> {
        Some(powers.scaled(&[self.frequency?, PLANCK, self.gamma_c?, TAU]))
    }
}
