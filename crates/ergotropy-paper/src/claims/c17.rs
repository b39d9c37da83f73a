//! C17: the peak of Fig. 6, and the work left after it.

use ergotropy::{Error, Start};
use ergotropy_sweep::{logarithmic, threshold};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, each, extremes, is_positive, pairs, solve};
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C17",
    heading: "The transient of Fig. 6",
    statement: "N = 10, η = 0.6, α_c = 0.9, α_ℓ = 0.5: W(t) peaks at about 2.5 and W(infinity) = \
     0.",
    source: "Results; Fig. 6",
    figures: &["fig06"],
    judge,
};

const PAPER: Point = Point {
    cells: 10,
    eta: 0.6,
    gamma_ratio: 1.0,
    alpha_c: 0.9,
    alpha_l: 0.5,
};

const QUOTED: f64 = 2.5;
const ABOUT: f64 = 0.1;

/// Rate ratios; the paper does not name its own.
const RATIOS: [f64; 5] = [0.001, 0.01, 0.1, 1.0, 10.0];
/// Ratios q of Gibbs starts; the paper does not name its start.
const GIBBS: [f64; 4] = [0.0, 0.05, 0.1, 0.3];

fn point(gamma_ratio: f64) -> Point {
    Point {
        gamma_ratio,
        ..PAPER
    }
}

/// The greatest work between γ_c t = 0.01 and 30.
fn top(q: f64, ratio: f64) -> Result<f64, Error> {
    let times = logarithmic(0.01, 30.0, 140);
    let curve = point(ratio).ensemble()?.charge(&Start::gibbs(q)?, &times)?;
    Ok(curve
        .peak()
        .map_or(0.0, |point| point.work().ergotropy.value))
}

/// The γ_r at which the peak from the ground state has fallen to a height.
fn ratio_of(height: f64) -> Result<f64, Error> {
    let exponent = threshold(-4.0, 2.0, 1e-3, |exponent| {
        Ok(top(0.0, 10f64.powf(exponent))? > height)
    })?;
    Ok(10f64.powf(exponent))
}

/// The α_ℓ from which on the steady state is passive.
fn passive_from(ratio: f64) -> Result<f64, Error> {
    threshold(PAPER.alpha_l, PAPER.alpha_c, 1e-4, |alpha_l| {
        let warmer = Point {
            alpha_l,
            ..point(ratio)
        };
        Ok(is_positive(warmer.steady_work()?))
    })
}

