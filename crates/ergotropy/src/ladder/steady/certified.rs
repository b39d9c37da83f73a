//! Steady states in plain floats, corrected and proved.
//!
//! **Theorem.** Let pQ = r for a row of numbers p, let o be a state, and let V >= 0 be a function with
//! V(o) = 0 and (QV)(s) <= -1 for all other states s. Then the steady state π obeys
//!
//! ```text
//! Σ|p/Σp - π| <= 2R/Σp ,   R = Σ_s |r(s)| V(s) .
//! ```
//!
//! *Proof.* Choose c such that e = p - cπ vanishes at o. Then eQ = r, and e = -rG on the other states,
//! where G = (-Q)⁻¹ there is the mean time spent at each state before o is reached. G has no negative
//! entries, and its row sums, the mean times to reach o, are at most V (maximum principle). So Σ|e| <=
//! R, and p/Σp - π = (e - π Σe)/Σp. ∎
//!
//! Neither p nor V has to come from a trusted computation: a solver in plain floats gives both
//! ([`Dissection`]). The defect of p is computed with 106 bits ([`Flows`]), and the same solver gives a
//! correction δ that removes the defect up to its own roundings. These are of the order of u², since δ is of
//! the order of u. The condition on V is checked state by state, including roundings; V is twice the mean times
//! of the solver, so that half of it is left as room for them.

use crate::error::Error;
use crate::ladder::chain::flows::Flows;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::{Dissection, Edge};
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::double::{Double, Doubles};
use crate::numerics::simd::vectorised;

/// The numbers that tune corrections.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Corrections {
    /// Corrections end at an error bound below this, which is far below the roundings of the
    /// populations.
    pub(crate) enough: f64,
    /// Error bound above which a state counts as not proved.
    pub(crate) most: f64,
    /// A greater relative change of a population is no correction of a rounding, and is not taken.
    pub(crate) largest_change: f64,
    /// Greatest number of corrections.
    pub(crate) rounds: usize,
}

impl Default for Corrections {
    fn default() -> Self {
        Self {
            enough: 1e-18,
            most: 1e-15,
            largest_change: 1e-10,
            rounds: 3,
        }
    }
}

/// Populations with a proof.
#[derive(Clone, Debug)]
pub(crate) struct Certified {
    /// The whole lattice.
    pub(crate) window: Window,
    /// In the order of the window.
    pub(crate) populations: Vec<f64>,
    /// Bound on the sum of absolute errors, beyond one rounding of each population.
    pub(crate) error: f64,
}

/// A state in twice the precision that is corrected step by step.
struct Corrected {
    plain: Vec<f64>,
    p: Doubles,
    sum: Double,
}

impl Corrected {
    fn new(plain: Vec<f64>) -> Self {
        let p = Doubles {
            lo: vec![0.0; plain.len()],
            hi: plain.clone(),
        };
        Self {
            plain,
            p,
            sum: Double::ONE,
        }
    }

    fn correct(&mut self, step: &[f64]) {
        vectorised(
            #[inline(always)]
            || {
                let p = self.p.hi.iter_mut().zip(&mut self.p.lo);
                for ((hi, lo), &step) in p.zip(step) {
                    let p = Double { hi: *hi, lo: *lo } + Double::from(step);
                    (*hi, *lo) = (p.hi, p.lo);
                }
                self.sum = self.p.sum();
            },
        );
    }

    /// The populations and their error. Corrections of small populations are dominated by roundings of
    /// large ones, while the plain result has no subtraction. So small populations keep the plain
    /// result, and the corrections not taken are added to the error.
    fn settled(&self, error: f64, largest_change: f64) -> (Vec<f64>, f64) {
        let mut populations = vec![0.0; self.plain.len()];
        let mut kept = vec![0.0; self.plain.len()];
        vectorised(
            #[inline(always)]
            || {
                let factor = Double::ONE / self.sum;
                let p = self.p.hi.iter().zip(&self.p.lo).zip(&self.plain);
                let found = populations.iter_mut().zip(&mut kept);
                for ((population, kept), ((&hi, &lo), &plain)) in found.zip(p) {
                    let change = ((hi - plain) + lo).abs();
                    let taken = change <= largest_change * plain;
                    let p = Double {
                        hi: if taken { hi } else { plain },
                        lo: if taken { lo } else { 0.0 },
                    };
                    *kept = if taken { 0.0 } else { change };
                    *population = (p * factor).to_f64();
                }
            },
        );
        let kept: f64 = kept.into_iter().sum();
        (populations, error + 2.0 * kept / self.sum.to_f64())
    }
}

