//! Files that hold starting states.
//!
//! - `npy`: arrays, as `numpy.save` writes them
//! - `populations`: CSV of populations
//! - `quote`: the beginning of a piece of a file, for complaints

pub(crate) mod npy;
pub(crate) mod populations;
mod quote;
