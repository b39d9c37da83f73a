//! States that share the weight of each level out evenly over its bit strings.
//!
//! Dephasing of all cells leaves this of a state that is permutation-invariant and has no coherence between
//! levels: the diagonal of |j, m⟩⟨j, m|, averaged over the copies of a ladder, is the same for all C(N, k)
//! strings of level k, since permutations lead from each to each.

use crate::spin::multiplicity::Multiplicities;
use crate::work::places::Places;
use crate::work::spectrum::Spectrum;

/// The weights of levels, each shared out over C(N, k) eigenvalues.
pub(crate) struct EvenLevels<'a> {
    multiplicities: &'a Multiplicities,
    first: u32,
    weights: Vec<f64>,
}

impl<'a> EvenLevels<'a> {
    /// Weights of the levels from `first` on.
    pub(crate) fn new(multiplicities: &'a Multiplicities, first: u32, weights: Vec<f64>) -> Self {
        Self {
            multiplicities,
            first,
            weights,
        }
    }
}

impl Spectrum for EvenLevels<'_> {
    fn multiplicities(&self) -> &Multiplicities {
        self.multiplicities
    }

    fn runs(&self) -> usize {
        self.weights.len()
    }

    fn run<'a>(&'a self, index: usize, _: &'a mut Vec<f64>) -> (u32, u32, &'a [f64]) {
        let level = (self.first..).nth(index).unwrap_or(u32::MAX);
        (level, level, &self.weights[index..=index])
    }

    fn places(&self, ends: (u32, u32), _: impl Fn(u32) -> f64) -> Places {
        Places::of_levels(self.multiplicities, ends)
    }
}
