//! What a state over bit strings holds.
//!
//! - [`density`]: a density matrix over bit strings
//! - [`body`]: its elements
//! - [`start`]: states of other forms, over bit strings
//! - [`spectrum`]: the eigenvalues of each level
//! - [`work`]: energy, passive energy and ergotropy
//! - [`correlations`]: the correlations of pairs of cells
//! - [`ladders`]: the weights of ladders and their rungs

pub(crate) mod body;
pub(crate) mod correlations;
pub(crate) mod density;
pub(crate) mod ladders;
pub(crate) mod spectrum;
pub(crate) mod start;
pub(crate) mod work;
