//! Energy, passive energy and ergotropy of a state.

use crate::bounded::{Bounded, Kind};
use crate::numerics::double::{ROUNDOFF, ROUNDOFF_SQUARED};
use crate::work::accuracy::Accuracy;
use crate::work::order::Order;
use crate::work::spectrum::Spectrum;

/// Relative error, in units of u², from sorting by rounded eigenvalues and from dividing groups among
/// levels.
const ORDER_ERROR: f64 = 100.0;

/// Relative error, in units of u², from each addition.
const SUM_ERROR: f64 = 4.0;

/// Energy, passive energy and ergotropy of a state, in units of ħω.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// Energy E = Tr ρH.
    pub energy: Bounded,
    /// Energy of the passive state of the same spectrum.
    pub passive_energy: Bounded,
    /// Ergotropy W = E - E_passive, the greatest work that a unitary can extract (Eq. 5).
    pub ergotropy: Bounded,
}

impl Work {
    /// The work of a spectrum with the given accuracy, by the theorem of [`work`](crate::work).
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
        // Relative errors δ of counts change the weight that crosses each boundary by at most δ, since
        // the eigenvalue there times the number of greater ones is below 1. For an estimate, misplaced
        // weight is taken to be on the levels that carry weight.
        let reach = match kind {
            Kind::Bound => cells,
            Kind::Estimate => f64::from(order.highest() - order.lowest()).max(1.0),
        };
        let rest = absolute * reach
            + order.count_error() * cells
            + ROUNDOFF_SQUARED * SUM_ERROR * sums.pieces * energy;
        let error = |scale: f64, value: f64| relative * scale + rest + ROUNDOFF * value;
        // Only energies above the lowest occupied level matter for W.
        let shift = 2.0 * f64::from(order.lowest()) * sums.energy_norm();
        let scale = (energy + passive - shift).max(gain) + 2.0 * sums.below;
        Self {
            energy: Bounded::new(energy, error(energy, energy), kind),
            passive_energy: Bounded::new(passive, error(passive, passive), kind),
            ergotropy: Bounded::new(gain, error(scale, gain), kind),
        }
    }

    /// W/E, the fraction of the energy that can be extracted; `None` if the energy may be zero.
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
