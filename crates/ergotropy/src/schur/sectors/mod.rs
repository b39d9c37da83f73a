//! Bohr sectors: the coherences that collective noise mixes only among each other.
//!
//! - [`noise`]: the noise that acts on sectors
//! - [`sector`]: one sector, its elements and their rates
//! - [`fate`]: the fate of a sector as t → ∞
//! - [`propagator`]: exp(Lt) of a sector

pub(crate) mod fate;
pub(crate) mod noise;
pub(crate) mod propagator;
pub(crate) mod sector;
