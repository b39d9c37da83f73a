//! The steady work over the two Bose ratios where local noise takes part.
//!
//! At η < 1 it has two lobes, on either side of the line α_c = α_ℓ on which the steady state is a
//! Gibbs product: one along the α_c axis at small α_ℓ, and one along the α_ℓ axis at small α_c.

use ergotropy::{Bounded, Ensemble, Error};
use ergotropy_sweep::{Maximum, linear, maximize, threshold};
use serde_json::{Value, json};

use super::grid::NEARLY_ONE;
use crate::model::Model;

/// Places of maxima are given to four digits.
const FOUR_DIGITS: f64 = 1e-5;

/// The cells of the paper's mixture of noises.
pub(super) fn mixture(
    cells: u64,
    eta: f64,
    gamma_ratio: f64,
    alpha_c: f64,
    alpha_l: f64,
) -> Result<Ensemble, Error> {
    Model {
        cells,
        eta,
        gamma_ratio,
        alpha_c,
        alpha_l,
    }
    .ensemble()
}

/// Steady ergotropy under the paper's mixture of noises, η < 1.
pub(super) fn steady_work(
    cells: u64,
    eta: f64,
    gamma_ratio: f64,
    alpha_c: f64,
    alpha_l: f64,
) -> Result<Bounded, Error> {
    let state = mixture(cells, eta, gamma_ratio, alpha_c, alpha_l)?.steady_state()?;
    Ok(state.ergotropy())
}

/// A peak of the work along an axis of Bose ratios.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak {
    /// Where it lies.
    pub(super) at: f64,
    /// The work there.
    pub(super) work: f64,
    /// Where the work has risen to half of the peak; 0 if it has not fallen below it there.
    pub(super) low: f64,
    /// Where it has fallen to half of the peak; nearly 1 if it has not.
    pub(super) high: f64,
}

impl Peak {
    /// Full width at half the peak.
    pub(super) fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// The highest peak between α = 0 and the hottest bath.
pub(super) fn peak(work: impl Fn(f64) -> Result<f64, Error>) -> Result<Peak, Error> {
    let top = maximize(&[(0.0, NEARLY_ONE)], FOUR_DIGITS, |at| work(at[0]))?;
    let (at, height) = (top.at[0], top.value);
    Ok(Peak {
        at,
        work: height,
        low: level_from(at, 0.0, height / 2.0, &work)?,
        high: level_from(at, NEARLY_ONE, height / 2.0, &work)?,
    })
}

/// Where the work, on the way from its peak to an end of the axis, has fallen to a level; the end
/// itself if it does not.
pub(super) fn level_from(
    peak: f64,
    end: f64,
    level: f64,
    work: &impl Fn(f64) -> Result<f64, Error>,
) -> Result<f64, Error> {
    for pair in linear(peak, end, 65).windows(2) {
        if work(pair[1])? < level {
            return threshold(pair[0], pair[1], FOUR_DIGITS, |at| Ok(work(at)? >= level));
        }
    }
    Ok(end)
}

/// Both lobes at one η and γ_r.
#[derive(Clone, Debug)]
pub(super) struct Lobes {
    /// The maximum over both Bose ratios, from 0 to nearly 1 each.
    pub(super) best: Maximum,
    /// The lobe along the α_c axis, at α_ℓ = 0.
    pub(super) collective: Peak,
    /// How far it reaches along α_ℓ at its α_c*, at half of its peak.
    pub(super) reach: f64,
    /// The lobe along the α_ℓ axis, at α_c = 0.
    pub(super) local: Peak,
}

impl Lobes {
    /// The numbers of one η or γ_r for the report.
    pub(super) fn row(&self, parameter: &str, value: f64) -> Value {
        json!({
            parameter: value,
            "alpha_c": self.collective.at,
            "alpha_l": self.best.at[1],
            "ergotropy": self.collective.work,
            "width": self.collective.width(),
            "half_at_alpha_l": self.reach,
            "second_lobe_alpha_l": self.local.at,
            "second_lobe_ergotropy": self.local.work,
            "second_lobe_half_from": self.local.low,
            "second_lobe_half_to": self.local.high,
        })
    }
}

/// The lobes of an ensemble.
pub(super) fn lobes(cells: u64, eta: f64, gamma_ratio: f64) -> Result<Lobes, Error> {
    let work = |alpha_c, alpha_l| -> Result<f64, Error> {
        Ok(steady_work(cells, eta, gamma_ratio, alpha_c, alpha_l)?.value)
    };
    let collective = peak(|alpha| work(alpha, 0.0))?;
    Ok(Lobes {
        best: best(cells, eta, gamma_ratio)?,
        reach: level_from(0.0, NEARLY_ONE, collective.work / 2.0, &|alpha| {
            work(collective.at, alpha)
        })?,
        collective,
        local: peak(|alpha| work(0.0, alpha))?,
    })
}

/// The greatest steady work over both Bose ratios, from 0 to nearly 1 each, at [α_c, α_ℓ].
pub(super) fn best(cells: u64, eta: f64, gamma_ratio: f64) -> Result<Maximum, Error> {
    maximize(&[(0.0, NEARLY_ONE); 2], FOUR_DIGITS, |at| {
        Ok(steady_work(cells, eta, gamma_ratio, at[0], at[1])?.value)
    })
}
