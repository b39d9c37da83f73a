//! States in which the weight of each level is spread evenly over its bit strings.
//!
//! Dephasing of all cells turns a state that is permutation-invariant and without coherence between levels
//! into such a state: the diagonal of |j, m⟩⟨j, m|, averaged over the copies of a ladder, is the same for
//! all C(N, k) strings of level k, since permutations lead from each string to each other.

use crate::spin::multiplicity::Multiplicities;
use crate::work::places::Places;
use crate::work::spectrum::Spectrum;

/// The weights of levels, each divided among C(N, k) equal eigenvalues.
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
