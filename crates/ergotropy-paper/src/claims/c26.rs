//! C26: the beginning of a charging curve, and its two time scales.

use ergotropy::{Error, Start};
use ergotropy_sweep::{Progress, logarithmic, map};
use serde_json::json;

use super::grid::finding;
use super::lobes::{mixture, peak, steady_work};
use super::words::{choose, list, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C26",
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

/// Scales are separate, and one is free of γ_r, within this.
const ABOUT: f64 = 0.1;

/// W at early times from the ground state.
fn early(alpha_c: f64, alpha_l: f64, ratio: f64, times: &[f64]) -> Result<Vec<f64>, Error> {
    let curve = mixture(CELLS, ETA, ratio, alpha_c, alpha_l)?.charge(&Start::ground(), times)?;
    Ok(curve
        .points()
        .iter()
        .map(|point| point.work.ergotropy.value)
        .collect())
}

/// Work of ρ + t L\[ρ\] from the ground state: first order of Eq. 125.
fn first_order(alpha_c: f64, time: f64) -> Result<f64, Error> {
    let ensemble = mixture(CELLS, ETA, 1.0, alpha_c, 0.0)?;
    let (bath, rate) = ensemble.collective_channel();
    let p = rate * bath.occupation() * CELLS as f64 * time;
    let state = Start::populations([(0, 0, 1.0 - p), (0, 1, p)]).state(CELLS)?;
    Ok(state.ergotropy().value)
}

struct Scales {
    rise: f64,
    fall: f64,
}

/// When W is half of its peak on the way up, and half-way to the steady value on the way down.
fn scales(alpha_c: f64, ratio: f64) -> Result<Scales, Error> {
    let local = (1.0 - ETA) * ratio;
    let mut times = logarithmic(0.03, 0.5, 100);
    times.extend(logarithmic(0.6, 20.0 / local, 240));
    let works = early(alpha_c, 0.0, ratio, &times)?;
    let steady = steady_work(CELLS, ETA, ratio, alpha_c, 0.0)?.value;
    let top = works
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |top| top.0);
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
    let optimum = peak(|alpha| Ok(steady_work(CELLS, ETA, 1.0, alpha, 0.0)?.value))?;
    let alpha = optimum.at;
    let (bath, rate) = mixture(CELLS, ETA, 1.0, alpha, 0.0)?.collective_channel();
    let n = CELLS as f64;
    // Second order: p(2 excitations) = N(N-1) (η n_c t)², and W of it.
    let quadratic = n * (n - 1.0) * (rate * bath.occupation()).powi(2);
    let first = first_order(alpha, EARLY[1])?;
    let linear_is_passive = first == 0.0;
    let curves = map(&RATIOS, &Progress::hidden(), |&ratio| {
        early(alpha, 0.0, ratio, &EARLY)
    })?;
    let over_law: Vec<f64> = curves
        .iter()
        .map(|works| works[0] / (quadratic * EARLY[0] * EARLY[0]))
        .collect();
    let second_order = over_law.iter().all(|ratio| (ratio - 1.0).abs() < 1e-3);
    let apart: Vec<f64> = (0..EARLY.len())
        .map(|time| spread(&curves.iter().map(|works| works[time]).collect::<Vec<_>>()))
        .collect();
    // W(t) = W_2 t² + O(t^order) where only the second part knows γ_r.
    let order = 2.0 + (apart[1] / apart[0]).ln() / (EARLY[1] / EARLY[0]).ln();
    let collapse = apart.iter().all(|&apart| apart <= ABOUT);
    // With warm local baths the first level is filled before the second is reached.
    let warm = map(&RATIOS, &Progress::hidden(), |&ratio| {
        early(alpha, WARM, ratio, &EARLY)
    })?;
    let last = RATIOS.len() - 1;
    let warm_share = warm[last][0] / curves[last][0];
    let warm_is_late = warm_share < 1.0 - ABOUT;

    let scales = map(&RATIOS, &Progress::hidden(), |&ratio| scales(alpha, ratio))?;
    let rises: Vec<f64> = scales.iter().map(|scales| scales.rise).collect();
    let falls: Vec<f64> = scales
        .iter()
        .zip(&RATIOS)
        .map(|(scales, ratio)| scales.fall * (1.0 - ETA) * ratio)
        .collect();
    let two_scales = spread(&rises) <= ABOUT && spread(&falls) <= ABOUT;
    let verdict = match (collapse && two_scales, linear_is_passive, warm_is_late) {
        (true, false, false) => Verdict::Holds,
        (true, _, _) => Verdict::HoldsIf,
        (false, _, _) => Verdict::DoesNotHold,
    };

    let sentences = [
        format!(
            "The first-order term of Eq. 125 {}: at α_ℓ = 0 it puts weight on |D_1> only, and ρ \
             + t L[ρ] has W = {first} (N = {CELLS}, η = {ETA}, α_c = {alpha:.4}). The slope of W \
             at t = 0 is zero.",
            choose(linear_is_passive, "gives no work", "gives work"),
        ),
        format!(
            "W {} as t², by the collective term applied twice: W / [N(N-1)(η n_c γ_c t)²] is {} \
             at γ_c t = 1e-6 for γ_r = {}; local noise comes in as t^{order:.1}.",
            choose(second_order, "rises", "does not rise"),
            list(over_law.iter().copied(), 5),
            plain(&RATIOS),
        ),
        format!(
            "So at α_ℓ = 0 the curves {}: they are apart by {} of their mean at γ_c t = 1e-6, \
             1e-4, 1e-2.",
            choose(collapse, "do collapse", "do not collapse"),
            apart
                .iter()
                .map(|apart| format!("{apart:.0e}"))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        format!(
            "With local baths at α_ℓ = {WARM} and γ_r = 1 W is {warm_share:.1e} of that at γ_c t \
             = 1e-6: {}.",
            choose(
                warm_is_late,
                "they fill all places of level 1 at order t, and the t² law is lost, so that the \
                 claim needs α_ℓ = 0",
                "the law does not need cold local baths"
            ),
        ),
        format!(
            "Two time scales {}: W reaches half of its peak at γ_c t = {}, and falls half-way to \
             its steady value at (1-η) γ_ℓ t = {}, for the same γ_r.",
            choose(two_scales, "are seen", "are not seen"),
            list(rises.iter().copied(), 3),
            list(falls.iter().copied(), 3),
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
    let line = in_short(
        verdict,
        [order, warm_share],
        [linear_is_passive, warm_is_late, two_scales],
    );
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(
    verdict: Verdict,
    [order, warm_share]: [f64; 2],
    [linear_is_passive, warm_is_late, two_scales]: [bool; 3],
) -> String {
    let scales = choose(
        two_scales,
        "two time scales are seen",
        "two time scales are not seen",
    );
    match verdict {
        Verdict::Holds => format!(
            "W rises at first order, also at α_ℓ = {WARM}, local noise as t^{order:.1}; {scales}."
        ),
        Verdict::HoldsIf => {
            let conditions: Vec<&str> = [
                (warm_is_late, "α_ℓ = 0"),
                (linear_is_passive, "the term acts twice (W ~ t²)"),
            ]
            .into_iter()
            .filter(|(needed, _)| *needed)
            .map(|(_, condition)| condition)
            .collect();
            format!(
                "If {}: local noise comes in as t^{order:.1}; at α_ℓ = {WARM} W is {warm_share:.1e} of that at 0; {scales}.",
                conditions.join(" and ")
            )
        }
        _ => format!(
            "The early curves differ with γ_r or the times do not scale: local noise comes in as t^{order:.1}; {scales}."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_begins_at_second_order() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        assert_eq!(found.numbers["first_order_ergotropy"].as_f64(), Some(0.0));
        let law = found.numbers["ergotropy_over_quadratic_law"][3].as_f64();
        assert!(law.is_some_and(|ratio| (ratio - 1.0).abs() < 1e-4));
        assert!(
            found.numbers["share_at_alpha_l_0_2"]
                .as_f64()
                .is_some_and(|share| share < 0.01)
        );
        Ok(())
    }
}
