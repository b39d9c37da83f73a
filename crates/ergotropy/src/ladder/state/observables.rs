//! Numbers read off a state of the ladder picture.
//!
//! Populations are known as p = p̂ (1 + r) + a with |r| <= ρ and Σ|a| <= A ([`Accuracy`]); u is a rounding. The
//! resulting error of each number is derived at the number. Common to all:
//! - a product of two floats is kept in 106 bits, and its sum is rounded once: an error of 1.01 u of the sum,
//!   as the terms are positive and fewer than 10³⁰;
//! - a product near the least float may lose up to [`LOST`] of itself, at each population;
//! - where errors are estimates, populations far from the heaviest ladder are known less well than those near
//!   it: the ratio of two neighbouring ladders is a quotient of sums of flows, and each ratio may add
//!   [`PER_LADDER`].

use std::ops::Range;

use crate::bounded::{Bounded, Kind};
use crate::ladder::chain::rates::{RATE_ERROR, Rates};
use crate::ladder::state::Accuracy;
use crate::ladder::state::LadderState;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, ROUNDOFF, ROUNDOFF_SQUARED, two_product};
use crate::numerics::scaled::Scaled;
use crate::numerics::simd::doubles::sum_of;
use crate::numerics::simd::vectorised;
use crate::work::entropy_bound::{divergence, entropy_bound};
use crate::work::spectrum::Spectrum;

/// Rates at which weight leaves and enters the bright ladder j = N/2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leakage {
    /// Rate of leaving (Eq. 120 of the paper).
    pub outflow: Bounded,
    /// Rate of return from the next ladder.
    pub inflow: Bounded,
    /// Outflow minus inflow, -d p_sym/dt (Eq. 115 of the paper).
    pub net: Bounded,
}

/// Error of a term from products below the least float: a few products, each with an error of 2^-1074.
const LOST: f64 = 1e-322;

/// Where errors are estimates: relative error that each ladder between a population and the heaviest ladder
/// adds.
const PER_LADDER: f64 = 128.0 * ROUNDOFF;

/// Greatest number of states of a lattice on which the relative entropy is computed.
const MOST_STATES: u64 = 1 << 17;

/// A product of two numbers that are not negative, rounded up.
fn upper_product(one: f64, other: f64) -> f64 {
    let product = one * other;
    if one > 0.0 && other > 0.0 {
        product.next_up()
    } else {
        product
    }
}

impl LadderState {
    /// Σ c p with c <= `most` exact and not negative, over all ladders or over ladder `ladder`. `more` is a
    /// relative error of the terms beyond that of populations.
    ///
    /// Σ c p - Σ c p̂ = Σ c p̂ r + Σ c a: at most ρ Σ c p̂ + `most` A.
    fn linear(
        &self,
        ladder: Option<u32>,
        most: f64,
        more: f64,
        term: impl Fn(u32, u32) -> Double,
    ) -> Bounded {
        let runs = match ladder {
            Some(d) => self.run_of(d).map_or(0..0, |index| index..index + 1),
            None => 0..self.runs(),
        };
        let (sum, lost) = self.summed(
            runs,
            #[inline(always)]
            |d, first, weights| {
                sum_of(
                    weights,
                    #[inline(always)]
                    |i, p| {
                        // The number of rungs of a ladder is a `u32`.
                        #[allow(clippy::cast_possible_truncation)]
                        let k = first + i as u32;
                        term(d, k) * Double::from(p)
                    },
                )
            },
        );
        let Accuracy {
            relative,
            absolute,
            kind,
        } = self.accuracy();
        let far = match ladder {
            Some(d) if sum > 0.0 => self.remoteness(d),
            _ => 0.0,
        };
        let error =
            (relative + far + more + 1.01 * ROUNDOFF) * sum + upper_product(absolute, most) + lost;
        Bounded::new(sum, error, kind)
    }

    /// The sum of a function of each run (d, first k, weights), rounded to a float, and the error of its terms
    /// from products below the least float.
    fn summed(
        &self,
        runs: Range<usize>,
        mut of: impl FnMut(u32, u32, &[f64]) -> Double,
    ) -> (f64, f64) {
        let mut scratch = Vec::new();
        vectorised(
            #[inline(always)]
            || {
                let (mut sum, mut terms) = (Double::ZERO, 0.0);
                for index in runs.clone() {
                    let (d, first, weights) = self.run(index, &mut scratch);
                    sum += of(d, first, weights);
                    terms += weights.len() as f64;
                }
                (sum.to_f64(), terms * LOST)
            },
        )
    }

