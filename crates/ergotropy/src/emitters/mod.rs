//! Cells as emitters at places: what they share of the field, and how they shift each other.
//!
//! - [`geometry`]: where the cells are
//! - [`dipole`]: the directions of their dipoles
//! - [`free_space`]: the kernels of two cells in free space (Eq. 40)
//! - [`factor`]: a positive kernel as a sum over modes
//! - [`couplings`]: all couplings of an ensemble
//! - [`modes`]: the modes in which the cells emit together
//! - [`classes`]: cells that nothing tells apart

pub(crate) mod classes;
pub(crate) mod couplings;
pub(crate) mod dipole;
pub(crate) mod factor;
pub(crate) mod free_space;
pub(crate) mod geometry;
pub(crate) mod modes;
