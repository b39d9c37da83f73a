//! C15: whether the lobe along α_c survives a lower collective fraction, and dephasing.

use ergotropy::{Bounded, Error, Observables};
use ergotropy_sweep::{Maximum, linear, maximize, product, threshold};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, is_positive, pairs, solve};
use super::words::plain;
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C15",
    heading: "Every mixture of noise, and dephasing",
    statement: "The activation lobe persists for all 0 < η < 1 as long as additional dephasing \
     stays below γ_c.",
    source: "Results, Robustness to local noise",
    figures: &["fig04", "fig12", "fig13"],
    judge,
};

const RATIO: f64 = 1.0;
const CELLS: [u64; 6] = [3, 4, 5, 6, 7, 8];
/// The index of seven cells in [`CELLS`].
const SEVEN: usize = 4;

/// Collective fractions from 10⁻⁶ to 1 - 10⁻⁶.
const ETAS: [f64; 6] = [1e-6, 0.01, 0.4, 0.9, 0.99, 1.0 - 1e-6];
/// Collective fractions at which the end of the lobe is computed.
const EDGES: [f64; 2] = [0.1, 0.9];

/// Dephasing rates in units of γ_c, all below 1 but the last.
const RATES: [f64; 4] = [0.01, 0.1, 0.5, 1.0];

/// The greatest number of halvings of 1 - α_c in the search: the best bath is as hot as γ_ℓ/η.
const COLDNESS: f64 = 32.0;

/// Work at α_ℓ = 0 and 1 - α_c = 2^-halvings.
fn work(cells: u64, eta: f64, halvings: f64, dephasing: f64) -> Result<Bounded, Error> {
    let point = Point {
        alpha_c: 1.0 - (-halvings).exp2(),
        ..Point::mixture(cells, eta, RATIO)
    };
    let ensemble = point.ensemble()?.dephasing(dephasing)?;
    Ok(ensemble.steady_state()?.ergotropy())
}

/// The top of the lobe along α_c at α_ℓ = 0, and its place in halvings of 1 - α_c.
fn top(cells: u64, eta: f64, dephasing: f64) -> Result<Maximum, Error> {
    maximize(&[(0.0, COLDNESS)], 1e-5, |at| {
        Ok(work(cells, eta, at[0], dephasing)?.value)
    })
}

