//! Charging in plain floats: Krylov spaces of the resolvent in blocks of time, on windows of the lattice.
//!
//! - [`tuning`]: the numbers that tune charging in plain floats
//! - [`memory`]: the memory of a block
//! - [`forecast`]: the memory of all blocks, before the first
//! - [`evolution`]: the populations, carried from block to block
//! - [`block`]: one block of time, and how far it counts
//! - [`pace`]: the length of the next block
//! - [`sides`]: the margins of the next window
//! - [`arnoldi`]: a Krylov space of the resolvent
//! - [`pade`]: the evolution inside a Krylov space

pub(crate) mod arnoldi;
pub(crate) mod block;
pub(crate) mod evolution;
pub(crate) mod forecast;
pub(crate) mod memory;
pub(crate) mod pace;
pub(crate) mod pade;
pub(crate) mod sides;
pub(crate) mod tuning;

use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::support::Populations;
use crate::ladder::charging::krylov::evolution::{Evolution, Reached};
use crate::ladder::charging::krylov::forecast::most_bytes;
use crate::ladder::charging::krylov::memory::{check, memory};
use crate::ladder::charging::krylov::tuning::Tuning;
use crate::ladder::state::{Accuracy, LadderState};
use crate::ladder::steady::windowed;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::time::progress::{Progress, Report};
use crate::time::stretch::Stretch;

/// Refuses noise whose steady state needs a window too large for a block.
///
/// # Errors
/// [`Error::TooLarge`].
pub(crate) fn check_first(ensemble: &Ensemble) -> Result<(), Error> {
    if ensemble.mixes_all_ladders() {
        windowed::check(&windowed::first(&Rates::new(ensemble)), "charging curves")?;
    }
    Ok(())
}

/// Least number of bytes of the populations of one time. A state near the start has at least half of the
/// start's populations, unless the window of the steady state has fewer states.
pub(crate) fn least_kept(ensemble: &Ensemble, start: &LadderState) -> u128 {
    let window = windowed::first(&Rates::new(ensemble)).states();
    4 * start.stored().min(window.into())
}

/// Calls `look` with stretch after stretch of time, from 0 to `last`.
///
/// # Errors
/// Those of [`Evolution::follow`] and of the steady state; [`Error::TooLarge`] for the memory of both; those of
/// the callback.
pub(crate) fn follow(
    ensemble: &Ensemble,
    start: &LadderState,
    last: f64,
    report: &mut Report,
    mut look: impl FnMut(Stretch<'static, LadderState>) -> Result<(), Error>,
) -> Result<(), Error> {
    let tuning = Tuning::default();
    let rates = Rates::new(ensemble);
    let begin = populations(start)?;
    if rates.unit() == 0.0 || begin.window.iter().all(|(d, k)| rates.exit(d, k) == 0.0) {
        return look(Stretch::still((0.0, last), start.clone()));
    }
    let (begin, lost) = begin.trimmed(tuning.cut);
    check(ensemble.cells(), memory(&begin.window, &tuning))?;
    let foretold = most_bytes(&rates, begin.heaviest(), last, &tuning);
    check(ensemble.cells(), foretold)?;
    report(Progress::SteadyState);
    let end = ensemble.steady_state_reached_from(start)?;
    let (mut steady, lost_at_end) = populations(&end)?.trimmed(tuning.cut);
    // The evolution conserves the sum of the weights, which may differ from 1 by 1e-10 at the start.
    let sum: Double = start.populations().map(|(_, _, p)| Double::from(p)).sum();
    for weight in &mut steady.weights {
        *weight *= sum.to_f64();
    }
    // The error of π enters twice: π is subtracted from the start, and added again at the end.
    let off = 2.0 * (end.accuracy().total() + lost_at_end + 4.0 * ROUNDOFF);
    let error = start.accuracy().total() + lost + off;
    let mut evolution = Evolution::new(&tuning, rates, begin, &steady, error);
    let table = start.shared_table();
    evolution.follow(last, report, |stretch| {
        let table = Arc::clone(&table);
        look(stretch.map(move |Reached { populations, error }| {
            let (ladders, moved) = kept_sum(&populations, sum);
            let accuracy = Accuracy {
                relative: 3.0 * ROUNDOFF,
                absolute: error + moved,
                kind: Kind::Estimate,
            };
            LadderState::new(Arc::clone(&table), ladders, accuracy, Method::Krylov)
        }))
    })
}

/// The populations of a state; an error if memory does not hold two copies of them.
fn populations(state: &LadderState) -> Result<Populations, Error> {
    check(state.lattice().cells(), 16 * state.stored())?;
    let ends = state.ladder_ends().unwrap_or((0, 0));
    Ok(Populations::of(state.lattice(), ends, || {
        state.populations()
    }))
}

/// Populations with negative ones set to zero and scaled to the given sum, and the change in Σ|p| by the
/// scaling.
///
/// True populations are not negative, so each population set to zero comes nearer to the truth. With the sum
/// kept, errors only move weight between levels that carry some, and change the energy by no more than these
/// are apart.
fn kept_sum(populations: &Populations, sum: Double) -> (Vec<LadderWeights>, f64) {
    let positive = populations.weights.iter().map(|p| p.max(0.0));
    let found: Double = positive.map(Double::from).sum();
    let factor = if found.to_f64() > 0.0 {
        (sum / found).to_f64()
    } else {
        1.0
    };
    let mut ladders = populations.window.split(&populations.weights);
    for ladder in &mut ladders {
        for p in &mut ladder.weights {
            *p = p.max(0.0) * factor;
        }
    }
    (ladders, (sum - found).to_f64().abs())
}
