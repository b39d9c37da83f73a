//! C15: whether the lobe along α_c survives less collectivity, and dephasing.

use ergotropy::{Bounded, Error};
use ergotropy_sweep::{Maximum, Progress, linear, map, maximize, product, threshold};
use serde_json::json;

use super::grid::{finding, is_positive};
use super::lobes::mixture;
use super::words::choose;
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C15",
    statement: "The activation lobe persists for all 0 < η < 1 as long as additional dephasing \
     stays below γ_c.",
    source: "Results, Robustness to local noise",
    figures: &["fig04", "fig12", "fig13"],
    judge,
};

const RATIO: f64 = 1.0;

/// Down to a millionth of the noise, and up to all but a millionth of it.
const ETAS: [f64; 6] = [1e-6, 0.01, 0.4, 0.9, 0.99, 1.0 - 1e-6];

/// Dephasing rates in units of γ_c, all below 1 but the last.
const RATES: [f64; 4] = [0.01, 0.1, 0.5, 1.0];

/// Baths are looked at up to 1 - α = 2⁻ᵗʰⁱˢ, since the optimum gets as hot as γ_ℓ/η.
const COLDNESS: f64 = 32.0;

fn hot(halvings: f64) -> f64 {
    1.0 - (-halvings).exp2()
}

fn work(
    cells: u64,
    eta: f64,
    alpha_c: f64,
    alpha_l: f64,
    dephasing: f64,
) -> Result<Bounded, Error> {
    let ensemble = mixture(cells, eta, RATIO, alpha_c, alpha_l)?.dephasing(dephasing)?;
    Ok(ensemble.steady_state()?.ergotropy())
}

/// The top of the lobe along α_c at α_ℓ = 0, and its place in halvings of 1 - α_c.
fn top(cells: u64, eta: f64, dephasing: f64) -> Result<Maximum, Error> {
    maximize(&[(0.0, COLDNESS)], 1e-5, |at| {
        Ok(work(cells, eta, hot(at[0]), 0.0, dephasing)?.value)
    })
}

