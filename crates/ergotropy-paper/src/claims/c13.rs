//! C13: what the rate of the local noise does to the lobes.

use ergotropy::{Bounded, Error};
use ergotropy_sweep::{Progress, map};
use serde_json::json;

use super::grid::{NEARLY_ONE, finding};
use super::lobes::{Lobes, level_from, lobes, steady_work};
use super::words::{choose, list};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C13",
    statement: "The rate ratio γ_r moves α_c* hardly at all, and shrinks the lobe along α_ℓ.",
    source: "Note VII C; Fig. 14",
    figures: &["fig14"],
    judge,
};

const CELLS: u64 = 7;
const ETA: f64 = 0.9;

/// The panels of Fig. 14.
const RATIOS: [f64; 3] = [0.01, 0.1, 1.0];

/// "Hardly at all."
const STILL: f64 = 0.05;
/// "Shrinks": by more than this share.
const NARROWER: f64 = 0.05;
/// A height at which all panels are compared, as a map with one scale of colours does.
const LEVEL: f64 = 0.1;

/// Width along α_ℓ, at α_c = 0, of the region with at least that much work; zero if there is none.
fn span(lobes: &Lobes, ratio: f64) -> Result<f64, Error> {
    if lobes.local.work < LEVEL {
        return Ok(0.0);
    }
    let work = |alpha| Ok(steady_work(CELLS, ETA, ratio, 0.0, alpha)?.value);
    let top = lobes.local.at;
    Ok(level_from(top, NEARLY_ONE, LEVEL, &work)? - level_from(top, 0.0, LEVEL, &work)?)
}

/// Steady work at one value of g = (1-η) γ_r / η, by γ_r at the paper's η and by η at γ_r = 1.
fn both_ways(alpha_c: f64, alpha_l: f64) -> Result<(Bounded, Bounded, f64), Error> {
    let ratio = RATIOS[0];
    let eta = ETA / (ETA + (1.0 - ETA) * ratio);
    Ok((
        steady_work(CELLS, ETA, ratio, alpha_c, alpha_l)?,
        steady_work(CELLS, eta, 1.0, alpha_c, alpha_l)?,
        eta,
    ))
}

