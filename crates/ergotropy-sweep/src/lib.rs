//! Points, threads and progress, for many solutions of the physics at once.
//!
//! A sweep maps a function over points on all cores, one point at a time on each, and returns the
//! answers in the order of the points, so that the result does not depend on the number of threads.
//!
//! - `axis`: points on axes.
//! - `map`: a function at many points, on several threads.
//! - `search`: the maximum of a function, and places where a condition or a sign changes.
//! - `progress`: a bar that shows the progress of a run.
//! - `whole_file`: files that appear whole or not at all.

mod axis;
mod map;
mod progress;
mod search;
mod whole_file;

pub use axis::{linear, logarithmic, product};
pub use map::{map, with_threads};
pub use progress::Progress;
pub use search::{Grids, Maximum, first_change, golden, maximize, maximize_all, root, threshold};
pub use whole_file::{draft, replace};
