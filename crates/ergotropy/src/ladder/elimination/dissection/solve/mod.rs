//! Solutions from the factors.
//!
//! - [`stationary`]: stationary weights and hitting times
//! - [`resolvent`]: x (z - Q) = w for many w

pub(crate) mod resolvent;
pub(crate) mod stationary;
