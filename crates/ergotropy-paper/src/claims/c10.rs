//! C10: the Bose ratios of the greatest work when a tenth of the noise is local.

use ergotropy::{Bounded, Error};
use ergotropy_sweep::{maximize, threshold};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, each, grows, is_positive, solve};
use super::lobes::{best, collective_peak, local_peak};
use super::words::plain;
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C10",
    heading: "The best temperatures of both baths",
    statement: "With η = 0.9 the steady ergotropy is greatest at some α_c* < 1 and at a non-zero \
     α_ℓ*.",
    source: "Results; Note VII A; Fig. 4, 11",
    figures: &["fig04", "fig11"],
    judge,
};

const ETA: f64 = 0.9;
const RATIO: f64 = 1.0;

/// Numbers of cells. Two cells give no work; Fig. 4 has seven.
const CELLS: [u64; 9] = [2, 3, 4, 5, 6, 7, 8, 9, 10];
const IDLE: usize = 1;
const PAPER: usize = 5;

/// A local Bose ratio slightly above zero.
const LUKEWARM: f64 = 0.01;

struct Optimum {
    cells: u64,
    alpha_c: f64,
    alpha_l: f64,
    work: Bounded,
    hottest: Bounded,
}

fn point(cells: u64) -> Point {
    Point::mixture(cells, ETA, RATIO)
}

fn optimum(cells: u64) -> Result<Optimum, Error> {
    let top = best(point(cells))?;
    let (alpha_c, alpha_l) = (top.at[0], top.at[1]);
    let work = |alpha_c| {
        let baths = Point {
            alpha_c,
            alpha_l,
            ..point(cells)
        };
        baths.steady_work()
    };
    Ok(Optimum {
        cells,
        alpha_c,
        alpha_l,
        work: work(alpha_c)?,
        hottest: work(NEARLY_ONE)?,
    })
}

/// The α_c below which some non-zero α_ℓ gives more work than α_ℓ = 0.
fn turn(up_to: f64) -> Result<f64, Error> {
    threshold(0.0, up_to, 1e-4, |alpha_c| {
        let cold = Point {
            alpha_c,
            ..point(CELLS[PAPER])
        };
        let warm = maximize(&[(alpha_c, NEARLY_ONE)], 1e-3, |at| {
            let alpha_l = at[0];
            Ok::<_, Error>(Point { alpha_l, ..cold }.steady_work()?.value)
        })?;
        Ok(warm.value > cold.steady_work()?.upper())
    })
}

fn judge() -> Result<Finding, Error> {
    let optima = solve(&CELLS, |&cells| optimum(cells))?;
    let (idle, active) = optima.split_at(IDLE);
    let paper = &optima[PAPER];
    let lukewarm = collective_peak(Point {
        alpha_l: LUKEWARM,
        ..point(paper.cells)
    })?;
    let second = local_peak(point(paper.cells))?;
    let turn = turn(paper.alpha_c)?;

    let top = format!(
        "α_c* = {:.4} and W = {:.4} for N = {}",
        paper.alpha_c, paper.work.value, paper.cells
    );
    let parts = vec![
        Part::holds(
            "α_c* < 1",
            active
                .iter()
                .all(|optimum| grows(optimum.hottest, optimum.work)),
            format!("{top}."),
        ),
        Part::fails(
            "α_ℓ* is not zero",
            active.iter().all(|optimum| optimum.alpha_l == 0.0),
            format!(
                "α_ℓ* = 0 for N = {} (γ_r = {RATIO}).",
                plain(&CELLS[IDLE..])
            ),
        ),
    ];
    let places = each(active, |optimum| {
        format!("{:.4} (N = {})", optimum.alpha_c, optimum.cells)
    });
    let hottest = active.iter().map(|optimum| optimum.hottest.value);
    let in_short = format!(
        "At η = {ETA} the best common bath has a finite temperature, α_c* = {:.4} for N = {}, but the best local \
         bath is the coldest one, α_ℓ* = 0.",
        paper.alpha_c, paper.cells
    );
    let sentences = [
        format!(
            "At η = {ETA}, γ_r = {RATIO} the maximum over the closed square 0 <= α_c, α_ℓ <= 1 - 2⁻²⁰ lies at α_ℓ = 0 \
             exactly, that is with cold local baths. A little local heat lowers the peak at once, for N = {} to \
             {:.4} at α_ℓ = {LUKEWARM}.",
            paper.cells, lukewarm.work
        ),
        format!(
            "α_c* = {}, and at α_c = 1 - 2⁻²⁰ W is down to {:.0e} or less.",
            plain(&places),
            hottest.fold(0.0, f64::max),
        ),
        format!(
            "At a fixed α_c a non-zero α_ℓ is best only below α_c = {turn:.3} (N = {}). It \
             belongs to a second lobe, whose top is W = {:.4} at α_c = 0, α_ℓ = {:.4}.",
            paper.cells, second.work, second.at
        ),
        format!(
            "For N = {} there is nothing to optimise: W = 0 everywhere.",
            plain(&CELLS[..IDLE])
        ),
    ];
    let numbers = json!({
        "eta": ETA,
        "gamma_ratio": RATIO,
        "optima": each(&optima, |optimum| json!({
            "cells": optimum.cells,
            "alpha_c": optimum.alpha_c,
            "alpha_l": optimum.alpha_l,
            "ergotropy": optimum.work.value,
            "ergotropy_error": optimum.work.error,
            "ergotropy_at_hottest": optimum.hottest.value,
        })),
        "peak_at_alpha_l_0_01": lukewarm.work,
        "alpha_c_below_which_local_heat_helps": turn,
        "second_lobe_alpha_l": second.at,
        "second_lobe_ergotropy": second.work,
    });
    let grounds = [
        (
            "two cells give nothing, more do",
            idle.iter().all(|optimum| !is_positive(optimum.work))
                && active.iter().all(|optimum| is_positive(optimum.work)),
        ),
        (
            "a little local heat lowers the peak",
            lukewarm.work < paper.work.lower(),
        ),
    ];
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn the_best_local_bath_is_cold() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, DoesNotHold], "{found:#?}");
        found.assert_pinned(&[
            ("/optima/5/cells", 7.0, 0.0),
            ("/optima/5/alpha_l", 0.0, 0.0),
            ("/optima/5/alpha_c", 0.6399, 1e-4),
            ("/optima/5/ergotropy", 0.364_138, 1e-5),
            ("/optima/0/ergotropy", 0.0, 0.0),
        ]);
        Ok(())
    }
}
