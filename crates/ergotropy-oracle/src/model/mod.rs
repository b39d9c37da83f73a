//! Model: what the cells couple to.

pub(crate) mod parameters;
pub mod points;
