//! Searches: where a function is greatest, and where something changes.
//!
//! - `maximum`: the greatest value in a box, kinks or not.
//! - `golden`: the one peak of a function on an interval, in few values.
//! - `crossing`: where a condition or a sign changes.
//!
//! Each calls a function that may fail, and passes its first error on as it is.

mod crossing;
mod golden;
mod maximum;

pub use crossing::{first_change, root, threshold};
pub use golden::golden;
pub use maximum::{Maximum, maximize};
