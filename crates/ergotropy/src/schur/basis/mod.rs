//! The Schur basis |j, m, σ⟩.
//!
//! - [`numbering`]: where each of its vectors stands
//! - [`clebsch_gordan`]: one cell joins the others
//! - [`transform`]: bit strings to the Schur basis and back
//! - [`sites`]: where the copies of each rung stand in a matrix
//! - [`copies`]: the matrix over the copies of a ladder, which collective noise conserves

pub(crate) mod clebsch_gordan;
pub(crate) mod copies;
pub(crate) mod numbering;
pub(crate) mod sites;
pub(crate) mod transform;
