//! The Schur basis |j, m, σ⟩.
//!
//! - [`numbering`]: the index of each vector of the basis
//! - [`clebsch_gordan`]: the steps of the transform, in which one cell joins the others
//! - [`transform`]: the transform from bit strings to the Schur basis and back
//! - [`sites`]: the rows of a matrix that belong to each rung
//! - [`copies`]: the matrix over the copies of a ladder, which collective noise conserves

pub(crate) mod clebsch_gordan;
pub(crate) mod copies;
pub(crate) mod numbering;
pub(crate) mod sites;
pub(crate) mod transform;
