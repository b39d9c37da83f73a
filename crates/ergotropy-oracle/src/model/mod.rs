//! Model: what the cells couple to.
//!
//! - [`rates`]: the rates of all channels, whatever their cause;
//! - [`parameters`]: thermal baths and the mixture that the paper writes;
//! - [`points`]: where to judge.

pub(crate) mod parameters;
pub mod points;
pub(crate) mod rates;
