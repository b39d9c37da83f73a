//! C13: the effect of the rate of the local noise on the lobes.

use ergotropy::{Bounded, Error};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, each, extremes, solve};
use super::lobes::{Change, Lobes, level_from};
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C13",
    heading: "The speed of local noise",
    statement: "The rate ratio γ_r moves α_c* hardly at all, and shrinks the lobe along α_ℓ.",
    source: "Note VII C; Fig. 14",
    figures: &["fig14"],
    judge,
};

const CELLS: u64 = 7;
const ETA: f64 = 0.9;

/// The panels of Fig. 14.
const RATIOS: [f64; 3] = [0.01, 0.1, 1.0];

/// The greatest relative change that counts as "hardly at all".
const STILL: f64 = 0.05;
/// The least relative decrease that counts as "shrinks".
const NARROWER: f64 = 0.05;
/// A height at which all panels are compared, as a map with one scale of colours does.
const LEVEL: f64 = 0.1;

/// Width along α_ℓ, at α_c = 0, of the region with work of at least [`LEVEL`]; zero if there is none.
fn span(lobes: &Lobes, ratio: f64) -> Result<f64, Error> {
    if lobes.local.work < LEVEL {
        return Ok(0.0);
    }
    let work = |alpha_l| {
        let point = Point {
            alpha_l,
            ..Point::mixture(CELLS, ETA, ratio)
        };
        Ok(point.steady_work()?.value)
    };
    let top = lobes.local.at;
    Ok(level_from(top, NEARLY_ONE, LEVEL, work)? - level_from(top, 0.0, LEVEL, work)?)
}

/// Steady work at one value of g = (1-η) γ_r / η, reached by γ_r at the paper's η and by η at γ_r = 1.
fn both_ways(alpha_c: f64, alpha_l: f64) -> Result<(Bounded, Bounded, f64), Error> {
    let ratio = RATIOS[0];
    let eta = ETA / (ETA + (1.0 - ETA) * ratio);
    let work = |eta, gamma_ratio| {
        let point = Point {
            alpha_c,
            alpha_l,
            ..Point::mixture(CELLS, eta, gamma_ratio)
        };
        point.steady_work()
    };
    Ok((work(ETA, ratio)?, work(eta, 1.0)?, eta))
}

fn judge() -> Result<Finding, Error> {
    let found = solve(&RATIOS, |&ratio| {
        Lobes::new(Point::mixture(CELLS, ETA, ratio))
    })?;
    let of = |number: fn(&Lobes) -> f64| each(&found, number);
    let (least, most) = extremes(of(|lobes| lobes.collective.at));
    let moved = most - least;
    let change = Change::between(&found[0], &found[found.len() - 1]);
    let spans = RATIOS
        .iter()
        .zip(&found)
        .map(|(&ratio, lobes)| span(lobes, ratio))
        .collect::<Result<Vec<_>, _>>()?;
    let (from, to) = (spans[0], spans[spans.len() - 1]);
    let (by_ratio, by_eta, eta) = both_ways(0.1, 0.8)?;
    let scaling = (by_ratio.value - by_eta.value).abs();

    let in_short = format!(
        "Faster local noise hardly moves the best α_c (by {moved:.3}), but at half its height neither lobe shrinks \
         along α_ℓ."
    );
    let parts = vec![
        Part::holds(
            "γ_r moves α_c* hardly at all",
            moved <= STILL,
            format!("it moves by {moved:.3} for γ_r = 0.01 to 1."),
        ),
        Part::fails(
            "γ_r shrinks the lobe along α_ℓ",
            change.reach >= -NARROWER && change.local_width >= -NARROWER,
            format!(
                "at half height neither lobe shrinks ({:+.1} %, {:+.0} %); at α_c = 0 the range with W >= {LEVEL} \
                 does, {from:.3} to {to:.3}.",
                100.0 * change.reach,
                100.0 * change.local_width
            ),
        ),
    ];
    let half_levels = each(&found, |lobes| {
        format!("{:.3} to {:.3}", lobes.local.low, lobes.local.high)
    });
    let sentences = [
        format!(
            "N = {CELLS}, η = {ETA}, γ_r = 0.01, 0.1, 1: α_c* = {}, which moves by {moved:.3} \
             and so hardly at all; the width along α_c changes by {:+.1} %, the height W = {} hardly.",
            list(of(|lobes| lobes.collective.at), 4),
            100.0 * change.width,
            list(of(|lobes| lobes.collective.work), 4),
        ),
        format!(
            "The lobe along α_c is down to half at α_ℓ = {} ({:+.1} %): γ_r does not shrink it along α_ℓ.",
            list(of(|lobes| lobes.reach), 4),
            100.0 * change.reach,
        ),
        format!(
            "The second lobe, along α_ℓ at α_c = 0, is what γ_r acts on: its top is W = {} at \
             α_ℓ = {} ({:+.0} %). Its full width at half of that, α_ℓ = {}, does not shrink but moves to \
             colder local baths ({:+.0} %); the range of α_ℓ with W >= {LEVEL} is {} wide and does shrink: \
             read at a fixed W, the claim holds for this lobe.",
            list(of(|lobes| lobes.local.work), 4),
            list(of(|lobes| lobes.local.at), 3),
            100.0 * change.local_height,
            plain(&half_levels),
            100.0 * change.local_width,
            list(&spans, 3),
        ),
        format!(
            "Steady states depend on η and γ_r through g = (1-η) γ_r / η alone: W at α_c = 0.1, α_ℓ \
             = 0.8 is {:.12} for γ_r = {} at η = {ETA} and {:.12} for γ_r = 1 at η = {eta:.6}. So this is the \
             claim on η in Fig. 13 over again.",
            by_ratio.value, RATIOS[0], by_eta.value,
        ),
    ];
    let grounds = [
        (
            "the range at fixed W shrinks",
            spans.windows(2).all(|pair| pair[1] <= pair[0]) && to < from * (1.0 - NARROWER),
        ),
        (
            // The two values of g differ by the rounding of η.
            "states depend on η and γ_r through g",
            scaling <= by_ratio.error + by_eta.error + 1e-13,
        ),
    ];
    let numbers = json!({
        "cells": CELLS,
        "eta": ETA,
        "lobes": each(RATIOS.iter().zip(&found), |(&ratio, lobes)| lobes.row("gamma_ratio", ratio)),
        "alpha_c_moves_by": moved,
        "change_of_reach_along_alpha_l": change.reach,
        "change_of_second_lobe_width": change.local_width,
        "change_of_second_lobe_height": change.local_height,
        "second_lobe_span_at_0_1": spans,
        "difference_at_equal_g": scaling,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn only_the_second_lobe_feels_the_local_rate() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::HoldsInPart, "{found:#?}");
        found.assert_pinned(&[
            ("/alpha_c_moves_by", 0.012, 1e-3),
            ("/change_of_reach_along_alpha_l", 0.011, 2e-3),
            ("/change_of_second_lobe_height", -0.43, 0.01),
            ("/change_of_second_lobe_width", 0.05, 0.01),
            ("/difference_at_equal_g", 0.0, 1e-13),
        ]);
        Ok(())
    }
}
