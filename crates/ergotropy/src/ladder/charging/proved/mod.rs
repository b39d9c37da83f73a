//! Charging in double-double arithmetic, with a proof.
//!
//! - [`tuning`]: the numbers that decide how it is done
//! - [`evolution`]: the populations, carried from stretch to stretch
//! - [`laguerre`]: one stretch of time

pub(crate) mod evolution;
pub(crate) mod laguerre;
pub(crate) mod tuning;

use crate::error::Error;
use crate::ladder::charging::curve::Watch;
use crate::ladder::charging::progress::{Progress, Report};
use crate::ladder::charging::proved::evolution::Evolution;
use crate::ladder::charging::proved::tuning::Tuning;
use crate::ladder::elimination::by_level::{Purpose, bytes};
use crate::ladder::state::LadderState;
use crate::model::ensemble::Ensemble;
use crate::numerics::memory;
use crate::spin::lattice::Lattice;

/// How states on the way are computed.
pub(crate) use crate::ladder::charging::proved::evolution::METHOD;

/// Refuses cells that are too many for a proof.
///
/// # Errors
/// [`Error::TooLarge`].
pub(crate) fn check(lattice: Lattice) -> Result<(), Error> {
    memory::check(lattice, "charging curves with a proof", |lattice| {
        let terms = 16 * Tuning::default().most_terms as u128 * u128::from(lattice.states());
        bytes(lattice, Purpose::Resolvent) + terms
    })
}

/// Watches the populations at the times with these numbers, in the order of time.
///
/// # Errors
/// Those of [`Evolution`].
pub(crate) fn follow(
    ensemble: &Ensemble,
    start: &LadderState,
    order: &[usize],
    watch: &mut Watch,
    report: &mut Report,
) -> Result<(), Error> {
    report(Progress::SteadyState);
    let mut evolution = Evolution::new(ensemble, start)?;
    let first = evolution.next_length();
    let last = order.last().map_or(0.0, |&index| watch.times[index]);
    for &index in order {
        let state = evolution.state(watch.times[index], &mut |time| {
            report(Progress::following(time, first, last));
        })?;
        watch.reach(index, state)?;
    }
    Ok(())
}
