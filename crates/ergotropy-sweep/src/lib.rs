//! Points, threads and progress: many solutions of the physics in one go.
//!
//! A sweep maps a function over points on all cores, one point at a time on each, and returns the
//! answers in the order of the points, so that the result does not depend on the number of threads.

mod grid;
mod optimum;
mod progress;
mod run;
mod threshold;

pub use grid::{linear, logarithmic, product};
pub use optimum::{Maximum, maximize};
pub use progress::Progress;
pub use run::{map, with_threads};
pub use threshold::threshold;
