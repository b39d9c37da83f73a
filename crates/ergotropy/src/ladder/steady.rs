//! The state at infinity, and whether there is one.

use std::sync::Arc;

use crate::bounded::Kind;
use crate::double::{Double, ROUNDOFF};
use crate::ensemble::Ensemble;
use crate::error::Error;
use crate::ladder::elimination::{Elimination, Purpose};
use crate::ladder::generator::Generator;
use crate::ladder::state::{Accuracy, LadderState, LadderWeights, NEGLIGIBLE};
use crate::memory;
use crate::multiplicity::Multiplicities;
use crate::scaled::Scaled;
use crate::start::Start;

/// What the noise leaves unchanged, and so which question about infinity makes sense.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mixing {
    /// All states are reached from the ground state, or left for it: one steady state.
    Ergodic,
    /// Each ladder keeps its weight and thermalizes by itself (Eq. 27).
    WithinLadders,
    /// Each level keeps its weight; dephasing spreads it evenly over the level.
    WithinLevels,
    /// Nothing acts on populations.
    Nothing,
}

fn mixing(ensemble: &Ensemble) -> Mixing {
    let (collective, local, dephasing) = ensemble.noise();
    match (local.acts(), dephasing.is_positive(), collective.acts()) {
        (true, _, _) | (false, true, true) => Mixing::Ergodic,
        (false, false, true) => Mixing::WithinLadders,
        (false, true, false) => Mixing::WithinLevels,
        (false, false, false) => Mixing::Nothing,
    }
}

/// Absolute error for what is rounded below the least normal float, of all populations.
const UNDERFLOW: f64 = 1e-290;

impl Ensemble {
    /// The one steady state, where the noise has only one.
    ///
    /// Method: elimination of Grassmann, Taksar and Heyman in 106-bit arithmetic, free of
    /// subtractions. Populations are right to one rounding, also where the noise is nearly
    /// reducible, and the bound is a theorem (Markov chain tree theorem; O'Cinneide, *Numer. Math.*
    /// 65, 109 (1993)). For many cells (from about 150 on, from fewer in cold baths or weak local noise)
    /// products of rates fall below the least float: then the same error is an estimate. Cost about (N/2)⁴ multiplications, O(N³) memory.
    ///
    /// # Errors
    /// [`Error::NonUniqueSteadyState`] or [`Error::NothingEvolves`] where the answer depends on the
    /// start; [`Error::TooLarge`] if it would take more than 2 GiB; [`Error::RateSpan`] if rates
    /// are too far apart for floats.
    pub fn steady_state(&self) -> Result<LadderState, Error> {
        match mixing(self) {
            Mixing::Ergodic => ergodic(self),
            Mixing::WithinLadders => Err(Error::NonUniqueSteadyState {
                because: "collective noise alone keeps the weight of every ladder j",
            }),
            Mixing::WithinLevels => Err(Error::NonUniqueSteadyState {
                because: "dephasing alone keeps the weight of every energy level",
            }),
            Mixing::Nothing => Err(Error::NothingEvolves),
        }
    }

    /// The steady state that a start leads to; always answered.
    ///
    /// Under collective noise alone every ladder keeps its weight and becomes geometric in α_c
    /// (Eq. 26, 27): cost O(N²) at most, to N = 10 000 and beyond. Otherwise as
    /// [`Ensemble::steady_state`].
    ///
    /// # Errors
    /// As [`Ensemble::steady_state`] and [`Start::state`], but for the two about uniqueness.
    pub fn steady_state_from(&self, start: &Start) -> Result<LadderState, Error> {
        self.steady_state_reached_from(&start.state(self.cells().into())?)
    }

    pub(crate) fn steady_state_reached_from(
        &self,
        start: &LadderState,
    ) -> Result<LadderState, Error> {
        match mixing(self) {
            Mixing::Ergodic => {
                // The evolution keeps the sum of the weights, which a start may miss by 1e-10.
                let sum: Double = start.populations().map(|(_, _, p)| Double::from(p)).sum();
                let excess = (sum - Double::ONE).to_f64().abs() + start.accuracy().total();
                let state = ergodic(self)?;
                let accuracy = state.accuracy();
                Ok(state.with_accuracy(Accuracy {
                    absolute: accuracy.absolute + excess * (1.0 + 1e-9),
                    ..accuracy
                }))
            }
            Mixing::WithinLadders => thermal_ladders(self, start),
            Mixing::WithinLevels => level(start),
            Mixing::Nothing => Ok(start.clone()),
        }
    }

