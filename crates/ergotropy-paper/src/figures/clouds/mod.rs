//! The work of random rotations of a Gibbs product, with one point for each rotation.
//!
//! - `cloud`: the works at one pair of temperatures, and the parts of a figure made from several
//! - `pairs`: Fig. 10, the paper's pairs of temperatures
//! - `scan`: the whole range of works over the temperature of the start
//! - `hot_and_cold`: Fig. 3, a very hot and a very cold bath

mod cloud;
mod hot_and_cold;
mod pairs;
mod scan;

use super::plan::Plan;

pub(super) const PLANS: [Plan; 2] = [hot_and_cold::PLAN, pairs::PLAN];
