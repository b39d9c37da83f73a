//! The weights of one ladder.

/// The weights of a run of rungs of one ladder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LadderWeights {
    pub(crate) d: u32,
    /// The excitations k of the first weight; the others follow rung by rung.
    pub(crate) first: u32,
    pub(crate) weights: Vec<f64>,
}
