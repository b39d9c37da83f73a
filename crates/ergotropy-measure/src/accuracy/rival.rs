//! PIQS and SciPy at the points where the truth is known.

use std::fmt::Write;

use anyhow::Result;

use crate::accuracy::case::Outcome;
use crate::accuracy::truth::Truth;
use crate::point::Point;
use crate::quantiles::{spread, worst};
use crate::rivals::{Rivals, Steady};
use crate::table::{Table, size, size_or_none};

/// Ways to close the linear system: their names in `steady.py`, and in words.
const WAYS: [(&str, &str); 2] = [
    ("pinned", "pinning the ground state"),
    ("sum", "the sum of populations"),
];

/// The results of both ways, and the points with the greatest errors.
pub fn section(rivals: &Rivals, outcomes: &[Outcome]) -> Result<String> {
    let points: Vec<Point> = outcomes.iter().map(Outcome::point).collect();
    let mut table = Table::new(
        "linear system closed by | points | error of W: 50, 90, 99, 100 % | worst error of E | with negative populations \
         | least population | failed",
    );
    let mut list = String::new();
    for (condition, name) in WAYS {
        let answers = rivals.steady(&points, 1, condition, false)?;
        let works = errors(outcomes, &answers, |[work, _], answer| {
            Some(work.distance(answer.work?))
        });
        let energies = errors(outcomes, &answers, |[_, energy], answer| {
            Some(energy.distance(answer.energy?))
        });
        let only = |list: &[(usize, f64)]| list.iter().map(|pair| pair.1).collect::<Vec<f64>>();
        let count = |which: fn(&&Steady) -> bool| answers.iter().filter(which).count().to_string();
        table.row([
            name.to_owned(),
            works.len().to_string(),
            spread(&only(&works)),
            size_or_none(worst(&only(&energies))),
            count(|answer| answer.negative > 0),
            least(&answers),
            count(|answer| answer.failure.is_some()),
        ]);
        if let Some(&(at, error)) = works.iter().max_by(|a, b| a.1.total_cmp(&b.1)) {
            let (point, truths) = (points[at], &outcomes[at].account.states[0]);
            writeln!(
                list,
                "- by {name}: N = {} at {point}, where W = {}, by {}; least population {}",
                point.cells,
                size(truths[0].value()),
                size(error),
                least(&answers[at..=at])
            )?;
        }
    }
    Ok(format!(
        "### PIQS and SciPy at the same points\n\n\
         `Dicke.coefficient_matrix` and `scipy.sparse.linalg.spsolve`, W with the copies of ladders counted. Neither gives \
         an error of its own. At the extremes the matrix is singular to working precision: its rates are so far apart that \
         the slow ones are lost in its diagonal. What is solved there has populations far below zero, and the formula for W, \
         fed with them, may give more than the cells can hold.\n\n{table}\nWhere each misses most:\n{list}"
    ))
}

/// The least of all populations, with its sign.
fn least(answers: &[Steady]) -> String {
    let all = answers.iter().filter_map(|answer| answer.least);
    let least = all.reduce(f64::min);
    least.map_or_else(|| "none".to_owned(), |least| format!("{least:.1e}"))
}

/// True errors of a number at all points that have it, each with the place of its point.
fn errors(
    outcomes: &[Outcome],
    answers: &[Steady],
    error: impl Fn(&[Truth; 2], &Steady) -> Option<f64>,
) -> Vec<(usize, f64)> {
    let pairs = outcomes.iter().zip(answers).enumerate();
    pairs
        .filter_map(|(place, (one, answer))| {
            Some((place, error(one.account.states.first()?, answer)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accuracy::case::{Case, judge};
    use crate::accuracy::truth::Reference;
    use crate::question::Question;

    #[test]
    fn points_without_an_answer_have_no_error() -> Result<()> {
        let cold = Question::Steady(Point::mixture(0.5, 1.0));
        let case = Case::new("cold", cold, Reference::Oracle);
        let failed = Steady {
            failure: Some("singular".to_owned()),
            ..Steady::default()
        };
        let found = Steady {
            work: Some(0.75),
            ..Steady::default()
        };
        let list = errors(
            &judge(&[case.clone(), case])?,
            &[failed, found],
            |[work, _], a| Some(work.distance(a.work?)),
        );
        assert_eq!(list, [(1, 0.75)]);
        Ok(())
    }

    #[test]
    fn the_least_population_keeps_its_sign() {
        let of = |least| Steady {
            least,
            ..Steady::default()
        };
        let answers = [of(Some(0.5)), of(None), of(Some(-1.25))];
        assert_eq!(least(&answers), "-1.2e0");
        assert_eq!(least(&answers[1..2]), "none");
    }
}
