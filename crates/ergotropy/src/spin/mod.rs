//! The states of N spins, as exact integers.
//!
//! - [`lattice`]: the states (d, k), with d = N/2 - j and k = N/2 + m
//! - [`multiplicity`]: the multiplicities of levels and ladders

pub(crate) mod lattice;
pub(crate) mod multiplicity;
