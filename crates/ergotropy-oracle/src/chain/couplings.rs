//! Couplings: the jumps between populations, and the contribution of each rate to them.
//!
//! The channels of a single cell are derived by splitting that cell off. All cells are alike, so the sum over
//! cells is `N` times the term of the last cell. In `|d, k>` the other `N - 1` cells are in a ladder `e` of
//! their own, which is `d` or `d - 1`, with the share `nu(N-1, e) / nu(N, d)` of the copies. The last cell is
//! excited with probability
//!
//! ```text
//! u(e; d, k) = (k - d) / (N - 2e)            for d = e
//!              (N - d - k + 1) / (N - 2e)    for d = e + 1,
//! ```
//!
//! the square of the coupling of a spin to a half. A jump of the last cell does not act on the others, so it
//! conserves `e` and ends in `d' = e` or `e + 1`. An emission `(d, k) -> (d', k - 1)` has the rate `N sum_e
//! nu(N-1, e) / nu(N, d) u(e; d, k) [1 - u(e; d', k - 1)]`, and absorption is analogous. For `sz / 2` and `d'
//! != d` the two states are orthogonal, so both terms of the amplitude are equal and the rate is `N sum_e
//! nu(N-1, e) / nu(N, d) u(e; d, k) u(e; d', k)`. The collective channels act within a ladder with `<J+ J-> =
//! (k - d)(N - d - k + 1)`; `J_z` is a number there and moves no population.
//!
//! Rates enter as eigenvalues of kernels. Within a ladder the single-cell channel moves at least the `N`-th
//! part of what the collective channel moves, so negative collective rates also lead to sums of positive terms.

use dashu::rational::RBig;

use super::network::{Jump, Network};
use crate::{
    fraction::sum,
    ladder::lattice::{Lattice, multiplicity},
    model::rates::{Kernel, Rates},
    wide::Wide,
};

/// The jumps of a number of cells, for any rates; made once and used for many rates.
#[derive(Clone, Debug)]
pub struct Couplings {
    lattice: Lattice,
    jumps: Vec<Coupling>,
}

/// A jump, and the factors with which the eigenvalues of its kernel enter its rate.
#[derive(Clone, Debug)]
struct Coupling {
    from: usize,
    to: usize,
    channel: Channel,
    shares: Kernel<RBig>,
    rounded: Kernel<Wide>,
}

/// The channel of a jump; its number is that of the kernel in [`Rates::kernels`].
#[derive(Clone, Copy, Debug)]
enum Channel {
    Emission,
    Absorption,
    Dephasing,
}

impl Couplings {
    /// The jumps of `cells` cells, at least one. O(N^2).
    pub fn new(cells: usize) -> Self {
        let lattice = Lattice::new(cells);
        let mut jumps = Vec::new();
        for (d, k) in lattice.states() {
            for to in d.saturating_sub(1)..=d + 1 {
                for (channel, rung) in [
                    (Channel::Emission, k.checked_sub(1)),
                    (Channel::Absorption, Some(k + 1)),
                    (Channel::Dephasing, Some(k).filter(|_| to != d)),
                ] {
                    let Some(rung) = rung.filter(|&rung| lattice.contains(to, rung)) else {
                        continue;
                    };
                    let symmetric = if to == d {
                        RBig::from_parts(
                            squared_element(cells, d, k.max(rung)).into(),
                            cells.into(),
                        )
                    } else {
                        RBig::ZERO
                    };
                    let shares = Kernel {
                        single: single_cell(cells, channel, (d, k), (to, rung)) - &symmetric,
                        symmetric,
                    };
                    jumps.push(Coupling {
                        from: lattice.index(d, k),
                        to: lattice.index(to, rung),
                        channel,
                        rounded: Kernel {
                            symmetric: Wide::from(&shares.symmetric),
                            single: Wide::from(&shares.single),
                        },
                        shares,
                    });
                }
            }
        }
        Self { lattice, jumps }
    }

    /// The states between which the jumps lead.
    pub fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    /// All jumps of positive rate, exact.
    pub(crate) fn exact(&self, rates: &Rates) -> Network<RBig> {
        let kernels = rates.kernels(self.lattice.cells());
        self.network(RBig::is_zero, |coupling| {
            let kernel = &kernels[coupling.channel as usize];
            &coupling.shares.symmetric * &kernel.symmetric
                + &coupling.shares.single * &kernel.single
        })
    }

