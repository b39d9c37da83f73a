//! Searches for a point where a function is greatest, or where it crosses a level.
//!
//! - [`maximum`]: the greatest value in a box, kinks or not.
//! - [`crossing`]: where a condition changes.

mod crossing;
mod maximum;

pub use crossing::threshold;
pub use maximum::{Maximum, maximize};
