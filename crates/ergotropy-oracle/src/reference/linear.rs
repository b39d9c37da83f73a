//! Linear: energy, weights of ladders, mean spin, leakage, flow of energy.

use super::{number::Number, state::Reference};
use crate::{chain::network::Jump, wide::Wide};

/// Flows of weight between the bright ladder `d = 0` and the dark ones.
#[derive(Clone, Copy, Debug)]
pub struct Leakage {
    /// Gross flow out of the bright ladder (Eq. 120).
    pub outflow: Number,
    /// Gross flow back into the bright ladder.
    pub inflow: Number,
    /// Outflow minus inflow, the loss `-d p_sym / dt` of Eq. (115).
    pub net: Number,
}

impl Reference {
    /// The population `p(d, k)`.
    ///
    /// # Panics
    ///
    /// When `(d, k)` is not on the lattice.
    pub fn population(&self, d: usize, k: usize) -> Number {
        Number::sum(self.populations[self.lattice.index(d, k)], self.error)
    }

    /// The energy `E = sum k p(d, k)`.
    pub fn energy(&self) -> Number {
        Number::sum(self.wide_energy(), self.error)
    }

    pub(super) fn wide_energy(&self) -> Wide {
        self.mean(|_, k| Wide::from(k as u64))
    }

    /// The weight of ladder `d`; zero if there is no such ladder.
    pub fn ladder_weight(&self, d: usize) -> Number {
        let weight = self.mean(|ladder, _| Wide::from(u64::from(ladder == d)));
        Number::sum(weight, self.error)
    }

    /// The bright weight `p_sym`, that of ladder `d = 0`.
    pub fn bright_weight(&self) -> Number {
        self.ladder_weight(0)
    }

    /// The mean spin `<j>`.
    pub fn mean_spin(&self) -> Number {
        let doubled = self.mean(|d, _| Wide::from((self.cells() - 2 * d) as u64));
        Number::sum(doubled.scaled(-1), self.error)
    }

    /// The rates at which weight leaves the bright ladder and returns to it.
    pub fn leakage(&self) -> Leakage {
        let outflow = self.flow(|(from, _), (to, _)| u64::from(from == 0 && to > 0));
        let inflow = self.flow(|(from, _), (to, _)| u64::from(from > 0 && to == 0));
        Leakage {
            outflow: Number::sum(outflow, self.error),
            inflow: Number::sum(inflow, self.error),
            net: Number::difference(outflow, inflow, self.error),
        }
    }

    /// The net flow of energy `dE/dt`.
    pub fn energy_flow(&self) -> Number {
        let gain = self.flow(|(_, from), (_, to)| u64::from(to > from));
        let loss = self.flow(|(_, from), (_, to)| u64::from(to < from));
        Number::difference(gain, loss, self.error)
    }

    fn mean(&self, value: impl Fn(usize, usize) -> Wide) -> Wide {
        let states = self.lattice.states().zip(&self.populations);
        states.map(|((d, k), &weight)| value(d, k) * weight).sum()
    }

    fn flow(&self, counts: impl Fn((usize, usize), (usize, usize)) -> u64) -> Wide {
        let states: Vec<_> = self.lattice.states().collect();
        let flow = |jump: &Jump<Wide>| {
            Wide::from(counts(states[jump.from], states[jump.to]))
                * jump.rate
                * self.populations[jump.from]
        };
        self.network.jumps.iter().map(flow).sum()
    }
}
