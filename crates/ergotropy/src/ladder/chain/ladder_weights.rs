//! The weights of one ladder.

use crate::numerics::double::Double;
use crate::numerics::simd::doubles::sum_of;
use crate::numerics::simd::vectorised;

/// The weights of a run of rungs of one ladder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LadderWeights {
    pub(crate) d: u32,
    /// The excitations k of the first weight; the others follow rung by rung.
    pub(crate) first: u32,
    pub(crate) weights: Vec<f64>,
}

impl LadderWeights {
    /// The weight of the ladder.
    pub(crate) fn sum(&self) -> Double {
        vectorised(
            #[inline(always)]
            || {
                sum_of(
                    &self.weights,
                    #[inline(always)]
                    |_, p| Double::from(p),
                )
            },
        )
    }
}