fn judge() -> Result<Finding, Error> {
    let grid = pairs(&GIBBS, &RATIOS);
    let tops = solve(&grid, |&(q, ratio)| top(q, ratio))?;
    let best = each(tops.chunks(RATIOS.len()), |row| {
        row.iter().copied().fold(0.0, f64::max)
    });
    let least = QUOTED * (1.0 - ABOUT);
    let heights = [QUOTED * (1.0 + ABOUT), QUOTED, least];
    let ratios = solve(&heights, |&height| ratio_of(height))?;
    let [from, ratio, to] = [ratios[0], ratios[1], ratios[2]];
    let steady = solve(&RATIOS, |&ratio| point(ratio).steady_work())?;
    let works = each(&steady, |work| work.value);
    let (lowest, highest) = extremes(works.iter().copied());
    let at_peak = point(ratio).steady_work()?;
    let warm = passive_from(ratio)?;
    let warms = solve(&RATIOS, |&ratio| passive_from(ratio))?;
    let hottest = Point {
        alpha_c: NEARLY_ONE,
        ..point(ratio)
    };
    let hot = hottest.steady_work()?;

    let parts = vec![
        Part::holds(
            "W(t) peaks at about 2.5",
            // The peak falls with γ_r to nothing, so that every height below the greatest occurs.
            best[0] >= least,
            format!("it is {QUOTED} from the ground state at γ_r = {ratio:.2}."),
        ),
        Part::fails(
            "W(infinity) = 0",
            steady.iter().all(|&work| is_positive(work)),
            format!(
                "it is {lowest:.4} to {highest:.4} for γ_r from {} to {}.",
                RATIOS[0],
                RATIOS[RATIOS.len() - 1]
            ),
        ),
    ];
    let in_short = format!(
        "The quoted peak of {QUOTED} is there, at γ_r = {ratio:.2}, but the work does not die out: {lowest:.4} to \
         {highest:.4} is left for ever."
    );
    let sentences = [
        format!(
            "A peak of about {QUOTED} is found from the ground state, q = {} (of q = {} tried): from the ground \
             state it is {QUOTED} for γ_r = {ratio:.2}, and within 10 % of it for γ_r from {from:.2} \
             to {to:.2}.",
            GIBBS[1],
            plain(GIBBS),
        ),
        format!(
            "At γ_r = {} it is {:.3}, at 0.1 {:.3}, at 1 {:.3}; from q = {} it never exceeds \
             {:.3}.",
            RATIOS[0], tops[0], tops[2], tops[3], GIBBS[2], best[2],
        ),
        format!(
            "W(infinity) is not zero: {} for γ_r = {}, with errors below {:.0e}.",
            list(&works, 4),
            plain(RATIOS),
            steady.iter().map(|work| work.error).fold(0.0, f64::max) * 2.0,
        ),
        format!(
            "At γ_r = {ratio:.2} that is {:.2} % of the peak, too little to see in the figure. There \
             the steady state is passive from α_ℓ = {warm:.3} on (from {} for γ_r = {}), and a \
             hotter collective bath lowers W (to {:.1e} at α_c = 1 - 2⁻²⁰) without ending it.",
            100.0 * at_peak.value / QUOTED,
            list(&warms, 3),
            plain(RATIOS),
            hot.value,
        ),
    ];
    let grounds = [
        (
            "of warm starts only the coldest has such a peak",
            best[1] >= least && best[2] < least,
        ),
        (
            "a hotter bath lowers W without ending it",
            is_positive(hot) && hot.value < at_peak.value,
        ),
    ];
    let numbers = json!({
        "cells": PAPER.cells, "eta": PAPER.eta, "alpha_c": PAPER.alpha_c, "alpha_l": PAPER.alpha_l,
        "peaks": each(grid.iter().zip(&tops), |((q, ratio), top)| json!({
            "q": q, "gamma_ratio": ratio, "ergotropy": top,
        })),
        "gamma_ratio_at_2_5": ratio,
        "gamma_ratio_about_2_5_from": from,
        "gamma_ratio_about_2_5_to": to,
        "steady": each(RATIOS.iter().zip(&steady), |(ratio, work)| json!({
            "gamma_ratio": ratio, "ergotropy": work.value, "ergotropy_error": work.error,
        })),
        "passive_from_alpha_l": warm,
        "passive_from_alpha_l_by_gamma_ratio": each(RATIOS.iter().zip(&warms), |(ratio, warm)| json!({
            "gamma_ratio": ratio, "alpha_l": warm,
        })),
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn a_little_work_stays() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, DoesNotHold], "{found:#?}");
        found.assert_pinned(&[
            ("/gamma_ratio_at_2_5", 0.49, 0.02),
            ("/steady/3/ergotropy", 0.020_321_7, 1e-6),
        ]);
        Ok(())
    }

    #[test]
    fn warm_cells_are_passive_up_to_the_hottest_bath() -> Result<(), Error> {
        for (ratio, expected) in [(0.001, 0.786), (10.0, 0.690)] {
            let from = passive_from(ratio)?;
            assert!((from - expected).abs() < 1e-3, "{from}");
            for step in 1..=40 {
                let warmer = Point {
                    alpha_l: from + (NEARLY_ONE - from) * f64::from(step) / 40.0,
                    ..point(ratio)
                };
                let work = warmer.steady_work()?;
                assert!(!is_positive(work), "{}: {}", warmer.alpha_l, work.value);
            }
        }
        Ok(())
    }
}
