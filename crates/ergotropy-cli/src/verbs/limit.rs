//! The verb `limit`.

use ergotropy::closed_form::limit;

use crate::error::Error;
use crate::flags::LimitArgs;
use crate::flags::bath::{Forms, Resolved};
use crate::print as answer;

/// What many cells have in the place of ladders: a start, or local baths that prepare them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Preparation {
    /// η = 1 from a product of Gibbs states of ratio q.
    Gibbs(f64),
    /// 0 < η < 1 with these local baths.
    Local(Resolved),
}

/// The ergotropy of infinitely many cells.
pub(crate) fn answer(args: &LimitArgs) -> Result<String, Error> {
    let collective = Forms::collective(
        args.alpha_c.as_ref(),
        args.n_c.as_ref(),
        args.temperature_c.as_ref(),
        args.frequency.as_ref(),
    );
    let local = Forms::local(
        args.alpha_l.as_ref(),
        args.n_l.as_ref(),
        args.temperature_l.as_ref(),
        args.frequency.as_ref(),
    );
    let collective = collective.resolve()?.ok_or(Error::NoCollectiveBath)?;
    let (preparation, ergotropy) = match (&args.q, local.resolve()?) {
        (None, None) => return Err(Error::NoLimit),
        (Some(q), Some(_)) => {
            return Err(Error::TwoBaths {
                which: "what prepares the ladders (a start at eta = 1, or a local bath at 0 < eta < 1)",
                first: format!("--q {q}"),
                second: local.given().next().unwrap_or_default(),
            });
        }
        (Some(q), None) => {
            let q = q.value.0;
            let work = limit::gibbs_start(collective.bath, q).map_err(Error::Physics)?;
            (Preparation::Gibbs(q), work)
        }
        (None, Some(local)) => (
            Preparation::Local(local),
            limit::mixture(collective.bath, local.bath),
        ),
    };
    let answer = answer::Limit {
        collective,
        preparation,
        frequency: args.frequency.as_ref().map(|given| given.value),
        ergotropy,
    };
    Ok(if args.json {
        answer.json()
    } else {
        answer.text()
    })
}