    /// Relative error of the populations of ladder d that comes from its distance from the heaviest
    /// ladder.
    fn remoteness(&self, d: u32) -> f64 {
        let mut heaviest = (0.0, d);
        if self.accuracy().kind == Kind::Estimate {
            let mut scratch = Vec::new();
            for index in 0..self.runs() {
                let (ladder, _, weights) = self.run(index, &mut scratch);
                let greatest = weights.iter().copied().fold(0.0, f64::max);
                if greatest > heaviest.0 {
                    heaviest = (greatest, ladder);
                }
            }
        }
        PER_LADDER * f64::from(heaviest.1.abs_diff(d))
    }

    /// Energy E = Σ k p(d, k), in units of ħω.
    pub(crate) fn energy(&self) -> Bounded {
        if let Some(ladders) = self.geometric() {
            let energy = ladders.energy().to_f64();
            let cells = f64::from(self.lattice().cells());
            let Accuracy { absolute, kind, .. } = self.accuracy();
            // Powers and the sum are rounded once each.
            let relative = ladders.relative() + 2.01 * ROUNDOFF;
            return Bounded::new(energy, relative * energy + absolute * cells, kind);
        }
        let cells = f64::from(self.lattice().cells());
        self.linear(None, cells, 0.0, |_, k| Double::from(f64::from(k)))
    }

    /// Σ c(d, k) p(d, k) for exact c with 0 <= c <= `most`.
    pub(crate) fn expectation(&self, most: f64, value: impl Fn(u32, u32) -> f64) -> Bounded {
        self.linear(None, most, 0.0, |d, k| Double::from(value(d, k)))
    }

    /// Weight of ladder d, Σ_k p(d, k).
    pub(crate) fn ladder_weight(&self, d: u32) -> Bounded {
        self.linear(Some(d), 1.0, 0.0, |_, _| Double::ONE)
    }

    /// Mean spin ⟨j⟩ = Σ (N/2 - d) p(d, k).
    pub(crate) fn mean_spin(&self) -> Bounded {
        let half = f64::from(self.lattice().cells()) / 2.0;
        self.linear(None, half, 0.0, |d, _| Double::from(half - f64::from(d)))
    }

    /// The first stored ladder, ν_d from this ladder to the last one, and the relative error of all
    /// ν_d.
    fn copies(&self) -> (u32, Vec<Scaled>, f64) {
        let (first, last) = self.ladder_ends().unwrap_or((0, 0));
        let (copies, error) = self.multiplicities().ladders_scaled(first, last);
        (first, copies, error)
    }

    /// Purity Tr ρ² = Σ p² / ν.
    ///
    /// |Σ (p² - p̂²)/ν| <= Σ |p - p̂| (p + p̂)/ν, which is at most (2ρ + ρ²) of the sum and 2A, as p + p̂ <= 2.
    pub(crate) fn purity(&self) -> Bounded {
        let (first, copies, count_error) = self.copies();
        let (sum, lost) = self.summed(
            0..self.runs(),
            #[inline(always)]
            |d, _, weights| {
                let squares = sum_of(
                    weights,
                    #[inline(always)]
                    |_, p| two_product(p, p),
                );
                (Scaled::from(squares) / copies[(d - first) as usize]).to_double()
            },
        );
        let Accuracy {
            relative,
            absolute,
            kind,
        } = self.accuracy();
        let error = (2.0 * relative + relative * relative + 1.01 * ROUNDOFF + 2.0 * count_error)
            * sum
            + 2.0 * absolute
            + lost;
        let kind = if count_error > ROUNDOFF {
            Kind::Estimate
        } else {
            kind
        };
        Bounded::new(sum, error * 1.01, kind)
    }