    /// All jumps of positive rate, each accurate to 316 bits.
    pub(crate) fn rounded(&self, rates: &Rates) -> Network<Wide> {
        let kernels = rates.kernels(self.lattice.cells()).map(|kernel| Kernel {
            symmetric: Wide::from(&kernel.symmetric),
            single: Wide::from(&kernel.single),
        });
        self.network(
            |rate: &Wide| rate.is_zero(),
            |coupling| {
                let kernel = &kernels[coupling.channel as usize];
                coupling.rounded.symmetric * kernel.symmetric
                    + coupling.rounded.single * kernel.single
            },
        )
    }

    fn network<T>(
        &self,
        is_zero: impl Fn(&T) -> bool,
        rate: impl Fn(&Coupling) -> T,
    ) -> Network<T> {
        let jumps = self.jumps.iter().map(|coupling| Jump {
            from: coupling.from,
            to: coupling.to,
            rate: rate(coupling),
        });
        Network {
            size: self.lattice.size(),
            jumps: jumps.filter(|jump| !is_zero(&jump.rate)).collect(),
        }
    }
}

/// `<J+ J->` of rung `upper` of ladder `d`.
fn squared_element(cells: usize, d: usize, upper: usize) -> usize {
    (upper - d) * (cells - d - upper + 1)
}

/// The rate of a jump by the channels of single cells, all of rate 1.
fn single_cell(cells: usize, channel: Channel, from: (usize, usize), to: (usize, usize)) -> RBig {
    let ladders = |d: usize| d.saturating_sub(1)..=d.min((cells - 1) / 2);
    let common = ladders(from.0).filter(|e| ladders(to.0).contains(e));
    sum(common.map(|e| {
        let share = RBig::from(multiplicity(cells - 1, e) * cells)
            / RBig::from(multiplicity(cells, from.0));
        let [before, after] = [from, to].map(|(d, k)| excited_cell(cells, e, d, k));
        share
            * match channel {
                Channel::Emission => before * (RBig::ONE - after),
                Channel::Absorption => (RBig::ONE - before) * after,
                Channel::Dephasing => before * after,
            }
    }))
}

/// `u(e; d, k)`: the probability that the last cell is excited in `|d, k>` if the others are in ladder
/// `e`.
fn excited_cell(cells: usize, e: usize, d: usize, k: usize) -> RBig {
    let favourable = if d == e { k - d } else { cells - d - k + 1 };
    RBig::from_parts(favourable.into(), (cells - 2 * e).into())
}

#[cfg(test)]
mod tests {
    use dashu::base::Abs;

    use super::*;

    /// Single cells emit at a rate equal to the number of excitations, whatever the ladders do.
    #[test]
    fn single_cells_emit_and_absorb_at_the_rate_of_their_number() {
        for cells in 1..8 {
            let couplings = Couplings::new(cells);
            let rates = Rates {
                local_emission: RBig::ONE,
                local_absorption: RBig::from(100u8),
                ..Rates::default()
            };
            let jumps = couplings.exact(&rates).jumps;
            for (state, (_, k)) in couplings.lattice().states().enumerate() {
                let exits = jumps.iter().filter(|jump| jump.from == state);
                let total = sum(exits.map(|jump| jump.rate.clone()));
                assert_eq!(total, RBig::from(k + 100 * (cells - k)));
            }
        }
    }

    #[test]
    fn no_share_is_negative() {
        for cells in 1..20 {
            for coupling in Couplings::new(cells).jumps {
                assert!(
                    coupling.shares.single >= RBig::ZERO && coupling.shares.symmetric >= RBig::ZERO
                );
            }
        }
    }

    #[test]
    fn rounded_rates_are_exact_rates_rounded() {
        let couplings = Couplings::new(9);
        let third = RBig::from_parts(1.into(), 3u8.into());
        let rates = Rates {
            collective_emission: -&third / RBig::from(10u8),
            collective_absorption: RBig::from(3u8),
            local_emission: third.clone(),
            dephasing: third,
            ..Rates::default()
        };
        let exact = couplings.exact(&rates).jumps;
        let rounded = couplings.rounded(&rates).jumps;
        assert_eq!(exact.len(), rounded.len());
        for (exact, rounded) in exact.iter().zip(rounded) {
            assert_eq!((exact.from, exact.to), (rounded.from, rounded.to));
            let error = (rounded.rate.to_fraction() / &exact.rate - RBig::ONE).abs();
            assert!(error < RBig::from(2).pow(-316));
        }
    }
}
