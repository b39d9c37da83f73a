//! Charging in plain floats: Krylov spaces of the resolvent in blocks of time, on windows of the lattice.
//!
//! - [`evolution`]: the populations, carried from block to block
//! - [`block`]: one block of time, and how far it counts
//! - [`arnoldi`]: a Krylov space of the resolvent
//! - [`pade`]: the evolution inside it

pub(crate) mod arnoldi;
pub(crate) mod block;
pub(crate) mod evolution;
pub(crate) mod pade;
