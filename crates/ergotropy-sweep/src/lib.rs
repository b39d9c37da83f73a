//! Points, threads and progress: many solutions of the physics in one go.
//!
//! A sweep maps a function over points on all cores, one point at a time on each, and returns the
//! answers in the order of the points, so that the result does not depend on the number of threads.
//!
//! - `axis`: points on axes.
//! - `map`: a function at many points, on several threads.
//! - `search`: where a function is greatest, and where something changes.
//! - `progress`: how far a run has come.

mod axis;
mod map;
mod progress;
mod search;

pub use axis::{linear, logarithmic, product};
pub use map::{map, with_threads};
pub use progress::Progress;
pub use search::{Maximum, first_change, golden, maximize, root, threshold};
