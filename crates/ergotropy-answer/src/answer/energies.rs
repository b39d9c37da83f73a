//! Energies by name.

use ergotropy::{Bounded, Work};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::Scaled;

/// The energies of a state, or a column of each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Energies<T> {
    /// Ergotropy W = E - E_passive.
    pub ergotropy: T,
    /// Energy E.
    pub energy: T,
    /// Energy of the passive state of the same spectrum.
    pub passive_energy: T,
}

impl<T> Energies<T> {
    /// The result of `make` for each of the three energies.
    pub(crate) fn each(make: impl Fn(fn(&Work) -> Bounded) -> T) -> Self {
        Self {
            ergotropy: make(|work| work.ergotropy),
            energy: make(|work| work.energy),
            passive_energy: make(|work| work.passive_energy),
        }
    }

    /// Each energy with its key in JSON and CSV, and its name for people.
    pub fn named(&self) -> [(&'static str, &'static str, &T); 3] {
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
