//! The answer of `limit`.

use super::model;
use crate::answer::{Limit, Preparation};
use crate::flags::bath::GivenBath;
use crate::flags::units::full;
use crate::print::number::shown;

/// Decimals: all that are known.
const ALL: usize = 17;

/// The ergotropy of infinitely many cells.
pub(crate) fn limit(answer: &Limit) -> String {
    let bath = |name: &str, given: GivenBath| {
        let kelvin = given.kelvin(answer.frequency);
        model::bath(name, given.bath, kelvin.map(|kelvin| kelvin.0))
    };
    let (condition, preparation) = match answer.preparation {
        Preparation::Gibbs(q) => ("eta = 1", format!("gibbs start q = {}", full(q))),
        Preparation::Local(local) => ("0 < eta < 1", bath("local bath alpha_l", local)),
    };
    let number = answer.ergotropy.0;
    format!(
        "N -> infinity, {condition}\n{}, {preparation}\n\nergotropy W  {} hbar omega  ({})\n\n{}\n\
         (n) is the error of the last digit; an estimate is not proved\n",
        bath("collective bath alpha_c", answer.collective),
        shown(number, ALL),
        number.kind.name(),
        answer.method,
    )
}