    /// Von Neumann entropy S = -Σ p ln(p/ν), in nats, as Σ_d w_d ln ν_d - Σ p ln p: both parts are positive.
    ///
    /// A relative error of p changes -p ln(p/ν) by p (|ln(p/ν)| + 1) times that error, in all by ρ (S + 1). The
    /// absolute error changes S by at most T ln(2^N - 1) - T ln T - (1-T) ln(1-T), T = A/2 (Fannes and
    /// Audenaert). The result is an estimate, since the logarithm of the platform is trusted to four units in
    /// the last place.
    pub(crate) fn entropy(&self) -> Bounded {
        let (first, copies, count_error) = self.copies();
        let (sum, lost) = self.summed(
            0..self.runs(),
            #[inline(always)]
            |d, _, weights| {
                let own = sum_of(
                    weights,
                    #[inline(always)]
                    |_, p| Double::from(if p > 0.0 { -p * p.ln() } else { 0.0 }),
                );
                let weight = sum_of(
                    weights,
                    #[inline(always)]
                    |_, p| Double::from(p),
                );
                own + Double::from(copies[(d - first) as usize].ln()) * weight
            },
        );
        let sum = sum.max(0.0);
        let error = (self.accuracy().relative + 16.0 * ROUNDOFF) * sum
            + self.accuracy().relative
            + count_error
            + self.fannes()
            + lost;
        Bounded::new(sum, error, Kind::Estimate)
    }

    /// Bound on the change of the entropy by the absolute error A of the populations.
    fn fannes(&self) -> f64 {
        let t = (self.accuracy().absolute / 2.0).min(0.5);
        if t <= 0.0 {
            return 0.0;
        }
        let dimensions = f64::from(self.lattice().cells()) * std::f64::consts::LN_2;
        t * dimensions - t * t.ln() - (1.0 - t) * (-t).ln_1p()
    }

    /// Upper bound of the work of all states with this energy and this entropy.
    pub(crate) fn entropy_bound_at(&self, energy: Bounded, entropy: Bounded) -> Bounded {
        let cells = self.lattice().cells();
        entropy_bound(cells, energy, entropy, |q| self.relative_entropy(q))
    }

    /// Relative entropy of the state with respect to a product of Gibbs states of ratio q, and its error;
    /// `None` for lattices that are too large.
    ///
    /// D = Σ τ h(p/τ) over all (d, k), with h(x) = x ln x - x + 1. A relative error δ of x changes h by at most
    /// x |ln x| δ + x δ². The absolute error of p changes D by the change of S plus that of the mean of -ln τ.
    fn relative_entropy(&self, q: f64) -> Option<(f64, f64)> {
        let lattice = self.lattice();
        if lattice.states() > MOST_STATES {
            return None;
        }
        let n = u64::from(lattice.cells());
        let (copies, count_error) = self
            .multiplicities()
            .ladders_scaled(0, lattice.ladders() - 1);
        let norm = Scaled::from(Double::ONE + Double::from(q)).powi(n);
        let accuracy = self.accuracy();
        // The power of the norm has about N roundings in 106 bits, and so have the powers of q.
        let delta = accuracy.relative + count_error + 40.0 * n as f64 * ROUNDOFF_SQUARED;
        let (mut sum, mut error) = (0.0, 0.0);
        for (d, copies) in (0u32..).zip(copies) {
            let mut tau = copies * Scaled::from(q).powi(d.into()) / norm;
            for k in lattice.rungs(d) {
                let (p, own) = (self.population(d, k), tau.to_double());
                tau = tau * Scaled::from(q);
                if own.to_f64() < f64::MIN_POSITIVE {
                    // The product has no weight in normal floats where the state has some: the relative
                    // entropy cannot be computed.
                    if p > 0.0 {
                        return None;
                    }
                    continue;
                }
                let excess = ((Double::from(p) - own) / own).to_f64();
                let term = own.to_f64() * divergence(excess);
                sum += term;
                if p > 0.0 {
                    let logarithm = excess.ln_1p().abs();
                    error += p * (logarithm * delta + delta * delta) + 8.0 * ROUNDOFF * term;
                }
            }
        }
        let depth = n as f64 * (Double::ONE + Double::from(q)).to_f64().ln() - n as f64 * q.ln();
        let absolute = self.fannes() + accuracy.absolute * depth;
        Some((sum, error + absolute + n as f64 * ROUNDOFF * sum))
    }