    /// Whether the steady state is the same for all starts.
    pub fn has_unique_steady_state(&self) -> bool {
        mixing(self) == Mixing::Ergodic
    }
}

fn ergodic(ensemble: &Ensemble) -> Result<LadderState, Error> {
    let generator = Generator::new(ensemble);
    let elimination = Elimination::new(&generator, 0.0, Purpose::Steady)?;
    let stationary = elimination.stationary();
    let lattice = ensemble.lattice();
    // Weights of all levels on the scale of the heaviest level.
    let scale = |k: u32| Scaled::from(1.0).shifted(stationary.exponents[k as usize]);
    let top = (0..=lattice.cells())
        .map(|k| {
            let start = lattice.offset(k);
            let level = start..start + lattice.width(k);
            let sum: Double = level.map(|i| stationary.weights.get(i)).sum();
            Scaled::from(sum) * scale(k)
        })
        .fold(Scaled::ZERO, |top, sum| if sum > top { sum } else { top });
    let weights: Vec<Double> = lattice
        .iter()
        .zip(stationary.weights.iter())
        .map(|((_, k), x)| (Scaled::from(x) * scale(k) / top).to_double())
        .collect();
    let total: Double = weights.iter().copied().sum();
    if !(total.is_positive() && total.hi.is_finite()) {
        return Err(generator.refused());
    }
    let populations: Vec<f64> = weights.iter().map(|&x| (x / total).to_f64()).collect();
    let (kind, method) = if stationary.resolved {
        (Kind::Bound, "GTH elimination in double-double arithmetic")
    } else {
        (
            Kind::Estimate,
            "GTH elimination in double-double arithmetic; no bound, since products of rates fell below the least float",
        )
    };
    let accuracy = Accuracy {
        relative: 1.01 * ROUNDOFF + 2.0 * elimination.relative_error(),
        absolute: UNDERFLOW,
        kind,
    };
    Ok(LadderState::from_lattice(
        Arc::new(Multiplicities::new(ensemble.cells())),
        &populations,
        accuracy,
        method,
    ))
}

/// Each ladder keeps its weight, shared out as α_c^(k-d) over its rungs (Eq. 23, 26).
fn thermal_ladders(ensemble: &Ensemble, start: &LadderState) -> Result<LadderState, Error> {
    let lattice = start.lattice();
    let rungs: u128 = start
        .ladders()
        .iter()
        .map(|ladder| u128::from(lattice.twice_j(ladder.d)) + 1)
        .sum();
    memory::check(lattice, "thermal ladders", |lattice| {
        8 * rungs.min(u128::from(lattice.states()))
    })?;
    let bath = ensemble.noise().0.bath;
    let alpha = bath.absorption() / bath.emission();
    let mut dropped = 0.0;
    let ladders = start
        .ladders()
        .iter()
        .map(|ladder| {
            let mut powers = vec![Double::ONE];
            let mut partition = Double::ONE;
            let count = lattice.rungs(ladder.d).count();
            while powers.len() < count {
                let next = powers[powers.len() - 1] * alpha;
                if next.hi < NEGLIGIBLE {
                    dropped += (count - powers.len()) as f64 * NEGLIGIBLE;
                    break;
                }
                partition += next;
                powers.push(next);
            }
            let weight: Double = ladder.weights.iter().map(|&p| Double::from(p)).sum();
            LadderWeights {
                d: ladder.d,
                first: ladder.d,
                weights: powers
                    .into_iter()
                    .map(|power| (weight * (power / partition)).to_f64())
                    .collect(),
            }
        })
        .collect();
    let given = start.accuracy();
    // What a ladder's end drops also makes the rest of the ladder too heavy, hence twice; a ladder
    // of n rungs collects n roundings of double-doubles, which one part in a hundred of u covers.
    let accuracy = Accuracy {
        relative: given.relative + 1.01 * ROUNDOFF,
        absolute: given.absolute + 2.0 * dropped + UNDERFLOW,
        kind: given.kind,
    };
    Ok(LadderState::new(
        start.shared_table(),
        ladders,
        accuracy,
        "thermal ladders, closed form",
    ))
}

