//! Memory of a block of time, checked before it is taken.

use crate::error::Error;
use crate::ladder::chain::window::Window;
use crate::ladder::charging::krylov::tuning::Tuning;
use crate::ladder::elimination::dissection::{bytes, estimate};
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::memory;

/// Bytes of the directions and outputs of a block on `states` states.
fn vectors(states: usize, tuning: &Tuning) -> u128 {
    8 * (states * (tuning.convergence.most() + 2 * tuning.batch)) as u128
}

/// Bytes of a block on a window.
pub(crate) fn memory(window: &Window, tuning: &Tuning) -> u128 {
    vectors(window.states(), tuning) + bytes(window, Purpose::Resolvent)
}

/// Bytes of a block on `states` states whose lines of constant d or k have at most `width` states.
pub(crate) fn memory_of(states: usize, width: usize, tuning: &Tuning) -> u128 {
    vectors(states, tuning) + estimate(states as u128, width as u128, Purpose::Resolvent)
}

/// Refuses a block of too many bytes. The error names no number of cells that would fit, since it is
/// not known how far their populations would spread.
pub(crate) fn check(cells: u32, bytes: u128) -> Result<(), Error> {
    memory::check_alone(cells, "charging curves", bytes)
}
