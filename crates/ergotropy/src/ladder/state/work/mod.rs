//! The work of a state of the ladder picture.

use crate::bounded::{Bounded, Kind};
use crate::ladder::state::geometric;
use crate::ladder::state::{Accuracy, LadderState};
use crate::numerics::double::{ROUNDOFF, ROUNDOFF_SQUARED};
use crate::work::Work;
use crate::work::order::Order;

/// Relative error, in units of u², from sorting by rounded eigenvalues and from sharing groups out.
const ORDER_ERROR: f64 = 100.0;

/// The same from each addition.
const SUM_ERROR: f64 = 4.0;

/// Populations of geometric ladders up to which they are sorted.
const FEW: u128 = 1 << 19;

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
            .and_then(|ladders| geometric::work::work(self, ladders))
        {
            return work;
        }
        let order = Order::new(self);
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

#[cfg(test)]
mod tests;
