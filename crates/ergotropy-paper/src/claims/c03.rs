//! C3: starts from which a cold reservoir makes work extractable.

use ergotropy::Error;
use ergotropy_sweep::{product, threshold};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{SHARP, axis, grows, is_positive, solve};
use super::thermal::{gibbs_form, gibbs_work, has_inversion};
use super::words::{list, plain};

pub(super) const CLAIM: Claim = Claim {
    id: "C3",
    heading: "A bath at zero temperature",
    statement: "At η = 1 a reservoir of zero temperature (α_c → 0) activates ergotropy for all N > 1 \
                if q is large enough, and more of it for larger N.",
    source: "Results (i), Supplementary Note III; Fig. 2, 7",
    figures: &["fig02", "fig07"],
    judge,
};

const MOST_CELLS: u64 = 60;
const STARTS: [f64; 9] = [1e-6, 1e-3, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0];
/// Numbers of cells that the report lists at q = 1.
const TOLD: [u64; 5] = [4, 5, 10, 26, 100];
/// Numbers of cells that the report lists at α_c = 0.1.
const COOL: [u64; 3] = [4, 10, 26];

/// Numbers of cells, sorted by whether a bath at α_c = 0 gives W > 0 from the starts.
#[derive(Default)]
struct Activation {
    never: Vec<u64>,
    sometimes: Vec<u64>,
    always: Vec<u64>,
    /// Numbers N of `always` for which N + 1 cells give the same W from every start.
    equal: Vec<u64>,
    /// The number of pairs of a start and a step from N to N + 1 on which W falls.
    falls: usize,
}

impl Activation {
    fn new() -> Result<Self, Error> {
        let cells: Vec<u64> = (1..=MOST_CELLS).collect();
        let works = solve(&cells, |&cells| {
            let works = STARTS.map(|q| gibbs_work(cells, 0.0, q));
            works.into_iter().collect::<Result<Vec<_>, _>>()
        })?;
        let mut found = Self::default();
        for (&cells, works) in cells.iter().zip(&works).skip(1) {
            match works.iter().filter(|&&work| is_positive(work)).count() {
                0 => found.never.push(cells),
                all if all == STARTS.len() => found.always.push(cells),
                _ => found.sometimes.push(cells),
            }
        }
        for (&cells, pair) in cells.iter().zip(works.windows(2)) {
            let steps = || pair[0].iter().zip(&pair[1]);
            found.falls += steps()
                .filter(|(fewer, more)| grows(**more, **fewer))
                .count();
            let grown = steps().any(|(fewer, more)| grows(*fewer, *more));
            if !grown && found.always.contains(&cells) {
                found.equal.push(cells);
            }
        }
        Ok(found)
    }
}

fn judge() -> Result<Finding, Error> {
    let Activation {
        never,
        sometimes,
        always,
        equal,
        falls,
    } = Activation::new()?;
    let least = always.first().copied();
    let mut colder_never_helps = true;
    for &cells in &never {
        for (alpha, q) in product(&axis(), &axis()) {
            if 0.0 < alpha && alpha < q {
                colder_never_helps &= !has_inversion(cells, alpha, q)?;
            }
        }
    }
    let small = gibbs_work(10, 0.0, 1e-3)?.value / 1e-6;
    let at_mixed = solve(&TOLD, |&cells| Ok(gibbs_work(cells, 0.0, 1.0)?.value))?;
    let thresholds = solve(&COOL, |&cells| least_start(cells, 0.1))?;

    let from = least.unwrap_or(MOST_CELLS);
    let (idle, same) = (plain(&never), plain(&equal));
    let parts = vec![
        Part::fails(
            "α_c → 0 activates W for all N > 1 if q is large enough",
            !never.is_empty() && least.is_some(),
            format!(
                "N = {idle} give nothing from any q; from N = {from} on every q > 0 is enough, without a threshold."
            ),
        ),
        Part::holds(
            "more of it for larger N",
            falls == 0,
            format!("W never falls from N to N + 1, but stays equal from N = {same} to the next."),
        ),
    ];
    let in_short = format!(
        "A bath at zero temperature makes work from {from} cells on, for every start with q > 0; N = {idle} get \
         none from any start."
    );
    let sentences = [
        format!(
            "For N = {idle} the ergotropy is zero at every α_c < q too, q = 1 included. From N = {from} on (to {MOST_CELLS}) \
             W ≈ {small:.3} q² for small q (N = 10)."
        ),
        format!(
            "At any α_c > 0 there is a threshold, R(q) = α_c R(α_c) with the R of C1: q > {} for N = {} at α_c = 0.1.",
            list(&thresholds, 4),
            plain(COOL)
        ),
        format!(
            "At q = 1 the ergotropy is {} for N = {}.",
            list(&at_mixed, 4),
            plain(TOLD)
        ),
    ];
    let grounds = [
        ("no N needs a large q", sometimes.is_empty()),
        ("the idle N stay so at every α_c < q", colder_never_helps),
        ("one N more gives the same at one N", equal.len() == 1),
    ];
    let numbers = json!({
        "cells_never_active": never,
        "cells_active_for_some_q": sometimes,
        "least_cells_active_for_every_q": least,
        "most_cells": MOST_CELLS,
        "falls_with_cells": falls,
        "cells_without_growth_to_the_next": equal,
        "work_over_q_squared_at_small_q": small,
        "work_cells": TOLD,
        "work_at_q_1": at_mixed,
        "threshold_alpha_c": 0.1,
        "threshold_cells": COOL,
        "threshold_q": thresholds,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

/// The q above α_c beyond which W > 0.
fn least_start(cells: u64, alpha: f64) -> Result<f64, Error> {
    threshold(1.0, alpha, SHARP, |q| {
        Ok(gibbs_form(cells, alpha, q)?
            .inversion_below(cells / 2)
            .value
            < 1.0)
    })
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn needs_four_cells_and_no_threshold() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [DoesNotHold, Holds], "{found:#?}");
        assert_eq!(found.numbers["cells_never_active"], json!([2, 3]));
        assert_eq!(found.numbers["least_cells_active_for_every_q"], 4);
        assert_eq!(
            found.numbers["cells_without_growth_to_the_next"],
            json!([4])
        );
        assert_eq!(found.numbers["work_at_q_1"][0], 0.0625);
        Ok(())
    }
}
