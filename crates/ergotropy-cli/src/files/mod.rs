//! Files that a user names.
//!
//! - `npy`: arrays, as `numpy.save` writes them
//! - `populations`: CSV of populations

pub(crate) mod npy;
pub(crate) mod populations;
