//! Exact j and m.
//!
//! - [`lattice`]: the states (d, k), with d = N/2 - j and k = N/2 + m
//! - [`multiplicity`]: how often levels and ladders occur

pub(crate) mod lattice;
pub(crate) mod multiplicity;
