//! Bohr sectors: the coherences that collective noise keeps together.
//!
//! - [`noise`]: the noise that sectors feel
//! - [`sector`]: one sector, its elements and their rates
//! - [`fate`]: what becomes of a sector as t → ∞
//! - [`propagator`]: exp(Lt) of a sector

pub(crate) mod fate;
pub(crate) mod noise;
pub(crate) mod propagator;
pub(crate) mod sector;
