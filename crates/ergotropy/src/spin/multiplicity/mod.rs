//! How often things occur: levels C(N, k) times, ladders ν_d times.
//!
//! - [`binomial`]: binomial coefficients, the only ones of the crate
//! - [`table`]: exact counts of few cells, in one table for each N
//! - [`relative`]: counts of neighbouring levels and ladders, relative to one level
//! - [`counts`]: the counts of any number of cells

pub(crate) mod binomial;
mod counts;
pub(crate) mod relative;
mod table;

pub use crate::spin::multiplicity::counts::Multiplicities;
