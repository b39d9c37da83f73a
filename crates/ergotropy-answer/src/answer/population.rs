//! Populations of ladders and their rungs.

use ergotropy::{Bounded, Observables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::Number;

/// The weight of the states |j, m⟩ of one ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Population {
    /// d = N/2 - j.
    pub d: u32,
    /// k = N/2 + m.
    pub k: u32,
    /// Spin of the ladder.
    pub j: f64,
    /// Projection.
    pub m: f64,
    /// Number of copies of the ladder, in decimal form, which may be beyond the floats.
    pub copies: String,
    /// Weight, summed over the copies.
    pub weight: Number,
    /// Eigenvalue of the density matrix; null for a matrix whose copies may differ.
    pub eigenvalue: Option<Number>,
}

impl Population {
    /// The populations of a state that are listed. Those that are not are zero, up to the accuracy.
    pub fn of(state: &impl Observables) -> Vec<Self> {
        let populations = state.ladder_populations();
        let of = |population: ergotropy::Population| {
            let weight = population.weight;
            let copies = population.copies.to_f64();
            let eigenvalue = population.eigenvalue.map(|eigenvalue| {
                let value = eigenvalue.to_f64();
                // The least float allows for eigenvalues below all floats.
                let rounding = 2.0 * f64::EPSILON * value + f64::from_bits(1);
                Bounded::new(value, weight.error / copies + rounding, weight.kind)
            });
            Self {
                d: population.d,
                k: population.k,
                j: population.j,
                m: population.m,
                copies: population.copies.to_string(),
                weight: Number(weight),
                eigenvalue: eigenvalue.map(Number),
            }
        };
        populations.map(of).collect()
    }
}
