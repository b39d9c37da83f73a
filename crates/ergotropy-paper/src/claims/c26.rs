//! C26: the beginning of a charging curve, and its two time scales.

use ergotropy::{Error, Observables, Start};
use ergotropy_sweep::logarithmic;
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, solve};
use super::lobes::collective_peak;
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C26",
    heading: "The first rise, and two time scales",
    statement: "From the ground state W(t) rises by the collective term of Eq. 125 alone at \
     early times; there are two time scales, τ_coll and τ_loc.",
    source: "Note IX, Eq. 124, 125",
    figures: &["fig05", "fig15"],
    judge,
};

const CELLS: u64 = 10;
const ETA: f64 = 0.9;
const RATIOS: [f64; 4] = [0.001, 0.01, 0.1, 1.0];
const EARLY: [f64; 3] = [1e-6, 1e-4, 1e-2];
const WARM: f64 = 0.2;

/// The tolerance for separate scales and for a scale that is independent of γ_r.
const ABOUT: f64 = 0.1;

/// W at some times from the ground state.
fn works(point: Point, times: &[f64]) -> Result<Vec<f64>, Error> {
    let curve = point.ensemble()?.charge(&Start::ground(), times)?;
    Ok(each(curve.points(), |point| point.work().ergotropy.value))
}

/// Work of ρ + t L\[ρ\] from the ground state: first order of Eq. 125.
fn first_order(point: Point, time: f64) -> Result<f64, Error> {
    let p = point.ensemble()?.collective_channel().absorption() * CELLS as f64 * time;
    let state = Start::populations([(0, 0, 1.0 - p), (0, 1, p)]).state(CELLS)?;
    Ok(state.ergotropy().value)
}

struct Scales {
    rise: f64,
    fall: f64,
}

/// The times at which W is half of its peak on the rise, and half-way to the steady value on the fall.
fn scales(point: Point) -> Result<Scales, Error> {
    let local = (1.0 - ETA) * point.gamma_ratio;
    let mut times = logarithmic(0.03, 0.5, 100);
    times.extend(logarithmic(0.6, 20.0 / local, 240));
    let works = works(point, &times)?;
    let steady = point.steady_work()?.value;
    let top = (0..works.len()).max_by(|&a, &b| works[a].total_cmp(&works[b]));
    let top = top.unwrap_or(0);
    let middle = f64::midpoint(works[top], steady);
    let rise = works
        .iter()
        .position(|&work| work >= works[top] / 2.0)
        .unwrap_or(0);
    let fall = (top..works.len())
        .find(|&i| works[i] <= middle)
        .unwrap_or(works.len() - 1);
    Ok(Scales {
        rise: times[rise],
        fall: times[fall],
    })
}

/// The greatest relative distance of numbers from their mean.
fn spread(numbers: &[f64]) -> f64 {
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    numbers
        .iter()
        .map(|x| (x / mean - 1.0).abs())
        .fold(0.0, f64::max)
}

