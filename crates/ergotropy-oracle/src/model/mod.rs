//! Model: the noise that acts on the cells.
//!
//! - [`rates`]: the rates of all channels, of baths or not;
//! - [`parameters`]: thermal baths and the mixture of the paper;
//! - [`points`]: parameters at which to judge.

pub(crate) mod parameters;
pub mod points;
pub(crate) mod rates;
