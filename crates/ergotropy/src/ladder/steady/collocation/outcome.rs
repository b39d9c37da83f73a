//! The result of collocation.

use crate::ladder::chain::ladder_weights::LadderWeights;

/// A steady state and its error.
pub(crate) struct Collocation {
    /// The populations.
    pub(crate) ladders: Vec<LadderWeights>,
    /// Number of ladders plus number of rungs that the populations span.
    pub(crate) span: usize,
    /// Estimated error in Σ|p|.
    pub(crate) error: f64,
    /// Whether ladders beyond the first and beyond the last one may carry weight.
    pub(crate) open: [bool; 2],
}
