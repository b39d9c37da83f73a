//! The factors.
//!
//! - [`fronts`]: fronts, filled and eliminated stage by stage
//! - [`kernel`]: elimination in one dense front

pub(crate) mod fronts;
pub(crate) mod kernel;
