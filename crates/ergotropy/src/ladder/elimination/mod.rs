//! Solutions of x (z - Q) = w without a subtraction.
//!
//! - [`by_level`]: in the order of energy, with 106 bits
//! - [`dissection`]: by nested dissection, in plain floats
//! - [`purpose`]: the factors that an elimination has to keep

pub(crate) mod by_level;
pub(crate) mod dissection;
pub(crate) mod purpose;
