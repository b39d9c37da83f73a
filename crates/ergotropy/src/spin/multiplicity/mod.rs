//! Multiplicities: C(N, k) states in level k, ν_d copies of ladder d.
//!
//! - [`binomial`]: all binomial coefficients of the crate
//! - [`table`]: exact multiplicities of few cells, in one table for each N
//! - [`relative`]: multiplicities of neighbouring levels and ladders, relative to one level
//! - [`counts`]: multiplicities for any number of cells

pub(crate) mod binomial;
mod counts;
pub(crate) mod relative;
mod table;

pub use crate::spin::multiplicity::counts::Multiplicities;
