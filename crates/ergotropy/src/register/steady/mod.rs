//! The state after all times, and whether it depends on the start.
//!
//! - [`uniqueness`]: whether all starts end alike, decided by algebra
//! - [`waiting`]: the mean state while nothing leads up
//! - [`iteration`]: the steady state of noise at several temperatures

pub(crate) mod iteration;
pub(crate) mod uniqueness;
pub(crate) mod waiting;
