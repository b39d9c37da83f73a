//! What work needs to know of a state.

use crate::spin::multiplicity::Multiplicities;
use crate::work::places::Places;

/// Eigenvalues in runs. A run holds weights of one ladder, each in a level of its own. Each weight is shared
/// out over the copies of the ladder.
pub(crate) trait Spectrum {
    /// How often ladders and levels occur.
    fn multiplicities(&self) -> &Multiplicities;

    /// Number of runs.
    fn runs(&self) -> usize;

    /// A run as its ladder d, its first level k and its weights, which may be put into `scratch`.
    fn run<'a>(&'a self, index: usize, scratch: &'a mut Vec<f64>) -> (u32, u32, &'a [f64]);

    /// How many eigenvectors each run has for one weight, and how many there are in the levels, for runs with
    /// weight on ladders from the first to the last with `rungs` positive weights in each.
    fn places(&self, ends: (u32, u32), rungs: impl Fn(u32) -> f64) -> Places {
        Places::new(self.multiplicities(), ends, rungs)
    }
}
