//! Ladder: states that are diagonal in `(d, k)`.
//!
//! - [`lattice`]: the states `(d, k)` and how many copies each has;
//! - [`populations`]: their weights, and what can be said of them exactly;
//! - [`passive`]: the passive state and the work;
//! - [`start`]: what a charging process begins with, and where collective noise takes it.

pub(crate) mod lattice;
mod passive;
pub(crate) mod populations;
pub(crate) mod start;
