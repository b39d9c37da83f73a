//! The Schur basis |j, m, σ⟩.
//!
//! - [`numbering`]: where each of its vectors stands
//! - [`transform`]: bit strings to the Schur basis and back
//! - [`copies`]: the matrix over the copies of a ladder, which collective noise conserves
//! - [`sites`]: where the copies of each rung stand in a matrix

pub(crate) mod copies;
pub(crate) mod numbering;
pub(crate) mod sites;
pub(crate) mod transform;
