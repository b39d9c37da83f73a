//! The weights of one ladder.

/// The weights of one ladder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LadderWeights {
    pub(crate) d: u32,
    /// Weights of k = first, first + 1, ...
    pub(crate) first: u32,
    pub(crate) weights: Vec<f64>,
}
