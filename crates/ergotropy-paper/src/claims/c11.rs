//! C11: what becomes of the lobe along α_c when less of the noise is collective.

use ergotropy::Error;
use ergotropy_sweep::{Progress, map};
use serde_json::json;

use super::grid::finding;
use super::lobes::{Lobes, Peak, lobes, peak, steady_work};
use super::words::{choose, list, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C11",
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

/// Beyond the figure.
const LOWER_ETAS: [f64; 2] = [0.2, 0.05];

/// "About the same": within 10 %.
const ABOUT: f64 = 0.1;

/// Places are known to about this.
const RESOLUTION: f64 = 1e-4;

fn judge() -> Result<Finding, Error> {
    let found: Vec<Lobes> = map(&ETAS, &Progress::hidden(), |&eta| lobes(CELLS, eta, RATIO))?;
    let lower: Vec<Peak> = map(&LOWER_ETAS, &Progress::hidden(), |&eta| {
        peak(|alpha| Ok(steady_work(CELLS, eta, RATIO, alpha, 0.0)?.value))
    })?;
    let on_axis = found.iter().all(|lobes| lobes.best.at[1] == 0.0);
    let moves = found
        .windows(2)
        .all(|pair| pair[1].collective.at > pair[0].collective.at + RESOLUTION);
    let drops = found
        .windows(2)
        .all(|pair| pair[1].collective.work < pair[0].collective.work);
    let rises = found
        .windows(2)
        .all(|pair| pair[1].collective.work > pair[0].collective.work);
    let second_drops = found
        .windows(2)
        .all(|pair| pair[1].local.work < pair[0].local.work);
    let width = found[0].collective.width();
    let change = |peak: &Peak| (peak.width() / width - 1.0).abs();
    let same_width = found.iter().all(|lobes| change(&lobes.collective) <= ABOUT);
    let same_width_below = lower.iter().all(|peak| change(peak) <= ABOUT);
    let verdict = match (moves, drops, same_width) {
        (true, true, true) if same_width_below => Verdict::Holds,
        (true, true, true) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };

    let trend = Trend {
        height: if drops {
            "drops"
        } else if rises {
            "rises"
        } else {
            "does not drop throughout"
        },
        moves,
        same_width,
    };
    let last = lower.len() - 1;
    let sentences = [
        format!(
            "N = {CELLS}, γ_r = {RATIO}, η = 0.8, 0.6, 0.4: α_c* = {}, {}{}.",
            list(found.iter().map(|lobes| lobes.collective.at), 4),
            choose(moves, "so it does move up", "so it does not always move up"),
            choose(on_axis, ", with α_ℓ* = 0 each time", ""),
        ),
        format!(
            "The height is W = {}: it {}. At η = {} it is {:.4} (α_c* = {:.4}){}.",
            list(found.iter().map(|lobes| lobes.collective.work), 4),
            trend.height,
            LOWER_ETAS[last],
            lower[last].work,
            lower[last].at,
            choose(
                lower[last].work >= found[0].collective.work,
                ": a hotter collective bath makes up for all of the lost collectivity",
                ""
            ),
        ),
        format!(
            "The full width along α_c at half the peak is {}, {} of the one at η = 0.8; but at η \
             = {} it is {:.3}, {}.",
            list(found.iter().map(|lobes| lobes.collective.width()), 3),
            choose(same_width, "within 10 %", "not within 10 %"),
            LOWER_ETAS[last],
            lower[last].width(),
            choose(same_width_below, "still the same", "no longer the same"),
        ),
        format!(
            "{} the second lobe, along α_ℓ at α_c = 0: W = {}.",
            choose(
                second_drops,
                "What does drop with η is",
                "Nor does this drop throughout:"
            ),
            list(found.iter().map(|lobes| lobes.local.work), 4),
        ),
    ];
    let row = |eta: f64, peak: &Peak| {
        json!({
            "eta": eta, "alpha_c": peak.at, "ergotropy": peak.work,
            "half_from": peak.low, "half_to": peak.high, "width": peak.width(),
        })
    };
    let rows: Vec<_> = ETAS
        .iter()
        .zip(found.iter().map(|lobes| &lobes.collective))
        .chain(LOWER_ETAS.iter().zip(&lower))
        .map(|(&eta, peak)| row(eta, peak))
        .collect();
    let numbers = json!({
        "cells": CELLS,
        "gamma_ratio": RATIO,
        "alpha_c_lobe": rows,
        "second_lobe_ergotropy": found.iter().map(|lobes| lobes.local.work).collect::<Vec<_>>(),
    });
    let line = in_short(verdict, &found, &lower, trend);
    Ok(finding(verdict, line, &sentences, numbers))
}

/// How the peak along α_c changes with falling η: height, place and width.
#[derive(Clone, Copy)]
struct Trend {
    height: &'static str,
    moves: bool,
    same_width: bool,
}

fn in_short(verdict: Verdict, found: &[Lobes], lower: &[Peak], trend: Trend) -> String {
    let (first, last) = (&found[0].collective, &lower[lower.len() - 1]);
    let (least, beyond) = (ETAS[ETAS.len() - 1], LOWER_ETAS[LOWER_ETAS.len() - 1]);
    match verdict {
        Verdict::Holds => format!(
            "From η = {} to {beyond} α_c* goes from {:.4} to {:.4}, W from {:.4} to {:.4}, the width from {:.3} to {:.3}.",
            ETAS[0],
            first.at,
            last.at,
            first.work,
            last.work,
            first.width(),
            last.width()
        ),
        Verdict::HoldsIf => format!(
            "If η >= {least}: at η = {beyond} the width along α_c is {:.3} instead of {:.3}.",
            last.width(),
            first.width()
        ),
        _ => format!(
            "The peak {} as η falls: {} at η = {}; α_c* {}, the width {} down to η = {least}.",
            trend.height,
            list(found.iter().map(|lobes| lobes.collective.work), 4),
            plain(&ETAS),
            choose(trend.moves, "does move up", "does not always move up"),
            choose(trend.same_width, "stays", "changes"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_collective_noise_shifts_the_peak_but_does_not_lower_it() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold);
        let expected = [
            (0.6538, 0.36455, 0.471),
            (0.6882, 0.36698, 0.472),
            (0.7387, 0.37273, 0.458),
        ];
        for (row, (at, work, width)) in expected.into_iter().enumerate() {
            let row = &found.numbers["alpha_c_lobe"][row];
            assert!(
                row["alpha_c"]
                    .as_f64()
                    .is_some_and(|x| (x - at).abs() < 2e-4)
            );
            assert!(
                row["ergotropy"]
                    .as_f64()
                    .is_some_and(|x| (x - work).abs() < 1e-5)
            );
            assert!(
                row["width"]
                    .as_f64()
                    .is_some_and(|x| (x - width).abs() < 2e-3)
            );
        }
        Ok(())
    }
}
