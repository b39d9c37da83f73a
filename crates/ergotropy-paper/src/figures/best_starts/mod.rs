//! Beyond the paper: the region in which the Gibbs product is the best start, and the gain of better
//! starts outside.
//!
//! - `regions`: that region, as far as it is known
//! - `gain_map`: the gain of the best start over both ratios
//! - `figure`: maps, greatest gains and shares for two to eight cells

mod figure;
mod gain_map;
mod regions;

pub(super) use figure::PLAN;
