//! Ladder: states that are diagonal in `(d, k)`.

pub(crate) mod lattice;
pub(crate) mod passive;
pub(crate) mod populations;
pub(crate) mod start;
