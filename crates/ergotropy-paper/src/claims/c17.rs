//! C17: the peak of Fig. 6 and what is left of it.

use ergotropy::{Bounded, Error, Start};
use ergotropy_sweep::{Progress, logarithmic, map, threshold};
use serde_json::json;

use super::grid::{NEARLY_ONE, finding, is_positive};
use super::lobes::{mixture, steady_work};
use super::words::{choose, list, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C17",
    statement: "N = 10, η = 0.6, α_c = 0.9, α_ℓ = 0.5: W(t) peaks at about 2.5 and W(infinity) = \
     0.",
    source: "Results; Fig. 6",
    figures: &["fig06"],
    judge,
};

const CELLS: u64 = 10;
const ETA: f64 = 0.6;
const ALPHA_C: f64 = 0.9;
const ALPHA_L: f64 = 0.5;

const QUOTED: f64 = 2.5;
const ABOUT: f64 = 0.1;

/// The paper names neither its γ_r nor its start.
const RATIOS: [f64; 5] = [0.001, 0.01, 0.1, 1.0, 10.0];
const GIBBS: [f64; 4] = [0.0, 0.05, 0.1, 0.3];

/// The greatest work between γ_c t = 0.01 and 30.
fn top(q: f64, ratio: f64) -> Result<f64, Error> {
    let times = logarithmic(0.01, 30.0, 140);
    let curve = mixture(CELLS, ETA, ratio, ALPHA_C, ALPHA_L)?.charge(&Start::gibbs(q)?, &times)?;
    Ok(curve.peak().map_or(0.0, |point| point.work.ergotropy.value))
}

/// The γ_r at which the peak from the ground state has come down to a height.
fn ratio_of(height: f64) -> Result<f64, Error> {
    let exponent = threshold(-4.0, 2.0, 1e-3, |exponent| {
        Ok(top(0.0, 10f64.powf(exponent))? > height)
    })?;
    Ok(10f64.powf(exponent))
}

/// How warm the cells' own baths must be for a passive steady state.
fn passive_from(ratio: f64) -> Result<f64, Error> {
    threshold(ALPHA_L, ALPHA_C, 1e-4, |alpha_l| {
        Ok(is_positive(steady_work(
            CELLS, ETA, ratio, ALPHA_C, alpha_l,
        )?))
    })
}

