//! The steady state of noise that has only one, and the choice of the method.

use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::chain::profile::{Profile, Reach};
use crate::ladder::chain::rates::Rates;
use crate::ladder::elimination::by_level::Elimination;
use crate::ladder::elimination::purpose::Purpose;
use crate::ladder::state::geometric::Ratio;
use crate::ladder::state::gibbs::gibbs;
use crate::ladder::state::{Accuracy, LadderState};
use crate::ladder::steady::certified::certified;
use crate::ladder::steady::collocation;
use crate::ladder::steady::collocation::outcome::Collocation;
use crate::ladder::steady::windowed::{self, Windowed};
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::LadderStart;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::scaled::Scaled;
use crate::spin::multiplicity::Multiplicities;
use crate::work::accuracy::UNDERFLOW;

/// Up to this number of states, elimination on a window is as fast as any method.
const FEW_STATES: u64 = 20_000;

/// Error of W per cell that is small enough.
const ENOUGH: f64 = 3e-13;

/// Relative error of populations from an elimination in plain floats: hundreds of times the greatest
/// one observed.
const PLAIN: f64 = 2e-13;

/// The steady state, by the first of these methods that applies:
///
/// 1. if absorption wins: the same problem with excited and ground state exchanged;
/// 2. if only one temperature acts: the product of Gibbs states, in closed form; a bound;
/// 3. if a proof is affordable or asked for: certified elimination, or elimination with 106 bits if floats
///    cannot carry the proof; a bound;
/// 4. if many states carry weight and profiles are smooth, or if windows do not fit into memory: collocation;
///    an estimate;
/// 5. else: elimination on a window, or on the whole lattice; an estimate.
pub(crate) fn ergodic(ensemble: &Ensemble) -> Result<LadderState, Error> {
    if ensemble.is_inverted() {
        return ergodic(&ensemble.mirrored())?.mirrored();
    }
    if let Some((value, complement)) = ensemble.one_ratio() {
        return product(ensemble, Ratio { value, complement });
    }
    let rates = Rates::new(ensemble);
    rates.positive_unit()?;
    if ensemble.tuning().proves_steady_state(ensemble.cells()) {
        return proved(ensemble, &rates);
    }
    let first = windowed::first(&rates);
    let fits = windowed::fits(&first);
    if !fits || first.states() > FEW_STATES && collocation::suits(&first) {
        let found = collocation::steady(&rates, &first, !fits)?;
        // Roundings of collocation grow where local noise is much faster; a window is then better, if
        // it fits.
        let enough = ENOUGH * f64::from(ensemble.cells());
        let good = |found: &Collocation| found.error * found.span as f64 <= enough;
        if let Some(found) = found.filter(|found| !fits || good(found)) {
            let accuracy = Accuracy {
                relative: PLAIN,
                absolute: found.error,
                kind: Kind::Estimate,
            };
            return Ok(listed(
                ensemble,
                found.ladders,
                accuracy,
                Method::Collocated,
            ));
        }
    }
    on_window(ensemble, &rates, first)
}

/// A state of listed populations.
fn listed(
    ensemble: &Ensemble,
    ladders: Vec<LadderWeights>,
    accuracy: Accuracy,
    method: Method,
) -> LadderState {
    let table = Arc::new(Multiplicities::new(ensemble.cells()));
    LadderState::new(table, ladders, accuracy, method)
}

/// The state with all cells at the one temperature that acts: p(d, k) = ν_d q^k / (1+q)^N.
fn product(ensemble: &Ensemble, q: Ratio) -> Result<LadderState, Error> {
    let state = if q.value.is_positive() {
        gibbs(ensemble.lattice(), q)?
    } else {
        LadderStart::Gibbs { q: 0.0 }.state(ensemble.cells().into())?
    };
    Ok(state.with_method(Method::OneTemperature))
}

fn proved(ensemble: &Ensemble, rates: &Rates) -> Result<LadderState, Error> {
    let generator = Rates::<Double>::new(ensemble);
    let mode = Profile::new(rates, Reach::even(0.0)).mode();
    let Some(found) = certified(rates, &generator, mode)? else {
        return direct(ensemble, &generator);
    };
    let accuracy = Accuracy {
        relative: 1.01 * ROUNDOFF,
        absolute: found.error + underflow(ensemble),
        kind: Kind::Bound,
    };
    let ladders = found.window.split(&found.populations);
    Ok(listed(ensemble, ladders, accuracy, Method::Certified))
}

fn on_window(ensemble: &Ensemble, rates: &Rates, foretold: Profile) -> Result<LadderState, Error> {
    let Windowed {
        window,
        weights,
        edge_weight,
    } = windowed::steady(rates, foretold)?;
    let accuracy = Accuracy {
        relative: PLAIN,
        absolute: 10.0 * edge_weight + underflow(ensemble),
        kind: Kind::Estimate,
    };
    let method = if window.is_full() {
        Method::Dissected
    } else {
        Method::Windowed
    };
    Ok(listed(ensemble, window.split(&weights), accuracy, method))
}

/// The steady state by elimination with 106 bits in the order of energy, against which other methods
/// are tested at small N.
fn direct(ensemble: &Ensemble, generator: &Rates<Double>) -> Result<LadderState, Error> {
    let elimination = Elimination::new(generator, 0.0, Purpose::Steady)?;
    let stationary = elimination.stationary();
    let lattice = ensemble.lattice();
    // Weights of all levels are put on the scale of the heaviest level.
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
    let populations = normalised(&weights)?;
    let (kind, method) = if stationary.resolved {
        (Kind::Bound, Method::Eliminated)
    } else {
        (Kind::Estimate, Method::EliminatedWithUnderflow)
    };
    let accuracy = Accuracy {
        relative: 1.01 * ROUNDOFF + 2.0 * elimination.relative_error(),
        absolute: underflow(ensemble),
        kind,
    };
    Ok(LadderState::from_lattice(
        Arc::new(Multiplicities::new(ensemble.cells())),
        &populations,
        accuracy,
        method,
    ))
}

/// Absolute error of all populations together from rates, and products of rates, below the least float.
///
/// Elimination forms at most S² entries, and each loses at most 2^-1074. A lost rate moves weight for the time
/// that the weight takes to come back. That time is at most some S over the slowest rate that brings weight back:
/// the emission of single cells, or else collective emission and dephasing together.
fn underflow(ensemble: &Ensemble) -> f64 {
    let noise = ensemble.noise();
    let back = if noise.local.acts() {
        noise.local.emission()
    } else {
        noise.collective.emission().min(noise.dephasing.to_f64())
    };
    let states = ensemble.lattice().states() as f64;
    let lost = states.powi(3) * f64::from_bits(1);
    UNDERFLOW.max(lost / back)
}

/// Weights divided by their sum.
fn normalised(weights: &[Double]) -> Result<Vec<f64>, Error> {
    let total: Double = weights.iter().copied().sum();
    if total.is_positive() && total.hi.is_finite() {
        Ok(weights.iter().map(|&x| (x / total).to_f64()).collect())
    } else {
        Err(Error::WeightRange { d: 0, k: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_that_are_no_floats_are_refused() -> Result<(), Error> {
        let weights = [3.0, 1.0].map(Double::from);
        assert_eq!(normalised(&weights)?, [0.75, 0.25]);
        for wrong in [f64::INFINITY, f64::NAN, -1.0] {
            let found = normalised(&[Double::ONE, Double::from(wrong)]);
            assert_eq!(found.err(), Some(Error::WeightRange { d: 0, k: 0 }));
        }
        Ok(())
    }
}
