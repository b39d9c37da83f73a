//! The state over time, in Krylov spaces of the generator.
//!
//! - [`space`]: a Krylov space, and the evolution in it
//! - [`projected`]: exp of the small matrix of a space
//! - [`evolution`]: one space after another

pub(crate) mod evolution;
mod projected;
pub(crate) mod space;
