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

pub(crate) mod boundary;
mod entropy;
mod extraction;
mod filling;
mod order;
mod places;
#[cfg(test)]
mod tests;

use crate::bounded::{Bounded, Kind};
use crate::double::{ROUNDOFF, ROUNDOFF_SQUARED};
use crate::ladder::{Accuracy, LadderState};
pub(crate) use entropy::entropy_bound;
pub use extraction::Move;

/// Relative error, in units of u², from sorting by rounded eigenvalues and from sharing groups out.
const ORDER_ERROR: f64 = 100.0;

/// The same from each addition.
const SUM_ERROR: f64 = 4.0;

/// Populations of geometric ladders up to which they are sorted.
const FEW: u128 = 1 << 19;

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

impl LadderState {
    /// Energy, passive energy and ergotropy in one go.
    ///
    /// Cost O(S log S) for S populations, on two threads where they are many. States of geometric
    /// ladders (Gibbs starts and steady states of collective noise beyond 512 cells) with more than 2^19
    /// populations are valued boundary by boundary, O(boundaries × rungs) and without a list (an estimate).
    /// Otherwise bounds as in the module's theorem.
    pub fn work(&self) -> Work {
        // Where sorting is cheap, its errors are proved.
        if let Some(work) = self
            .geometric()
            .filter(|_| self.stored() > FEW)
            .and_then(|ladders| boundary::work(self, ladders))
        {
            return work;
        }
        let order = order::Order::new(self);
        let sums = order.fill();
        let energy = sums.energy.to_f64();
        let passive = (sums.energy - sums.gain).to_f64().max(0.0);
        let gain = sums.gain.to_f64().max(0.0);
        let Accuracy {
            relative,
            absolute,
            kind,
        } = self.accuracy();
        let cells = f64::from(self.lattice().cells());
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
        Work {
            energy: Bounded::new(energy, error(energy, energy), kind),
            passive_energy: Bounded::new(passive, error(passive, passive), kind),
            ergotropy: Bounded::new(gain, error(scale, gain), kind),
        }
    }

    /// Ergotropy W = E - E_passive (Eq. 5), in units of ħω.
    pub fn ergotropy(&self) -> Bounded {
        self.work().ergotropy
    }

    /// Energy of the passive state of the same spectrum, in units of ħω.
    pub fn passive_energy(&self) -> Bounded {
        self.work().passive_energy
    }
}
