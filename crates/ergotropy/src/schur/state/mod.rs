//! A state of the Schur picture, its origin, and the numbers read off it.
//!
//! - [`initial`]: a start over the sites of the Schur basis
//! - [`compression`]: a few vectors in a few copies
//! - [`body`]: the matrix of a state
//! - [`eigenvalues`]: the eigenvalues of a state
//! - [`density`]: the state
//! - [`observables`]: the numbers read off a state
//! - [`unitary`]: random unitaries of the whole register
//! - [`extraction`]: the unitary that extracts the work, as a matrix

pub(crate) mod body;
pub(crate) mod compression;
pub(crate) mod density;
pub(crate) mod eigenvalues;
pub(crate) mod extraction;
pub(crate) mod initial;
pub(crate) mod observables;
pub(crate) mod unitary;
