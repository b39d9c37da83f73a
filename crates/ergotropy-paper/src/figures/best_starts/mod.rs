//! Beyond the paper: where the Gibbs product is the best start, and by how much it is not.
//!
//! - `regions`: where it is, as far as it is known
//! - `gain_map`: the gain of the best start over both ratios
//! - `figure`: maps, greatest gains and shares for two to eight cells

mod figure;
mod gain_map;
mod regions;

pub(super) use figure::PLAN;
