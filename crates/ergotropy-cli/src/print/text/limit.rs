//! The answer of `limit`.

use ergotropy_answer::Limit;

use super::model;
use crate::flags::units::full;
use crate::print::number::shown;

/// Number of decimals, so large that all known ones are shown.
const ALL: usize = 17;

/// The ergotropy of infinitely many cells.
pub(crate) fn limit(answer: &Limit) -> String {
    let told = &answer.model;
    let gibbs = told.q.map(|q| format!("gibbs start q = {}", full(q)));
    let local = told.alpha_l.zip(told.n_l);
    let local = local.map(|(alpha, n)| {
        let ratio = model::bose_ratio(alpha, n);
        format!(
            "local bath alpha_l = {ratio}{}",
            model::at(told.temperature_l)
        )
    });
    let condition = if gibbs.is_some() {
        "eta = 1"
    } else {
        "0 < eta < 1"
    };
    let preparation = gibbs.or(local).unwrap_or_default();
    let number = answer.ergotropy.0;
    format!(
        "N -> infinity, {condition}\ncollective bath alpha_c = {}{}, {preparation}\n\nergotropy W  {} hbar omega  ({})\n\n{}\n\
         (n) is the error of the last digit; an estimate is not proved\n",
        model::bose_ratio(told.alpha_c, told.n_c),
        model::at(told.temperature_c),
        shown(number, ALL),
        number.kind.name(),
        answer.method,
    )
}
