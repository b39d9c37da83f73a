//! The one steady state of noise that has only one: which way to it is taken.

use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::ladder::chain::generator::Generator;
use crate::ladder::chain::profile::{Profile, Reach};
use crate::ladder::chain::rates::Rates;
use crate::ladder::elimination::by_level::{Elimination, Purpose};
use crate::ladder::state::{Accuracy, LadderState, LadderWeights};
use crate::ladder::steady::certified::certified;
use crate::ladder::steady::collocation::{self, Collocation};
use crate::ladder::steady::conserved::UNDERFLOW;
use crate::ladder::steady::windowed::{self, Windowed};
use crate::model::ensemble::Ensemble;
use crate::model::start::Start;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::scaled::Scaled;
use crate::spin::multiplicity::Multiplicities;

/// Up to here states are proved; beyond, that would cost more than many users want to wait.
const PROVED: u32 = 160;

/// Up to so many states, elimination on a window is as fast as anything else.
const FEW_STATES: u64 = 20_000;

/// Error of W for each cell that is small enough.
const ENOUGH: f64 = 3e-13;

/// Relative error of populations from an elimination in plain floats: hundreds of times what was seen.
const PLAIN: f64 = 2e-13;

/// The steady state, by
///
/// 1. the product of Gibbs states where only one temperature acts, in closed form: a bound;
/// 2. certified elimination up to [`PROVED`] cells, a bound, or elimination with 106 bits where floats do
///    not carry that proof;
/// 3. collocation where many states carry weight and profiles are smooth, or where windows do not fit into
///    memory, an estimate;
/// 4. elimination on a window, or on the whole lattice, an estimate.
pub(crate) fn ergodic(ensemble: &Ensemble) -> Result<LadderState, Error> {
    if let Some(q) = ensemble.one_temperature() {
        return product(ensemble, q);
    }
    let rates = Rates::new(ensemble);
    rates.positive_unit()?;
    if ensemble.cells() <= PROVED {
        return proved(ensemble, &rates);
    }
    let first = windowed::first(&rates);
    let fits = windowed::fits(&first);
    if !fits || first.states() > FEW_STATES && collocation::suits(&rates) {
        let found = collocation::steady(ensemble, !fits)?;
        // Roundings weigh more where local noise is much faster; then a window is better, if it fits.
        let enough = ENOUGH * f64::from(ensemble.cells());
        let good = |found: &Collocation| found.error * found.span as f64 <= enough;
        if let Some(found) = found.filter(|found| !fits || good(found)) {
            let accuracy = Accuracy {
                relative: PLAIN,
                absolute: found.error,
                kind: Kind::Estimate,
            };
            let method = "collocation on some ladders, polynomials between them";
            return Ok(listed(ensemble, found.ladders, accuracy, method));
        }
    }
    on_window(ensemble)
}

/// A state of listed populations.
fn listed(
    ensemble: &Ensemble,
    ladders: Vec<LadderWeights>,
    accuracy: Accuracy,
    method: &'static str,
) -> LadderState {
    let table = Arc::new(Multiplicities::new(ensemble.cells()));
    LadderState::new(table, ladders, accuracy, method)
}

/// All cells at the one temperature that acts: p(d, k) = ν_d q^k / (1+q)^N.
fn product(ensemble: &Ensemble, q: f64) -> Result<LadderState, Error> {
    let state = Start::gibbs(q)?.state(ensemble.cells().into())?;
    Ok(state.with_method("product of Gibbs states, closed form"))
}

fn proved(ensemble: &Ensemble, rates: &Rates) -> Result<LadderState, Error> {
    let generator = Generator::new(ensemble);
    let mode = Profile::new(rates, Reach::even(0.0)).mode();
    let Some(found) = certified(rates, &generator, mode)? else {
        return direct(ensemble, &generator);
    };
    let accuracy = Accuracy {
        relative: 1.01 * ROUNDOFF,
        absolute: found.error + UNDERFLOW,
        kind: Kind::Bound,
    };
    let ladders = found.window.split(&found.populations);
    let method = "GTH elimination by nested dissection, corrected and certified with 106 bits";
    Ok(listed(ensemble, ladders, accuracy, method))
}

fn on_window(ensemble: &Ensemble) -> Result<LadderState, Error> {
    let Windowed {
        window,
        weights,
        edge_weight,
    } = windowed::steady(ensemble)?;
    let accuracy = Accuracy {
        relative: PLAIN,
        absolute: 10.0 * edge_weight + UNDERFLOW,
        kind: Kind::Estimate,
    };
    let method = if window.is_full() {
        "GTH elimination by nested dissection"
    } else {
        "GTH elimination by nested dissection on a window"
    };
    Ok(listed(ensemble, window.split(&weights), accuracy, method))
}

/// Elimination with 106 bits, in the order of energy: the judge of all others at small N.
fn direct(ensemble: &Ensemble, generator: &Generator) -> Result<LadderState, Error> {
    let elimination = Elimination::new(generator, 0.0, Purpose::Steady)?;
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
        // All weights are in units of that of the ground state.
        return Err(Error::WeightRange { d: 0, k: 0 });
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
