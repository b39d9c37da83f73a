//! What turns for ever: coherence between strings of different energies that no noise reaches.

use crate::error::Error;
use crate::model::ensemble::Ensemble;
use crate::register::levels::Levels;
use crate::register::state::body::element;
use crate::register::state::density::RegisterState;

/// Energies of strings that differ by less, as a share of the greatest, are one but for roundings.
const EQUAL: f64 = 1e-12;

/// Elements below this are zero but for roundings.
const ZERO: f64 = 1e-11;

/// The state that noise leaves of a start, if it is an end.
///
/// # Errors
/// [`Error::Turning`] if cells of different frequencies keep their coherence.
pub(crate) fn at_rest(ensemble: &Ensemble, state: RegisterState) -> Result<RegisterState, Error> {
    let greatest = turning(ensemble, &state);
    if greatest > ZERO + state.accuracy().total() {
        return Err(Error::Turning { greatest });
    }
    Ok(state)
}

/// The size of the greatest element between strings of different energies.
fn turning(ensemble: &Ensemble, state: &RegisterState) -> f64 {
    let Some(couplings) = ensemble.shared_field() else {
        return 0.0;
    };
    let detunings = couplings.detunings();
    let last = detunings.len() - 1;
    let energies = |levels: &Levels, block: usize| -> Vec<f64> {
        let energy = |string: &u32| {
            let excited = (0..=last).filter(|bit| string >> bit & 1 == 1);
            // In the frame that rotates with the first cell.
            excited
                .map(|bit| detunings[last - bit] - detunings[0])
                .sum()
        };
        levels.level(block).strings.iter().map(energy).collect()
    };
    let (mut greatest, body) = (0.0f64, state.body());
    for block in 0..state.levels().iter().len() {
        let energies = energies(state.levels(), block);
        let most = energies.iter().fold(0.0, |most: f64, e| most.max(e.abs()));
        for r in 0..energies.len() {
            for c in 0..r {
                if (energies[r] - energies[c]).abs() > EQUAL * most {
                    let (held, turned) = (body.held(block, r, c), body.held(block, c, r));
                    greatest = greatest.max(element(held, turned).norm());
                }
            }
        }
    }
    greatest
}
