//! The steady work over the two Bose ratios where local noise takes part.
//!
//! At η < 1 the work has two lobes, on either side of the line α_c = α_ℓ, on which the steady state is
//! a Gibbs product. One lobe lies along the α_c axis at small α_ℓ, the other along the α_ℓ axis at
//! small α_c.

use ergotropy::Error;
use ergotropy_sweep::{Maximum, first_change, linear, maximize};
use serde_json::{Value, json};

use super::grid::NEARLY_ONE;
use crate::point::Point;

/// Tolerance of the places of maxima, which are reported with four digits.
const FOUR_DIGITS: f64 = 1e-5;

/// A peak of the work along an axis of Bose ratios.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak {
    /// The Bose ratio of the peak.
    pub(super) at: f64,
    /// The work at the peak.
    pub(super) work: f64,
    /// The Bose ratio below the peak at which the work is half of the peak; 0 if the work is larger
    /// down to there.
    pub(super) low: f64,
    /// The Bose ratio above the peak at which the work is half of the peak; nearly 1 if the work is
    /// larger up to there.
    pub(super) high: f64,
}

impl Peak {
    /// Full width at half the peak.
    pub(super) fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// The highest peak along α_c, from 0 to the hottest bath.
pub(super) fn collective_peak(point: Point) -> Result<Peak, Error> {
    peak(|alpha_c| work(Point { alpha_c, ..point }))
}

/// The highest peak along α_ℓ.
pub(super) fn local_peak(point: Point) -> Result<Peak, Error> {
    peak(|alpha_l| work(Point { alpha_l, ..point }))
}

fn work(point: Point) -> Result<f64, Error> {
    Ok(point.steady_work()?.value)
}

fn peak(work: impl Fn(f64) -> Result<f64, Error>) -> Result<Peak, Error> {
    let top = maximize(&[(0.0, NEARLY_ONE)], FOUR_DIGITS, |at| work(at[0]))?;
    let (at, height) = (top.at[0], top.value);
    Ok(Peak {
        at,
        work: height,
        low: level_from(at, 0.0, height / 2.0, &work)?,
        high: level_from(at, NEARLY_ONE, height / 2.0, &work)?,
    })
}

/// The place between the peak and an end of the axis at which the work falls to a level; the end itself
/// if the work stays above the level.
pub(super) fn level_from(
    peak: f64,
    end: f64,
    level: f64,
    work: impl Fn(f64) -> Result<f64, Error>,
) -> Result<f64, Error> {
    let axis = linear(peak, end, 65);
    let fall = first_change(&axis, FOUR_DIGITS, |at| Ok(work(at)? >= level))?;
    Ok(fall.unwrap_or(end))
}

/// The greatest steady work over both Bose ratios, from 0 to nearly 1 each, at [α_c, α_ℓ].
pub(super) fn best(point: Point) -> Result<Maximum, Error> {
    maximize(&[(0.0, NEARLY_ONE); 2], FOUR_DIGITS, |at| {
        work(Point {
            alpha_c: at[0],
            alpha_l: at[1],
            ..point
        })
    })
}

/// Both lobes at one η and γ_r.
#[derive(Clone, Debug)]
pub(super) struct Lobes {
    /// The maximum over both Bose ratios, from 0 to nearly 1 each.
    pub(super) best: Maximum,
    /// The lobe along the α_c axis, at α_ℓ = 0.
    pub(super) collective: Peak,
    /// The extent of this lobe along α_ℓ at its α_c*, at half of its peak.
    pub(super) reach: f64,
    /// The lobe along the α_ℓ axis, at α_c = 0.
    pub(super) local: Peak,
}

impl Lobes {
    /// The lobes of an ensemble; the Bose ratios of `cold` are varied.
    pub(super) fn new(cold: Point) -> Result<Self, Error> {
        let collective = collective_peak(cold)?;
        let at_top = |alpha_l| {
            work(Point {
                alpha_c: collective.at,
                alpha_l,
                ..cold
            })
        };
        Ok(Self {
            best: best(cold)?,
            reach: level_from(0.0, NEARLY_ONE, collective.work / 2.0, at_top)?,
            collective,
            local: local_peak(cold)?,
        })
    }

    /// The numbers for one η or γ_r, as a row of the report.
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

/// Relative changes of the numbers from the first lobes to the last.
pub(super) struct Change {
    /// Reach along α_ℓ of the lobe along α_c.
    pub(super) reach: f64,
    /// Width of the lobe along α_c.
    pub(super) width: f64,
    /// Width and height of the lobe along α_ℓ.
    pub(super) local_width: f64,
    pub(super) local_height: f64,
}

impl Change {
    pub(super) fn between(first: &Lobes, last: &Lobes) -> Self {
        let change = |of: fn(&Lobes) -> f64| of(last) / of(first) - 1.0;
        Self {
            reach: change(|lobes| lobes.reach),
            width: change(|lobes| lobes.collective.width()),
            local_width: change(|lobes| lobes.local.width()),
            local_height: change(|lobes| lobes.local.work),
        }
    }
}
