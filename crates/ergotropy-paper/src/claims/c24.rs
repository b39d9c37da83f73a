//! C24: how much W depends on the collective fraction.

use ergotropy::closed_form::limit::mixture;
use ergotropy::{Bath, Ensemble, Error, Mixture};
use ergotropy_sweep::{Progress, map, maximize, threshold};
use serde_json::json;

use super::grid::{NEARLY_ONE, NEARLY_ZERO, SHARP, finding};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C24",
    statement: "At fixed α_ℓ the ergotropy produced by the collective channel depends only weakly on the \
                collective fraction, for all 0 < η < 1.",
    source: "Results, Robustness to local noise",
    figures: &["fig04", "fig12", "fig13"],
    judge,
};

/// What "weakly" means: at most this change, as a share of the least W.
const WEAK: f64 = 0.1;

/// Collective fractions from (nearly) 0 to (nearly) 1, and those of the paper's maps.
const ALL: [f64; 8] = [NEARLY_ZERO, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, NEARLY_ONE];
const CELLS: [u64; 7] = [4, 5, 6, 7, 8, 9, 10];
const REACH_CELLS: [u64; 3] = [7, 10, 15];
const PANELS: [f64; 5] = [0.4, 0.6, 0.8, 0.9, 0.95];

/// Tolerance of an optimum where only its height matters, and where its place is told.
const COARSE: f64 = 1e-4;
const FINE: f64 = 1e-5;

const FIXED_ALPHA: [f64; 4] = [0.5, 0.6, 0.7, 0.9];

fn judge() -> Result<Finding, Error> {
    let fixed = fixed_bath()?;
    let following = following_bath()?;
    let verdict = match (fixed.is_weak(), following.least_cells) {
        (true, _) => Verdict::Holds,
        (false, Some(_)) => Verdict::HoldsIf,
        (false, None) => Verdict::DoesNotHold,
    };
    let sentences: Vec<String> = fixed
        .sentences()
        .into_iter()
        .chain(following.sentences())
        .collect();
    Ok(finding(
        verdict,
        in_short(verdict, &fixed, &following),
        &sentences,
        json!({
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
            "peak_work_7_cells": following.seven.iter().map(|peak| peak.work).collect::<Vec<_>>(),
            "peak_alpha_c_7_cells": following.seven.iter().map(|peak| peak.alpha).collect::<Vec<_>>(),
            "peak_change_7_cells_alpha_l_0.1": following.warm,
            "greatest_alpha_l_cells": REACH_CELLS,
            "greatest_alpha_l": following.reach,
            "peak_change_7_cells_panels": following.panels,
        }),
    ))
}

fn in_short(verdict: Verdict, fixed: &FixedBath, following: &FollowingBath) -> String {
    let at_fixed = format!(
        "at fixed α_c = 0.6 it goes from {:.4} to {:.1e}",
        fixed.collective_end, fixed.local_end
    );
    let seven = 100.0 * spread(&following.seven);
    match (verdict, following.least_cells) {
        (Verdict::HoldsIf, Some(least)) => format!(
            "If α_c follows α_c*(η), at α_ℓ = 0 and N >= {least}: W changes by at most {seven:.1} % (N = 7); {at_fixed}."
        ),
        (Verdict::Holds, _) => format!(
            "W changes by 10 % at most over all η: {at_fixed}, the peak changes by {seven:.1} % (N = 7)."
        ),
        _ => format!("The peak changes by {seven:.1} % over all η at N = 7; {at_fixed}."),
    }
}

/// W against η at one collective bath.
struct FixedBath {
    collective_end: f64,
    local_end: f64,
    windows: Vec<f64>,
    larger: Vec<f64>,
    many: Vec<f64>,
    /// The limit N → ∞ at every η.
    limit: f64,
}

fn fixed_bath() -> Result<FixedBath, Error> {
    let at = |cells, eta| {
        work(
            cells,
            eta,
            Bath::from_bose_ratio(0.6)?,
            Bath::from_bose_ratio(0.0)?,
        )
    };
    Ok(FixedBath {
        collective_end: at(7, NEARLY_ONE)?,
        local_end: at(7, NEARLY_ZERO)?,
        windows: map(&FIXED_ALPHA, &Progress::hidden(), |&alpha| window(7, alpha))?,
        larger: map(&[20, 60], &Progress::hidden(), |&cells| window(cells, 0.6))?,
        many: map(&[0.1, 0.5, 0.9], &Progress::hidden(), |&eta| at(100, eta))?,
        limit: mixture(Bath::from_bose_ratio(0.6)?, Bath::from_bose_ratio(0.0)?).value,
    })
}

impl FixedBath {
    fn is_weak(&self) -> bool {
        (self.local_end / self.collective_end - 1.0).abs() <= WEAK
            && self
                .windows
                .iter()
                .all(|&least_eta| least_eta <= NEARLY_ZERO)
    }