/// The steady state on the whole lattice; `None` if plain floats are too inaccurate for a proof.
///
/// The weight of `mode` must not be much less than that of the heaviest state. Cost: a [`Dissection`]
/// and O(states) for each correction.
///
/// # Errors
/// Those of [`Dissection::new`].
pub(crate) fn certified(
    rates: &Rates,
    generator: &Rates<Double>,
    mode: (u32, u32),
) -> Result<Option<Certified>, Error> {
    let window = Window::full(rates.lattice());
    let Some(at_mode) = window.index(mode.0, mode.1) else {
        return Ok(None);
    };
    let dissection = Dissection::new(
        rates,
        &window,
        mode,
        0.0,
        Purpose::Resolvent,
        Edge::Reflecting,
    )?;
    let numbers = Corrections::default();
    let flows = Flows::new(generator);
    let values: Vec<f64> = dissection.hitting().iter().map(|time| 2.0 * time).collect();
    if !flows.falls(&values, at_mode) {
        return Ok(None);
    }
    let mut state = Corrected::new(dissection.stationary());
    let mut best: Option<(Vec<f64>, f64)> = None;
    for _ in 0..numbers.rounds {
        let defect = flows.defect(&state.p);
        let step = dissection.resolve(&defect.missing);
        let rest = flows.rest(&step, &defect, &values);
        state.correct(&step);
        let error = 2.0 * rest / state.sum.to_f64() * (1.0 + 1e-9);
        if error <= numbers.most && best.as_ref().is_none_or(|(_, least)| error < *least) {
            best = Some(state.settled(error, numbers.largest_change));
        }
        if error <= numbers.enough {
            break;
        }
    }
    Ok(best.map(|(populations, error)| Certified {
        window,
        populations,
        error,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::elimination::by_level::Elimination;
    use crate::numerics::double::ROUNDOFF;
    use crate::{Bath, Channel, Ensemble, Mixture};

    #[test]
    fn large_corrections_of_small_populations_become_error() {
        let mut state = Corrected::new(vec![0.75, 0.25]);
        state.correct(&[0.01, -0.2]);
        let (populations, error) = state.settled(1e-6, 0.1);
        // The sum is 0.81. The second population keeps its plain value.
        for (found, expected) in populations.iter().zip([0.76 / 0.81, 0.25 / 0.81]) {
            assert!((found - expected).abs() < 1e-15, "{populations:?}");
        }
        assert!((error - 1e-6 - 2.0 * 0.2 / 0.81).abs() < 1e-15, "{error}");
        // A change below the last bit of the plain value counts as well.
        let mut state = Corrected::new(vec![1.0]);
        state.correct(&[1e-17]);
        let (_, error) = state.settled(0.0, 1e-18);
        assert!((error / 2e-17 - 1.0).abs() < 1e-12, "{error:e}");
        let (_, error) = state.settled(0.0, 1e-16);
        assert_eq!(error, 0.0);
        // So does one whose last digits are beyond that bit.
        let mut state = Corrected::new(vec![1.0]);
        let step = 1.25 * f64::EPSILON;
        state.correct(&[step]);
        let (_, error) = state.settled(0.0, 1e-18);
        assert!((error / (2.0 * step) - 1.0).abs() < 1e-12, "{error:e}");
    }

    #[test]
    fn agrees_with_elimination_in_106_bits() -> Result<(), Error> {
        for (cells, eta, collective, local, gamma_ratio) in [
            (1, 0.5, 0.3, 0.6, 1.0),
            (7, 0.9, 0.6, 0.2, 1.0),
            (26, 0.9, 0.0, 0.3, 1.0),
            (26, 0.9, 0.6, 0.0, 1e-3),
            (40, 0.01, 0.99, 0.99, 1e3),
            (41, 0.5, 0.01, 0.9, 1e-6),
        ] {
            let ensemble = Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
                .collective_bath(Bath::from_bose_ratio(collective)?)
                .local_bath(Bath::from_bose_ratio(local)?)
                .dephasing(0.125)?;
            let (rates, generator) = (Rates::new(&ensemble), Rates::<Double>::new(&ensemble));
            let found = certified(&rates, &generator, (0, 0))?;
            let found = found.map_or((Vec::new(), f64::NAN), |found| {
                (found.populations, found.error)
            });
            assert!(found.1 < 1e-15, "{cells}: {}", found.1);
            let judge = Elimination::new(&generator, 0.0, Purpose::Steady)?.stationary();
            assert!(judge.exponents.len() > 1);
            let state = ensemble.unique_steady_state()?;
            let window = Window::full(rates.lattice());
            let distance: f64 = window
                .iter()
                .zip(&found.0)
                .map(|((d, k), p)| (p - state.population(d, k)).abs())
                .sum();
            assert!(
                distance <= found.1 + 2.0 * ROUNDOFF,
                "{cells}: {distance:e}"
            );
        }
        Ok(())
    }

    #[test]
    fn a_wrong_time_is_no_proof() -> Result<(), Error> {
        let bath = Bath::from_bose_ratio(0.5)?;
        let ensemble = Ensemble::new(9)?
            .collective(Channel::thermal(bath, 1.0)?)
            .local(Channel::thermal(bath, 0.1)?);
        let window = Window::full(ensemble.lattice());
        let flows = Flows::new(&Rates::<Double>::new(&ensemble));
        let mode = window.index(0, 0).unwrap_or(0);
        assert!(!flows.falls(&vec![1.0; window.states()], mode));
        Ok(())
    }

    /// Prints the least microseconds of each part of a proved steady state.
    #[test]
    #[ignore = "prints times"]
    fn time_of_each_part() -> Result<(), Error> {
        for (cells, repeats) in [(7, 2000), (26, 500), (100, 50)] {
            let mixture = Mixture {
                eta: 0.9,
                gamma_ratio: 1.0,
            };
            let ensemble = Ensemble::mixture(cells, mixture)?
                .collective_bath(Bath::from_bose_ratio(0.9)?)
                .local_bath(Bath::from_bose_ratio(0.3)?);
            let mut least = [f64::INFINITY; 12];
            for _ in 0..repeats {
                let mut clock = std::time::Instant::now();
                let mut part = 0;
                let mut lap = || {
                    least[part] = least[part].min(1e6 * clock.elapsed().as_secs_f64());
                    part += 1;
                    clock = std::time::Instant::now();
                };
                let (rates, generator) = (Rates::new(&ensemble), Rates::<Double>::new(&ensemble));
                let profile = crate::ladder::chain::profile::Profile::new(
                    &rates,
                    crate::ladder::chain::profile::Reach::even(0.0),
                );
                let window = Window::full(rates.lattice());
                lap();
                let (purpose, edge) = (Purpose::Resolvent, Edge::Reflecting);
                let dissection =
                    Dissection::new(&rates, &window, profile.mode(), 0.0, purpose, edge)?;
                lap();
                let times = dissection.hitting();
                let values: Vec<f64> = times.iter().map(|time| 2.0 * time).collect();
                lap();
                let flows = Flows::new(&generator);
                lap();
                flows.falls(&values, 0);
                lap();
                let mut state = Corrected::new(dissection.stationary());
                lap();
                let defect = flows.defect(&state.p);
                lap();
                let step = dissection.resolve(&defect.missing);
                lap();
                let rest = flows.rest(&step, &defect, &values);
                lap();
                state.correct(&step);
                state.settled(rest, Corrections::default().largest_change);
                lap();
                let state = ensemble.unique_steady_state()?;
                lap();
                state.work();
                lap();
            }
            let names = [
                "mode",
                "factors",
                "times",
                "rates",
                "proof",
                "weights",
                "defect",
                "step",
                "rest",
                "populations",
                "in all",
                "work",
            ];
            println!("N = {cells}:");
            for (name, least) in names.iter().zip(least) {
                println!("  {name} {least:.2}");
            }
        }
        Ok(())
    }
}
