//! Charging in double-double arithmetic, with a proof.
//!
//! - [`tuning`]: the numbers that tune charging with a proof
//! - [`evolution`]: the populations, carried from stretch to stretch
//! - [`laguerre`]: one stretch of time

pub(crate) mod evolution;
pub(crate) mod laguerre;
pub(crate) mod tuning;

use crate::error::Error;
use crate::ladder::charging::progress::{Progress, Report};
use crate::ladder::charging::proved::evolution::Evolution;
use crate::ladder::charging::proved::tuning::Tuning;
use crate::ladder::elimination::by_level::bytes;
use crate::ladder::elimination::purpose::Purpose;
use crate::ladder::state::LadderState;
use crate::model::ensemble::Ensemble;
use crate::numerics::memory;
use crate::spin::lattice::Lattice;

/// Refuses a number of cells that is too large for a proof.
///
/// # Errors
/// [`Error::TooLarge`].
pub(crate) fn check(lattice: Lattice) -> Result<(), Error> {
    memory::check(lattice.cells(), "charging curves with a proof", |cells| {
        let lattice = Lattice::new(cells);
        let terms = 16 * Tuning::default().most_terms as u128 * u128::from(lattice.states());
        bytes(lattice, Purpose::Resolvent) + terms
    })
}

/// Calls `reach` with the states at non-decreasing times and with the number of each time.
///
/// # Errors
/// Those of [`Evolution`] and of the callback.
pub(crate) fn follow(
    ensemble: &Ensemble,
    start: &LadderState,
    times: &[f64],
    report: &mut Report,
    mut reach: impl FnMut(usize, LadderState) -> Result<(), Error>,
) -> Result<(), Error> {
    report(Progress::SteadyState);
    let mut evolution = Evolution::new(ensemble, start)?;
    let first = evolution.next_length();
    let last = times.last().copied().unwrap_or(0.0);
    for (number, &time) in times.iter().enumerate() {
        let state = evolution.state(time, &mut |time| {
            report(Progress::following(time, first, last));
        })?;
        reach(number, state)?;
    }
    Ok(())
}
