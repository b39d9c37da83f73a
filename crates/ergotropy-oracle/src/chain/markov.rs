//! Chain: the jumps between populations, with exact rates.
//!
//! The channels of a single cell are derived by splitting that cell off. All cells are alike, so `N` times the last
//! cell does for the sum. In `|d, k>` the other `N - 1` cells sit in their own ladder `e`, one of `d` and `d - 1`,
//! with the share `nu(N-1, e) / nu(N, d)` of the copies, and the last cell is excited with probability
//!
//! ```text
//! u(e; d, k) = (k - d) / (N - 2e)            for d = e
//!              (N - d - k + 1) / (N - 2e)    for d = e + 1,
//! ```
//!
//! the square of the coupling of a spin to a half. A jump of the last cell leaves the others alone, hence conserves
//! `e` and ends in `d' = e` or `e + 1`: an emission `(d, k) -> (d', k - 1)` has the rate
//! `N sum_e nu(N-1, e) / nu(N, d) u(e; d, k) [1 - u(e; d', k - 1)]`, an absorption likewise. For `sz / 2` and `d' != d`
//! the two states are orthogonal, so both terms of the amplitude are equal and the rate is
//! `N sum_e nu(N-1, e) / nu(N, d) u(e; d, k) u(e; d', k)`. The collective channels act within a ladder with
//! `<J+ J-> = (k - d)(N - d - k + 1)`; `J_z` is a number there and moves no population.

use dashu::rational::RBig;

use crate::{
    Lattice, Parameters, Populations, Rates, fraction::sum, ladder::lattice::multiplicity,
};

/// A jump between two states, numbered as in [`Lattice`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// How often it happens, in units of `gamma_c`; positive.
    pub rate: RBig,
}

/// The continuous-time Markov chain of the populations `p(d, k)`.
#[derive(Clone, Debug)]
pub struct Chain {
    lattice: Lattice,
    rates: Rates,
    jumps: Vec<Jump>,
}

impl Chain {
    /// The chain at a parameter point. O(N^2) jumps.
    pub fn new(parameters: &Parameters) -> Self {
        Self::from_rates(parameters.cells, parameters.rates())
    }

    /// The chain of `cells` cells whose channels have these rates.
    ///
    /// Steady states are found on the premise that whatever absorbs also emits, as baths do.
    pub fn from_rates(cells: usize, rates: Rates) -> Self {
        let lattice = Lattice::new(cells);
        let mut jumps = Vec::new();
        for (d, k) in lattice.states() {
            let mut exits = collective_exits(cells, &rates, d, k);
            exits.extend(local_exits(cells, &rates, d, k));
            let from = lattice.index(d, k);
            jumps.extend(exits.into_iter().filter(|(.., rate)| !rate.is_zero()).map(
                |(d, k, rate)| Jump {
                    from,
                    to: lattice.index(d, k),
                    rate,
                },
            ));
        }
        Self {
            lattice,
            rates,
            jumps,
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

    /// All jumps of positive rate; several channels may connect the same two states.
    pub fn jumps(&self) -> &[Jump] {
        &self.jumps
    }

    /// `dp/dt` of every state, exactly; all zero proves a steady state.
    pub fn derivative(&self, populations: &Populations) -> Vec<RBig> {
        let mut derivative = vec![RBig::ZERO; self.lattice.size()];
        for jump in &self.jumps {
            let flow = &jump.rate * RBig::from(populations.weights()[jump.from].clone());
            derivative[jump.to] += &flow;
            derivative[jump.from] -= flow;
        }
        let total = RBig::from(populations.total().clone());
        derivative.into_iter().map(|flow| flow / &total).collect()
    }

    /// Gross flow of weight out of the bright ladder `d = 0`, which is what Eq. (120) states.
    ///
    /// The loss `-d p_sym / dt` of Eq. (115) is this less [`Chain::bright_return`]; in a steady state the two are equal.
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
            .jumps
            .iter()
            .filter(|jump| counts(ladders[jump.from], ladders[jump.to]))
            .map(|jump| &jump.rate * RBig::from(populations.weights()[jump.from].clone()));
        sum(flows) / RBig::from(populations.total().clone())
    }
}

type Exit = (usize, usize, RBig);

fn collective_exits(cells: usize, rates: &Rates, d: usize, k: usize) -> Vec<Exit> {
    let mut exits = Vec::new();
    let squared_element = |upper: usize| RBig::from((upper - d) * (cells - d - upper + 1));
    if k > d {
        exits.push((d, k - 1, &rates.collective_emission * squared_element(k)));
    }
    if k < cells - d {
        exits.push((
            d,
            k + 1,
            &rates.collective_absorption * squared_element(k + 1),
        ));
    }
    exits
}

fn local_exits(cells: usize, rates: &Rates, d: usize, k: usize) -> Vec<Exit> {
    let lattice = Lattice::new(cells);
    let mut exits = Vec::new();
    for e in d.saturating_sub(1)..=d.min((cells - 1) / 2) {
        let share =
            RBig::from(multiplicity(cells - 1, e) * cells) / RBig::from(multiplicity(cells, d));
        let excited = excited_cell(cells, e, d, k);
        for to in [e, e + 1] {
            if k > 0 && lattice.contains(to, k - 1) {
                let relaxed = RBig::ONE - excited_cell(cells, e, to, k - 1);
                exits.push((
                    to,
                    k - 1,
                    &rates.local_emission * &share * &excited * relaxed,
                ));
            }
            if lattice.contains(to, k + 1) {
                let raised = excited_cell(cells, e, to, k + 1);
                exits.push((
                    to,
                    k + 1,
                    &rates.local_absorption * &share * (RBig::ONE - &excited) * raised,
                ));
            }
            if to != d && lattice.contains(to, k) {
                let dephased = excited_cell(cells, e, to, k);
                exits.push((to, k, &rates.dephasing * &share * &excited * dephased));
            }
        }
    }
    exits
}

/// `u(e; d, k)`: how likely the last cell is excited in `|d, k>` when the others are in ladder `e`.
fn excited_cell(cells: usize, e: usize, d: usize, k: usize) -> RBig {
    let favourable = if d == e { k - d } else { cells - d - k + 1 };
    RBig::from_parts(favourable.into(), (cells - 2 * e).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One cell emits at the rate of its excitations, whatever the ladders do.
    #[test]
    fn local_exits_sum_to_the_number_of_emitters() {
        for cells in 1..8 {
            let rates = Rates {
                collective_emission: RBig::ZERO,
                collective_absorption: RBig::ZERO,
                local_emission: RBig::ONE,
                local_absorption: RBig::from(100u8),
                dephasing: RBig::ZERO,
                collective_dephasing: RBig::ZERO,
            };
            for (d, k) in Lattice::new(cells).states() {
                let total = sum(local_exits(cells, &rates, d, k)
                    .into_iter()
                    .map(|(.., rate)| rate));
                assert_eq!(total, RBig::from(k + 100 * (cells - k)));
            }
        }
    }
}
