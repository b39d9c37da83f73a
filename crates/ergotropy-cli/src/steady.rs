//! The verb `steady`.

use crate::answer;
use crate::args::SteadyArgs;
use crate::error::Error;
use crate::model::Model;

/// Solves for the steady state, and tells what it holds.
pub(crate) fn answer(args: &SteadyArgs) -> Result<String, Error> {
    let model = Model::new(&args.model)?;
    let state = match &model.initial {
        None => model.ensemble.steady_state(),
        Some(initial) => model.ensemble.steady_state_from(&initial.start),
    };
    let state = state.map_err(|error| model.refused(error))?;
    let answer = answer::Steady::new(&model, &state);
    Ok(if args.json {
        answer.json()
    } else {
        answer.text()
    })
}
