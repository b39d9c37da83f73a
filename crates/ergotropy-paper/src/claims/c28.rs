//! C28: hot reservoirs help, and overheating.

use ergotropy::{Bath, Bounded, Error, Observables};
use ergotropy_sweep::{linear, threshold};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{SHARP, axis, grows, is_positive, pairs, solve};
use super::thermal::{gibbs_state, gibbs_work};
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C28",
    heading: "Hot and overheated baths",
    statement: "At η = 1 a hotter reservoir enhances charging and overheating does no harm; it harms \
                only when η < 1.",
    source: "Introduction (iii), Results",
    figures: &["fig02", "fig04"],
    judge,
};

const CELLS: [u64; 4] = [4, 7, 10, 26];
/// Bose occupation that stands for infinite temperature.
const HOT: f64 = 1e12;

fn judge() -> Result<Finding, Error> {
    let ground = Ground::new()?;
    let gibbs = Gibbs::new()?;
    let cold = gibbs_work(10, 0.0, 0.8)?.value;
    let warmed = gibbs_work(10, 0.8, 0.8)?;
    let turning = solve(&CELLS, |&cells| turning_start(cells))?;
    let mixed = Mixed::new()?;
    let lost = 100.0 * gibbs.falls_below as f64 / gibbs.steps_below as f64;

    let parts = vec![
        Part::holds(
            "η = 1, ground start: a hotter reservoir enhances charging, and overheating does no harm",
            ground.rises == ground.steps,
            format!(
                "W grows on all {} steps in α_c, up to n_c = 10¹².",
                ground.steps
            ),
        ),
        Part::fails(
            "η = 1, Gibbs start: the same",
            gibbs.falls_above == 0 && gibbs.falls_below > 0,
            format!("only if α_c >= q; at α_c < q heating lowers W on {lost:.0} % of the steps."),
        ),
        Part::holds(
            "η < 1: overheating harms",
            mixed.active > 0 && mixed.harmed == mixed.active,
            format!("in {} of {} cases.", mixed.harmed, mixed.active),
        ),
    ];
    let in_short = "At η = 1 a hotter bath always helps from the ground state, but from a warm start only where α_c >= q; at η < 1 \
         too hot a bath always harms."
        .to_owned();
    let sentences = [
        format!(
            "Steps in α_c from 0 to 0.99, and to n_c = 10¹², for N = {}; every start in the bright ladder does as the ground state.",
            plain(CELLS)
        ),
        format!(
            "η = 1, Gibbs start: W never falls with α_c where α_c >= q ({} falls on {} steps), but at α_c < q heating costs work on {} of {} steps: \
             N = 10, q = 0.8 loses all of W = {cold:.4} on the way from α_c = 0 to 0.8.",
            gibbs.falls_above, gibbs.steps_above, gibbs.falls_below, gibbs.steps_below,
        ),
        format!(
            "So at η = 1 the condition is α_c >= q. Against a cold reservoir (α_c = 0) an infinitely hot one wins only for starts with q < {} for N = {}.",
            list(&turning, 4),
            plain(CELLS)
        ),
        format!(
            "η < 1: overheating destroys everything, however weak the local noise: at n_c = 10¹² W is below 10⁻⁶ of its peak over α_c in {} of {} cases with any ergotropy (N = 4 .. 26, \
             η = 0.1 .. 1 - 10⁻⁶, α_ℓ = 0 and 0.2); from n_c = 10⁶ to 10⁷ it falls by the factor {:.4} (N = 7, η = 0.9, α_ℓ = 0).",
            mixed.harmed, mixed.active, mixed.tenfold
        ),
    ];
    let grounds = [(
        "ten cells at q = 0.8 lose all W on the way to α_c = q",
        cold > 0.0 && !is_positive(warmed),
    )];
    let numbers = json!({
        "cells": CELLS,
        "ground_steps": ground.steps,
        "ground_steps_rising": ground.rises,
        "ground_steps_falling": ground.falls,
        "gibbs_steps_alpha_c_above_q": gibbs.steps_above,
        "gibbs_steps_falling_above_q": gibbs.falls_above,
        "gibbs_steps_alpha_c_below_q": gibbs.steps_below,
        "gibbs_steps_falling_below_q": gibbs.falls_below,
        "work_10_cells_q_0.8_cold": cold,
        "work_10_cells_q_0.8_alpha_c_0.8": warmed.value,
        "q_up_to_which_hot_beats_cold": turning,
        "mixed_cases": mixed.active,
        "mixed_cases_harmed": mixed.harmed,
        "ratio_at_ten_times_the_occupation": mixed.tenfold,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

/// Steps towards α_c → 1 from the ground start.
#[derive(Default)]
struct Ground {
    steps: usize,
    rises: usize,
    falls: usize,
}

impl Ground {
    fn new() -> Result<Self, Error> {
        let mut count = Self::default();
        for cells in CELLS {
            let mut work = work_along(cells, 0.0)?;
            work.push(hot_work(cells, 0.0)?);
            for pair in work.windows(2) {
                count.steps += 1;
                count.rises += usize::from(grows(pair[0], pair[1]));
                count.falls += usize::from(grows(pair[1], pair[0]));
            }
        }
        Ok(count)
    }
}

/// Steps towards α_c → 1 from Gibbs starts, above and below the line α_c = q.
#[derive(Default)]
struct Gibbs {
    steps_above: usize,
    falls_above: usize,
    steps_below: usize,
    falls_below: usize,
}

impl Gibbs {
    fn new() -> Result<Self, Error> {
        let mut count = Self::default();
        let rows = pairs(&CELLS, &linear(0.05, 1.0, 20));
        let works = solve(&rows, |&(cells, q)| work_along(cells, q))?;
        for ((_, q), work) in rows.into_iter().zip(works) {
            for (alphas, pair) in axis().windows(2).zip(work.windows(2)) {
                let falls = usize::from(grows(pair[1], pair[0]));
                if alphas[0] >= q {
                    count.steps_above += 1;
                    count.falls_above += falls;
                } else if alphas[1] <= q {
                    count.steps_below += 1;
                    count.falls_below += falls;
                }
            }
        }
        Ok(count)
    }
}

/// W at η = 1 along the axis of α_c.
fn work_along(cells: u64, q: f64) -> Result<Vec<Bounded>, Error> {
    axis()
        .into_iter()
        .map(|alpha| gibbs_work(cells, alpha, q))
        .collect()
}

/// W at η = 1 for an infinitely hot reservoir.
fn hot_work(cells: u64, q: f64) -> Result<Bounded, Error> {
    Ok(gibbs_state(cells, Bath::from_occupation(HOT)?, q)?.ergotropy())
}

/// The q below which an infinitely hot reservoir gives more work than a cold one.
fn turning_start(cells: u64) -> Result<f64, Error> {
    threshold(0.0, 1.0, SHARP, |q| {
        Ok(hot_work(cells, q)?.value > gibbs_work(cells, 0.0, q)?.value)
    })
}

/// The mixtures with a peak along α_c, and those with zero ergotropy at infinite temperature.
struct Mixed {
    active: usize,
    harmed: usize,
    tenfold: f64,
}

impl Mixed {
    fn new() -> Result<Self, Error> {
        let noise = pairs(&[0.1, 0.5, 0.9, 1.0 - 1e-6], &[0.0, 0.2]);
        let outcomes = solve(&pairs(&CELLS, &noise), |&(cells, (eta, alpha_l))| {
            let point = Point {
                alpha_l,
                ..Point::mixture(cells, eta, 1.0)
            };
            let mut peak: f64 = 0.0;
            for alpha_c in axis() {
                let work = Point { alpha_c, ..point }.steady_work()?;
                if is_positive(work) {
                    peak = peak.max(work.value);
                }
            }
            Ok((peak, mixed_work(&point, HOT)?))
        })?;
        let case = Point::mixture(7, 0.9, 1.0);
        let active = || outcomes.iter().filter(|(peak, _)| *peak > 0.0);
        Ok(Self {
            active: active().count(),
            harmed: active().filter(|(peak, hot)| *hot < 1e-6 * peak).count(),
            tenfold: mixed_work(&case, 1e7)? / mixed_work(&case, 1e6)?,
        })
    }
}

/// Steady work at an occupation of the collective bath.
fn mixed_work(point: &Point, occupation: f64) -> Result<f64, Error> {
    let ensemble = point
        .ensemble()?
        .collective_bath(Bath::from_occupation(occupation)?);
    Ok(ensemble.steady_state()?.ergotropy().value)
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn heating_helps_above_the_line_only() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, DoesNotHold, Holds], "{found:#?}");
        assert_eq!(found.numbers["gibbs_steps_falling_above_q"], 0);
        assert_eq!(
            found.numbers["mixed_cases"],
            found.numbers["mixed_cases_harmed"]
        );
        found.assert_pinned(&[("/q_up_to_which_hot_beats_cold/2", 0.6571, 1e-3)]);
        Ok(())
    }
}
