//! C12: how little the best collective bath depends on η where η is large.

use ergotropy::Error;
use ergotropy_sweep::{Progress, map};
use serde_json::json;

use super::grid::{NEARLY_ONE, finding};
use super::lobes::{Lobes, lobes, peak, steady_work};
use super::words::{choose, list};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C12",
    statement: "For η >= 0.8, α_c* is about 0.6 and hardly moves; as η falls the peak drops, and \
     the lobe narrows along α_ℓ.",
    source: "Note VII B 1; Fig. 13",
    figures: &["fig13"],
    judge,
};

const CELLS: u64 = 7;
const RATIO: f64 = 1.0;

/// From nearly all to four fifths collective; the first is beyond Fig. 13.
const ETAS: [f64; 4] = [NEARLY_ONE, 0.95, 0.9, 0.8];

const ABOUT: f64 = 0.6;
const WITHIN: f64 = 0.1;
/// "Hardly moves."
const STILL: f64 = 0.05;
/// "Narrows."
const NARROWER: f64 = 0.05;

/// Whether α_c* is about 0.6 for every η, and how far it moves.
fn place(optima: &[f64]) -> (bool, f64) {
    let least = optima.iter().copied().fold(f64::INFINITY, f64::min);
    let most = optima.iter().copied().fold(0.0, f64::max);
    let near = |alpha: f64| (alpha - ABOUT).abs() <= WITHIN * ABOUT;
    (near(least) && near(most), most - least)
}

