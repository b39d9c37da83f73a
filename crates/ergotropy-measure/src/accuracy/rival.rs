//! PIQS and SciPy at the points where the truth is known.

use std::fmt::Write;

use anyhow::Result;
use ergotropy_oracle::{difference, to_f64};

use crate::accuracy::steady::Exact;
use crate::point::Point;
use crate::quantiles::{quantile, worst};
use crate::rivals::{Condition, Rivals, Steady, SteadyRequest};
use crate::table::{Table, size, size_or_none};

/// Both ways to close the linear system, and the points at which they miss most.
pub fn section(rivals: &Rivals, exact: &[Exact]) -> Result<String> {
    let points: Vec<Point> = exact.iter().map(|one| one.point).collect();
    let mut table = Table::new(&[
        "linear system closed by",
        "points",
        "error of W: 50, 90, 99, 100 %",
        "worst error of E",
        "with negative populations",
        "least population",
        "failed",
    ]);
    let mut worst_points = Vec::new();
    for (condition, name) in [
        (Condition::Pinned, "pinning the ground state"),
        (Condition::Sum, "the sum of populations"),
    ] {
        let answers = rivals.steady(&SteadyRequest {
            points: &points,
            repeats: 1,
            condition,
            assembled: false,
        })?;
        let works = errors(exact, &answers, |one, answer| {
            Some((&one.work, answer.work?))
        });
        let energies = errors(exact, &answers, |one, answer| {
            Some((&one.energy, answer.energy?))
        });
        let list: Vec<f64> = works.iter().map(|&(_, error)| error).collect();
        let quantiles = [0.5, 0.9, 0.99, 1.0].map(|share| size_or_none(quantile(&list, share)));
        let energies: Vec<f64> = energies.into_iter().map(|(_, error)| error).collect();
        table.row([
            name.to_owned(),
            list.len().to_string(),
            quantiles.join(", "),
            size_or_none(worst(&energies)),
            answers
                .iter()
                .filter(|a| a.negative > 0)
                .count()
                .to_string(),
            least(&answers),
            answers
                .iter()
                .filter(|a| a.failure.is_some())
                .count()
                .to_string(),
        ]);
        let greatest = works.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
        worst_points.extend(greatest.map(|(one, error)| {
            let same = exact.iter().zip(&answers);
            let same = same.filter(|(other, _)| std::ptr::eq(*other, one));
            (name, one, error, least(same.map(|(_, answer)| answer)))
        }));
    }
    let mut text = format!(
        "`Dicke.coefficient_matrix` and `scipy.sparse.linalg.spsolve`, W with the copies of ladders counted. Neither gives \
         an error of its own. At the extremes the matrix is singular to working precision: its rates are so far apart that \
         the slow ones are lost in its diagonal. What is solved there has populations far below zero, and the formula for W, \
         fed with them, may give more than the cells can hold.\n\n{table}\nWhere each misses most:\n"
    );
    for (name, one, error, least) in worst_points {
        writeln!(
            text,
            "- by {name}: N = {} at {}, where W = {}, by {}; least population {}",
            one.point.cells,
            one.point,
            size(to_f64(&one.work)),
            size(error),
            least
        )?;
    }
    Ok(text)
}

/// The least of all populations; signs are kept.
fn least<'a>(answers: impl IntoIterator<Item = &'a Steady>) -> String {
    let least = answers
        .into_iter()
        .filter_map(|answer| answer.least)
        .reduce(f64::min);
    least.map_or_else(|| "none".to_owned(), |least| format!("{least:.1e}"))
}

/// True errors of a number at all points that have it.
fn errors<'a>(
    exact: &'a [Exact],
    answers: &[Steady],
    pair: impl Fn(&'a Exact, &Steady) -> Option<(&'a ergotropy_oracle::RBig, f64)>,
) -> Vec<(&'a Exact, f64)> {
    exact
        .iter()
        .zip(answers)
        .filter_map(|(one, answer)| {
            let (truth, value) = pair(one, answer)?;
            Some((one, difference(truth, value)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ergotropy_oracle::from_f64;

    #[test]
    fn points_without_an_answer_have_no_error() {
        let exact: Vec<Exact> = [0.5, 0.25]
            .map(|w| Exact {
                point: Point::new(2, (0.5, 0.5, 0.25, 1.0)),
                work: from_f64(w),
                energy: from_f64(1.0),
            })
            .into();
        let failed = Steady {
            failure: Some("singular".to_owned()),
            ..Steady::default()
        };
        let found = Steady {
            work: Some(0.75),
            ..Steady::default()
        };
        let list = errors(&exact, &[failed, found], |one, a| {
            Some((&one.work, a.work?))
        });
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].1, 0.5);
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
