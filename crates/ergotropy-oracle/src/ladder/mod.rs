//! Ladder: states that are diagonal in `(d, k)`.
//!
//! - [`lattice`]: the states `(d, k)`, and the number of copies of each;
//! - [`populations`]: their weights, and exact observables;
//! - [`passive`]: the passive state and the work;
//! - [`start`]: the start of a charging process, and its steady state under collective noise.

pub(crate) mod lattice;
mod passive;
pub(crate) mod populations;
pub(crate) mod start;
