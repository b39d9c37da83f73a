//! Searches for a maximum, and for places where a condition or a sign changes.
//!
//! - `maximum`: the greatest value in a box, kinks or not.
//! - `golden`: the single peak of a function on an interval, in few values.
//! - `crossing`: places where a condition or a sign changes.
//!
//! Each search calls a function that may fail, and returns its first error unchanged.

mod crossing;
mod golden;
mod maximum;

pub use crossing::{first_change, root, threshold};
pub use golden::golden;
pub use maximum::{Grids, Maximum, maximize, maximize_all};
