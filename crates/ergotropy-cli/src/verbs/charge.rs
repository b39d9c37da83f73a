//! The verb `charge`.

use crate::answer::state::CurveNumbers;
use crate::error::Error;
use crate::files::npy::Most;
use crate::flags::ChargeArgs;
use crate::flags::model::Model;
use crate::flags::times::Times;
use crate::print as answer;

/// What the library holds beside a start within its 2 GiB: a vector four times and the matrix over
/// the ladders that it reaches seven times; or a matrix seven times.
const MOST: Most = Most {
    vector: 24,
    matrix: 12,
};

/// Follows the ensemble through the times that were asked for.
pub(crate) fn answer(args: &ChargeArgs) -> Result<String, Error> {
    // The times cost nothing to check, so that a file is not read for a typing error in them.
    let times = Times::new(&args.times, args.model.gamma_c.as_ref())?;
    let model = Model::new(&args.model, MOST)?;
    let initial = model.initial.as_ref().ok_or(Error::NoStart)?;
    let (ensemble, natural) = (&model.ensemble, &times.natural);
    let curve = CurveNumbers::charged(ensemble, &initial.start, natural);
    let curve = curve.map_err(|error| match error {
        source @ ergotropy::Error::OutOfRange { .. } => Error::Unreachable {
            flag: times.flag,
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
