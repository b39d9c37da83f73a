//! Charging in double-double arithmetic, with a proof.
//!
//! - [`evolution`]: the populations, carried from stretch to stretch
//! - [`laguerre`]: one stretch of time

pub(crate) mod evolution;
pub(crate) mod laguerre;
