//! What a state of the Schur picture holds, where it comes from, and the numbers read off it.
//!
//! - [`observables`]: the state, and the numbers read off it
//! - [`compression`]: few vectors in few copies
//! - [`unitary`]: random unitaries of the whole register
//! - [`extraction`]: the unitary that extracts the work, written out

pub(crate) mod compression;
pub(crate) mod extraction;
pub(crate) mod observables;
pub(crate) mod unitary;
