//! The verb `steady`.

use crate::answer;
use crate::args::SteadyArgs;
use crate::error::Error;
use crate::model::Model;
use crate::standin::Register as _;
use crate::start::State;

/// Solves for the steady state, and tells what it holds.
pub(crate) fn answer(args: &SteadyArgs) -> Result<String, Error> {
    let model = Model::new(&args.model)?;
    let start = model.initial.as_ref().map(|initial| &initial.start);
    let state = match start {
        None => model.ensemble.steady_state(),
        Some(State::Ladder(start)) => model.ensemble.steady_state_from(start),
        Some(State::Register(start)) => model.ensemble.steady_state_of(start),
    };
    let state = state.map_err(|error| model.refused(error))?;
    let answer = answer::Steady::new(&model, &state);
    Ok(if args.json {
        answer.json()
    } else {
        answer.text()
    })
}
