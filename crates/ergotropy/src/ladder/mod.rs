//! The ladder picture: populations p(j, m) of permutation-invariant, energy-diagonal states.
//!
//! - [`state`]: populations, and what can be read off them
//! - [`chain`]: the Markov chain that moves them
//! - [`elimination`]: linear systems of that chain, solved without a subtraction
//! - [`steady`]: steady states
//! - [`charging`]: populations over time
//!
//! Such a state is fixed by the weight p(d, k) of each pair of ladder d = N/2 - j and excitations
//! k = N/2 + m, summed over the ν_d copies of the ladder, and stays such a state under every noise
//! of [`Ensemble`](crate::Ensemble): (N+2)²/4 numbers instead of 4^N.

pub(crate) mod chain;
pub(crate) mod charging;
pub(crate) mod elimination;
pub(crate) mod state;
pub(crate) mod steady;
