//! Ergotropy over time from the ground state, for several ratios of local to collective noise.
//!
//! - `curve`: one curve, and the parts of a figure made from several
//! - `plateau`: Fig. 5, near the best collective temperature
//! - `transient`: Fig. 6, far above it
//! - `sizes`: Fig. 15, three sizes at the best one

mod curve;
mod plateau;
mod sizes;
mod transient;

use super::plan::Plan;

pub(super) const PLANS: [Plan; 3] = [plateau::PLAN, transient::PLAN, sizes::PLAN];
