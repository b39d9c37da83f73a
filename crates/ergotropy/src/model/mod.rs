//! What a user describes; nothing is computed here.
//!
//! - [`bath`]: a thermal bath, as Bose ratio, occupation or temperature
//! - [`ensemble`]: the cells and what acts on them
//! - [`noise`]: emission, absorption and dephasing
//! - [`start`]: the starting state

pub(crate) mod bath;
pub(crate) mod ensemble;
pub(crate) mod noise;
pub(crate) mod start;
