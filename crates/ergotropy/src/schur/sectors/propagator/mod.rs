//! How a sector evolves.
//!
//! - [`powers`]: exp(Lt) by powers of two of a short time

pub(crate) mod powers;