/// Whether any α_c gives work beyond its error at α_ℓ = 0.
fn alive(cells: u64, eta: f64, dephasing: f64) -> Result<bool, Error> {
    for halvings in linear(0.25, 20.0, 80) {
        if is_positive(work(cells, eta, hot(halvings), 0.0, dephasing)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether any pair of baths gives work beyond its error.
fn alive_anywhere(cells: u64, eta: f64, dephasing: f64) -> Result<bool, Error> {
    let axis = linear(0.0, 16.0, 33);
    for (c, l) in product(&axis, &axis) {
        if is_positive(work(cells, eta, hot(c), hot(l), dephasing)?) {
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

/// That rate as it is found: a whole number.
fn predicted(cells: u64) -> f64 {
    ((cells - 2) * (cells + 4) / 4) as f64
}

fn pairs(cells: &[u64], etas: &[f64]) -> Vec<(u64, f64)> {
    etas.iter()
        .flat_map(|&eta| cells.iter().map(move |&cells| (cells, eta)))
        .collect()
}

/// Whether strong collective dephasing leaves the work as it is, to the last bit.
fn is_blind_to_collective_dephasing() -> Result<bool, Error> {
    let quiet = mixture(7, 0.9, RATIO, 0.64, 0.0)?;
    let dephased = quiet.collective_dephasing(1e3)?;
    Ok(dephased.steady_state()?.ergotropy() == quiet.steady_state()?.ergotropy())
}

fn judge() -> Result<Finding, Error> {
    let cells: Vec<u64> = (3..=8).collect();
    let grid = pairs(&cells, &ETAS);
    let tops = map(&grid, &Progress::hidden(), |&(cells, eta)| {
        top(cells, eta, 0.0)
    })?;
    let undisturbed = tops.iter().all(|top| top.value > 1e-9);
    let seven: Vec<&Maximum> = grid
        .iter()
        .zip(&tops)
        .filter(|(point, _)| point.0 == 7)
        .map(|(_, top)| top)
        .collect();

    let disturbed = product(&ETAS, &RATES);
    let survives = map(&disturbed, &Progress::hidden(), |&(eta, rate)| {
        alive(7, eta, rate)
    })?;
    let dead: Vec<(f64, f64)> = disturbed
        .iter()
        .zip(&survives)
        .filter(|(point, alive)| point.1 < 1.0 && !**alive)
        .map(|(&point, _)| point)
        .collect();

    let edges = pairs(&cells, &[0.1, 0.9]);
    let critical = map(&edges, &Progress::hidden(), |&(cells, eta)| {
        critical(cells, eta)
    })?;
    let follows = edges
        .iter()
        .zip(&critical)
        .all(|(point, &found)| (found - predicted(point.0)).abs() < 1e-3);
    let half = threshold(0.0, 64.0, 1e-3, |ratio| {
        Ok(2.0 * top(7, 0.9, 0.1 * ratio)?.value >= seven[3].value)
    })?;

    let unmoved = is_blind_to_collective_dephasing()?;
    let verdict = match (undisturbed, dead.is_empty(), follows) {
        (true, true, _) => Verdict::Holds,
        (true, false, true) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };

    let ratios: Vec<String> = cells
        .iter()
        .zip(&critical)
        .map(|(cells, found)| format!("{found:.3} (N = {cells})"))
        .collect();
    let mut sentences = vec![format!(
        "Without dephasing the lobe along α_c at α_ℓ = 0 {} for N = 3 to 8 and η from 1e-6 to 1 \
         - 1e-6 (γ_r = {RATIO}): its height for N = 7 goes from {:.4} (η = 1e-6, at 1 - α_c* = \
         {:.1e}) over {:.4} (η = 0.4) to {:.4} (η → 1).",
        choose(undisturbed, "does persist", "is not always there"),
        seven[0].value,
        (-seven[0].at[0]).exp2(),
        seven[2].value,
        seven[5].value,
    )];
    let worst = dead.iter().min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some(&(eta, rate)) = worst {
        let anywhere = alive_anywhere(7, eta, rate)?;
        sentences.push(format!(
            "But γ_c is not the scale of dephasing: with N = 7, η = {eta} and γ_φ = {rate} γ_c W \
             = 0 for every α_c{}.",
            choose(anywhere, " at α_ℓ = 0", " and every α_ℓ"),
        ));
    }
    sentences.push(format!(
        "The lobe dies at γ_φ = r (1-η) γ_ℓ with r = {}{}: dephasing competes with the local \
         noise, whatever γ_c is.",
        ratios.join(", "),
        choose(
            follows,
            " at η = 0.1 and 0.9 alike, the whole part of (N-2)(N+4)/4",
            ""
        ),
    ));
    sentences.push(format!(
        "At N = 7, η = 0.9 its height is halved at γ_φ = {half:.2} (1-η) γ_ℓ."
    ));
    sentences.push(
        choose(
            unmoved,
            "Collective dephasing, D[J_z], does not act on these states at all, at any rate.",
            "Collective dephasing changes these states.",
        )
        .to_owned(),
    );
    let numbers = json!({
        "gamma_ratio": RATIO,
        "heights": grid.iter().zip(&tops).map(|(point, top)| json!({
            "cells": point.0, "eta": point.1, "ergotropy": top.value,
            "one_minus_alpha_c": (-top.at[0]).exp2(),
        })).collect::<Vec<_>>(),
        "dephased_seven_cells": disturbed.iter().zip(&survives).map(|(point, alive)| json!({
            "eta": point.0, "dephasing": point.1, "active": alive,
        })).collect::<Vec<_>>(),
        "critical_dephasing_over_local_rate": edges.iter().zip(&critical).map(|(point, ratio)| json!({
            "cells": point.0, "eta": point.1, "ratio": ratio, "formula": predicted(point.0),
        })).collect::<Vec<_>>(),
        "halving_dephasing_over_local_rate": half,
    });
    let line = in_short(verdict, critical[4], undisturbed, worst);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(verdict: Verdict, seven: f64, undisturbed: bool, dead: Option<&(f64, f64)>) -> String {
    let case = dead.map_or_else(String::new, |(eta, rate)| {
        format!(" (W = 0 at N = 7, η = {eta}, γ_φ = {rate} γ_c)")
    });
    match verdict {
        Verdict::Holds => format!(
            "It survives every γ_φ < γ_c that was tried; for N = 7 it ends at γ_φ = {seven:.2} (1-η) γ_ℓ."
        ),
        Verdict::HoldsIf => format!(
            "If γ_φ < r (1-η) γ_ℓ, with r the whole part of (N-2)(N+4)/4, {seven:.0} for N = 7: γ_c is not the scale{case}."
        ),
        _ if undisturbed => format!(
            "Dephasing below γ_c can end it{case}; for N = 7 it ends at γ_φ = {seven:.2} (1-η) γ_ℓ."
        ),
        _ => "Even without dephasing the lobe is missing at some N >= 3 and 0 < η < 1.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_noise_sets_the_scale_of_dephasing() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let critical = &found.numbers["critical_dephasing_over_local_rate"];
        for (index, ratio) in [1.0, 4.0, 6.0, 10.0, 13.0, 18.0].into_iter().enumerate() {
            assert!(
                critical[index]["ratio"]
                    .as_f64()
                    .is_some_and(|r| (r - ratio).abs() < 1e-3)
            );
        }
        Ok(())
    }
}
