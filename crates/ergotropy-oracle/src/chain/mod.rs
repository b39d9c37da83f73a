//! Chain: the populations as a Markov chain, and its steady states.
//!
//! - [`couplings`]: the jumps, and the contribution of each rate to them;
//! - [`network`]: jumps between numbered states, and classes of states that no jump leaves;
//! - [`markov`]: the exact chain at a parameter point;
//! - [`elimination`]: stationary weights without a subtraction, in any arithmetic;
//! - [`exact`]: stationary weights as fractions;
//! - [`rounded`]: stationary weights in 320 bits;
//! - [`limit`]: the stationary state of a network with one closed class or several;
//! - [`steady`]: steady states of a chain, exact or rounded;
//! - [`transient`]: populations at any time.

pub(crate) mod couplings;
mod elimination;
mod exact;
pub(crate) mod limit;
pub(crate) mod markov;
pub(crate) mod network;
pub(crate) mod rounded;
mod steady;
pub(crate) mod transient;
