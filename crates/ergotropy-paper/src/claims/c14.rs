//! C14: cold collective noise with warm local baths.

use ergotropy::Error;
use ergotropy_sweep::{linear, threshold};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, is_positive, pairs, rises, solve};
use super::lobes::local_peak;
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C14",
    heading: "A cold common bath and warm local ones",
    statement: "At α_c = 0 a small or moderate α_ℓ activates ergotropy for N ≳ 5 and η ≳ 0.5, \
     and more so with N.",
    source: "Results, Robustness to local noise; Fig. 11, 12",
    figures: &["fig11", "fig12"],
    judge,
};

const CELLS: [u64; 6] = [5, 6, 7, 8, 9, 10];
const ETAS: [f64; 3] = [0.5, 0.7, 0.9];
/// Numbers of cells for which the edge of activation is reported.
const EDGES: [u64; 6] = [3, 4, 5, 6, 7, 10];

/// Rate ratios; the paper's ratio for these statements is the last but one.
const RATIOS: [f64; 4] = [0.01, 0.1, 1.0, 10.0];
const PAPER: usize = 2;

/// The greatest α_ℓ that counts as "small or moderate".
const MODERATE: f64 = 0.5;
/// The upper end of α_ℓ in the search for any activation.
const HOT: f64 = 0.99;

/// The range of α_ℓ, up to a limit, in which the work is above its error; `None` if it is nowhere.
fn active(cells: u64, eta: f64, ratio: f64, up_to: f64) -> Result<Option<(f64, f64)>, Error> {
    let mut range = None;
    for alpha_l in linear(0.0, up_to, 100) {
        let point = Point {
            alpha_l,
            ..Point::mixture(cells, eta, ratio)
        };
        if is_positive(point.steady_work()?) {
            let from = range.map_or(alpha_l, |(from, _)| from);
            range = Some((from, alpha_l));
        }
    }
    Ok(range)
}

/// Whether some α_ℓ activates the cells at g = (1-η) γ_r / η. The value is γ_r itself at η = 1/2, which
/// is used here.
fn is_activated(cells: u64, g: f64) -> Result<bool, Error> {
    Ok(active(cells, 0.5, g, HOT)?.is_some())
}

/// The greatest g at which the cells are activated, to a relative accuracy of 10⁻³.
fn critical(cells: u64) -> Result<f64, Error> {
    let exponent = threshold(-5.0, 5.0, 4e-4, |exponent| {
        is_activated(cells, 10f64.powf(exponent))
    })?;
    Ok(10f64.powf(exponent))
}

/// The η above which cells are activated at γ_r = 1.
fn eta_of(g: f64) -> f64 {
    1.0 / (1.0 + g)
}

/// Whether all cells are activated by some moderate α_ℓ at every η of the claim.
fn all_active(ratio: f64) -> Result<bool, Error> {
    let found = solve(&pairs(&ETAS, &CELLS), |&(eta, cells)| {
        Ok(active(cells, eta, ratio, MODERATE)?.is_some())
    })?;
    Ok(found.into_iter().all(|active| active))
}

fn judge() -> Result<Finding, Error> {
    let everywhere = solve(&RATIOS, |&ratio| all_active(ratio))?;
    let tops = solve(&pairs(&ETAS, &CELLS), |&(eta, cells)| {
        local_peak(Point::mixture(cells, eta, RATIOS[PAPER]))
    })?;
    let rows: Vec<_> = tops.chunks(CELLS.len()).collect();
    let works = each(&rows, |row| each(*row, |top| top.work));
    let critical = solve(&EDGES, |&cells| critical(cells))?;
    let least = active(5, 0.5, RATIOS[PAPER], HOT)?;
    let mut pair_idle = true;
    for g in [1e-6, 1e-2, 1.0] {
        pair_idle &= !is_activated(2, g)?;
    }

    let (from, to) = least.unwrap_or((f64::NAN, f64::NAN));
    let told = [critical[2], critical[4], critical[5]];
    let in_short = format!(
        "If local noise is not much faster than collective noise, (1-η) γ_r / η < {:.2} for N = 5, a warm local bath \
         activates work at α_c = 0, more with N.",
        critical[2]
    );
    let parts = vec![
        Part::holds_if(
            "at α_c = 0 a small or moderate α_ℓ activates work for N ≳ 5 and η ≳ 0.5",
            everywhere[PAPER] && told.iter().all(|&g| g > RATIOS[PAPER]),
            format!(
                "if (1-η) γ_r / η < {} for N = 5, 7, 10, that is η > {} at γ_r = {}.",
                list(told, 2),
                list(told.map(eta_of), 3),
                RATIOS[PAPER]
            ),
        ),
        Part::holds(
            "and more so with N",
            works.iter().all(|row| rises(row)),
            format!("at η = {} and γ_r = {}.", plain(ETAS), RATIOS[PAPER]),
        ),
    ];
    let thresholds = each(EDGES.iter().zip(&critical), |(cells, &g)| {
        format!(
            "{g:.3} (N = {cells}, that is η > {:.3} at γ_r = 1)",
            eta_of(g)
        )
    });
    let last = ETAS.len() - 1;
    let sentences = [
        format!(
            "At α_c = 0 and γ_r = {} some α_ℓ <= {MODERATE} gives W > 0 for all N from \
             {} to {} and η = 0.5, 0.7, 0.9.",
            RATIOS[PAPER],
            CELLS[0],
            CELLS[CELLS.len() - 1],
        ),
        format!(
            "In the weakest case, N = 5 at η = 0.5, that is so for α_ℓ from {from:.2} to \
             {to:.2}, with W = {:.4} at most.",
            works[0][0]
        ),
        format!(
            "At η = {} the best is W = {} for N = {}, at α_ℓ = {:.2} to {:.2}: it grows with N.",
            ETAS[last],
            list(&works[last], 4),
            plain(CELLS),
            rows[last][0].at,
            rows[last][CELLS.len() - 1].at,
        ),
        format!(
            "The sharp condition is on g = (1-η) γ_r / η, on which alone steady states depend: \
             work is activated at α_c = 0 if and only if g < {}.",
            plain(&thresholds)
        ),
        format!(
            "So η ≳ 0.5 is enough for N = 5 only up to γ_r = {:.2} (at γ_r = 10 it is not); N = 3 and 4 need a \
             larger η, and two cells are never activated.",
            critical[2],
        ),
    ];
    let grounds = [
        ("some are not active at γ_r = 10", !everywhere[3]),
        ("the weakest case is active", least.is_some()),
        ("two cells are not", pair_idle),
    ];
    let numbers = json!({
        "active_at_gamma_ratio": each(RATIOS.iter().zip(&everywhere), |(ratio, active)| json!({
            "gamma_ratio": ratio, "all_active": active,
        })),
        "best_by_cells": each(0..ETAS.len(), |at| json!({
            "eta": ETAS[at],
            "cells": CELLS,
            "ergotropy": works[at],
            "alpha_l": each(rows[at], |top| top.at),
        })),
        "critical_g": each(EDGES.iter().zip(&critical), |(cells, &g)| json!({
            "cells": cells, "g": g, "eta_at_gamma_ratio_1": eta_of(g),
        })),
        "weakest_from_alpha_l": from,
        "weakest_to_alpha_l": to,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn five_cells_at_one_half_are_just_enough() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{found:#?}");
        found.assert_pinned(&[
            ("/critical_g/0/g", 0.1336, 0.0013),
            ("/critical_g/1/g", 0.6636, 0.0066),
            ("/critical_g/2/g", 1.299, 0.0129),
        ]);
        Ok(())
    }
}
