//! The verb `steady`.

use crate::answer::state::StateNumbers;
use crate::error::Error;
use crate::files::npy::Most;
use crate::flags::SteadyArgs;
use crate::flags::model::Model;
use crate::print as answer;

/// What the library holds beside a start within its 2 GiB: a vector four times, a matrix as well.
const MOST: Most = Most {
    vector: 25,
    matrix: 12,
};

/// Solves for the steady state, and tells what it holds.
pub(crate) fn answer(args: &SteadyArgs) -> Result<String, Error> {
    let model = Model::new(&args.model, MOST)?;
    let state = numbers(&model).map_err(|error| model.refused(error))?;
    let answer = answer::Steady::new(&model, &state);
    Ok(if args.json {
        answer.json()
    } else {
        answer.text()
    })
}

fn numbers(model: &Model) -> Result<StateNumbers, ergotropy::Error> {
    let ensemble = &model.ensemble;
    let start = model.initial.as_ref().map(|initial| &initial.start);
    let state = match start {
        None => ensemble.steady_state(),
        Some(start) => ensemble.steady_state_from(start),
    };
    StateNumbers::of(&state?, ensemble)
}