fn judge() -> Result<Finding, Error> {
    let cold = Point::mixture(CELLS, ETA, 1.0);
    let alpha = collective_peak(cold)?.at;
    let best = Point {
        alpha_c: alpha,
        ..cold
    };
    let points = RATIOS.map(|gamma_ratio| Point {
        gamma_ratio,
        ..best
    });
    let absorption = best.ensemble()?.collective_channel().absorption();
    let n = CELLS as f64;
    // Second order: the population of two excitations is N(N-1) (η n_c t)², and W follows from it.
    let quadratic = n * (n - 1.0) * absorption.powi(2);
    let first = first_order(best, EARLY[1])?;
    let curves = solve(&points, |&point| works(point, &EARLY))?;
    let over_law = each(&curves, |works| {
        works[0] / (quadratic * EARLY[0] * EARLY[0])
    });
    let apart = each(0..EARLY.len(), |time| {
        spread(&each(&curves, |works| works[time]))
    });
    // W(t) = W_2 t² + O(t^order); only the second term depends on γ_r.
    let order = 2.0 + (apart[1] / apart[0]).ln() / (EARLY[1] / EARLY[0]).ln();
    // With warm local baths the first level is filled before the second is reached.
    let last = RATIOS.len() - 1;
    let warm = Point {
        alpha_l: WARM,
        ..points[last]
    };
    let warm_share = works(warm, &EARLY)?[0] / curves[last][0];
    let scales = solve(&points, |&point| scales(point))?;
    let rises = each(&scales, |scales| scales.rise);
    let falls = each(scales.iter().zip(&RATIOS), |(scales, ratio)| {
        scales.fall * (1.0 - ETA) * ratio
    });

    let in_short = "If the local bath is at zero temperature, the first rise is the work of collective noise alone, as t²; two \
                    time scales are seen."
        .to_owned();
    let collective = apart.iter().all(|&apart| apart <= ABOUT)
        && first == 0.0
        && over_law.iter().all(|ratio| (ratio - 1.0).abs() < 1e-3)
        && warm_share < 1.0 - ABOUT;
    let parts = vec![
        Part::holds_if(
            "W(t) rises by the collective term of Eq. 125 alone at early times",
            collective,
            format!(
                "if α_ℓ = 0, with the term acting twice (W ~ t²); at α_ℓ = {WARM} W is {warm_share:.1e} of that at 0."
            ),
        ),
        Part::holds(
            "there are two time scales, τ_coll and τ_loc",
            spread(&rises) <= ABOUT && spread(&falls) <= ABOUT,
            "the rise keeps to 1/γ_c for all γ_r, the fall to 1/((1-η) γ_ℓ).",
        ),
    ];
    let sentences = [
        format!(
            "The first-order term of Eq. 125 gives no work: at α_ℓ = 0 it puts weight on |D_1> only, and ρ \
             + t L[ρ] has W = {first} (N = {CELLS}, η = {ETA}, α_c = {alpha:.4}). The slope of W \
             at t = 0 is zero."
        ),
        format!(
            "W rises as t², by the collective term applied twice: W / [N(N-1)(η n_c γ_c t)²] is {} \
             at γ_c t = 1e-6 for γ_r = {}; local noise comes in as t^{order:.1}.",
            list(&over_law, 5),
            plain(RATIOS),
        ),
        format!(
            "So at α_ℓ = 0 the curves do collapse: they are apart by {} of their mean at γ_c t = 1e-6, \
             1e-4, 1e-2.",
            plain(each(&apart, |apart| format!("{apart:.0e}"))),
        ),
        format!(
            "With local baths at α_ℓ = {WARM} and γ_r = 1 W is {warm_share:.1e} of that at γ_c t \
             = 1e-6: they fill all places of level 1 at order t, and the t² law is lost, so that the \
             claim needs α_ℓ = 0."
        ),
        format!(
            "Two time scales are seen: W reaches half of its peak at γ_c t = {}, and falls half-way to \
             its steady value at (1-η) γ_ℓ t = {}, for the same γ_r.",
            list(&rises, 3),
            list(&falls, 3),
        ),
    ];
    let numbers = json!({
        "cells": CELLS, "eta": ETA, "alpha_c": alpha,
        "first_order_ergotropy": first,
        "quadratic_coefficient": quadratic,
        "gamma_ratios": RATIOS,
        "ergotropy_over_quadratic_law": over_law,
        "early_times": EARLY,
        "early_spread": apart,
        "order_of_local_noise": order,
        "share_at_alpha_l_0_2": warm_share,
        "rise_times": rises,
        "fall_times_times_local_rate": falls,
    });
    Ok(judged(in_short, parts, &[], &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn work_begins_at_second_order() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{found:#?}");
        assert_eq!(found.number("/first_order_ergotropy"), 0.0);
        found.assert_pinned(&[("/ergotropy_over_quadratic_law/3", 1.0, 1e-4)]);
        assert!(found.number("/share_at_alpha_l_0_2") < 0.01);
        Ok(())
    }
}
