//! From a spectrum with multiplicities to the passive state, ergotropy and how to extract it.
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

pub(crate) mod entropy_bound;
pub(crate) mod filling;
pub(crate) mod group;
pub(crate) mod order;
pub(crate) mod places;
pub(crate) mod spectrum;

use crate::bounded::Bounded;

/// Energy, passive energy and ergotropy of a state, in units of ħω.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// Energy E = Tr ρH.
    pub energy: Bounded,
    /// Energy of the passive state of the same spectrum.
    pub passive_energy: Bounded,
    /// Ergotropy W = E - E_passive, the most work that a unitary can extract (Eq. 5).
    pub ergotropy: Bounded,
}

impl Work {
    /// W/E, the share of the energy that can be extracted; `None` where the energy can be zero.
    pub fn extractable_share(&self) -> Option<Bounded> {
        let (work, energy) = (self.ergotropy, self.energy);
        let least = energy.lower();
        if least <= 0.0 {
            return None;
        }
        let value = work.value / energy.value;
        // |W'/E' - W/E| <= (dW + (W/E) dE) / E' with E' >= E - dE, and a few roundings.
        let error = (work.error + value * energy.error) / least + 4.0 * f64::EPSILON * value;
        Some(Bounded::new(value, error, work.kind.max(energy.kind)))
    }
}
