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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spin::multiplicity::Multiplicities;

    /// Weights of one ladder from level `first` on.
    struct OneLadder {
        multiplicities: Multiplicities,
        d: u32,
        first: u32,
        weights: Vec<f64>,
    }

    impl Spectrum for OneLadder {
        fn multiplicities(&self) -> &Multiplicities {
            &self.multiplicities
        }

        fn runs(&self) -> usize {
            1
        }

        fn run<'a>(&'a self, _: usize, _: &'a mut Vec<f64>) -> (u32, u32, &'a [f64]) {
            (self.d, self.first, &self.weights)
        }
    }

    fn work(cells: u32, d: u32, first: u32, weights: &[f64], kind: Kind) -> Work {
        let state = OneLadder {
            multiplicities: Multiplicities::new(cells),
            d,
            first,
            weights: weights.to_vec(),
        };
        let accuracy = Accuracy {
            relative: 1e-3,
            absolute: 1e-5,
            kind,
        };
        Work::of(&state, accuracy)
    }

    fn assert_errors(work: Work, values: [f64; 3], scales: [f64; 3], rest: f64) {
        let found = [work.energy, work.passive_energy, work.ergotropy];
        for ((found, value), scale) in found.into_iter().zip(values).zip(scales) {
            assert!((found.value - value).abs() < 1e-14, "{found:?} {value}");
            let error = 1e-3 * scale + rest;
            assert!(
                (found.error / error - 1.0).abs() < 1e-9,
                "{found:?} {error}"
            );
        }
    }

    #[test]
    fn errors_of_weights_become_errors_of_work() {
        // Levels 2 and 3 are moved to 0 and 1, both below the lowest occupied one: by 2 and 1.
        let (values, scales) = ([2.75, 0.25, 2.5], [2.75, 0.25, 2.5 + 2.0 * 1.75]);
        let bound = work(3, 0, 2, &[0.0, 0.25, 0.75][1..], Kind::Bound);
        assert_errors(bound, values, scales, 1e-5 * 3.0);
        // Misplaced weight of an estimate stays on the levels that carry some; zeros do not count.
        let estimate = work(3, 0, 2, &[0.25, 0.75], Kind::Estimate);
        assert_errors(estimate, values, scales, 1e-5);
        // Three copies each of 1/9 in levels 1, 2 and 3: one fills level 0, four level 1, four level 2. All
        // energies count from level 1: E + E_passive - 2, and 1/9 lies below.
        let third = 1.0 / 3.0;
        let values = [2.0, 12.0 / 9.0, 6.0 / 9.0];
        let scales = [2.0, 12.0 / 9.0, 12.0 / 9.0 + 2.0 / 9.0];
        let copies = work(4, 1, 1, &[third; 3], Kind::Bound);
        assert_errors(copies, values, scales, 1e-5 * 4.0);
        let copies = work(4, 1, 1, &[third; 3], Kind::Estimate);
        assert_errors(copies, values, scales, 1e-5 * 2.0);
    }

    #[test]
    fn errors_shrink_with_the_norm() {
        // Half the weights of the first state above.
        let (values, scales) = ([1.375, 0.125, 1.25], [1.375, 0.125, 1.25 + 1.75]);
        let half = work(3, 0, 2, &[0.125, 0.375], Kind::Bound);
        assert_errors(half, values, scales, 1e-5 * 3.0);
        let sixth = 1.0 / 6.0;
        let values = [1.0, 6.0 / 9.0, 3.0 / 9.0];
        let scales = [1.0, 6.0 / 9.0, 6.0 / 9.0 + 1.0 / 9.0];
        let half = work(4, 1, 1, &[sixth; 3], Kind::Bound);
        assert_errors(half, values, scales, 1e-5 * 4.0);
    }

    #[test]
    fn exact_weights_leave_the_roundings_of_sums() {
        // A passive state of three pieces: the second weight begins where the lowest level is full.
        let state = OneLadder {
            multiplicities: Multiplicities::new(3),
            d: 0,
            first: 0,
            weights: vec![0.75, 0.25],
        };
        let exact = Accuracy {
            relative: 0.0,
            absolute: 0.0,
            kind: Kind::Bound,
        };
        let found = Work::of(&state, exact).ergotropy;
        assert_eq!(found.value, 0.0);
        let counts = 3.0 * Order::new(&state).count_error();
        // Of E + E_passive = 1/2 and of E = 1/4.
        let sums = (100.0 + 4.0 * 3.0) * 0.5 + 4.0 * 3.0 * 0.25;
        let error = counts + sums * ROUNDOFF_SQUARED;
        assert!(
            (found.error / error - 1.0).abs() < 1e-9,
            "{found:?} {error:e}"
        );
    }

    #[test]
    fn zeros_around_weights_change_nothing() {
        let (plain, padded) = (
            work(6, 0, 2, &[0.5, 0.2, 0.3], Kind::Estimate),
            work(
                6,
                0,
                0,
                &[0.0, 0.0, 0.5, 0.2, 0.3, 0.0, 0.0],
                Kind::Estimate,
            ),
        );
        assert_eq!(plain, padded);
    }

    #[test]
    fn shares_have_the_errors_of_quotients() {
        let of = |energy: f64, work: f64| Work {
            energy: Bounded::new(energy, 0.01, Kind::Bound),
            passive_energy: Bounded::new(energy - work, 0.01, Kind::Bound),
            ergotropy: Bounded::new(work, 0.03, Kind::Estimate),
        };
        assert_eq!(of(0.005, 0.0).extractable_share(), None);
        let share = of(2.0, 0.5).extractable_share();
        let expected = (0.03 + 0.25 * 0.01) / 1.99;
        assert!(share.is_some_and(|share| share.value == 0.25
            && (share.error / expected - 1.0).abs() < 1e-9
            && share.kind == Kind::Estimate));
        let exact = Work {
            energy: Bounded::new(3.0, 0.0, Kind::Bound),
            passive_energy: Bounded::new(2.0, 0.0, Kind::Bound),
            ergotropy: Bounded::new(1.0, 0.0, Kind::Bound),
        };
        assert!(
            exact
                .extractable_share()
                .is_some_and(|share| share.error >= f64::EPSILON && share.error < 1e-15)
        );
    }
}
