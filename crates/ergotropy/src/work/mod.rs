//! From a spectrum with multiplicities to the passive state and the ergotropy.
//!
//! - [`ergotropy`]: energy, passive energy and ergotropy of a state
//! - [`parts`]: the ergotropy with and without coherence
//! - [`accuracy`]: the errors of a state
//! - [`spectrum`]: the interface of a state to the computation of work
//! - [`even_levels`]: states in which the weight of each level is spread evenly
//! - [`group`]: equal eigenvalues of one level
//! - [`order`]: the eigenvalues, greatest first
//! - [`places`]: places in the levels, and copies of the ladders
//! - [`filling`]: levels, filled from the lowest up
//! - [`entropy`]: the entropy of a density matrix
//! - [`entropy_bound`]: the bound on ergotropy from energy and entropy alone
//!
//! The passive state of a spectrum has the greatest eigenvalues on the lowest levels (Pusz and
//! Woronowicz 1978; Allahverdyan, Balian and Nieuwenhuizen, *Europhys. Lett.* 67, 565 (2004)). The
//! passive energy is Σ λ↓ ε↑, and the ergotropy is the energy above it. Here the eigenvalues come in
//! groups of equal ones, and level k has C(N, k) places. Places are counted in double-doubles from
//! exact integers.
//!
//! **Error.** The passive energy is a minimum over arrangements of sums with positive terms. So weights
//! with relative errors δ give the passive energy with a relative error δ, whatever ties there are in the
//! order, and W = E - E_p has an error of at most δ (E + E_p). Absolute errors of the weights with the sum
//! a change E, E_p and W by at most N a each, since all level energies are in 0 ..= N. W does not change
//! if all energies are counted from the lowest occupied level; E + E_p in the error of W is then not of
//! the order of N, but of the order of the levels that the state spans.

pub(crate) mod accuracy;
pub(crate) mod entropy;
pub(crate) mod entropy_bound;
pub(crate) mod ergotropy;
pub(crate) mod even_levels;
pub(crate) mod filling;
pub(crate) mod group;
pub(crate) mod order;
pub(crate) mod parts;
pub(crate) mod places;
pub(crate) mod spectrum;

pub use crate::work::ergotropy::Work;
