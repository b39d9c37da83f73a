//! Bohr sectors: the coherences that collective noise keeps together.
//!
//! - [`sector`]: the rates of one sector, and what becomes of it
//! - [`propagator`]: how a sector evolves

pub(crate) mod propagator;
pub(crate) mod sector;
