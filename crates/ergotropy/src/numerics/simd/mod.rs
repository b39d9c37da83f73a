//! Loops over slices in the machine's widest vectors, and every dot product of the crate.
//!
//! - [`floats`]: work compiled for the machine at hand; sums over floats
//! - [`complex`]: dot products of long complex vectors

pub(crate) mod complex;
pub(crate) mod floats;

pub(crate) use floats::{LANES, add_multiple, product, total, vectorised};
