//! Markov: the exact chain of the populations at a parameter point.

use dashu::rational::RBig;

use super::{
    couplings::Couplings,
    network::{Jump, Network},
};
use crate::{
    fraction::sum,
    ladder::{lattice::Lattice, populations::Populations},
    model::{parameters::Parameters, rates::Rates},
};

/// The continuous-time Markov chain of the populations `p(d, k)`.
#[derive(Clone, Debug)]
pub struct Chain {
    lattice: Lattice,
    rates: Rates,
    network: Network<RBig>,
}

impl Chain {
    /// The chain at a parameter point, with O(N^2) jumps.
    pub fn new(parameters: &Parameters) -> Self {
        Self::from_rates(parameters.cells, parameters.rates())
    }

    /// The chain of `cells` cells whose channels have these rates, which need not be rates of baths.
    ///
    /// # Panics
    ///
    /// When a single-cell rate is negative, or this rate plus `N` times the collective rate is: there is no
    /// such noise.
    pub fn from_rates(cells: usize, rates: Rates) -> Self {
        let couplings = Couplings::new(cells);
        Self {
            network: couplings.exact(&rates),
            lattice: couplings.lattice().clone(),
            rates,
        }
    }

    /// The states.
    pub fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    /// The rates of the channels.
    pub fn rates(&self) -> &Rates {
        &self.rates
    }

    /// All jumps, one for each pair of states that is connected.
    pub fn jumps(&self) -> &[Jump] {
        &self.network.jumps
    }

    pub(crate) fn network(&self) -> &Network<RBig> {
        &self.network
    }

    /// `dp/dt` of every state, exactly; if all are zero, the populations are proved to be a steady
    /// state.
    pub fn derivative(&self, populations: &Populations) -> Vec<RBig> {
        let mut derivative = vec![RBig::ZERO; self.lattice.size()];
        for jump in self.jumps() {
            let flow = &jump.rate * RBig::from(populations.weights()[jump.from].clone());
            derivative[jump.to] += &flow;
            derivative[jump.from] -= flow;
        }
        let total = RBig::from(populations.total().clone());
        derivative.into_iter().map(|flow| flow / &total).collect()
    }

    /// Gross flow of weight out of the bright ladder `d = 0` (Eq. 120).
    ///
    /// The loss `-d p_sym / dt` of Eq. (115) is this flow minus [`Chain::bright_return`]; in a steady state the
    /// two are equal.
    pub fn bright_leakage(&self, populations: &Populations) -> RBig {
        self.flow(populations, |from, to| from == 0 && to != 0)
    }

    /// Gross flow of weight from the dark ladders back into the bright one.
    pub fn bright_return(&self, populations: &Populations) -> RBig {
        self.flow(populations, |from, to| from != 0 && to == 0)
    }

    fn flow(&self, populations: &Populations, counts: impl Fn(usize, usize) -> bool) -> RBig {
        let ladders: Vec<usize> = self.lattice.states().map(|(d, _)| d).collect();
        let flows = self
            .jumps()
            .iter()
            .filter(|jump| counts(ladders[jump.from], ladders[jump.to]))
            .map(|jump| &jump.rate * RBig::from(populations.weights()[jump.from].clone()));
        sum(flows) / RBig::from(populations.total().clone())
    }
}
