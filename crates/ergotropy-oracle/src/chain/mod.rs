//! Chain: the populations as a Markov chain, and where it leads.
//!
//! - [`couplings`]: which jumps there are, and how much of each rate goes into them;
//! - [`network`]: jumps between numbered states, and the sets of states that hold what enters them;
//! - [`markov`]: the chain at a parameter point, exact;
//! - [`elimination`]: stationary weights without a subtraction, in any arithmetic;
//! - [`exact`]: the same as fractions;
//! - [`rounded`]: the same in 320 bits;
//! - [`limit`]: what elimination makes of a network with one closed class or several;
//! - [`steady`]: steady states of a chain, by both ways;
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
