//! The unitary orbit of the Gibbs product under collective noise, and the balance of an assignment.

use crate::best_start::reassignment::{LadderCopy, Reassignment};
use crate::bounded::{Bounded, Kind};
use crate::error::{Error, in_range};
use crate::model::bath::Bath;
use crate::model::ensemble::Ensemble;
use crate::model::noise::Channel;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::binomial::few;
use crate::work::accuracy::UNDERFLOW;

/// Greatest number of cells of a [`GibbsOrbit`]: 2^N numbers are sorted for one value.
pub const MOST_CELLS: u32 = 12;

/// All starts with the spectrum of a Gibbs product, under one collective bath.
#[derive(Clone, Debug)]
pub struct GibbsOrbit {
    cells: u32,
    /// The cells under the collective bath alone.
    pub(crate) ensemble: Ensemble,
    /// w_k = q^k / (1+q)^N.
    pub(crate) weights: Vec<f64>,
    /// τ_d(r) = α^r / Z_d.
    pub(crate) thermal: Vec<Vec<f64>>,
    /// The classes of the 2^N eigenvalues, ascending.
    pub(crate) classes: Vec<u32>,
    /// The energies of the 2^N states, ascending.
    pub(crate) levels: Vec<f64>,
    /// The mean of d + r in τ_d, for each ladder d.
    pub(crate) energies: Vec<f64>,
    /// The energy of the Gibbs product, in units of ħω.
    pub(crate) gibbs_energy: f64,
}

/// The work of an assignment and its cost, in units of ħω.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkBalance {
    /// Ergotropy of the steady state, W_SS.
    pub steady_work: Bounded,
    /// Cost of the unitary, E(ρ) - E(Gibbs) = W(ρ).
    pub cost: Bounded,
    /// W_SS - cost (Eq. 112).
    pub balance: Bounded,
    /// Balance minus W_SS of the Gibbs product.
    pub gain: Bounded,
}

/// Workspace for the values of assignments.
#[derive(Debug, Default)]
pub(crate) struct Scratch(Vec<u64>);

impl GibbsOrbit {
    /// The orbit of `cells` Gibbs qubits of ratio q = exp(-β_q) under a collective bath.
    ///
    /// Noise with absorption above emission belongs to no bath, and is not searched.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if there are no cells or more than [`MOST_CELLS`], or q is outside
    /// [0, 1].
    pub fn new(cells: u32, q: f64, bath: Bath) -> Result<Self, Error> {
        in_range(
            "the number of cells whose starts are searched",
            f64::from(cells),
            (1..=MOST_CELLS).contains(&cells),
            "from 1 to 12",
        )?;
        in_range(
            "the Gibbs ratio q",
            q,
            (0.0..=1.0).contains(&q),
            "from 0 to 1",
        )?;
        let norm = powers(1.0 + q, cells + 1)[cells as usize];
        let weights = powers(q, cells + 1).iter().map(|w| w / norm).collect();
        // The ratio of the bath's exact occupation, rounded once.
        let alpha = (bath.absorption() / bath.emission()).to_f64();
        let lattice = Lattice::new(cells);
        let thermal: Vec<Vec<f64>> = (0..lattice.ladders())
            .map(|d| {
                let powers = powers(alpha, lattice.twice_j(d) + 1);
                let norm: f64 = powers.iter().sum();
                powers.iter().map(|power| power / norm).collect()
            })
            .collect();
        let energies = thermal
            .iter()
            .enumerate()
            .map(|(d, tau)| mean_energy(d, tau))
            .collect();
        let classes: Vec<u32> = (0..=cells)
            .flat_map(|k| std::iter::repeat_n(k, few(cells, k) as usize))
            .collect();
        let mut orbit = Self {
            cells,
            ensemble: Ensemble::new(cells.into())?.collective(Channel::thermal(bath, 1.0)?),
            weights,
            thermal,
            levels: classes.iter().map(|&k| k.into()).collect(),
            classes,
            energies,
            gibbs_energy: 0.0,
        };
        orbit.gibbs_energy = orbit.energy(Reassignment::gibbs(cells).copies()).to_f64();
        Ok(orbit)
    }

    /// Number of cells N.
    pub fn cells(&self) -> u32 {
        self.cells
    }

    /// The Gibbs product as an assignment.
    pub fn gibbs(&self) -> Reassignment {
        Reassignment::gibbs(self.cells)
    }

    /// The balance of an assignment. Cost: O(2^N log 2^N). All errors are bounds.
    ///
    /// With u = 2⁻⁵³ the relative errors are 1.01u of α, 2.1ru of α^r, 3.1Nu of Z_d, 3Nu of w_k and 4Nu
    /// of a sum of at most N+1 of the w_k, hence (10N+4)u of each steady eigenvalue. Energies are sums
    /// of positive multiples of these eigenvalues, taken with 106 bits. So is the passive energy for
    /// each order of the eigenvalues, and hence its minimum; sorting the computed eigenvalues finds the
    /// minimum of the computed ones. So every energy has a relative error of (10N+8)u.
    ///
    /// # Panics
    /// If the assignment belongs to another number of cells.
    pub fn value(&self, reassignment: &Reassignment) -> WorkBalance {
        assert_eq!(reassignment.cells(), self.cells, "cells of the assignment");
        let copies = reassignment.copies();
        let steady_work = self.steady_work(copies);
        let gibbs = self.gibbs();
        let cost = self.bounded(self.energy(copies)) - self.bounded(self.energy(gibbs.copies()));
        let balance = steady_work - cost;
        let gain = if reassignment.is_gibbs() {
            Bounded::new(0.0, 0.0, Kind::Bound)
        } else {
            balance - self.steady_work(gibbs.copies())
        };
        WorkBalance {
            steady_work,
            cost,
            balance,
            gain,
        }
    }

