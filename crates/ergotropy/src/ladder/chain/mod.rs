//! The Markov chain of the populations.
//!
//! - [`rates`]: rates of jumps in plain floats
//! - [`generator`]: the same in 106 bits
//! - [`span`]: how far apart rates are
//! - [`flows`]: flows between all states, ladder by ladder
//! - [`window`]: a part of the lattice
//! - [`support`]: populations on a window
//! - [`profile`]: where weight is foretold to lie

pub(crate) mod flows;
pub(crate) mod generator;
pub(crate) mod profile;
pub(crate) mod rates;
pub(crate) mod span;
pub(crate) mod support;
pub(crate) mod window;
