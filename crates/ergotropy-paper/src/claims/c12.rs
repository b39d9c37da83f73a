//! C12: the weak dependence of the best collective bath on η where η is large.

use ergotropy::Error;
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, each, extremes, falls, solve};
use super::lobes::{Change, Lobes, collective_peak};
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C12",
    heading: "Nearly all noise collective",
    statement: "For η >= 0.8, α_c* is about 0.6 and hardly moves; as η falls the peak drops, and \
     the lobe narrows along α_ℓ.",
    source: "Note VII B 1; Fig. 13",
    figures: &["fig13"],
    judge,
};

const CELLS: u64 = 7;
const RATIO: f64 = 1.0;
const OTHERS: [u64; 10] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/// From nearly all to four fifths collective; the first is beyond Fig. 13.
const ETAS: [f64; 4] = [NEARLY_ONE, 0.95, 0.9, 0.8];

const ABOUT: f64 = 0.6;
const WITHIN: f64 = 0.1;
/// The greatest change of α_c* that counts as "hardly moves".
const STILL: f64 = 0.05;
/// The least relative decrease that counts as "narrows".
const NARROWER: f64 = 0.05;

/// Whether a place is about 0.6.
fn is_about(alpha_c: f64) -> bool {
    (alpha_c - ABOUT).abs() <= WITHIN * ABOUT
}

/// α_c* of other numbers of cells, at the greatest and at the least η.
fn places(cells: u64) -> Result<[f64; 2], Error> {
    let at = |eta| Ok::<_, Error>(collective_peak(Point::mixture(cells, eta, RATIO))?.at);
    Ok([at(ETAS[0])?, at(ETAS[3])?])
}

fn judge() -> Result<Finding, Error> {
    let found = solve(&ETAS, |&eta| Lobes::new(Point::mixture(CELLS, eta, RATIO)))?;
    let (least, most) = extremes(found.iter().map(|lobes| lobes.collective.at));
    let moved = most - least;
    // The panels of the figure, without the limit.
    let (limit, panels) = (&found[0], &found[1..]);
    let of = |number: fn(&Lobes) -> f64| each(panels, number);
    let heights = of(|lobes| lobes.collective.work);
    let local_heights = of(|lobes| lobes.local.work);
    let reaches = of(|lobes| lobes.reach);
    let change = Change::between(&panels[0], &panels[panels.len() - 1]);
    let by_cells = solve(&OTHERS, |&cells| places(cells))?;
    let rows = || OTHERS.iter().zip(&by_cells);
    let near = |places: &[f64; 2]| places.iter().all(|&place| is_about(place));
    let near_cells = rows().filter(|row| near(row.1)).map(|row| row.0);
    let near_cells = plain(near_cells);
    let (largest, at_largest) = (OTHERS[OTHERS.len() - 1], by_cells[OTHERS.len() - 1]);

    let parts = vec![
        Part::holds(
            "for η >= 0.8 α_c* is about 0.6 and hardly moves",
            is_about(least) && is_about(most) && moved <= STILL,
            format!(
                "it moves by {moved:.3} at N = {CELLS}; α_c* ≈ {ABOUT} for N = {near_cells} of {} to {largest}.",
                OTHERS[0]
            ),
        ),
        Part::fails(
            "as η falls the peak drops",
            !falls(&heights),
            format!(
                "that along α_c does not, W = {} at η = {}; that at α_c = 0 does.",
                list(&heights, 5),
                plain(&ETAS[1..])
            ),
        ),
        Part::fails(
            "as η falls the lobe narrows along α_ℓ",
            change.reach >= -NARROWER,
            format!(
                "half of the peak is at α_ℓ = {}, {:+.1} %; that at α_c = 0 narrows by {:.0} %.",
                list(&reaches, 4),
                100.0 * change.reach,
                -100.0 * change.local_width
            ),
        ),
    ];
    let in_short = format!(
        "For η >= 0.8 the best α_c stays near {ABOUT} (it moves by {moved:.3}), but as η falls neither does the peak \
         drop nor the lobe along α_c narrow."
    );
    let sentences = [
        format!(
            "N = {CELLS}, γ_r = {RATIO}, η = 0.95, 0.9, 0.8: α_c* = {}, and {:.4} as η → 1.",
            list(of(|lobes| lobes.collective.at), 4),
            limit.collective.at,
        ),
        format!(
            "The number 0.6 belongs to few cells: of N = {} to {largest} only N = {near_cells} have α_c* within 10 \
             % of it for all η >= 0.8; at N = {largest} it is {:.3} to {:.3}.",
            OTHERS[0], at_largest[0], at_largest[1]
        ),
        format!("The peak is W = {:.4} as η → 1.", limit.collective.work),
        format!(
            "The second lobe, along α_ℓ at α_c = 0, has its top at W = {}, and its full width at \
             half of it changes by {:+.0} %: the words on the peak and the width hold if they are about this lobe.",
            list(&local_heights, 4),
            100.0 * change.local_width,
        ),
    ];
    let numbers = json!({
        "cells": CELLS,
        "gamma_ratio": RATIO,
        "lobes": each(ETAS.iter().zip(&found), |(&eta, lobes)| lobes.row("eta", eta)),
        "alpha_c_moves_by": moved,
        "change_of_reach_along_alpha_l": change.reach,
        "change_of_second_lobe_width": change.local_width,
        "by_cells": each(rows(), |(cells, places)| json!({
            "cells": cells, "about_0_6": near(places), "alpha_c_eta_1": places[0], "alpha_c_eta_0_8": places[1],
        })),
    });
    let grounds = [(
        "the second lobe drops and narrows",
        falls(&local_heights) && change.local_width < -NARROWER,
    )];
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn the_place_stands_still_and_the_height_too() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(
            found.verdicts(),
            [Holds, DoesNotHold, DoesNotHold],
            "{found:#?}"
        );
        found.assert_pinned(&[
            ("/alpha_c_moves_by", 0.026, 1e-3),
            ("/change_of_reach_along_alpha_l", 0.018, 2e-3),
            ("/change_of_second_lobe_width", -0.09, 0.01),
            ("/lobes/3/ergotropy", 0.36455, 1e-5),
        ]);
        Ok(())
    }
}
