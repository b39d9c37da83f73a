//! Energies by name.

use ergotropy::{Bounded, Work};
use serde::Serialize;

use super::number::Scaled;

/// The energies of a state, or a column of each.
#[derive(Debug, Serialize)]
pub(crate) struct Energies<T> {
    pub(crate) ergotropy: T,
    pub(crate) energy: T,
    pub(crate) passive_energy: T,
}

impl<T> Energies<T> {
    /// What is made of each energy.
    pub(super) fn each(make: impl Fn(fn(&Work) -> Bounded) -> T) -> Self {
        Self {
            ergotropy: make(|work| work.ergotropy),
            energy: make(|work| work.energy),
            passive_energy: make(|work| work.passive_energy),
        }
    }

    /// Each with its key in JSON and CSV, and its name for people.
    pub(crate) fn named(&self) -> [(&'static str, &'static str, &T); 3] {
        [
            ("ergotropy", "ergotropy W", &self.ergotropy),
            ("energy", "energy E", &self.energy),
            ("passive_energy", "passive energy", &self.passive_energy),
        ]
    }
}

impl<T: Scaled> Scaled for Energies<T> {
    fn scaled(&self, factors: &[f64]) -> Self {
        Self {
            ergotropy: self.ergotropy.scaled(factors),
            energy: self.energy.scaled(factors),
            passive_energy: self.passive_energy.scaled(factors),
        }
    }
}
