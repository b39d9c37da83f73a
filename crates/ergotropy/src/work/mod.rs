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

pub(crate) mod accuracy;
pub(crate) mod entropy_bound;
pub(crate) mod even_levels;
pub(crate) mod filling;
pub(crate) mod group;
pub(crate) mod order;
pub(crate) mod parts;
pub(crate) mod places;
pub(crate) mod spectrum;

use crate::bounded::{Bounded, Kind};
use crate::numerics::double::{ROUNDOFF, ROUNDOFF_SQUARED};
use crate::work::accuracy::Accuracy;
use crate::work::order::Order;
use crate::work::spectrum::Spectrum;

/// Relative error, in units of u², from sorting by rounded eigenvalues and from sharing groups out.
const ORDER_ERROR: f64 = 100.0;

/// The same from each addition.
const SUM_ERROR: f64 = 4.0;

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
    /// The work of a spectrum that is known so well, by the theorem above.
    pub(crate) fn of<S: Spectrum + Sync>(state: &S, accuracy: Accuracy) -> Self {
        let order = Order::new(state);
        let sums = order.fill();
        let energy = sums.energy.to_f64();
        let passive = (sums.energy - sums.gain).to_f64().max(0.0);
        let gain = sums.gain.to_f64().max(0.0);
        let Accuracy {
            relative,
            absolute,
            kind,
        } = accuracy;
        let cells = f64::from(state.multiplicities().lattice().cells());
        let relative = relative
            + order.misorder()
            + (ORDER_ERROR + SUM_ERROR * sums.pieces) * ROUNDOFF_SQUARED;
        // Counts that are off by δ shift what crosses each boundary by δ at most, since the
        // eigenvalue there times the count of greater ones is below 1.
        // Of an estimate, what is misplaced is taken to be misplaced among the levels that carry weight.
        let reach = match kind {
            Kind::Bound => cells,
            Kind::Estimate => f64::from(order.highest() - order.lowest()).max(1.0),
        };
        let rest = absolute * reach
            + order.count_error() * cells
            + ROUNDOFF_SQUARED * SUM_ERROR * sums.pieces * energy;
        let error = |scale: f64, value: f64| relative * scale + rest + ROUNDOFF * value;
        // Only energies above the lowest occupied level can matter for W.
        let shift = 2.0 * f64::from(order.lowest()) * sums.energy_norm();
        let scale = (energy + passive - shift).max(gain) + 2.0 * sums.below;
        Self {
            energy: Bounded::new(energy, error(energy, energy), kind),
            passive_energy: Bounded::new(passive, error(passive, passive), kind),
            ergotropy: Bounded::new(gain, error(scale, gain), kind),
        }
    }

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
