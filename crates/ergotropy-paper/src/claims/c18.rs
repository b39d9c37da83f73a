//! C18: overshoot and monotonic charging for three, six and ten cells.

use ergotropy::{Bounded, Error, Start};
use ergotropy_sweep::logarithmic;
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, falls, pairs, solve};
use super::lobes::collective_peak;
use super::words::{list, percents, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C18",
    heading: "Overshoot of three cells",
    statement: "N = 3: W(t) overshoots and decays at γ_r = 1, and rises monotonically to a \
     larger value for γ_r <= 0.01; N = 6 and 10 are less sensitive.",
    source: "Note IX; Fig. 15",
    figures: &["fig15"],
    judge,
};

const ETA: f64 = 0.9;
const CELLS: [u64; 3] = [3, 6, 10];
const RATIOS: [f64; 4] = [0.001, 0.01, 0.1, 1.0];

/// The time γ_c t at which the window of the figure is assumed to end, long after the collective rise.
const WINDOW: f64 = 10.0;

/// The greatest relative fall that cannot be seen in a figure.
const INVISIBLE: f64 = 0.02;

struct Curve {
    peak: Bounded,
    peak_time: f64,
    window: f64,
    steady: Bounded,
}

impl Curve {
    fn overshoot(&self) -> f64 {
        self.peak.value / self.steady.value - 1.0
    }

    /// Whether the peak is above the steady work by more than both errors.
    fn overshoots(&self) -> bool {
        self.peak.lower() > self.steady.upper()
    }
}

/// The curve from the ground state up to γ_c t = 30.
fn curve(point: &Point) -> Result<Curve, Error> {
    let mut times = logarithmic(0.01, 30.0, 150);
    times.push(WINDOW);
    let charged = point.ensemble()?.charge(&Start::ground(), &times)?;
    let points = charged.points();
    let top = charged.peak().unwrap_or(&points[0]);
    Ok(Curve {
        peak: top.work().ergotropy,
        peak_time: top.time,
        window: points[points.len() - 1].work().ergotropy.value,
        steady: point.steady_work()?,
    })
}

fn judge() -> Result<Finding, Error> {
    // The α_c that is best for these cells at γ_r = 1.
    let optima = solve(&CELLS, |&cells| {
        let cold = Point::mixture(cells, ETA, 1.0);
        let alpha_c = collective_peak(cold)?.at;
        Ok(Point { alpha_c, ..cold })
    })?;
    let grid = each(pairs(&optima, &RATIOS), |(point, gamma_ratio)| Point {
        gamma_ratio,
        ..point
    });
    let curves = solve(&grid, curve)?;
    let rows: Vec<&[Curve]> = curves.chunks(RATIOS.len()).collect();
    let last = RATIOS.len() - 1;
    let (three, slow, fast) = (rows[0], &rows[0][..2], &rows[0][last]);
    // The decrease of the work at the end of the window from the least to the greatest γ_r, relative to
    // the work at the least.
    let sensitivity = each(&rows, |row| 1.0 - row[last].window / row[0].window);

    let parts = vec![
        Part::holds(
            "at N = 3, γ_r = 1 W(t) overshoots and decays",
            fast.overshoots(),
            format!(
                "it peaks at {:.4} and ends at {:.4}.",
                fast.peak.value, fast.steady.value
            ),
        ),
        Part::fails(
            "at N = 3, γ_r <= 0.01 it rises monotonically to a larger value",
            slow.iter().all(Curve::overshoots)
                && slow
                    .iter()
                    .all(|curve| curve.steady.lower() <= fast.steady.upper()),
            format!(
                "it overshoots too ({:.4}, then {:.4}) and ends no higher than for γ_r = 1.",
                slow[1].peak.value, slow[1].steady.value
            ),
        ),
        Part::holds(
            "N = 6 and 10 are less sensitive",
            falls(&sensitivity),
            format!(
                "at γ_c t = {WINDOW} γ_r = 1 takes {} % of the work at γ_r = 0.001 for N = 3, 6, 10.",
                percents(&sensitivity, 0)
            ),
        ),
    ];
    let in_short = "More cells are less sensitive to local noise, as stated; but three cells overshoot and decay for slow local \
         noise too, only later."
        .to_owned();
    let sentences = [
        format!(
            "N = 3, η = {ETA}, α_ℓ = 0, ground start, α_c = {:.4} (its optimum): for γ_r = {} W \
             peaks at {} and ends at {}.",
            optima[0].alpha_c,
            plain(RATIOS),
            list(three.iter().map(|curve| curve.peak.value), 4),
            list(three.iter().map(|curve| curve.steady.value), 4),
        ),
        format!(
            "The overshoot is {} % of the steady work at γ_r = 0.01 and 1.",
            percents([slow[1].overshoot(), fast.overshoot()], 0),
        ),
        format!(
            "The claim describes curves that end too early: the plateau of the collective \
             noise alone lasts until γ_c t ~ 1/((1-η) γ_r), and up to γ_c t = {WINDOW} W \
             falls from its peak by {:.1} % only at γ_r = 0.01, but to {:.4} at γ_r = 1.",
            100.0 * (1.0 - slow[1].window / slow[1].peak.value),
            fast.window,
        ),
        format!(
            "The overshoot at γ_r = 1 is {} % of the steady work for N = 3, 6, 10.",
            percents(rows.iter().map(|row| row[last].overshoot()), 0),
        ),
    ];
    let grounds = [(
        "curves that end at γ_c t = 10 look as claimed",
        slow.iter().all(|curve| {
            curve.window >= (1.0 - INVISIBLE) * curve.peak.value && curve.window > fast.window
        }),
    )];
    let numbers = json!({
        "eta": ETA,
        "curves": each(grid.iter().zip(&curves), |(point, curve)| json!({
            "cells": point.cells,
            "alpha_c": point.alpha_c,
            "gamma_ratio": point.gamma_ratio,
            "peak": curve.peak.value,
            "peak_time": curve.peak_time,
            "ergotropy_at_10": curve.window,
            "steady_ergotropy": curve.steady.value,
            "overshoot": curve.overshoot(),
        })),
        "lost_at_10_by_cells": sensitivity,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn every_curve_overshoots() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, DoesNotHold, Holds], "{found:#?}");
        assert_eq!(found.number("/curves/1/cells"), 3.0);
        assert_eq!(found.number("/curves/1/gamma_ratio"), 0.01);
        assert!(found.number("/curves/1/overshoot") > 5.0);
        found.assert_pinned(&[("/curves/1/steady_ergotropy", 0.0444, 1e-4)]);
        Ok(())
    }
}
