//! Steady states in plain floats, put right and proved.
//!
//! **Theorem.** Let pQ = r for a row of numbers p, let o be a state, and let V >= 0 be a function with
//! V(o) = 0 and (QV)(s) <= -1 for all other states s. Then the steady state π obeys
//!
//! ```text
//! Σ|p/Σp - π| <= 2R/Σp ,   R = Σ_s |r(s)| V(s) .
//! ```
//!
//! *Proof.* With c such that e = p - cπ vanishes at o, eQ = r, and e = -rG on the other states, where
//! G = (-Q)⁻¹ there is the mean time spent at each state before o is reached: it has no negative
//! entries, and its row sums, the mean times to reach o, are at most V (maximum principle). So
//! Σ|e| <= R, and p/Σp - π = (e - π Σe)/Σp. ∎
//!
//! Neither p nor V has to come from a trusted computation. A solver in plain floats gives both
//! ([`Dissection`]). The defect of p is computed with 106 bits; the same solver gives a correction δ that
//! takes it away, but for what rounding leaves: of the order of u², since δ itself is of the order of u. The
//! condition on V is checked state by state, with room for its roundings: twice the mean times of the solver
//! leave half of it as room.

use crate::double::{Double, Doubles, ROUNDOFF, ROUNDOFF_SQUARED};
use crate::error::Error;
use crate::ladder::dissection::{Dissection, Edge};
use crate::ladder::elimination::Purpose;
use crate::ladder::generator::{Generator, RATE_ERROR};
use crate::ladder::rates::Rates;
use crate::ladder::window::Window;

/// R of a corrected state that is taken as it is, far below the roundings of its populations.
const ENOUGH: f64 = 1e-18;

/// R beyond which a state counts as not proved.
const MOST: f64 = 1e-15;

/// Relative changes beyond this are no corrections of roundings.
const LARGEST_CHANGE: f64 = 1e-10;

/// Most corrections.
const CORRECTIONS: usize = 3;

/// Error of a change of flow in plain floats, and of adding it to others, in units of u of all of them.
const CHANGE_ERROR: f64 = 24.0;

/// Error of a flow, and of adding it to others of both signs, in units of u² of all flows at a state.
const FLOW_ERROR: f64 = RATE_ERROR + 7.0 + 3.0 * 18.0 + 4.0;

/// Roundings of the condition on V, in units of u of the sum of its terms.
const CONDITION_ERROR: f64 = 24.0;

/// Populations with a proof.
#[derive(Clone, Debug)]
pub(crate) struct Certified {
    /// All of the lattice.
    pub(crate) window: Window,
    /// In the order of the window, right to one rounding and to ...
    pub(crate) populations: Vec<f64>,
    /// ... this, in the sum of absolute values.
    pub(crate) error: f64,
}

/// A jump: how far the target is in the order of the window, and the rate.
struct Jump {
    to: usize,
    rate: Double,
}

/// All jumps, state by state.
struct Jumps {
    jumps: Vec<Jump>,
    ends: Vec<usize>,
}

impl Jumps {
    // Inlined into the dispatcher, for the sake of fused multiply-adds.
    #[inline(always)]
    fn new(generator: &Generator, window: &Window) -> Self {
        let mut jumps = Vec::with_capacity(8 * window.states());
        let mut ends = Vec::with_capacity(window.states());
        for (d, k) in window.iter() {
            let fans = [
                (generator.down(d, k), -1),
                (generator.across(d, k), 0),
                (generator.up(d, k), 1),
            ];
            for (fan, rise) in fans {
                for (rate, shift) in fan.into_iter().zip(-1..) {
                    if rate.is_positive()
                        && let Some((d, k)) =
                            d.checked_add_signed(shift).zip(k.checked_add_signed(rise))
                        && let Some(to) = window.index(d, k)
                    {
                        jumps.push(Jump { to, rate });
                    }
                }
            }
            ends.push(jumps.len());
        }
        Self { jumps, ends }
    }

