//! The answer of `limit`.

use ergotropy_answer::Limit;

use super::model;
use crate::flags::bath::GivenBath;
use crate::flags::units::full;
use crate::print::number::shown;

/// Number of decimals, so large that all known ones are shown.
const ALL: usize = 17;

/// The ergotropy of infinitely many cells.
pub(crate) fn limit(answer: &Limit, collective: GivenBath, local: Option<GivenBath>) -> String {
    let told = &answer.model;
    let gibbs = told.q.map(|q| format!("gibbs start q = {}", full(q)));
    let local =
        local.map(|local| model::bath("local bath alpha_l", local.bath, told.temperature_l));
    let condition = if gibbs.is_some() {
        "eta = 1"
    } else {
        "0 < eta < 1"
    };
    let preparation = gibbs.or(local).unwrap_or_default();
    let number = answer.ergotropy.0;
    format!(
        "N -> infinity, {condition}\n{}, {preparation}\n\nergotropy W  {} hbar omega  ({})\n\n{}\n\
         (n) is the error of the last digit; an estimate is not proved\n",
        model::bath(
            "collective bath alpha_c",
            collective.bath,
            told.temperature_c
        ),
        shown(number, ALL),
        number.kind.name(),
        answer.method,
    )
}
