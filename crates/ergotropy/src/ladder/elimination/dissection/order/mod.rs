//! The order of elimination.
//!
//! - [`tree`]: lines that cut the window into pieces
//! - [`stage`]: what is eliminated together
//! - [`assembly`]: which rates enter which front
//! - [`cache`]: orders of whole lattices

pub(crate) mod assembly;
pub(crate) mod cache;
pub(crate) mod stage;
pub(crate) mod tree;
