//! C10: where the work is greatest when a tenth of the noise is local.

use ergotropy::{Bounded, Error};
use ergotropy_sweep::{Progress, map, maximize, threshold};
use serde_json::json;

use super::grid::{NEARLY_ONE, finding, grows, is_positive};
use super::lobes::{Peak, best, peak, steady_work};
use super::words::plain;
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C10",
    statement: "With η = 0.9 the steady ergotropy is greatest at some α_c* < 1 and at a non-zero \
     α_ℓ*.",
    source: "Results; Note VII A; Fig. 4, 11",
    figures: &["fig04", "fig11"],
    judge,
};

const ETA: f64 = 0.9;
const RATIO: f64 = 1.0;

/// The cells of Fig. 4.
const PAPER: u64 = 7;

/// A local temperature next to zero, to see what a little of it does.
const LUKEWARM: f64 = 0.01;

struct Optimum {
    cells: u64,
    alpha_c: f64,
    alpha_l: f64,
    work: Bounded,
    hottest: Bounded,
}

fn optimum(cells: u64) -> Result<Optimum, Error> {
    let top = best(cells, ETA, RATIO)?;
    let (alpha_c, alpha_l) = (top.at[0], top.at[1]);
    Ok(Optimum {
        cells,
        alpha_c,
        alpha_l,
        work: steady_work(cells, ETA, RATIO, alpha_c, alpha_l)?,
        hottest: steady_work(cells, ETA, RATIO, NEARLY_ONE, alpha_l)?,
    })
}

/// The α_c below which some non-zero α_ℓ gives more work than α_ℓ = 0.
fn turn(up_to: f64) -> Result<f64, Error> {
    threshold(0.0, up_to, 1e-4, |alpha_c| {
        let warm = maximize(&[(alpha_c, NEARLY_ONE)], 1e-3, |at| {
            Ok::<_, Error>(steady_work(PAPER, ETA, RATIO, alpha_c, at[0])?.value)
        })?;
        let cold = steady_work(PAPER, ETA, RATIO, alpha_c, 0.0)?;
        Ok(warm.value > cold.upper())
    })
}