    /// Leakage from the bright ladder under an ensemble's noise (Eq. 115, 120). The number of cells of the
    /// ensemble does not matter.
    ///
    /// Rates have a relative error of [`RATE_ERROR`] u², and the flows are sums Σ c p over the bright ladder
    /// and the next.
    pub(crate) fn leakage(&self, ensemble: &Ensemble) -> Leakage {
        let rates = Rates::<Double>::on(self.lattice(), ensemble);
        let more = RATE_ERROR * ROUNDOFF * ROUNDOFF;
        let flow = |from: u32, most: f64, step: i32| {
            let ladder = rates.ladder(from);
            self.linear(Some(from), most, more, |_, k| ladder.shifting(k, step))
        };
        let outflow = flow(0, rates.most_leaving(0)[1], 1);
        let inflow = if self.lattice().ladders() > 1 {
            flow(1, rates.most_leaving(1)[0], -1)
        } else {
            Bounded::new(0.0, 0.0, outflow.kind)
        };
        Leakage {
            outflow,
            inflow,
            net: outflow - inflow,
        }
    }

    /// Net flow of energy dE/dt under an ensemble's noise, in ħω times the unit of rates. The number of
    /// cells of the ensemble does not matter.
    pub(crate) fn energy_flow(&self, ensemble: &Ensemble) -> Bounded {
        let rates = Rates::<Double>::on(self.lattice(), ensemble);
        let fastest = rates.most_exchange();
        let more = RATE_ERROR * ROUNDOFF * ROUNDOFF;
        let flow = |step: i32| {
            self.linear(None, fastest, more, |d, k| {
                rates.ladder(d).exchanging(k, step)
            })
        };
        let (gain, loss) = (flow(1), flow(-1));
        gain - loss
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::start::LadderStart;
    use crate::{Bath, Error, Mixture};

    #[test]
    fn gibbs_states_have_their_textbook_numbers() -> Result<(), Error> {
        let (q, cells) = (0.25, 9u32);
        let state = LadderStart::Gibbs { q }.state(cells.into())?;
        let e = q / (1.0 + q);
        let n = f64::from(cells);
        assert!((state.energy().value - n * e).abs() < 1e-14);
        assert!(
            (state.entropy().value + n * (e * e.ln() + (1.0 - e) * (1.0 - e).ln())).abs() < 1e-13
        );
        let purity = (e * e + (1.0 - e) * (1.0 - e)).powi(9);
        assert!((state.purity().value - purity).abs() < 1e-15);
        let bound = state.entropy_bound_at(state.energy(), state.entropy());
        assert!(bound.value.abs() < 1e-12);
        Ok(())
    }

    #[test]
    fn bright_leakage_is_the_papers() -> Result<(), Error> {
        // Eq. 120 for a Dicke state: (1-eta) gamma [(n+1) k(k-1) + n h(h-1)] / N with h = N - k.
        let (cells, k) = (8u32, 5u32);
        let bath = Bath::from_occupation(0.5)?;
        let ensemble = Ensemble::mixture(
            cells.into(),
            Mixture {
                eta: 0.75,
                gamma_ratio: 2.0,
            },
        )?
        .collective_bath(bath)
        .local_bath(bath);
        let start = LadderStart::Dicke {
            excitations: k.into(),
        };
        let leakage = start.state(cells.into())?.leakage(&ensemble);
        let (n, k) = (f64::from(cells), f64::from(k));
        let h = n - k;
        let by_hand = 0.5 * (1.5 * k * (k - 1.0) + 0.5 * h * (h - 1.0)) / n;
        assert!((leakage.outflow.value - by_hand).abs() < 1e-14);
        assert_eq!(leakage.inflow.value, 0.0);
        Ok(())
    }

    #[test]
    fn no_energy_flows_into_a_steady_state() -> Result<(), Error> {
        let ensemble = Ensemble::mixture(
            6,
            Mixture {
                eta: 0.6,
                gamma_ratio: 0.5,
            },
        )?
        .collective_bath(Bath::from_bose_ratio(0.8)?)
        .local_bath(Bath::from_bose_ratio(0.1)?);
        let flow = ensemble.unique_steady_state()?.energy_flow(&ensemble);
        assert!(flow.contains(0.0) && flow.error < 1e-13);
        let leakage = ensemble.unique_steady_state()?.leakage(&ensemble);
        assert!(leakage.net.contains(0.0) && leakage.outflow.value > 0.01);
        Ok(())
    }
}
