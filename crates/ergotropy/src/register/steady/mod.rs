//! The state after all times, and whether it depends on the start.
//!
//! - [`uniqueness`]: whether all starts end alike, decided by algebra
//! - [`waiting`]: the mean state while nothing leads up
//! - [`reduction`]: linear equations with short recurrences
//! - [`directions`]: least residuals in a Krylov space
//! - [`iteration`]: the steady state by way of jumps
//! - [`balance`]: the steady state where nothing coherent acts
//! - [`dark`]: the end of a start where noise only emits, or only absorbs
//! - [`remaining`]: the end of a start where cells are alike
//! - [`turning`]: what turns for ever
//! - [`solution`]: the steady state of noise at several temperatures

mod balance;
pub(crate) mod dark;
mod directions;
mod iteration;
mod reduction;
pub(crate) mod remaining;
pub(crate) mod solution;
pub(crate) mod turning;
pub(crate) mod uniqueness;
mod waiting;
