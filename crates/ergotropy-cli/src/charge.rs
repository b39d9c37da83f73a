//! The verb `charge`.

use crate::answer;
use crate::args::ChargeArgs;
use crate::error::Error;
use crate::model::Model;
use crate::standin::Register as _;
use crate::start::State;
use crate::times::Times;

/// Follows the ensemble through the times that were asked for.
pub(crate) fn answer(args: &ChargeArgs) -> Result<String, Error> {
    // The times cost nothing to check, so that a file is not read for a typing error in them.
    let times = Times::new(&args.times, args.model.gamma_c.as_ref())?;
    let model = Model::new(&args.model)?;
    let initial = model.initial.as_ref().ok_or(Error::NoStart)?;
    let curve = match &initial.start {
        State::Ladder(start) => model.ensemble.charge(start, &times.natural),
        State::Register(start) => model.ensemble.charge_of(start, &times.natural),
    };
    let curve = curve.map_err(|error| match error {
        source @ ergotropy::Error::OutOfRange { .. } => Error::Unreachable {
            flag: times.flag,
            source,
        },
        source @ ergotropy::Error::TooLarge { .. } => Error::TooLargeCurve {
            cells: model.cells,
            flag: times.flag,
            times: times.natural.len(),
            source,
        },
        other => model.refused(other),
    })?;
    let answer = answer::Charge {
        model: &model,
        times: &times,
        curve: &curve,
    };
    Ok(if args.json {
        answer.json()
    } else if args.csv {
        answer.csv()
    } else {
        answer.text()
    })
}
