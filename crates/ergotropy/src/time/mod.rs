//! Stretches of time, and the progress along them, in any picture.
//!
//! - [`stretch`]: a stretch of time in which a state can be asked for
//! - [`progress`]: the part of a curve that is being computed
//! - [`limit`]: the longest time

pub(crate) mod limit;
pub(crate) mod progress;
pub(crate) mod stretch;
