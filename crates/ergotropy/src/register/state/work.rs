//! Energy, passive energy, ergotropy, and the part of it that coherence does not give.
//!
//! A state is known up to an error δ. With energies counted from the middle, |ε - N/2| <= N/2, the energy and the
//! passive energy change by at most N/2 times |δ|₁ each, as the sum of the changes of eigenvalues in falling order is at most |δ|₁
//! (Mirsky 1960). The errors of the eigenvalues themselves enter the passive energy alone.

use crate::bounded::{Bounded, Kind};
use crate::numerics::double::{Double, ROUNDOFF};
use crate::register::state::density::RegisterState;
use crate::register::state::spectrum::Eigenvalues;
use crate::work::Work;
use crate::work::parts::{Basis, Parts};

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
                free = self.levels().sizes()[level];
            }
            free -= 1;
            passive += Double::from(value).times(level as f64);
            gain += Double::from(value).times(f64::from(from) - level as f64);
        }
        let energy = self.energy();
        // Vectors of joined levels have no level of their own.
        let gain = if self.is_joined() {
            Double::from(energy.value) - passive
        } else {
            gain
        };
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
        let weights = self.weights_of_strings();
        let terms = weights.map(|(weight, excited)| Double::from(weight).times(excited.into()));
        let sum: Double = terms.sum();
        let value = sum.to_f64();
        let error = f64::from(self.cells()) * self.accuracy().total() + 2.0 * ROUNDOFF * value;
        Bounded::new(value, error, self.accuracy().kind)
    }
    /// The weights of strings, each with the number of its excited cells.
    fn weights_of_strings(&self) -> impl Iterator<Item = (f64, u32)> {
        self.levels()
            .iter()
            .enumerate()
            .flat_map(move |(k, level)| {
                let strings = level.strings.iter().enumerate();
                strings.map(move |(r, string)| (self.body().held(k, r, r), string.count_ones()))
            })
    }

    /// The given ergotropy with and without coherence in a basis.
    pub(crate) fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Parts {
        match basis {
            Basis::Levels if self.is_joined() => {
                Parts::new(ergotropy, self.by_levels().work().ergotropy)
            }
            Basis::Levels => Parts::incoherent(ergotropy),
            Basis::Strings => {
                let weights = self.weights_of_strings();
                let mut values: Vec<_> =
                    weights.map(|(p, excited)| (p.max(0.0), excited)).collect();
                values.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                let error = 0.0;
                let diagonal = self.by_levels();
                let work = diagonal.work_of(&Eigenvalues { values, error });
                Parts::new(ergotropy, work.ergotropy)
            }
        }
    }
}
