//! Chain: the populations as a Markov chain, and what becomes of them.

pub(crate) mod elimination;
pub mod exact;
pub(crate) mod markov;
pub mod rounded;
pub mod transient;