/// Whether any α_c gives work beyond its error at α_ℓ = 0.
fn alive(cells: u64, eta: f64, dephasing: f64) -> Result<bool, Error> {
    for halvings in linear(0.25, 20.0, 80) {
        if is_positive(work(cells, eta, halvings, dephasing)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The dephasing rate, in units of the local rate (1-η) γ_ℓ, at which the lobe is gone.
fn critical(cells: u64, eta: f64) -> Result<f64, Error> {
    let local = (1.0 - eta) * RATIO;
    threshold(0.0, 64.0, 1e-4, |ratio| alive(cells, eta, ratio * local))
}

/// The critical ratio that all results of [`critical`] agree with, a whole number.
fn predicted(cells: u64) -> f64 {
    ((cells - 2) * (cells + 4) / 4) as f64
}

/// Whether strong collective dephasing leaves every bit of the work unchanged.
fn is_blind_to_collective_dephasing() -> Result<bool, Error> {
    let quiet = Point {
        alpha_c: 0.64,
        ..Point::mixture(7, 0.9, RATIO)
    };
    let dephased = quiet.ensemble()?.collective_dephasing(1e3)?;
    Ok(dephased.steady_state()?.ergotropy() == quiet.steady_work()?)
}

fn judge() -> Result<Finding, Error> {
    let grid = pairs(&ETAS, &CELLS);
    let tops = solve(&grid, |&(eta, cells)| top(cells, eta, 0.0))?;
    let seven = each(tops.chunks(CELLS.len()), |row| &row[SEVEN]);
    let disturbed = product(&ETAS, &RATES);
    let survives = solve(&disturbed, |&(eta, rate)| alive(7, eta, rate))?;
    let dead = disturbed
        .iter()
        .zip(&survives)
        .filter(|(point, alive)| point.1 < 1.0 && !**alive);
    let worst = dead
        .map(|dead| *dead.0)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or((f64::NAN, f64::NAN));
    let edges = pairs(&EDGES, &CELLS);
    let critical = solve(&edges, |&(eta, cells)| critical(cells, eta))?;
    let follows = edges
        .iter()
        .zip(&critical)
        .all(|(edge, &found)| (found - predicted(edge.1)).abs() < 1e-3);
    let half = threshold(0.0, 64.0, 1e-3, |ratio| {
        Ok(2.0 * top(7, 0.9, 0.1 * ratio)?.value >= seven[3].value)
    })?;

    let parts = vec![
        Part::holds(
            "the lobe persists for all 0 < η < 1",
            tops.iter().all(|top| top.value > 1e-9),
            format!(
                "without dephasing, for N = 3 to 8 and η from 1e-6 to 1 - 1e-6; W = {:.4} to {:.4} at N = 7.",
                seven[0].value, seven[5].value
            ),
        ),
        Part::fails(
            "it does as long as dephasing stays below γ_c",
            worst.1 < 1.0 && follows,
            format!(
                "it ends at γ_φ = r (1-η) γ_ℓ, r = {:.0} for N = 7; W = 0 at N = 7, η = {}, γ_φ = {} γ_c.",
                critical[SEVEN], worst.0, worst.1
            ),
        ),
    ];
    let ratios = each(CELLS.iter().zip(&critical), |(cells, found)| {
        format!("{found:.3} (N = {cells})")
    });
    let in_short = format!(
        "Without dephasing the lobe is there at every η, but what ends it is dephasing at {:.0} times the local rate \
         (N = 7), not at γ_c.",
        critical[SEVEN]
    );
    let sentences = [
        format!(
            "Without dephasing the height of the lobe along α_c at α_ℓ = 0 (γ_r = {RATIO}, N = 7) goes from {:.4} (η = 1e-6, \
             at 1 - α_c* = {:.1e}) over {:.4} (η = 0.4) to {:.4} (η → 1).",
            seven[0].value,
            (-seven[0].at[0]).exp2(),
            seven[2].value,
            seven[5].value,
        ),
        format!(
            "But γ_c is not the scale of dephasing: with N = 7, η = {} and γ_φ = {} γ_c W = 0 for every α_c at \
             α_ℓ = 0.",
            worst.0, worst.1
        ),
        format!(
            "The lobe dies at γ_φ = r (1-η) γ_ℓ with r = {} at η = 0.1 and 0.9 alike, the whole part of \
             (N-2)(N+4)/4: dephasing competes with the local noise, whatever γ_c is.",
            plain(&ratios),
        ),
        format!("At N = 7, η = 0.9 its height is halved at γ_φ = {half:.2} (1-η) γ_ℓ."),
        "Collective dephasing, D[J_z], does not act on these states at all, at any rate."
            .to_owned(),
    ];
    let grounds = [(
        "collective dephasing does not act",
        is_blind_to_collective_dephasing()?,
    )];
    let numbers = json!({
        "gamma_ratio": RATIO,
        "heights": each(grid.iter().zip(&tops), |((eta, cells), top)| json!({
            "cells": cells, "eta": eta, "ergotropy": top.value,
            "one_minus_alpha_c": (-top.at[0]).exp2(),
        })),
        "dephased_seven_cells": each(disturbed.iter().zip(&survives), |((eta, rate), alive)| json!({
            "eta": eta, "dephasing": rate, "active": alive,
        })),
        "critical_dephasing_over_local_rate": each(edges.iter().zip(&critical), |((eta, cells), ratio)| json!({
            "cells": cells, "eta": eta, "ratio": ratio, "formula": predicted(*cells),
        })),
        "halving_dephasing_over_local_rate": half,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn local_noise_sets_the_scale_of_dephasing() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, DoesNotHold], "{found:#?}");
        for (index, ratio) in [1.0, 4.0, 6.0, 10.0, 13.0, 18.0].into_iter().enumerate() {
            let critical = format!("/critical_dephasing_over_local_rate/{index}/ratio");
            found.assert_pinned(&[(&critical, ratio, 1e-3)]);
        }
        Ok(())
    }
}
