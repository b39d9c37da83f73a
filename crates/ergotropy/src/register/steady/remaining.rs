//! The state that a start ends in where noise treats some cells alike, or leaves some out.
//!
//! What stays of a start is what the noise conserves, and that depends on which cells are alike, not on how fast the others are told
//! apart. So the end is that of a noise at the same temperature with the same cells alike, but one mode for each class and one for each other
//! cell: all that changes there does so about as fast as a cell relaxes.

use crate::emitters::classes::Classes;
use crate::emitters::couplings::Couplings;
use crate::error::Error;
use crate::model::ensemble::Ensemble;
use crate::register::charging::evolution::Evolution;
use crate::register::state::density::RegisterState;

/// Relaxation times of a cell after which the state is looked at first.
const FIRST: f64 = 30.0;

/// Distance in the trace norm at which the state has ended.
const CLOSE: f64 = 1e-13;

/// Doublings of the time after which the state is taken for the end, with what still changes as its error.
const MOST_DOUBLINGS: usize = 10;

/// The end of a start.
///
/// # Errors
/// Those of [`Couplings::of_modes`] and of the evolution.
pub(crate) fn remaining(
    ensemble: &Ensemble,
    classes: &Classes,
    start: &RegisterState,
) -> Result<RegisterState, Error> {
    let Some(couplings) = ensemble.shared_field() else {
        return Ok(start.clone());
    };
    let simple = ensemble.clone().couplings(quick(couplings, classes)?)?;
    let collective = ensemble.collective_channel();
    let rate = collective.emission() + collective.absorption();
    let mut time = FIRST / rate;
    let mut state = after(&simple, start, time)?;
    let mut apart = f64::INFINITY;
    for _ in 0..MOST_DOUBLINGS {
        let next = after(&simple, &state, time)?;
        apart = state.distance(&next);
        state = next;
        if apart <= CLOSE {
            break;
        }
        time *= 2.0;
    }
    Ok(state.ended(2.0 * apart))
}

/// Couplings with the same cells alike or left out, in as few modes as there can be.
fn quick(couplings: &Couplings, classes: &Classes) -> Result<Couplings, Error> {
    let cells = couplings.cells();
    let of_class = |class: &Vec<usize>| {
        let mut mode = vec![0.0; cells];
        for &cell in class {
            mode[cell] = couplings.decay(class[0], cell).signum();
        }
        mode
    };
    let in_a_class = |cell: &usize| classes.alike.iter().any(|class| class.contains(cell));
    let alone = (0..cells).filter(|cell| !classes.uncoupled.contains(cell) && !in_a_class(cell));
    let of_cell = |cell: usize| {
        let mut mode = vec![0.0; cells];
        mode[cell] = 1.0;
        mode
    };
    let modes: Vec<Vec<f64>> = classes
        .alike
        .iter()
        .map(of_class)
        .chain(alone.map(of_cell))
        .collect();
    Couplings::of_modes(&modes)
}

/// The state a time after another.
fn after(ensemble: &Ensemble, state: &RegisterState, time: f64) -> Result<RegisterState, Error> {
    let mut end = state.clone();
    Evolution::new(ensemble, state)?.follow(time, &mut |_| (), |stretch| {
        end = stretch.at(&[stretch.end]).remove(0);
        Ok(())
    })?;
    Ok(end)
}
