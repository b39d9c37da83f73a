//! What collocation leads to.

use crate::ladder::chain::ladder_weights::LadderWeights;

/// A steady state, and how far it may be off in Σ|p|.
pub(crate) struct Collocation {
    /// The populations.
    pub(crate) ladders: Vec<LadderWeights>,
    /// Levels that the populations span.
    pub(crate) span: usize,
    pub(crate) error: f64,
    /// Whether ladders before the first or behind the last may carry weight.
    pub(crate) open: [bool; 2],
}
