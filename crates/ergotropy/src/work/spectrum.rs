//! The interface of a state to the computation of work.

use crate::spin::multiplicity::Multiplicities;
use crate::work::places::Places;

/// The eigenvalues of a state, in runs. A run holds weights of one ladder, each in a level of its own. Each
/// weight is divided among the copies of the ladder.
pub(crate) trait Spectrum {
    /// The multiplicities of ladders and levels.
    fn multiplicities(&self) -> &Multiplicities;

    /// Number of runs.
    fn runs(&self) -> usize;

    /// A run as its ladder d, its first level k and its weights, which may be put into `scratch`.
    fn run<'a>(&'a self, index: usize, scratch: &'a mut Vec<f64>) -> (u32, u32, &'a [f64]);

    /// The counts for the ladders `ends`, from the first to the last with weight, where ladder d has
    /// `rungs(d)` positive weights: eigenvectors of one weight in each run, and places in the levels.
    fn places(&self, ends: (u32, u32), rungs: impl Fn(u32) -> f64) -> Places {
        Places::new(self.multiplicities(), ends, rungs)
    }
}
