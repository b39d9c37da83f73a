//! How often things occur: levels C(N, k) times, ladders ν_d times.
//!
//! - [`binomial`]: one binomial coefficient, exact or rounded
//! - [`table`]: exact counts of few cells, shared by all states
//! - [`ratios`]: counts of neighbouring levels in units of the first
//! - [`counts`]: the counts of any number of cells

mod binomial;
mod counts;
mod ratios;
mod table;

pub use counts::Multiplicities;
pub(crate) use ratios::Run;
