//! C11: the lobe along α_c when less of the noise is collective.

use ergotropy::Error;
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, falls, rises, solve};
use super::lobes::{Lobes, Peak, collective_peak};
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C11",
    heading: "More local noise",
    statement: "A lower η moves the maximum to a larger α_c and lowers it, while the width along \
     α_c stays about the same.",
    source: "Note VII B; Fig. 12",
    figures: &["fig12"],
    judge,
};

const CELLS: u64 = 7;
const RATIO: f64 = 1.0;

/// The panels of Fig. 12, from more to less collective.
const ETAS: [f64; 3] = [0.8, 0.6, 0.4];

/// Collective fractions below those of the figure.
const LOWER_ETAS: [f64; 2] = [0.2, 0.05];

/// "About the same": within 10 %.
const ABOUT: f64 = 0.1;

/// Approximate accuracy of the places of peaks.
const RESOLUTION: f64 = 1e-4;

fn judge() -> Result<Finding, Error> {
    let found = solve(&ETAS, |&eta| Lobes::new(Point::mixture(CELLS, eta, RATIO)))?;
    let lower = solve(&LOWER_ETAS, |&eta| {
        collective_peak(Point::mixture(CELLS, eta, RATIO))
    })?;
    let of = |number: fn(&Peak) -> f64| each(&found, |lobes| number(&lobes.collective));
    let (places, heights) = (of(|peak| peak.at), of(|peak| peak.work));
    let widths = of(Peak::width);
    let second = each(&found, |lobes| lobes.local.work);
    let (beyond, last) = (LOWER_ETAS[LOWER_ETAS.len() - 1], lower[lower.len() - 1]);
    let is_same = |width: f64| (width / widths[0] - 1.0).abs() <= ABOUT;

    let parts = vec![
        Part::holds(
            "a lower η moves the maximum to a larger α_c",
            places.windows(2).all(|pair| pair[1] > pair[0] + RESOLUTION),
            format!("α_c* = {} at η = {}.", list(&places, 4), plain(ETAS)),
        ),
        Part::fails(
            "it lowers the maximum",
            rises(&heights),
            format!(
                "the peak rises as η falls, W = {} at η = {}.",
                list(&heights, 4),
                plain(ETAS)
            ),
        ),
        Part::holds_if(
            "the width along α_c stays about the same",
            widths.iter().all(|&width| is_same(width)),
            format!(
                "if η >= {}: it is {}, but {:.3} at η = {beyond}.",
                ETAS[ETAS.len() - 1],
                list(&widths, 3),
                last.width()
            ),
        ),
    ];
    let in_short = format!(
        "With less collective noise the best bath is hotter, as stated, but the greatest work rises ({} at η = {}) \
         instead of falling.",
        list(&heights, 4),
        plain(ETAS)
    );
    let sentences = [
        format!(
            "N = {CELLS}, γ_r = {RATIO}, with α_ℓ* = 0 each time. At η = {beyond} the height is {:.4} (α_c* = {:.4}): \
             a hotter collective bath makes up for all of the lost collectivity.",
            last.work, last.at,
        ),
        format!(
            "What does drop with η is the second lobe, along α_ℓ at α_c = 0: W = {}.",
            list(&second, 4),
        ),
    ];
    let peaks = found.iter().map(|lobes| &lobes.collective).chain(&lower);
    let numbers = json!({
        "cells": CELLS,
        "gamma_ratio": RATIO,
        "alpha_c_lobe": each(ETAS.iter().chain(&LOWER_ETAS).zip(peaks), |(eta, peak)| json!({
            "eta": eta, "alpha_c": peak.at, "ergotropy": peak.work,
            "half_from": peak.low, "half_to": peak.high, "width": peak.width(),
        })),
        "second_lobe_ergotropy": second,
    });
    let grounds = [
        (
            "the best local bath is cold",
            found.iter().all(|lobes| lobes.best.at[1] == 0.0),
        ),
        (
            "at the least η the peak is higher and narrower",
            last.work >= heights[0] && !is_same(last.width()),
        ),
        ("the second lobe drops", falls(&second)),
    ];
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds, HoldsIf};
    use super::*;

    #[test]
    fn less_collective_noise_shifts_the_peak_but_does_not_lower_it() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(
            found.verdicts(),
            [Holds, DoesNotHold, HoldsIf],
            "{found:#?}"
        );
        found.assert_pinned(&[
            ("/alpha_c_lobe/0/alpha_c", 0.6538, 2e-4),
            ("/alpha_c_lobe/0/ergotropy", 0.36455, 1e-5),
            ("/alpha_c_lobe/0/width", 0.471, 2e-3),
            ("/alpha_c_lobe/1/alpha_c", 0.6882, 2e-4),
            ("/alpha_c_lobe/1/ergotropy", 0.36698, 1e-5),
            ("/alpha_c_lobe/1/width", 0.472, 2e-3),
            ("/alpha_c_lobe/2/alpha_c", 0.7387, 2e-4),
            ("/alpha_c_lobe/2/ergotropy", 0.37273, 1e-5),
            ("/alpha_c_lobe/2/width", 0.458, 2e-3),
        ]);
        Ok(())
    }
}
