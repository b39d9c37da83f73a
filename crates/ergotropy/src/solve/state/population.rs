//! The weight of one rung of one ladder, with the copies over which it is spread.

use crate::bounded::Bounded;
use crate::numerics::decimal::Decimal;

/// The weight of the states |j, m⟩ of one ladder, summed over its copies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Population {
    /// The ladder, d = N/2 - j.
    pub d: u32,
    /// The rung, k = N/2 + m: the number of excitations.
    pub k: u32,
    /// Spin j of the ladder.
    pub j: f64,
    /// Projection m.
    pub m: f64,
    /// Number of copies ν_d of the ladder.
    pub copies: Decimal,
    /// The weight p(d, k), summed over the copies.
    pub weight: Bounded,
    /// The eigenvalue p(d, k) / ν_d of the density matrix, ν_d times; `None` for a density matrix, whose copies may
    /// differ.
    pub eigenvalue: Option<Decimal>,
}