fn judge() -> Result<Finding, Error> {
    let found: Vec<Lobes> = map(&RATIOS, &Progress::hidden(), |&ratio| {
        lobes(CELLS, ETA, ratio)
    })?;
    let (first, last) = (&found[0], &found[found.len() - 1]);
    let places = found.iter().map(|lobes| lobes.collective.at);
    let moved = places.clone().fold(0.0, f64::max) - places.fold(1.0, f64::min);
    let still = moved <= STILL;
    let reach = last.reach / first.reach - 1.0;
    let width = last.local.width() / first.local.width() - 1.0;
    let collective_width = last.collective.width() / first.collective.width() - 1.0;
    let height = last.local.work / first.local.work - 1.0;
    let spans: Vec<f64> = found
        .iter()
        .zip(&RATIOS)
        .map(|(lobes, &ratio)| span(lobes, ratio))
        .collect::<Result<_, _>>()?;
    let shrinks = spans.windows(2).all(|pair| pair[1] <= pair[0])
        && spans[spans.len() - 1] < spans[0] * (1.0 - NARROWER);
    let (narrows, second_narrows) = (reach < -NARROWER, width < -NARROWER);
    let verdict = match (still, second_narrows, shrinks) {
        (true, true, true) => Verdict::Holds,
        (true, false, false) | (false, _, _) => Verdict::DoesNotHold,
        (true, _, _) => Verdict::HoldsIf,
    };

    let (by_ratio, by_eta, eta) = both_ways(0.1, 0.8)?;
    let scaling = (by_ratio.value - by_eta.value).abs();
    // The two values of g differ by the rounding of η.
    let scales = scaling <= by_ratio.error + by_eta.error + 1e-13;
    let half_levels: Vec<String> = found
        .iter()
        .map(|lobes| format!("{:.3} to {:.3}", lobes.local.low, lobes.local.high))
        .collect();
    let sentences = [
        format!(
            "N = {CELLS}, η = {ETA}, γ_r = 0.01, 0.1, 1: α_c* = {}, which moves by {moved:.3} \
             and so {}; the width along α_c changes by {:+.1} %, the height W = {} hardly.",
            list(found.iter().map(|lobes| lobes.collective.at), 4),
            choose(still, "hardly at all", "visibly"),
            100.0 * collective_width,
            list(found.iter().map(|lobes| lobes.collective.work), 4),
        ),
        format!(
            "The lobe along α_c is down to half at α_ℓ = {} ({:+.1} %): γ_r {} it along α_ℓ.",
            list(found.iter().map(|lobes| lobes.reach), 4),
            100.0 * reach,
            choose(narrows, "shrinks", "does not shrink"),
        ),
        format!(
            "The second lobe, along α_ℓ at α_c = 0, is what γ_r acts on: its top is W = {} at \
             α_ℓ = {} ({:+.0} %). Its full width at half of that, α_ℓ = {}, {} ({:+.0} %); the \
             range of α_ℓ with W >= {LEVEL} is {} wide and {}.",
            list(found.iter().map(|lobes| lobes.local.work), 4),
            list(found.iter().map(|lobes| lobes.local.at), 3),
            100.0 * height,
            half_levels.join(", "),
            choose(
                second_narrows,
                "shrinks",
                "does not shrink but moves to colder local baths"
            ),
            100.0 * width,
            list(spans.iter().copied(), 3),
            choose(
                shrinks,
                "does shrink: read at a fixed W, the claim holds for this lobe",
                "does not shrink either"
            ),
        ),
        format!(
            "Steady states {} on η and γ_r through g = (1-η) γ_r / η alone: W at α_c = 0.1, α_ℓ \
             = 0.8 is {:.12} for γ_r = {} at η = {ETA} and {:.12} for γ_r = 1 at η = {eta:.6}{}.",
            choose(scales, "depend", "do not depend"),
            by_ratio.value,
            RATIOS[0],
            by_eta.value,
            choose(
                scales,
                ". So this is the claim on η in Fig. 13 over again",
                ""
            ),
        ),
    ];
    let rows: Vec<_> = RATIOS
        .iter()
        .zip(&found)
        .map(|(&ratio, lobes)| lobes.row("gamma_ratio", ratio))
        .collect();
    let numbers = json!({
        "cells": CELLS,
        "eta": ETA,
        "lobes": rows,
        "alpha_c_moves_by": moved,
        "change_of_reach_along_alpha_l": reach,
        "change_of_second_lobe_width": width,
        "change_of_second_lobe_height": height,
        "second_lobe_span_at_0_1": spans,
        "difference_at_equal_g": scaling,
    });
    let line = in_short(verdict, [moved, reach, width], &spans, shrinks);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(
    verdict: Verdict,
    [moved, reach, width]: [f64; 3],
    spans: &[f64],
    shrinks: bool,
) -> String {
    let (from, to) = (spans[0], spans[spans.len() - 1]);
    let by_level =
        format!("the range with W >= {LEVEL} goes from {from:.3} to {to:.3} (γ_r = 0.01 to 1)");
    let narrows = choose(reach < -NARROWER, "shrinks as well", "does not shrink");
    let (reach, width) = (100.0 * reach, 100.0 * width);
    match verdict {
        Verdict::Holds => format!(
            "α_c* moves by {moved:.3}; at α_c = 0 the width at half height changes by {width:+.0} %, {by_level}."
        ),
        Verdict::HoldsIf if shrinks => format!(
            "If read at fixed W at α_c = 0: {by_level}; the lobe along α_c {narrows} ({reach:+.1} %)."
        ),
        Verdict::HoldsIf => format!(
            "If read at half height at α_c = 0: the width changes by {width:+.0} %, but {by_level}."
        ),
        _ if moved > STILL => format!("α_c* moves by {moved:.3} between γ_r = 0.01 and 1."),
        _ => format!(
            "No lobe shrinks along α_ℓ: reach {reach:+.1} %, width at half height {width:+.0} %, {by_level}."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_second_lobe_feels_the_local_rate() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let number = |name: &str| found.numbers[name].as_f64().unwrap_or(f64::NAN);
        assert!((number("alpha_c_moves_by") - 0.012).abs() < 1e-3);
        assert!((number("change_of_reach_along_alpha_l") - 0.011).abs() < 2e-3);
        assert!((number("change_of_second_lobe_height") + 0.43).abs() < 0.01);
        assert!((number("change_of_second_lobe_width") - 0.05).abs() < 0.01);
        assert!(number("difference_at_equal_g") < 1e-13);
        Ok(())
    }
}
