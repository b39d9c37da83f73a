//! The register picture: density matrices over bit strings, for cells that differ or are not all treated alike.
//!
//! Noise of [`Ensemble`](crate::Ensemble) moves no coherence between levels of energy into others, so that a matrix falls into
//! blocks (k, k + Δ) of levels; a start without coherence between levels has those with Δ = 0 alone, Σ_k C(N,k)² numbers.
//!
//! - [`levels`]: the bit strings of each level
//! - [`layout`]: where rows stand while a derivative is computed
//! - [`rates`]: the rates of jumps and the coherent couplings of an ensemble
//! - [`symmetry`]: cells that may be exchanged
//! - [`orbit`]: strings that exchanges turn into each other
//! - [`part`]: the parts of a level that no exchange mixes
//! - [`packing`]: the elements of a state that differ
//! - [`generator`]: dρ/dt, without a matrix of it
//! - [`state`]: what a state holds, and the numbers read off it
//! - [`charging`]: the state over time
//! - [`steady`]: the state after all times

pub(crate) mod charging;
pub(crate) mod generator;
pub(crate) mod layout;
pub(crate) mod levels;
pub(crate) mod orbit;
pub(crate) mod packing;
pub(crate) mod part;
pub(crate) mod rates;
pub(crate) mod state;
pub(crate) mod steady;
pub(crate) mod symmetry;
