//! Files that hold starting states.
//!
//! - `npy`: arrays, in the format of `numpy.save`
//! - `populations`: CSV of populations
//! - `quote`: the beginning of a piece of a file, quoted in errors

pub(crate) mod npy;
pub(crate) mod populations;
mod quote;
