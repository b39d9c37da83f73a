//! Conversion from natural units to those of a laboratory.

use std::f64::consts::TAU;

use ergotropy::PLANCK;

use crate::answer::model::Resolved;
use crate::answer::number::{Number, Scaled};

/// The frequency ω/2π of a model in hertz and its unit of rates in 1/s, if it gives them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Laboratory {
    frequency: Option<f64>,
    /// Factors of the unit, each rounded once at most.
    unit: Option<[f64; 2]>,
}

impl Laboratory {
    pub(crate) fn of(model: &Resolved) -> Self {
        Self {
            frequency: model.frequency,
            unit: match model.gamma_c {
                Some(hertz) => Some([hertz, TAU]),
                None => model.rate_unit.map(|unit| [unit, 1.0]),
            },
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

    /// A time in seconds; `None` without the unit of rates.
    pub(crate) fn seconds(self, time: Number) -> Option<Number> {
        let [unit, factor] = self.unit?;
        Some(Number(time.0.over(unit).over(factor)))
    }

    /// Rates in 1/s; `None` without the unit of rates.
    pub(crate) fn per_second<T: Scaled>(self, rates: &T) -> Option<T> {
        Some(rates.scaled(&self.unit?))
    }

    /// Powers in watt; `None` without the frequency or the unit of rates.
    pub(crate) fn watt<T: Scaled>(self, powers: &T) -> Option<T> {
        let [unit, factor] = self.unit?;
        Some(powers.scaled(&[self.frequency?, PLANCK, unit, factor]))
    }
}