    fn sentences(&self) -> Vec<String> {
        let apart = |work: f64| (work / self.limit - 1.0).abs();
        let (windows, larger, many) = (&self.windows, &self.larger, &self.many);
        vec![
            format!(
                "At a fixed collective bath {}: for N = 7, α_ℓ = 0, γ_r = 1, α_c = 0.6 W goes from {:.4} (η → 1) to {:.1e} (η = 2⁻²⁰). It stays within 10 % of its \
                 value at η → 1 for η >= {:.4} (α_c = 0.5), {:.4} (0.6), {:.4} (0.7), {:.4} (0.9).",
                if self.is_weak() {
                    "it holds"
                } else {
                    "it fails"
                },
                self.collective_end,
                self.local_end,
                windows[0],
                windows[1],
                windows[2],
                windows[3],
            ),
            format!(
                "With N = 20 and 60 (α_c = 0.6) it does for η >= {:.4} and {:.4}. N = 100 has W = {:.4}, {:.4}, {:.4} at η = 0.1, 0.5, 0.9, \
                 within {:.1} %, {:.1} %, {:.1} % of α_c²/(1-α_c), the limit for N → ∞ at every fixed 0 < η < 1.",
                larger[0], larger[1], many[0], many[1], many[2],
                100.0 * apart(many[0]), 100.0 * apart(many[1]), 100.0 * apart(many[2]),
            ),
            "For other γ_r read η >= x as (1-η) γ_r / η <= (1-x)/x, since steady states depend on η and γ_r through this number only.".to_owned(),
        ]
    }
}

/// The peak of W along α_c against η.
struct FollowingBath {
    seven: Vec<Peak>,
    changes: Vec<f64>,
    least_cells: Option<u64>,
    warm: f64,
    reach: Vec<f64>,
    panels: Vec<f64>,
}

fn following_bath() -> Result<FollowingBath, Error> {
    let change = |cells, alpha_l, etas: &[f64]| Ok(spread(&peaks(cells, alpha_l, etas, COARSE)?));
    let changes = CELLS
        .iter()
        .map(|&cells| change(cells, 0.0, &ALL))
        .collect::<Result<Vec<f64>, Error>>()?;
    let least_cells = (0..CELLS.len())
        .find(|&i| changes[i..].iter().all(|&change| change <= WEAK))
        .map(|i| CELLS[i]);
    Ok(FollowingBath {
        seven: peaks(7, 0.0, &ALL, FINE)?,
        changes,
        least_cells,
        warm: change(7, 0.1, &ALL)?,
        reach: map(&REACH_CELLS, &Progress::hidden(), |&cells| {
            local_reach(cells)
        })?,
        panels: [0.0, 0.1, 0.2, 0.3]
            .into_iter()
            .map(|alpha_l| change(7, alpha_l, &PANELS))
            .collect::<Result<_, Error>>()?,
    })
}

impl FollowingBath {
    fn sentences(&self) -> Vec<String> {
        let percent = |share: f64| 100.0 * share;
        let (first, last) = (self.seven[0], self.seven[self.seven.len() - 1]);
        let (changes, reach, panels) = (&self.changes, &self.reach, &self.panels);
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
            match self.least_cells {
                Some(least) => format!(
                    "Then it changes by at most 10 % over all 0 < η < 1 for α_ℓ = 0 and N >= {least} (tested to N = 10): {:.1} %, {:.1} %, {:.1} % for N = 5, 7, 10.",
                    percent(changes[1]),
                    percent(changes[3]),
                    percent(changes[6])
                ),
                None => "It changes by more than 10 % over 0 < η < 1 at N = 10 even so.".to_owned(),
            },
            format!(
                "With local heat, for N = 7 and α_ℓ = 0.1, the change is {:.1} %, and 10 % are kept for α_ℓ <= {:.3}, {:.3}, {:.3} with N = 7, 10, 15. \
                 Over the paper's panels alone (η = 0.4 .. 0.95) it is {:.1} %, {:.1} %, {:.1} %, {:.1} % for N = 7 and α_ℓ = 0, 0.1, 0.2, 0.3.",
                percent(self.warm),
                reach[0],
                reach[1],
                reach[2],
                percent(panels[0]),
                percent(panels[1]),
                percent(panels[2]),
                percent(panels[3])
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
    map(etas, &Progress::hidden(), |&eta| {
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

/// Greatest less least, as a share of the least.
fn spread(peaks: &[Peak]) -> f64 {
    let most = peaks.iter().map(|peak| peak.work).fold(0.0, f64::max);
    let least = peaks
        .iter()
        .map(|peak| peak.work)
        .fold(f64::INFINITY, f64::min);
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
    use super::*;

    #[test]
    fn the_peak_hardly_depends_on_eta_when_the_bath_follows() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{}", found.evidence);
        assert_eq!(found.numbers["least_cells"], 7);
        let change = found.numbers["peak_change_alpha_l_0"][3]
            .as_f64()
            .unwrap_or(0.0);
        assert!((change - 0.0987).abs() < 5e-4, "{change}");
        Ok(())
    }
}
