//! What work needs to know of a state.

use crate::spin::multiplicity::Multiplicities;

/// Eigenvalues in runs: the weights of one ladder, each of which is shared out over the copies of the
/// ladder and lies in a level of its own.
pub(crate) trait Spectrum {
    /// How often ladders and levels occur.
    fn multiplicities(&self) -> &Multiplicities;

    /// Number of runs.
    fn runs(&self) -> usize;

    /// A run as its ladder d, its first level k and its weights, which may be put into `scratch`.
    fn run<'a>(&'a self, index: usize, scratch: &'a mut Vec<f64>) -> (u32, u32, &'a [f64]);
}
