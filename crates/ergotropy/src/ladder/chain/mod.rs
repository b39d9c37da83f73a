//! The Markov chain of the populations.
//!
//! - [`jumps`]: the one table of jumps
//! - [`rates`]: their rates, in plain floats or in 106 bits
//! - [`span`]: how far apart rates are
//! - [`ladder_weights`]: weights of one ladder
//! - [`flows`]: flows between all states, ladder by ladder
//! - [`window`]: a part of the lattice
//! - [`support`]: populations on a window
//! - [`profile`]: where weight is foretold to lie

pub(crate) mod flows;
pub(crate) mod jumps;
pub(crate) mod ladder_weights;
pub(crate) mod profile;
pub(crate) mod rates;
pub(crate) mod span;
pub(crate) mod support;
pub(crate) mod window;
