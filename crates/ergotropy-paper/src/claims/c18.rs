//! C18: overshoot and monotony for three, six and ten cells.

use ergotropy::{Bounded, Error, Start};
use ergotropy_sweep::{Progress, logarithmic, map};
use serde_json::json;

use super::grid::finding;
use super::lobes::{mixture, peak, steady_work};
use super::words::{choose, list, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C18",
    statement: "N = 3: W(t) overshoots and decays at γ_r = 1, and rises monotonically to a \
     larger value for γ_r <= 0.01; N = 6 and 10 are less sensitive.",
    source: "Note IX; Fig. 15",
    figures: &["fig15"],
    judge,
};

const ETA: f64 = 0.9;
const CELLS: [u64; 3] = [3, 6, 10];
const RATIOS: [f64; 4] = [0.001, 0.01, 0.1, 1.0];

/// Where the figure could end: long after the collective rise, γ_c t = 10.
const WINDOW: f64 = 10.0;

/// A fall that cannot be seen in a figure.
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

    /// By more than the errors.
    fn overshoots(&self) -> bool {
        self.peak.lower() > self.steady.upper()
    }
}

/// The curve from the ground state at the α_c that is best for these cells at γ_r = 1.
fn curve(cells: u64, alpha: f64, ratio: f64) -> Result<Curve, Error> {
    let mut times = logarithmic(0.01, 30.0, 150);
    times.push(WINDOW);
    let charged = mixture(cells, ETA, ratio, alpha, 0.0)?.charge(&Start::ground(), &times)?;
    let points = charged.points();
    let top = charged.peak().unwrap_or(&points[0]);
    Ok(Curve {
        peak: top.work.ergotropy,
        peak_time: top.time,
        window: points[points.len() - 1].work.ergotropy.value,
        steady: steady_work(cells, ETA, ratio, alpha, 0.0)?,
    })
}