fn judge() -> Result<Finding, Error> {
    let cells: Vec<u64> = (2..=10).collect();
    let optima = map(&cells, &Progress::hidden(), |&cells| optimum(cells))?;
    let (active, idle): (Vec<&Optimum>, Vec<&Optimum>) =
        optima.iter().partition(|optimum| is_positive(optimum.work));
    let below_one = active
        .iter()
        .all(|optimum| grows(optimum.hottest, optimum.work));
    let warm = active
        .iter()
        .filter(|optimum| optimum.alpha_l > 0.0)
        .count();
    let verdict = match (below_one, warm) {
        (false, _) | (_, 0) => Verdict::DoesNotHold,
        (true, warm) if warm == optima.len() => Verdict::Holds,
        (true, _) => Verdict::HoldsIf,
    };

    let paper = optima
        .iter()
        .find(|optimum| optimum.cells == PAPER)
        .unwrap_or(&optima[0]);
    let lukewarm = peak(|alpha| Ok(steady_work(PAPER, ETA, RATIO, alpha, LUKEWARM)?.value))?;
    let second: Peak = peak(|alpha| Ok(steady_work(PAPER, ETA, RATIO, 0.0, alpha)?.value))?;
    let turn = turn(paper.alpha_c)?;

    let mut sentences = vec![format!(
        "At η = {ETA}, γ_r = {RATIO} and N = {PAPER} the maximum over the closed square 0 <= \
         α_c, α_ℓ <= 1 - 2⁻²⁰ is W = {:.4} at α_c* = {:.4}, α_ℓ* = {:.4}.",
        paper.work.value, paper.alpha_c, paper.alpha_l
    )];
    sentences.push(if warm == 0 {
        format!(
            "For every N from {} to {} it lies at α_ℓ = 0 exactly, that is with cold local \
             baths: α_ℓ* > 0 is not found. A little local heat lowers the peak at once, for N = \
             {PAPER} to {:.4} at α_ℓ = {LUKEWARM}.",
            active.first().map_or(0, |optimum| optimum.cells),
            active.last().map_or(0, |optimum| optimum.cells),
            lukewarm.work
        )
    } else {
        format!(
            "The maximum lies at α_ℓ* > 0 for {warm} of {} numbers of cells.",
            optima.len()
        )
    });
    sentences.push(if below_one {
        let places: Vec<String> = active
            .iter()
            .map(|optimum| format!("{:.4} (N = {})", optimum.alpha_c, optimum.cells))
            .collect();
        format!(
            "α_c* < 1 is right, α_c* = {}, and at α_c = 1 - 2⁻²⁰ W is down to {:.0e} or less.",
            places.join(", "),
            active
                .iter()
                .map(|optimum| optimum.hottest.value)
                .fold(0.0, f64::max),
        )
    } else {
        "α_c* < 1 fails: for some N the hottest collective bath is the best.".to_owned()
    });
    sentences.push(format!(
        "At a fixed α_c a non-zero α_ℓ is best only below α_c = {turn:.3} (N = {PAPER}). It \
         belongs to a second lobe, whose top is W = {:.4} at α_c = 0, α_ℓ = {:.4}.",
        second.work, second.at
    ));
    if !idle.is_empty() {
        let names: Vec<String> = idle
            .iter()
            .map(|optimum| optimum.cells.to_string())
            .collect();
        sentences.push(format!(
            "For N = {} there is nothing to optimise: W = 0 everywhere.",
            names.join(", ")
        ));
    }
    let by_cells: Vec<_> = optima
        .iter()
        .map(|optimum| {
            json!({
                "cells": optimum.cells,
                "alpha_c": optimum.alpha_c,
                "alpha_l": optimum.alpha_l,
                "ergotropy": optimum.work.value,
                "ergotropy_error": optimum.work.error,
                "ergotropy_at_hottest": optimum.hottest.value,
            })
        })
        .collect();
    let numbers = json!({
        "eta": ETA,
        "gamma_ratio": RATIO,
        "optima": by_cells,
        "peak_at_alpha_l_0_01": lukewarm.work,
        "alpha_c_below_which_local_heat_helps": turn,
        "second_lobe_alpha_l": second.at,
        "second_lobe_ergotropy": second.work,
    });
    let line = in_short(verdict, &active, paper, below_one);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(verdict: Verdict, active: &[&Optimum], paper: &Optimum, below_one: bool) -> String {
    let (warm, cold): (Vec<&Optimum>, Vec<&Optimum>) =
        active.iter().partition(|optimum| optimum.alpha_l > 0.0);
    let cells = |some: &[&Optimum]| -> Vec<u64> { some.iter().map(|one| one.cells).collect() };
    let top = format!(
        "α_c* = {:.4} and W = {:.4} for N = {}",
        paper.alpha_c, paper.work.value, paper.cells
    );
    match verdict {
        Verdict::Holds => format!(
            "α_c* < 1 and α_ℓ* > 0 for every N tested: {top}, α_ℓ* = {:.4}.",
            paper.alpha_l
        ),
        Verdict::HoldsIf => format!(
            "If N = {}: at the other N tested there is no α_ℓ* > 0; {top}.",
            plain(&cells(&warm))
        ),
        _ if below_one => format!(
            "α_ℓ* = 0 for N = {} (γ_r = {RATIO}); α_c* < 1 is right: {top}.",
            plain(&cells(&cold))
        ),
        _ => format!("The hottest collective bath is the best for some N; {top}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_local_bath_is_cold() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold);
        let seven = &found.numbers["optima"][5];
        assert_eq!(
            (seven["cells"].as_u64(), seven["alpha_l"].as_f64()),
            (Some(7), Some(0.0))
        );
        assert!(
            seven["alpha_c"]
                .as_f64()
                .is_some_and(|x| (x - 0.6399).abs() < 1e-4)
        );
        assert!(
            seven["ergotropy"]
                .as_f64()
                .is_some_and(|w| (w - 0.364_138).abs() < 1e-5)
        );
        assert_eq!(found.numbers["optima"][0]["ergotropy"].as_f64(), Some(0.0));
        Ok(())
    }
}
