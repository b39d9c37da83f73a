//! The verb `limit`.

use ergotropy::closed_form::limit;

use crate::answer;
use crate::args::LimitArgs;
use crate::bath::{Forms, Resolved};
use crate::error::Error;

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
    let collective = Forms {
        which: "the collective bath",
        alpha: ("--alpha-c", &args.alpha_c),
        occupation: ("--n-c", &args.n_c),
        temperature: ("--temperature-c", &args.temperature_c),
        frequency: &args.frequency,
    };
    let local = Forms {
        which: "the local bath",
        alpha: ("--alpha-l", &args.alpha_l),
        occupation: ("--n-l", &args.n_l),
        temperature: ("--temperature-l", &args.temperature_l),
        frequency: &args.frequency,
    };
    let collective = collective.resolve()?.ok_or(Error::NoCollectiveBath)?;
    let (preparation, ergotropy) = match (&args.q, local.resolve()?) {
        (None, None) => return Err(Error::NoLimit),
        (Some(q), Some(_)) => {
            let forms = [
                ("--alpha-l", args.alpha_l.as_ref().map(|given| &given.text)),
                ("--n-l", args.n_l.as_ref().map(|given| &given.text)),
                (
                    "--temperature-l",
                    args.temperature_l.as_ref().map(|given| &given.text),
                ),
            ];
            let second = forms
                .into_iter()
                .find_map(|(flag, text)| text.map(|text| format!("{flag} {text}")));
            return Err(Error::TwoBaths {
                which: "what prepares the ladders (a start at eta = 1, or a local bath at 0 < eta < 1)",
                first: format!("--q {q}"),
                second: second.unwrap_or_default(),
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