fn judge() -> Result<Finding, Error> {
    let optima = map(&CELLS, &Progress::hidden(), |&cells| {
        peak(|alpha| Ok(steady_work(cells, ETA, 1.0, alpha, 0.0)?.value))
    })?;
    let mut grid = Vec::new();
    for (&cells, optimum) in CELLS.iter().zip(&optima) {
        grid.extend(RATIOS.map(|ratio| (cells, optimum.at, ratio)));
    }
    let curves = map(&grid, &Progress::hidden(), |&(cells, alpha, ratio)| {
        curve(cells, alpha, ratio)
    })?;
    let rows: Vec<&[Curve]> = curves.chunks(RATIOS.len()).collect();
    let (three, last) = (rows[0], RATIOS.len() - 1);

    let overshoots = three[last].overshoots();
    let monotone = three[..2].iter().all(|curve| !curve.overshoots());
    let larger = three[..2]
        .iter()
        .all(|curve| curve.steady.lower() > three[last].steady.upper());
    let looks_monotone = three[..2]
        .iter()
        .all(|curve| curve.window >= (1.0 - INVISIBLE) * curve.peak.value);
    let looks_larger = three[..2]
        .iter()
        .all(|curve| curve.window > three[last].window);
    // What γ_r does to the work at the end of the window, relative to the largest.
    let sensitivity: Vec<f64> = rows
        .iter()
        .map(|row| 1.0 - row[last].window / row[0].window)
        .collect();
    let less = sensitivity.windows(2).all(|pair| pair[1] < pair[0]);
    let verdict = match (overshoots && monotone && larger, less) {
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::HoldsIf,
        (false, _) => Verdict::DoesNotHold,
    };

    let sentences = [
        format!(
            "N = 3, η = {ETA}, α_ℓ = 0, ground start, α_c = {:.4} (its optimum): for γ_r = {} W \
             peaks at {} and ends at {}.",
            optima[0].at,
            plain(&RATIOS),
            list(three.iter().map(|curve| curve.peak.value), 4),
            list(three.iter().map(|curve| curve.steady.value), 4),
        ),
        format!(
            "So the overshoot at γ_r = 1 is {} ({:.0} %), and for γ_r <= 0.01 the curve is {}: \
             it overshoots by {:.0} %, and the steady value is {}.",
            choose(overshoots, "real", "not there"),
            100.0 * three[last].overshoot(),
            choose(monotone, "monotone", "not monotone either"),
            100.0 * three[1].overshoot(),
            choose(
                larger,
                "larger",
                "not larger but slightly smaller or the same"
            ),
        ),
        if looks_monotone && looks_larger {
            format!(
                "The claim describes curves that end too early: the plateau of the collective \
                 noise alone lasts until γ_c t ~ 1/((1-η) γ_r), and up to γ_c t = {WINDOW} W \
                 falls from its peak by {:.1} % only at γ_r = 0.01, but to {:.4} at γ_r = 1.",
                100.0 * (1.0 - three[1].window / three[1].peak.value),
                three[last].window,
            )
        } else {
            format!("Nor do curves that end at γ_c t = {WINDOW} look like that.")
        },
        format!(
            "At γ_c t = {WINDOW}, γ_r = 1 takes {} % of the work at γ_r = 0.001 for N = 3, 6, \
             10: larger N {} less sensitive. The overshoot at γ_r = 1 is {} % of the steady \
             work.",
            list(sensitivity.iter().map(|share| 100.0 * share), 0),
            choose(less, "are", "are not always"),
            list(rows.iter().map(|row| 100.0 * row[last].overshoot()), 0),
        ),
    ];
    let numbers = json!({
        "eta": ETA,
        "curves": grid.iter().zip(&curves).map(|(point, curve)| json!({
            "cells": point.0,
            "alpha_c": point.1,
            "gamma_ratio": point.2,
            "peak": curve.peak.value,
            "peak_time": curve.peak_time,
            "ergotropy_at_10": curve.window,
            "steady_ergotropy": curve.steady.value,
            "overshoot": curve.overshoot(),
        })).collect::<Vec<_>>(),
        "lost_at_10_by_cells": sensitivity,
    });
    let line = in_short(verdict, three, &sensitivity);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(verdict: Verdict, three: &[Curve], sensitivity: &[f64]) -> String {
    let (slow, fast) = (&three[1], &three[three.len() - 1]);
    let lost = list(sensitivity.iter().map(|share| 100.0 * share), 0);
    match verdict {
        Verdict::Holds => format!(
            "N = 3 peaks at {:.4} and ends at {:.4} for γ_r = 1, and rises to {:.4} for 0.01; γ_r = 1 takes {lost} % at N = 3, 6, 10.",
            fast.peak.value, fast.steady.value, slow.steady.value
        ),
        Verdict::HoldsIf => format!(
            "If N = 3 alone is meant: at γ_c t = {WINDOW} γ_r = 1 takes {lost} % of the work at N = 3, 6, 10."
        ),
        _ if fast.overshoots() => format!(
            "At N = 3 W {} for γ_r <= 0.01 ({:.4}, then {:.4}) and ends {} than for 1 ({:.4}); larger N {} less.",
            choose(
                three[..2].iter().any(Curve::overshoots),
                "overshoots too",
                "is monotone"
            ),
            slow.peak.value,
            slow.steady.value,
            choose(
                three[..2]
                    .iter()
                    .all(|curve| curve.steady.lower() > fast.steady.upper()),
                "higher",
                "no higher"
            ),
            fast.steady.value,
            choose(
                sensitivity.windows(2).all(|pair| pair[1] < pair[0]),
                "lose",
                "do not always lose"
            ),
        ),
        _ => format!(
            "At N = 3 and γ_r = 1 W does not overshoot: it ends at its peak, {:.4}.",
            fast.steady.value
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_curve_overshoots() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold);
        let slow = &found.numbers["curves"][1];
        assert_eq!(
            (slow["cells"].as_u64(), slow["gamma_ratio"].as_f64()),
            (Some(3), Some(0.01))
        );
        assert!(slow["overshoot"].as_f64().is_some_and(|share| share > 5.0));
        assert!(
            slow["steady_ergotropy"]
                .as_f64()
                .is_some_and(|w| (w - 0.0444).abs() < 1e-4)
        );
        Ok(())
    }
}
