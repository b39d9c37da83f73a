//! The Markov chain of the populations.
//!
//! - [`jumps`]: the one table of jumps
//! - [`rates`]: the rates of jumps, in plain floats or in 106 bits
//! - [`span`]: the least and the greatest of some rates, and whether floats hold both
//! - [`ladder_weights`]: the weights of one ladder
//! - [`flows`]: flows between all states, ladder by ladder
//! - [`window`]: a part of the lattice
//! - [`support`]: populations on a window
//! - [`profile`]: a forecast of the weight of each ladder

pub(crate) mod flows;
pub(crate) mod jumps;
pub(crate) mod ladder_weights;
pub(crate) mod profile;
pub(crate) mod rates;
pub(crate) mod span;
pub(crate) mod support;
pub(crate) mod window;