fn judge() -> Result<Finding, Error> {
    let mut grid = Vec::new();
    for q in GIBBS {
        grid.extend(RATIOS.map(|ratio| (q, ratio)));
    }
    let tops = map(&grid, &Progress::hidden(), |&(q, ratio)| top(q, ratio))?;
    let best: Vec<f64> = tops
        .chunks(RATIOS.len())
        .map(|row| row.iter().copied().fold(0.0, f64::max))
        .collect();
    let least = QUOTED * (1.0 - ABOUT);
    // The peak falls with γ_r to nothing, so that every height below the greatest occurs.
    let starts: Vec<String> = GIBBS
        .iter()
        .zip(&best)
        .filter(|(_, best)| **best >= least)
        .map(|(&q, _)| {
            if q == 0.0 {
                "the ground state".to_owned()
            } else {
                format!("q = {q}")
            }
        })
        .collect();
    let heights = [QUOTED * (1.0 + ABOUT), QUOTED, least];
    let ratios = map(&heights, &Progress::hidden(), |&height| ratio_of(height))?;

    let steady: Vec<Bounded> = map(&RATIOS, &Progress::hidden(), |&ratio| {
        steady_work(CELLS, ETA, ratio, ALPHA_C, ALPHA_L)
    })?;
    let passive = steady.iter().all(|&work| !is_positive(work));
    let somewhere = steady.iter().any(|&work| !is_positive(work));
    let at_peak = steady_work(CELLS, ETA, ratios[1], ALPHA_C, ALPHA_L)?;
    let peaked = !starts.is_empty();
    let verdict = match (peaked, passive, somewhere) {
        (true, true, _) => Verdict::Holds,
        (true, false, true) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };

    let warm = passive_from(ratios[1])?;
    let warms = map(&RATIOS, &Progress::hidden(), |&ratio| passive_from(ratio))?;
    let hot = steady_work(CELLS, ETA, ratios[1], NEARLY_ONE, ALPHA_L)?;
    let sentences = [
        if peaked {
            format!(
                "A peak of about {QUOTED} is found from {} (of q = {} tried): from the ground \
                 state it is {QUOTED} for γ_r = {:.2}, and within 10 % of it for γ_r from {:.2} \
                 to {:.2}.",
                starts.join(", "),
                plain(&GIBBS),
                ratios[1],
                ratios[0],
                ratios[2],
            )
        } else {
            format!(
                "No start that was tried (q = {}) has a peak of about {QUOTED}.",
                plain(&GIBBS)
            )
        },
        format!(
            "At γ_r = {} it is {:.3}, at 0.1 {:.3}, at 1 {:.3}; from q = {} it never exceeds \
             {:.3}.",
            RATIOS[0], tops[0], tops[2], tops[3], GIBBS[2], best[2],
        ),
        format!(
            "W(infinity) is {}: {} for γ_r = {}, with errors below {:.0e}.",
            choose(passive, "zero", "not zero"),
            list(steady.iter().map(|work| work.value), 4),
            plain(&RATIOS),
            steady.iter().map(|work| work.error).fold(0.0, f64::max) * 2.0,
        ),
        format!(
            "At γ_r = {:.2} that is {:.2} % of the peak, too little to see in the figure. There \
             the steady state is passive from α_ℓ = {warm:.3} on (from {} for γ_r = {}), and a \
             hotter collective bath lowers W (to {:.1e} at α_c = 1 - 2⁻²⁰) without ending it.",
            ratios[1],
            100.0 * at_peak.value / QUOTED,
            list(warms.iter().copied(), 3),
            plain(&RATIOS),
            hot.value,
        ),
    ];
    let numbers = json!({
        "cells": CELLS, "eta": ETA, "alpha_c": ALPHA_C, "alpha_l": ALPHA_L,
        "peaks": grid.iter().zip(&tops)
            .map(|(point, top)| json!({"q": point.0, "gamma_ratio": point.1, "ergotropy": top}))
            .collect::<Vec<_>>(),
        "gamma_ratio_at_2_5": ratios[1],
        "gamma_ratio_about_2_5_from": ratios[0],
        "gamma_ratio_about_2_5_to": ratios[2],
        "steady": RATIOS.iter().zip(&steady).map(|(ratio, work)| json!({
            "gamma_ratio": ratio, "ergotropy": work.value, "ergotropy_error": work.error,
        })).collect::<Vec<_>>(),
        "passive_from_alpha_l": warm,
        "passive_from_alpha_l_by_gamma_ratio": RATIOS.iter().zip(&warms)
            .map(|(ratio, warm)| json!({"gamma_ratio": ratio, "alpha_l": warm}))
            .collect::<Vec<_>>(),
    });
    let line = in_short(verdict, &steady, &best, ratios[1]);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(verdict: Verdict, steady: &[Bounded], best: &[f64], ratio: f64) -> String {
    let highest = best.iter().copied().fold(0.0, f64::max);
    if highest < QUOTED * (1.0 - ABOUT) {
        return format!(
            "No start that was tried has a peak of about {QUOTED}: the highest is {highest:.3}."
        );
    }
    let works = steady.iter().map(|work| work.value);
    let most = works.clone().fold(0.0, f64::max);
    let least = works.fold(f64::INFINITY, f64::min);
    let peak = format!("the peak is {QUOTED} from the ground state at γ_r = {ratio:.2}");
    match verdict {
        Verdict::Holds => format!("W(infinity) = 0 for γ_r = {}; {peak}.", plain(&RATIOS)),
        Verdict::HoldsIf => {
            let passive: Vec<f64> = RATIOS
                .iter()
                .zip(steady)
                .filter(|(_, work)| !is_positive(**work))
                .map(|(&ratio, _)| ratio)
                .collect();
            format!(
                "If γ_r = {}: elsewhere W(infinity) is up to {most:.4}; {peak}.",
                plain(&passive)
            )
        }
        _ => format!(
            "W(infinity) is not zero but {least:.4} to {most:.4} for γ_r from {} to {}; {peak}.",
            RATIOS[0],
            RATIOS[RATIOS.len() - 1]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_work_stays() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold);
        let number = |name: &str| found.numbers[name].as_f64().unwrap_or(f64::NAN);
        assert!((number("gamma_ratio_at_2_5") - 0.49).abs() < 0.02);
        let steady = &found.numbers["steady"][3];
        assert!(
            steady["ergotropy"]
                .as_f64()
                .is_some_and(|w| (w - 0.020_321_7).abs() < 1e-6)
        );
        Ok(())
    }

    #[test]
    fn warm_cells_are_passive_up_to_the_hottest_bath() -> Result<(), Error> {
        for (ratio, expected) in [(0.001, 0.786), (10.0, 0.690)] {
            let from = passive_from(ratio)?;
            assert!((from - expected).abs() < 1e-3, "{from}");
            for step in 1..=40 {
                let alpha_l = from + (NEARLY_ONE - from) * f64::from(step) / 40.0;
                let work = steady_work(CELLS, ETA, ratio, ALPHA_C, alpha_l)?;
                assert!(!is_positive(work), "{alpha_l}: {}", work.value);
            }
        }
        Ok(())
    }
}
