//! What a state of the Schur picture holds, where it comes from, and the numbers read off it.
//!
//! - [`initial`]: a start over the sites of the Schur basis
//! - [`compression`]: few vectors in few copies
//! - [`body`]: how a state holds its matrix
//! - [`eigenvalues`]: its eigenvalues
//! - [`density`]: the state
//! - [`observables`]: the numbers read off it
//! - [`unitary`]: random unitaries of the whole register
//! - [`extraction`]: the unitary that extracts the work, written out

pub(crate) mod body;
pub(crate) mod compression;
pub(crate) mod density;
pub(crate) mod eigenvalues;
pub(crate) mod extraction;
pub(crate) mod initial;
pub(crate) mod observables;
pub(crate) mod unitary;
