//! The description of a problem by a user; nothing is computed here.
//!
//! - [`bath`]: a thermal bath, as Bose ratio, occupation or temperature
//! - [`ensemble`]: the cells and the noise that acts on them
//! - [`noise`]: emission, absorption and dephasing
//! - [`start`]: the starting state
//! - [`tuning`]: the options of how an answer is computed

pub(crate) mod bath;
pub(crate) mod ensemble;
pub(crate) mod noise;
pub(crate) mod start;
pub(crate) mod tuning;