/// Each level keeps its weight, shared out over its states: p(d, k) = P_k ν_d / C(N, k).
fn level(start: &LadderState) -> Result<LadderState, Error> {
    let lattice = start.lattice();
    let table = start.shared_table();
    let states = usize::try_from(lattice.states()).unwrap_or(usize::MAX);
    memory::check(lattice, "dephasing to infinity", |lattice| {
        8 * u128::from(lattice.states())
    })?;
    let mut sums = vec![Double::ZERO; lattice.cells() as usize + 1];
    for (_, k, p) in start.populations() {
        sums[k as usize] += Double::from(p);
    }
    let mut weights = vec![0.0; states];
    for (weight, (d, k)) in weights.iter_mut().zip(lattice.iter()) {
        let share = table.ladder_scaled(d) / Scaled::from(table.level(k));
        *weight = (Scaled::from(sums[k as usize]) * share).to_f64();
    }
    let given = start.accuracy();
    let accuracy = Accuracy {
        relative: given.relative + 1.01 * ROUNDOFF,
        absolute: given.absolute + UNDERFLOW,
        kind: given.kind,
    };
    Ok(LadderState::from_lattice(
        table,
        &weights,
        accuracy,
        "levels spread evenly, closed form",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Mixture};

    fn mixture(cells: u64, eta: f64, ac: f64, al: f64, ratio: f64) -> Result<Ensemble, Error> {
        let gamma_ratio = ratio;
        Ok(Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
            .collective_bath(Bath::from_bose_ratio(ac)?)
            .local_bath(Bath::from_bose_ratio(al)?))
    }

    #[test]
    fn known_point() -> Result<(), Error> {
        let work = mixture(7, 0.9, 0.6, 0.2, 1.0)?.steady_state()?.work();
        assert!((work.ergotropy.value - 0.065_512_043_2).abs() < 1e-10);
        Ok(())
    }

    #[test]
    fn what_has_no_unique_answer_is_refused() -> Result<(), Error> {
        let collective = mixture(5, 1.0, 0.5, 0.5, 1.0)?.collective_dephasing(3.0)?;
        assert!(matches!(
            collective.steady_state(),
            Err(Error::NonUniqueSteadyState { .. })
        ));
        assert_eq!(
            mixture(5, 0.0, 0.5, 0.5, 0.0)?.steady_state().err(),
            Some(Error::NothingEvolves)
        );
        let dephasing = Ensemble::new(5)?.dephasing(1.0)?;
        assert!(matches!(
            dephasing.steady_state(),
            Err(Error::NonUniqueSteadyState { .. })
        ));
        let spread = dephasing.steady_state_from(&Start::dicke(2))?;
        assert!((spread.population(1, 2) - 0.4).abs() < 1e-15);
        assert!((spread.ergotropy().value - 0.7).abs() < 1e-15);
        assert!(collective.dephasing(1e-9)?.steady_state().is_ok());
        Ok(())
    }

    #[test]
    fn all_falls_into_the_ground_state_of_two_cold_baths() -> Result<(), Error> {
        for cells in [1, 2, 9, 40] {
            let state = mixture(cells, 0.5, 0.0, 0.0, 1.0)?.steady_state()?;
            assert_eq!(state.population(0, 0), 1.0);
            assert_eq!(state.work().energy.value, 0.0);
        }
        Ok(())
    }

    #[test]
    fn cold_ladders_span_more_than_floats() -> Result<(), Error> {
        // p falls as 2^(-20 k): of a hundred cells, the top level is far below the least float.
        let alpha = 2f64.powi(-20);
        for cells in [30, 60, 100] {
            let state = mixture(cells, 0.5, alpha, alpha, 1.0)?.steady_state()?;
            assert_eq!(state.accuracy().kind, Kind::Bound);
            let gibbs = Start::gibbs(alpha)?.state(cells)?;
            for (d, k, p) in gibbs.populations() {
                assert!((state.population(d, k) - p).abs() <= 4.0 * ROUNDOFF * p);
            }
            assert_eq!(state.ergotropy().value, 0.0);
        }
        Ok(())
    }

    #[test]
    fn one_copy_of_the_ladder_of_zero_spin() -> Result<(), Error> {
        // N = 2 from the mixed state: singlet 1/4, triplet 3/4 thermal.
        let state = mixture(2, 1.0, 0.5, 0.0, 1.0)?.steady_state_from(&Start::gibbs(1.0)?)?;
        assert!((state.population(1, 1) - 0.25).abs() < 1e-16);
        assert!((state.population(0, 0) - 0.75 / 1.75).abs() < 1e-15);
        Ok(())
    }
}
