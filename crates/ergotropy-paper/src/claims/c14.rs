//! C14: cold collective noise with warm local baths.

use ergotropy::Error;
use ergotropy_sweep::{Progress, linear, map, threshold};
use serde_json::json;

use super::grid::{finding, is_positive};
use super::lobes::{peak, steady_work};
use super::words::{choose, list, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C14",
    statement: "At α_c = 0 a small or moderate α_ℓ activates ergotropy for N ≳ 5 and η ≳ 0.5, \
     and more so with N.",
    source: "Results, Robustness to local noise; Fig. 11, 12",
    figures: &["fig11", "fig12"],
    judge,
};

const CELLS: std::ops::RangeInclusive<u64> = 5..=10;
const ETAS: [f64; 3] = [0.5, 0.7, 0.9];

/// The paper's rate ratio for these statements comes last but one.
const RATIOS: [f64; 4] = [0.01, 0.1, 1.0, 10.0];
const PAPER_RATIO: f64 = 1.0;

/// "Small or moderate."
const MODERATE: f64 = 0.5;

/// The range of α_ℓ up to a limit in which the work is above its error, if there is any.
fn active(cells: u64, eta: f64, ratio: f64, up_to: f64) -> Result<Option<(f64, f64)>, Error> {
    let mut range = None;
    for alpha in linear(0.0, up_to, 100) {
        if is_positive(steady_work(cells, eta, ratio, 0.0, alpha)?) {
            let from = range.map_or(alpha, |(from, _)| from);
            range = Some((from, alpha));
        }
    }
    Ok(range)
}

/// The greatest g = (1-η) γ_r / η at which some α_ℓ activates the cells, to a part in a thousand.
fn critical(cells: u64) -> Result<f64, Error> {
    // At η = 1/2 g is γ_r itself.
    let exponent = threshold(-5.0, 5.0, 4e-4, |exponent| {
        Ok(active(cells, 0.5, 10f64.powf(exponent), 0.99)?.is_some())
    })?;
    Ok(10f64.powf(exponent))
}

/// Whether all cells are activated by some moderate α_ℓ at every η of the claim.
fn all_active(cells: &[u64], ratio: f64) -> Result<bool, Error> {
    let mut points = Vec::new();
    for eta in ETAS {
        points.extend(cells.iter().map(|&cells| (cells, eta)));
    }
    let found = map(&points, &Progress::hidden(), |&(cells, eta)| {
        Ok::<_, Error>(active(cells, eta, ratio, MODERATE)?.is_some())
    })?;
    Ok(found.into_iter().all(|active| active))
}

