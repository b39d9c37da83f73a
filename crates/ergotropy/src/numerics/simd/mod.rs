//! Loops over slices in the machine's widest vectors, and every dot product of the crate.
//!
//! - [`dispatch`]: work compiled for the machine
//! - [`floats`]: sums over floats
//! - [`doubles`]: sums over double-doubles
//! - [`complex`]: dot products of long complex vectors

pub(crate) mod complex;
pub(crate) mod dispatch;
pub(crate) mod doubles;
pub(crate) mod floats;

pub(crate) use crate::numerics::simd::dispatch::vectorised;
pub(crate) use crate::numerics::simd::floats::{LANES, add_multiple, product, total};
