//! From a spectrum with multiplicities to the passive state, ergotropy and how to extract it.
//!
//! - [`ergotropy`]: energy, passive energy and ergotropy of a state
//! - [`parts`]: the ergotropy with and without coherence
//! - [`accuracy`]: how well a state is known
//! - [`spectrum`]: what work needs to know of a state
//! - [`even_levels`]: states that share the weight of each level out evenly
//! - [`group`]: equal eigenvalues of one level
//! - [`order`]: the eigenvalues, greatest first
//! - [`places`]: places in the levels, and copies of the ladders
//! - [`filling`]: levels filled from below
//! - [`entropy_bound`]: what energy and entropy alone say about ergotropy
//!
//! The passive state of a spectrum puts the greatest eigenvalues on the lowest levels (Pusz and
//! Woronowicz 1978; Allahverdyan, Balian and Nieuwenhuizen, *Europhys. Lett.* 67, 565 (2004)):
//! the passive energy is Σ λ↓ ε↑, and the ergotropy is what is above it. Here the eigenvalues come
//! in groups of equal ones and level k has C(N, k) places. Places are counted in
//! double-doubles from exact integers.
//!
//! **Error.** The passive energy is a minimum over arrangements of sums with positive terms, so
//! that weights known to δ relative give it to δ relative, whatever ties there are in the order;
//! W = E - E_p then errs by at most δ (E + E_p). Weights that are off by a in the sum of absolute
//! values change E, E_p and W by at most N a each, since all level energies lie in 0 ..= N. W does
//! not change if all energies are counted from the lowest occupied level; then E + E_p is not of the order
//! N in it, but of the order of the levels that the state spans.

pub(crate) mod accuracy;
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