    fn of(&self) -> impl Iterator<Item = &[Jump]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.jumps[start..end])
    }

    /// pQ, and the sum of all flows at each state.
    #[inline(always)]
    fn defect(&self, p: &Doubles) -> (Doubles, Vec<f64>) {
        let mut defect = Doubles::zeros(p.len());
        let mut flows = vec![0.0; p.len()];
        for (from, (p, jumps)) in p.iter().zip(self.of()).enumerate() {
            for jump in jumps {
                let flow = p * jump.rate;
                defect.set(jump.to, defect.get(jump.to) + flow);
                defect.set(from, defect.get(from) - flow);
                flows[jump.to] += flow.hi.abs();
                flows[from] += flow.hi.abs();
            }
        }
        (defect, flows)
    }

    /// pQ in plain floats, and the sum of all flows at each state.
    fn plain_defect(&self, p: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (mut defect, mut flows) = (vec![0.0; p.len()], vec![0.0; p.len()]);
        for (from, (p, jumps)) in p.iter().zip(self.of()).enumerate() {
            for jump in jumps {
                let flow = p * jump.rate.hi;
                defect[jump.to] += flow;
                defect[from] -= flow;
                flows[jump.to] += flow.abs();
                flows[from] += flow.abs();
            }
        }
        (defect, flows)
    }

    /// Whether QV <= -1 at all states but one, in exact arithmetic.
    fn falls(&self, values: &[f64], mode: usize) -> bool {
        self.of()
            .zip(values)
            .enumerate()
            .all(|(from, (jumps, &own))| {
                let (mut drop, mut size) = (0.0, 0.0);
                for jump in jumps {
                    drop += jump.rate.hi * (own - values[jump.to]);
                    size += jump.rate.hi * (own + values[jump.to]);
                }
                from == mode || drop - CONDITION_ERROR * ROUNDOFF * size >= 1.0
            })
    }
}

/// The populations of a corrected state. Corrections of small populations are noise of large ones: there the
/// plain result is better, since it has no subtraction, and what is not corrected is added to the error.
fn settled(plain: &[f64], p: &Doubles, sum: Double, error: f64) -> (Vec<f64>, f64) {
    let mut kept = 0.0;
    let populations = plain
        .iter()
        .zip(p.iter())
        .map(|(&plain, p)| {
            let change = (p - Double::from(plain)).to_f64().abs();
            if change <= LARGEST_CHANGE * plain {
                return (p / sum).to_f64();
            }
            kept += change;
            (Double::from(plain) / sum).to_f64()
        })
        .collect();
    let error = error + 2.0 * kept / sum.to_f64();
    (populations, error)
}

/// The steady state on the whole lattice; `None` where floats do not carry a proof.
///
/// `mode` is a state that is not much lighter than others. Cost: a [`Dissection`] and O(states) for
/// each correction.
///
/// # Errors
/// Those of [`Dissection::new`].
pub(crate) fn certified(
    rates: &Rates,
    generator: &Generator,
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
    let arch = pulp::Arch::new();
    let jumps = arch.dispatch(
        #[inline(always)]
        || Jumps::new(generator, &window),
    );
    let values: Vec<f64> = dissection.hitting().iter().map(|time| 2.0 * time).collect();
    if !jumps.falls(&values, at_mode) {
        return Ok(None);
    }
    let plain = dissection.stationary();
    let mut p: Doubles = plain.iter().copied().map(Double::from).collect();
    let mut best: Option<(Vec<f64>, f64)> = None;
    for _ in 0..CORRECTIONS {
        let (defect, flows) = arch.dispatch(
            #[inline(always)]
            || jumps.defect(&p),
        );
        let missing: Vec<f64> = defect.iter().map(Double::to_f64).collect();
        let step = dissection.resolve(&missing);
        let (change, changes) = jumps.plain_defect(&step);
        let rest = (0..values.len())
            .map(|s| {
                let left = (missing[s] + change[s]).abs();
                let plain = ROUNDOFF * (CHANGE_ERROR * changes[s] + missing[s].abs());
                (left + plain + FLOW_ERROR * ROUNDOFF_SQUARED * flows[s]) * values[s]
            })
            .sum::<f64>();
        p = p
            .iter()
            .zip(step)
            .map(|(p, step)| p + Double::from(step))
            .collect();
        let sum: Double = p.iter().sum();
        let error = 2.0 * rest / sum.to_f64() * (1.0 + 1e-9);
        if error <= MOST && best.as_ref().is_none_or(|(_, least)| error < *least) {
            best = Some(settled(&plain, &p, sum, error));
        }
        if error <= ENOUGH {
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
    use crate::ladder::elimination::Elimination;
    use crate::{Bath, Ensemble, Mixture};

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
            let (rates, generator) = (Rates::new(&ensemble), Generator::new(&ensemble));
            let found = certified(&rates, &generator, (0, 0))?;
            let found = found.map_or((Vec::new(), f64::NAN), |found| {
                (found.populations, found.error)
            });
            assert!(found.1 < 1e-15, "{cells}: {}", found.1);
            let judge = Elimination::new(&generator, 0.0, Purpose::Steady)?.stationary();
            assert!(judge.exponents.len() > 1);
            let state = ensemble.steady_state()?;
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
        let ensemble = Ensemble::new(9)?.collective(bath, 1.0)?.local(bath, 0.1)?;
        let window = Window::full(ensemble.lattice());
        let jumps = Jumps::new(&Generator::new(&ensemble), &window);
        let mode = window.index(0, 0).unwrap_or(0);
        assert!(!jumps.falls(&vec![1.0; window.states()], mode));
        Ok(())
    }
}
