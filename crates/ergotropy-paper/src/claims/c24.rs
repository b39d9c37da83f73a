//! C24: the dependence of W on the collective fraction.

use ergotropy::closed_form::limit::mixture;
use ergotropy::{Bath, Ensemble, Error, Mixture, Observables};
use ergotropy_sweep::{maximize, threshold};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, NEARLY_ZERO, SHARP, each, extremes, solve};
use super::words::{list, percents, plain};

pub(super) const CLAIM: Claim = Claim {
    id: "C24",
    heading: "Weak dependence on the mixture",
    statement: "At fixed α_ℓ the ergotropy produced by the collective channel depends only weakly on the \
                collective fraction, for all 0 < η < 1.",
    source: "Results, Robustness to local noise",
    figures: &["fig04", "fig12", "fig13"],
    judge,
};

/// The greatest change, as a fraction of the least W, that counts as "weakly".
const WEAK: f64 = 0.1;

/// Collective fractions from nearly 0 to nearly 1.
const ALL: [f64; 8] = [NEARLY_ZERO, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, NEARLY_ONE];
/// Collective fractions of the paper's maps.
const PANELS: [f64; 5] = [0.4, 0.6, 0.8, 0.9, 0.95];

const CELLS: [u64; 7] = [4, 5, 6, 7, 8, 9, 10];
/// The index of seven cells in [`CELLS`].
const SEVEN: usize = 3;
const LARGER_CELLS: [u64; 2] = [20, 60];
const REACH_CELLS: [u64; 3] = [7, 10, 15];

/// Tolerance of an optimum of which only the height matters.
const COARSE: f64 = 1e-4;
/// Tolerance of an optimum whose place is reported.
const FINE: f64 = 1e-5;

const FIXED_ALPHA: [f64; 4] = [0.5, 0.6, 0.7, 0.9];

/// Local Bose ratios at which more numbers are reported.
const PANEL_BATHS: [f64; 4] = [0.0, 0.1, 0.2, 0.3];
/// Collective fractions at which more numbers are reported.
const MANY_ETAS: [f64; 3] = [0.1, 0.5, 0.9];

