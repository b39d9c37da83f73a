//! Energy, passive energy and ergotropy.
//!
//! A state is known up to an error δ. With energies counted from the middle, |ε - N/2| <= N/2, the energy and the
//! passive energy change by at most N/2 times |δ|₁ each, as the sum of the changes of eigenvalues in falling order is at most |δ|₁
//! (Mirsky 1960). The errors of the eigenvalues themselves enter the passive energy alone.

use crate::bounded::{Bounded, Kind};
use crate::numerics::double::{Double, ROUNDOFF};
use crate::register::state::density::RegisterState;
use crate::register::state::spectrum::Eigenvalues;
use crate::work::Work;

impl RegisterState {
    /// Energy, passive energy and ergotropy. Cost: O(Σ C(N,k)³) at the first call.
    pub(crate) fn work(&self) -> Work {
        self.work_of(self.spectrum())
    }

    /// Energy, passive energy and ergotropy of these eigenvalues of the state.
    pub(crate) fn work_of(&self, spectrum: &Eigenvalues) -> Work {
        let cells = f64::from(self.cells());
        let (mut passive, mut gain) = (Double::ZERO, Double::ZERO);
        let (mut level, mut free) = (0, 1);
        for &(value, from) in &spectrum.values {
            while free == 0 {
                level += 1;
                free = self.levels().level(level).len();
            }
            free -= 1;
            passive += Double::from(value).times(level as f64);
            gain += Double::from(value).times(f64::from(from) - level as f64);
        }
        let energy = self.energy();
        let total = self.accuracy().total();
        let moved = cells * total + cells / 2.0 * spectrum.error;
        let rounding = |value: f64| 8.0 * ROUNDOFF * value.abs();
        let number = |value: f64, error: f64| {
            Bounded::new(value.max(0.0), error + rounding(value), Kind::Estimate)
        };
        Work {
            energy,
            passive_energy: number(passive.to_f64(), moved),
            ergotropy: number(gain.to_f64(), moved),
        }
    }

    /// Energy E = Tr ρH.
    pub(crate) fn energy(&self) -> Bounded {
        let mut sum = Double::ZERO;
        for (k, level) in self.levels().iter().enumerate() {
            let block = self.block(k);
            let weights =
                (0..level.len()).map(|place| Double::from(block[place * (level.len() + 1)]));
            sum += weights.sum::<Double>().times(k as f64);
        }
        let value = sum.to_f64();
        let error = f64::from(self.cells()) * self.accuracy().total() + 2.0 * ROUNDOFF * value;
        Bounded::new(value, error, self.accuracy().kind)
    }
}
