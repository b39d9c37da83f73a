//! Rounded: stationary weights in 320 bits.
//!
//! Elimination without subtraction keeps every weight, however small, to a relative error of a small polynomial in the
//! number of states times the rounding unit (O'Cinneide 1993): better than `2^-270` for any chain that fits a machine.

use super::{
    elimination::{Arithmetic, eliminate},
    limit::Solver,
    network::Network,
};
use crate::wide::Wide;

/// The relative error of stationary weights is below two to this power.
pub(crate) const STATIONARY_ERROR: i64 = -270;

/// Rounding arithmetic of fixed relative precision.
pub(crate) struct Rounded;

impl Arithmetic for Rounded {
    type Number = Wide;

    fn zero(&self) -> Wide {
        Wide::ZERO
    }

    fn is_zero(&self, number: &Wide) -> bool {
        number.is_zero()
    }

    fn add(&self, one: &Wide, other: &Wide) -> Wide {
        *one + *other
    }

    fn multiply(&self, one: &Wide, other: &Wide) -> Wide {
        *one * *other
    }

    fn invert(&self, number: &Wide) -> Wide {
        number.inverse()
    }
}

impl Solver for Rounded {
    fn stationary(&self, network: &Network<Wide>) -> Vec<Wide> {
        let mut rates = vec![vec![Wide::ZERO; network.size]; network.size];
        for jump in &network.jumps {
            let rate = &mut rates[jump.from][jump.to];
            *rate = *rate + jump.rate;
        }
        // If all states lead to each other, each of them can be left.
        let ratios = eliminate(self, rates).map_or(Vec::new(), |elimination| elimination.ratios);
        std::iter::once(Wide::ONE).chain(ratios).collect()
    }
}
