//! Charging in double-double arithmetic, with a proof.
//!
//! - [`tuning`]: the numbers that tune charging with a proof
//! - [`evolution`]: the populations, carried from stretch to stretch
//! - [`laguerre`]: one stretch of time
//! - [`bend`]: how sharply the work of a state can bend over time

pub(crate) mod bend;
pub(crate) mod evolution;
pub(crate) mod laguerre;
pub(crate) mod tuning;

use crate::error::Error;
use crate::ladder::charging::proved::evolution::Evolution;
use crate::ladder::charging::proved::tuning::Tuning;
use crate::ladder::elimination::by_level::bytes;
use crate::ladder::elimination::purpose::Purpose;
use crate::ladder::state::LadderState;
use crate::model::ensemble::Ensemble;
use crate::numerics::memory;
use crate::spin::lattice::Lattice;
use crate::time::progress::Report;
use crate::time::stretch::Stretch;

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

/// Calls `look` with stretch after stretch of time, from 0 to `last`.
///
/// # Errors
/// Those of [`Evolution::follow`] and of the callback.
pub(crate) fn follow(
    ensemble: &Ensemble,
    (start, steady): (&LadderState, &LadderState),
    last: f64,
    report: &mut Report,
    look: impl FnMut(Stretch<'static, LadderState>) -> Result<(), Error>,
) -> Result<(), Error> {
    Evolution::new(ensemble, start, steady).follow(last, report, look)
}