fn judge() -> Result<Finding, Error> {
    let cells: Vec<u64> = CELLS.collect();
    let everywhere = RATIOS
        .iter()
        .map(|&ratio| all_active(&cells, ratio))
        .collect::<Result<Vec<bool>, Error>>()?;
    let at_paper = RATIOS
        .iter()
        .zip(&everywhere)
        .any(|(&ratio, &active)| ratio == PAPER_RATIO && active);

    let mut tops = Vec::new();
    for eta in ETAS {
        tops.push(map(&cells, &Progress::hidden(), |&cells| {
            peak(|alpha| Ok(steady_work(cells, eta, PAPER_RATIO, 0.0, alpha)?.value))
        })?);
    }
    let grows = tops
        .iter()
        .all(|tops| tops.windows(2).all(|pair| pair[1].work > pair[0].work));
    let verdict = match (at_paper && grows, everywhere.iter().all(|&active| active)) {
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::HoldsIf,
        (false, _) => Verdict::DoesNotHold,
    };

    let small: Vec<u64> = vec![3, 4, 5, 6, 7, 10];
    let critical = map(&small, &Progress::hidden(), |&cells| critical(cells))?;
    let thresholds: Vec<String> = small
        .iter()
        .zip(&critical)
        .map(|(cells, g)| {
            format!(
                "{g:.3} (N = {cells}, that is η > {:.3} at γ_r = 1)",
                1.0 / (1.0 + g)
            )
        })
        .collect();
    let least = active(5, 0.5, PAPER_RATIO, 0.99)?;
    let mut pair_idle = true;
    for g in [1e-6, 1e-2, 1.0] {
        pair_idle &= active(2, 0.5, g, 0.99)?.is_none();
    }
    let last = ETAS.len() - 1;
    let sentences = [
        format!(
            "At α_c = 0 and γ_r = {PAPER_RATIO} some α_ℓ <= {MODERATE} gives W > 0 for {} N from \
             {} to {} and η = 0.5, 0.7, 0.9.",
            choose(at_paper, "all", "not all"),
            cells[0],
            cells[cells.len() - 1],
        ),
        least.map_or_else(
            || "The weakest case, N = 5 at η = 0.5, is not active.".to_owned(),
            |(from, to)| {
                format!(
                    "In the weakest case, N = 5 at η = 0.5, that is so for α_ℓ from {from:.2} to \
                     {to:.2}, with W = {:.4} at most.",
                    tops[0][0].work
                )
            },
        ),
        format!(
            "At η = {} the best is W = {} for N = {}, at α_ℓ = {:.2} to {:.2}: it {} with N.",
            ETAS[last],
            list(tops[last].iter().map(|top| top.work), 4),
            plain(&cells),
            tops[last][0].at,
            tops[last][cells.len() - 1].at,
            choose(grows, "grows", "does not always grow"),
        ),
        format!(
            "The sharp condition is on g = (1-η) γ_r / η, on which alone steady states depend: \
             work is activated at α_c = 0 if and only if g < {}.",
            thresholds.join(", ")
        ),
        format!(
            "So η ≳ 0.5 is enough for N = 5 only up to γ_r = {:.2}{}; N = 3 and 4 need a larger \
             η{}.",
            critical[2],
            choose(everywhere[3], "", " (at γ_r = 10 it is not)"),
            choose(pair_idle, ", and two cells are never activated", ""),
        ),
    ];
    let numbers = json!({
        "active_at_gamma_ratio": RATIOS.iter().zip(&everywhere)
            .map(|(ratio, active)| json!({"gamma_ratio": ratio, "all_active": active})).collect::<Vec<_>>(),
        "best_by_cells": ETAS.iter().zip(&tops).map(|(eta, tops)| json!({
            "eta": eta,
            "cells": cells,
            "ergotropy": tops.iter().map(|top| top.work).collect::<Vec<_>>(),
            "alpha_l": tops.iter().map(|top| top.at).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "critical_g": small.iter().zip(&critical)
            .map(|(cells, g)| json!({"cells": cells, "g": g, "eta_at_gamma_ratio_1": 1.0 / (1.0 + g)}))
            .collect::<Vec<_>>(),
        "weakest_from_alpha_l": least.map(|range| range.0),
        "weakest_to_alpha_l": least.map(|range| range.1),
    });
    let line = in_short(verdict, [critical[2], critical[4], critical[5]], at_paper);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(verdict: Verdict, critical: [f64; 3], at_paper: bool) -> String {
    let etas = list(critical.map(|g| 1.0 / (1.0 + g)), 3);
    let limits = list(critical, 2);
    match verdict {
        Verdict::Holds => format!(
            "Active at every γ_r tried, growing with N; the edge is (1-η) γ_r / η = {limits} for N = 5, 7, 10."
        ),
        Verdict::HoldsIf => format!(
            "If (1-η) γ_r / η < {limits} for N = 5, 7, 10, that is η > {etas} at γ_r = {PAPER_RATIO}; W grows with N."
        ),
        _ if at_paper => format!(
            "W does not always grow with N; it is activated for η > {etas} at γ_r = {PAPER_RATIO}, N = 5, 7, 10."
        ),
        _ => {
            format!("η ≳ 0.5 is not enough: at γ_r = {PAPER_RATIO} N = 5, 7, 10 need η > {etas}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_cells_at_one_half_are_just_enough() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        for (index, g) in [(0, 0.1336), (1, 0.6636), (2, 1.299)] {
            let critical = found.numbers["critical_g"][index]["g"].as_f64();
            assert!(critical.is_some_and(|found| (found / g - 1.0).abs() < 0.01));
        }
        Ok(())
    }
}