    /// The balance in plain floats, for comparisons.
    pub(crate) fn score(&self, copies: &[LadderCopy], scratch: &mut Scratch) -> f64 {
        let entries = &mut scratch.0;
        entries.clear();
        let (mut steady, mut energy) = (0.0, 0.0);
        for copy in copies {
            let d = copy.ladder as usize;
            let mut share = 0.0;
            for (k, &class) in (copy.ladder..).zip(&copy.classes) {
                let weight = self.weights[class as usize];
                share += weight;
                energy += f64::from(k) * weight;
            }
            steady += share * self.energies[d];
            // Floats that are not negative are ordered as their bits are.
            entries.extend(self.thermal[d].iter().map(|tau| (share * tau).to_bits()));
        }
        entries.sort_unstable_by(|a, b| b.cmp(a));
        let passive: f64 = entries
            .iter()
            .zip(&self.levels)
            .map(|(&bits, level)| f64::from_bits(bits) * level)
            .sum();
        steady - passive - (energy - self.gibbs_energy)
    }

    /// Bound on the error of [`score`](Self::score), which has four sums of energies up to N with up to 2^N
    /// terms.
    pub(crate) fn score_error(&self) -> f64 {
        let roundings = self.levels.len() as f64 + 10.0 * f64::from(self.cells) + 16.0;
        4.0 * f64::from(self.cells) * roundings * ROUNDOFF + UNDERFLOW
    }

    /// Σ w over the classes of a copy.
    pub(crate) fn share(&self, copy: &LadderCopy) -> f64 {
        copy.classes.iter().map(|&k| self.weights[k as usize]).sum()
    }

    pub(crate) fn energy(&self, copies: &[LadderCopy]) -> Double {
        let places = copies
            .iter()
            .flat_map(|copy| (copy.ladder..).zip(&copy.classes));
        places
            .map(|(k, &class)| Double::from(f64::from(k)) * self.weights[class as usize].into())
            .sum()
    }

    pub(crate) fn steady_work(&self, copies: &[LadderCopy]) -> Bounded {
        let mut entries = Vec::with_capacity(self.levels.len());
        let mut steady = Double::ZERO;
        for copy in copies {
            let share = self.share(copy);
            for (k, tau) in (copy.ladder..).zip(&self.thermal[copy.ladder as usize]) {
                let entry = share * tau;
                steady += Double::from(f64::from(k)) * entry.into();
                entries.push(entry);
            }
        }
        entries.sort_unstable_by(|a, b| b.total_cmp(a));
        let passive: Double = entries
            .iter()
            .zip(&self.levels)
            .map(|(&entry, &level)| Double::from(entry) * level.into())
            .sum();
        self.bounded(steady) - self.bounded(passive)
    }

    /// An energy with the error that [`value`](Self::value) derives.
    pub(crate) fn bounded(&self, energy: Double) -> Bounded {
        let value = energy.to_f64();
        let relative = (10.0 * f64::from(self.cells) + 9.0) * ROUNDOFF;
        Bounded::new(value, relative * value + UNDERFLOW, Kind::Bound)
    }
}

/// 1, x, x², ... as products.
fn powers(x: f64, count: u32) -> Vec<f64> {
    std::iter::successors(Some(1.0), |power| Some(power * x))
        .take(count as usize)
        .collect()
}

/// d + Σ r τ(r).
fn mean_energy(d: usize, tau: &[f64]) -> f64 {
    let excited: f64 = tau.iter().enumerate().map(|(r, p)| r as f64 * p).sum();
    d as f64 + excited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ensemble;
    use crate::model::start::LadderStart;

    fn orbit(cells: u32, q: f64, alpha: f64) -> Result<GibbsOrbit, Error> {
        GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)
    }

    #[test]
    fn the_gibbs_product_is_that_of_the_ladder_picture() -> Result<(), Error> {
        for cells in 1..=8 {
            for (q, alpha) in [(0.5, 0.9), (0.3, 0.1), (1.0, 0.6), (0.0, 0.7), (0.8, 0.0)] {
                let orbit = orbit(cells, q, alpha)?;
                let work = orbit.value(&orbit.gibbs());
                let start = LadderStart::Gibbs { q }.state(cells.into())?;
                let ladders = Ensemble::new(cells.into())?
                    .collective(Channel::thermal(Bath::from_bose_ratio(alpha)?, 1.0)?)
                    .steady_state_reached_from(&start)?;
                let residual = work.steady_work - ladders.work().ergotropy;
                assert!(residual.contains(0.0), "{cells} {q} {alpha} {residual:?}");
                assert!(work.steady_work.error < 1e-13 * f64::from(cells));
                assert_eq!((work.cost.value, work.gain.value), (0.0, 0.0));
            }
        }
        Ok(())
    }

    #[test]
    fn scores_stay_within_their_error() -> Result<(), Error> {
        let mut scratch = Scratch::default();
        for cells in 2..=9 {
            let orbit = orbit(cells, 0.6, 0.8)?;
            let start = orbit.gibbs();
            let moved = start.exchanged((0, 2), (1, 1)).unwrap_or(start);
            let work = orbit.value(&moved);
            let score = orbit.score(moved.copies(), &mut scratch);
            let allowed = work.balance.error + orbit.score_error();
            assert!((score - work.balance.value).abs() <= allowed);
            assert!(work.cost.value > 1e-3 && orbit.score_error() < 1e-11);
        }
        Ok(())
    }

    #[test]
    fn refuses_what_it_cannot_search() {
        assert!(orbit(0, 0.5, 0.5).is_err() && orbit(13, 0.5, 0.5).is_err());
        assert!(orbit(2, 1.1, 0.5).is_err() && orbit(2, f64::NAN, 0.5).is_err());
    }
}