fn judge() -> Result<Finding, Error> {
    let found: Vec<Lobes> = map(&ETAS, &Progress::hidden(), |&eta| lobes(CELLS, eta, RATIO))?;
    let optima: Vec<f64> = found.iter().map(|lobes| lobes.collective.at).collect();
    let (about, moved) = place(&optima);
    let still = moved <= STILL;
    // The panels of the figure, without the limit.
    let panels = &found[1..];
    let (first, last) = (&panels[0], &panels[panels.len() - 1]);
    let drops = panels
        .windows(2)
        .all(|pair| pair[1].collective.work < pair[0].collective.work);
    let reach = last.reach / first.reach - 1.0;
    let narrows = reach < -NARROWER;
    let local_width = last.local.width() / first.local.width() - 1.0;
    let second_drops = panels
        .windows(2)
        .all(|pair| pair[1].local.work < pair[0].local.work);
    let second = second_drops && local_width < -NARROWER;
    let verdict = match (about && still, drops && narrows, second) {
        (true, true, _) => Verdict::Holds,
        (true, false, true) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };

    let others: Vec<u64> = (3..=12).collect();
    let by_cells: Vec<(u64, bool, f64, f64)> = map(&others, &Progress::hidden(), |&cells| {
        let at = |eta| peak(|alpha| Ok(steady_work(cells, eta, RATIO, alpha, 0.0)?.value));
        let (most, least) = (at(ETAS[3])?, at(ETAS[0])?);
        let (about, _) = place(&[least.at, most.at]);
        Ok::<_, Error>((cells, about, least.at, most.at))
    })?;
    let near: Vec<String> = by_cells
        .iter()
        .filter(|cells| cells.1)
        .map(|cells| cells.0.to_string())
        .collect();
    let largest = by_cells[by_cells.len() - 1];

    let sentences = [
        format!(
            "N = {CELLS}, γ_r = {RATIO}, η = 0.95, 0.9, 0.8: α_c* = {}, and {:.4} as η → 1; it \
             moves by {moved:.3}, so that \"about 0.6\" {} and \"hardly moves\" {}.",
            list(panels.iter().map(|lobes| lobes.collective.at), 4),
            found[0].collective.at,
            choose(about, "is right", "is wrong"),
            choose(still, "is right", "is wrong"),
        ),
        format!(
            "The number 0.6 belongs to few cells: of N = 3 to {} only N = {} have α_c* within 10 \
             % of it for all η >= 0.8; at N = {} it is {:.3} to {:.3}.",
            largest.0,
            near.join(", "),
            largest.0,
            largest.2,
            largest.3
        ),
        format!(
            "The peak is W = {} and {:.4} as η → 1: it {}.",
            list(panels.iter().map(|lobes| lobes.collective.work), 5),
            found[0].collective.work,
            choose(drops, "drops as η falls", "does not drop as η falls"),
        ),
        format!(
            "At α_c* the work is down to half at α_ℓ = {}: {:+.1} % from η = 0.95 to 0.8, so \
             that the lobe {}.",
            list(panels.iter().map(|lobes| lobes.reach), 4),
            100.0 * reach,
            choose(narrows, "narrows along α_ℓ", "does not narrow along α_ℓ"),
        ),
        format!(
            "The second lobe, along α_ℓ at α_c = 0, has its top at W = {}, and its full width at \
             half of it changes by {:+.0} %: the words on the peak and the width {}.",
            list(panels.iter().map(|lobes| lobes.local.work), 4),
            100.0 * local_width,
            choose(
                second,
                "hold if they are about this lobe",
                "do not hold for it either"
            ),
        ),
    ];
    let rows: Vec<_> = ETAS
        .iter()
        .zip(&found)
        .map(|(&eta, lobes)| lobes.row("eta", eta))
        .collect();
    let numbers = json!({
        "cells": CELLS,
        "gamma_ratio": RATIO,
        "lobes": rows,
        "alpha_c_moves_by": moved,
        "change_of_reach_along_alpha_l": reach,
        "change_of_second_lobe_width": local_width,
        "by_cells": by_cells.iter().map(|cells| json!({
            "cells": cells.0, "about_0_6": cells.1, "alpha_c_eta_1": cells.2, "alpha_c_eta_0_8": cells.3,
        })).collect::<Vec<_>>(),
    });
    let line = in_short(verdict, &found, [drops, narrows], &near, &others);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(
    verdict: Verdict,
    found: &[Lobes],
    [drops, narrows]: [bool; 2],
    near: &[String],
    tried: &[u64],
) -> String {
    let (limit, first, last) = (&found[0], &found[1], &found[found.len() - 1]);
    let places = format!(
        "α_c* ≈ {ABOUT} for N = {} of {} to {}",
        near.join(", "),
        tried[0],
        tried[tried.len() - 1]
    );
    match verdict {
        Verdict::Holds => format!(
            "At N = {CELLS} the peak drops from {:.4} to {:.4}, and half of it is at α_ℓ = {:.4}, then {:.4}; {places}.",
            first.collective.work, last.collective.work, first.reach, last.reach
        ),
        Verdict::HoldsIf => format!(
            "If the lobe at α_c = 0 is meant: that along α_c {} ({:.4} to {:.4}) and {}; {places}.",
            choose(drops, "drops", "does not drop"),
            first.collective.work,
            last.collective.work,
            choose(narrows, "narrows", "does not narrow"),
        ),
        Verdict::DoesNotHold | Verdict::NotTestable | Verdict::Pending => format!(
            "At N = {CELLS} α_c* goes from {:.4} to {:.4}, the peak along α_c from {:.4} to {:.4}, that at α_c = 0 from {:.4} to {:.4}.",
            limit.collective.at,
            last.collective.at,
            first.collective.work,
            last.collective.work,
            first.local.work,
            last.local.work
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_still_and_the_height_too() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let number = |name: &str| found.numbers[name].as_f64().unwrap_or(f64::NAN);
        assert!((number("alpha_c_moves_by") - 0.026).abs() < 1e-3);
        assert!((number("change_of_reach_along_alpha_l") - 0.018).abs() < 2e-3);
        assert!((number("change_of_second_lobe_width") + 0.09).abs() < 0.01);
        let lobe = &found.numbers["lobes"][3];
        assert!(
            lobe["ergotropy"]
                .as_f64()
                .is_some_and(|w| (w - 0.36455).abs() < 1e-5)
        );
        Ok(())
    }
}