fn judge() -> Result<Finding, Error> {
    let fixed = FixedBath::new()?;
    let following = FollowingBath::new()?;
    let least = following.least_cells.unwrap_or(0);
    let changes = 100.0 * spread(&following.seven);
    let in_short = format!(
        "If the common bath always has its best temperature, at α_ℓ = 0 and N >= {least}, the work changes by at most \
         {changes:.1} % over all η (N = 7)."
    );
    let parts = vec![Part::holds_if(
        "the ergotropy produced by the collective channel depends only weakly on η",
        following.least_cells.is_some(),
        format!(
            "if α_c follows α_c*(η), at α_ℓ = 0, N >= {least}; at fixed α_c = 0.6 W goes from {:.4} to {:.1e}.",
            fixed.collective_end, fixed.local_end
        ),
    )];
    let grounds = [
        (
            "at a fixed collective bath W depends on η",
            (fixed.local_end / fixed.collective_end - 1.0).abs() > WEAK
                && fixed
                    .windows
                    .iter()
                    .all(|&least_eta| least_eta > NEARLY_ZERO),
        ),
        ("with local heat it changes by more", following.warm > WEAK),
    ];
    let sentences = [fixed.sentences(), following.sentences()].concat();
    let numbers = json!({
        "fixed_alpha_c": FIXED_ALPHA,
        "least_eta_within_10_percent": fixed.windows,
        "least_eta_within_10_percent_20_and_60_cells": fixed.larger,
        "work_100_cells_eta_0.1_0.5_0.9": fixed.many,
        "work_eta_to_1": fixed.collective_end,
        "work_eta_to_0": fixed.local_end,
        "cells": CELLS,
        "peak_change_alpha_l_0": following.changes,
        "least_cells": following.least_cells,
        "eta": ALL,
        "peak_work_7_cells": each(&following.seven, |peak| peak.work),
        "peak_alpha_c_7_cells": each(&following.seven, |peak| peak.alpha),
        "peak_change_7_cells_alpha_l_0.1": following.warm,
        "greatest_alpha_l_cells": REACH_CELLS,
        "greatest_alpha_l": following.reach,
        "peak_change_7_cells_panels": following.panels,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

/// W as a function of η at a fixed collective bath.
struct FixedBath {
    collective_end: f64,
    local_end: f64,
    windows: Vec<f64>,
    larger: Vec<f64>,
    many: Vec<f64>,
    /// The limit N → ∞ at every η.
    limit: f64,
}

impl FixedBath {
    fn new() -> Result<Self, Error> {
        let (collective, local) = (Bath::from_bose_ratio(0.6)?, Bath::from_bose_ratio(0.0)?);
        let at = |cells, eta| work(cells, eta, collective, local);
        Ok(Self {
            collective_end: at(7, NEARLY_ONE)?,
            local_end: at(7, NEARLY_ZERO)?,
            windows: solve(&FIXED_ALPHA, |&alpha| window(7, alpha))?,
            larger: solve(&LARGER_CELLS, |&cells| window(cells, 0.6))?,
            many: solve(&MANY_ETAS, |&eta| at(100, eta))?,
            limit: mixture(collective, local).value,
        })
    }

    fn sentences(&self) -> Vec<String> {
        let windows = each(FIXED_ALPHA.iter().zip(&self.windows), |(alpha, eta)| {
            format!("{eta:.4} (α_c = {alpha})")
        });
        vec![
            format!(
                "At a fixed collective bath it fails: for N = 7, α_ℓ = 0, γ_r = 1, α_c = 0.6 W goes from {:.4} (η → 1) to {:.1e} (η = 2⁻²⁰). It stays within 10 % of its \
                 value at η → 1 for η >= {}.",
                self.collective_end,
                self.local_end,
                plain(&windows),
            ),
            format!(
                "With N = {} (α_c = 0.6) it does for η >= {}. N = 100 has W = {} at η = {}, \
                 within {} % of α_c²/(1-α_c), the limit for N → ∞ at every fixed 0 < η < 1.",
                plain(LARGER_CELLS),
                list(&self.larger, 4),
                list(&self.many, 4),
                plain(MANY_ETAS),
                percents(self.many.iter().map(|work| (work / self.limit - 1.0).abs()), 1),
            ),
            "For other γ_r read η >= x as (1-η) γ_r / η <= (1-x)/x, since steady states depend on η and γ_r through this number only.".to_owned(),
        ]
    }
}

/// The peak of W along α_c as a function of η.
struct FollowingBath {
    seven: Vec<Peak>,
    changes: Vec<f64>,
    least_cells: Option<u64>,
    warm: f64,
    reach: Vec<f64>,
    panels: Vec<f64>,
}

impl FollowingBath {
    fn new() -> Result<Self, Error> {
        let change =
            |cells, alpha_l, etas: &[f64]| Ok(spread(&peaks(cells, alpha_l, etas, COARSE)?));
        let changes = solve(&CELLS, |&cells| change(cells, 0.0, &ALL))?;
        let least = (0..CELLS.len()).find(|&i| changes[i..].iter().all(|&change| change <= WEAK));
        Ok(Self {
            seven: peaks(7, 0.0, &ALL, FINE)?,
            changes,
            least_cells: least.map(|i| CELLS[i]),
            warm: change(7, 0.1, &ALL)?,
            reach: solve(&REACH_CELLS, |&cells| local_reach(cells))?,
            panels: solve(&PANEL_BATHS, |&alpha_l| change(7, alpha_l, &PANELS))?,
        })
    }

    fn sentences(&self) -> Vec<String> {
        let (first, last) = (self.seven[0], self.seven[self.seven.len() - 1]);
        let told = [1, SEVEN, CELLS.len() - 1];
        vec![
            format!(
                "If the collective bath follows its optimum α_c*(η), the peak at N = 7, α_ℓ = 0 goes from {:.4} (η → 1, α_c* = {:.4}) to {:.4} \
                 (η = 2⁻²⁰, 1 - α_c* = {:.3e}, η n_c = {:.4} γ_r).",
                last.work,
                last.alpha,
                first.work,
                1.0 - first.alpha,
                first.occupation * NEARLY_ZERO
            ),
            format!(
                "Then it changes by at most 10 % over all 0 < η < 1 for α_ℓ = 0 and N >= {} (tested to N = 10): {} % for N = {}.",
                self.least_cells.unwrap_or(0),
                percents(told.map(|i| self.changes[i]), 1),
                plain(told.map(|i| CELLS[i])),
            ),
            format!(
                "With local heat, for N = 7 and α_ℓ = 0.1, the change is {:.1} %, and 10 % are kept for α_ℓ <= {} with N = {}. \
                 Over the paper's panels alone (η = 0.4 .. 0.95) it is {} % for N = 7 and α_ℓ = {}.",
                100.0 * self.warm,
                list(&self.reach, 3),
                plain(REACH_CELLS),
                percents(&self.panels, 1),
                plain(PANEL_BATHS),
            ),
        ]
    }
}

/// The peak of W along α_c.
#[derive(Clone, Copy, Debug)]
struct Peak {
    work: f64,
    alpha: f64,
    occupation: f64,
}

fn work(cells: u64, eta: f64, collective: Bath, local: Bath) -> Result<f64, Error> {
    let gamma_ratio = 1.0;
    let ensemble = Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
        .collective_bath(collective)
        .local_bath(local);
    Ok(ensemble.steady_state()?.ergotropy().value)
}

/// The peak of the lobe α_c > α_ℓ for each η.
fn peaks(cells: u64, alpha_l: f64, etas: &[f64], tolerance: f64) -> Result<Vec<Peak>, Error> {
    let local = Bath::from_bose_ratio(alpha_l)?;
    solve(etas, |&eta| {
        // The optimal occupation grows as 1/eta, so that this variable keeps it in the middle.
        let bath = |x: f64| Bath::from_occupation(local.occupation() + x / (1.0 - x) / eta);
        let best = maximize(&[(0.0, 0.98)], tolerance, |x| {
            work(cells, eta, bath(x[0])?, local)
        })?;
        let bath = bath(best.at[0])?;
        Ok(Peak {
            work: best.value,
            alpha: bath.bose_ratio(),
            occupation: bath.occupation(),
        })
    })
}

/// The greatest work less the least, as a fraction of the least.
fn spread(peaks: &[Peak]) -> f64 {
    let (least, most) = extremes(peaks.iter().map(|peak| peak.work));
    most / least - 1.0
}

/// The greatest α_ℓ for which the peak changes by at most 10 % over all η.
fn local_reach(cells: u64) -> Result<f64, Error> {
    const TOLERANCE: f64 = 0.1 / 256.0;
    let weak = |alpha: f64| {
        Ok(spread(&peaks(
            cells,
            alpha,
            &[NEARLY_ZERO, 0.8, NEARLY_ONE],
            COARSE,
        )?) <= WEAK)
    };
    if !weak(0.0)? {
        return Ok(0.0);
    }
    threshold(0.0, 0.1, TOLERANCE, weak)
}

/// The least η down to which W stays within 10 % of its value at η → 1, at α_ℓ = 0.
fn window(cells: u64, alpha: f64) -> Result<f64, Error> {
    let (collective, local) = (Bath::from_bose_ratio(alpha)?, Bath::from_bose_ratio(0.0)?);
    let reference = work(cells, NEARLY_ONE, collective, local)?;
    let within = |eta: f64| -> Result<bool, Error> {
        Ok((work(cells, eta, collective, local)? / reference - 1.0).abs() <= WEAK)
    };
    let mut inside = NEARLY_ONE;
    for step in 1..40 {
        let eta = 1.0 - f64::from(step) / 40.0;
        if !within(eta)? {
            return threshold(inside, eta, SHARP, within);
        }
        inside = eta;
    }
    if within(NEARLY_ZERO)? {
        return Ok(NEARLY_ZERO);
    }
    threshold(inside, NEARLY_ZERO, SHARP, within)
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn the_peak_hardly_depends_on_eta_when_the_bath_follows() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{found:#?}");
        assert_eq!(found.numbers["least_cells"], 7);
        found.assert_pinned(&[("/peak_change_alpha_l_0/3", 0.0987, 5e-4)]);
        Ok(())
    }
}
