//! C5: population inversion between the bright and the darkest ladder.

use ergotropy::{Bath, Error, Multiplicities, Observables, State};
use ergotropy_sweep::{linear, product};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, is_positive, solve};
use super::thermal::{gibbs_form, gibbs_state, gibbs_work, has_inversion, work_of_many_cells};

pub(super) const CLAIM: Claim = Claim {
    id: "C5",
    heading: "Inverted populations",
    statement: "At η = 1 from a Gibbs start the populations s(m) and n_s(m) are inverted for m large \
                enough wherever α_c ≠ q, with the limits α_c^±1 (α_c/q)^m, which implies lim W > 0.",
    source: "Eq. 87-90, Supplementary Note IV",
    figures: &[],
    judge,
};

/// Points (α_c, q) on both sides of the line.
const POINTS: [(f64, f64); 6] = [
    (0.6, 0.3),
    (0.3, 0.6),
    (0.9, 0.5),
    (0.5, 0.9),
    (0.5, 0.45),
    (0.1, 0.7),
];
const MANY: u64 = 1000;
const SIZES: [u64; 3] = [10, 100, MANY];
/// Relative difference up to which ratios at N = 1000 count as having reached their limit.
const SAME: f64 = 1e-6;

fn judge() -> Result<Finding, Error> {
    let formulas = worst_formula_error()?;
    let limits = worst_limit_error()?;
    let (tested, exceptions) = inversion_against_work()?;
    let first = POINTS.map(|(alpha, q)| first_inverted(alpha, q));
    let least_cells = solve(&POINTS, |&(alpha, q)| least_cells(alpha, q))?;
    let bright = solve(&SIZES, |&cells| bright_share(cells))?;
    let (alpha, q) = POINTS[0];
    let limit = work_of_many_cells(alpha, q)?;
    let typical = worst_typical_error()?;

    let parts = vec![
        Part::holds(
            "s(m) and n_s(m) and the limits of their ratios (Eq. 87-90)",
            formulas < 1e-9 && limits < SAME,
            format!(
                "{formulas:.0e} off the solved states, and {limits:.0e} off the limits at N = {MANY}, on both \
                 sides of α_c = q."
            ),
        ),
        Part::holds(
            "they are inverted for m large enough wherever α_c ≠ q",
            least_cells.iter().all(|&cells| cells < MANY) && exceptions == 0,
            "from m > ln α_c / ln(q/α_c) on (α_c > q), or m > ln α_c / ln(α_c/q), if m <= N/2.",
        ),
        Part::fails(
            "that implies lim W > 0",
            limit > 0.0 && bright[2].0 < 1e-3 * limit && typical < SAME,
            format!(
                "the bright ladder can add {:.1e} at most to W = {:.4} at N = {MANY}; those around d = N q/(1+q) \
                 carry it.",
                bright[2].0, bright[2].1
            ),
        ),
    ];
    let in_short = "The populations are inverted as stated, but in a ladder that holds next to no weight at large N, so that \
         alone does not make the work of many cells.".to_owned();
    let sentences = [
        format!(
            "An inverted level must fit in m <= N/2: at α_c = {}, q = {} m >= {} and N >= {}, close to the line at \
             α_c = {}, q = {} m >= {} and N >= {}.",
            POINTS[0].0,
            POINTS[0].1,
            first[0],
            least_cells[0],
            POINTS[4].0,
            POINTS[4].1,
            first[4],
            least_cells[4]
        ),
        format!(
            "For finite N this is the whole truth: W > 0 if and only if some m <= N/2 has s(m+1) > n_s(m) or s(m-1) < n_s(m) \
             ({exceptions} exceptions among {tested} points, N = 1 .. 12)."
        ),
        format!(
            "It does not imply lim W > 0 by itself: the bright ladder can add at most N times its weight, {:.2}, {:.1e}, {:.1e} for N = 10, 100, {MANY} at α_c = {alpha}, q = {q}, \
             while W = {:.4}, {:.4}, {:.4} tends to {limit:.4}.",
            bright[0].0, bright[1].0, bright[2].0, bright[0].1, bright[1].1, bright[2].1
        ),
        format!(
            "The conclusion is right if the same ratios are taken between the ladders d and d + m around the typical d = N q/(1+q), which carry the weight: \
             there they differ from the same limits by {typical:.0e} at N = {MANY}."
        ),
    ];
    let numbers = json!({
        "formulas_worst_relative_difference": formulas,
        "limits_worst_relative_difference": limits,
        "alpha_c": POINTS.map(|point| point.0),
        "q": POINTS.map(|point| point.1),
        "first_inverted_level": first,
        "least_cells": least_cells,
        "criterion_points": tested,
        "criterion_exceptions": exceptions,
        "bright_share_cells": SIZES,
        "bright_share_bound": each(&bright, |pair| pair.0),
        "work": each(&bright, |pair| pair.1),
        "work_limit": limit,
        "typical_ladders_worst_relative_difference": typical,
    });
    Ok(judged(in_short, parts, &[], &sentences, numbers))
}

/// N times the weight of the bright ladder, which bounds its contribution to W, and W itself.
fn bright_share(cells: u64) -> Result<(f64, f64), Error> {
    let (alpha, q) = POINTS[0];
    let form = gibbs_form(cells, alpha, q)?;
    let weight: f64 = (0..=cells).map(|m| form.bright(m).value).sum();
    Ok((cells as f64 * weight, gibbs_work(cells, alpha, q)?.value))
}

/// The least N with an inverted level.
fn least_cells(alpha: f64, q: f64) -> Result<u64, Error> {
    let mut cells = 2;
    while cells < MANY && !has_inversion(cells, alpha, q)? {
        cells += 1;
    }
    Ok(cells)
}

/// Number of copies of ladder d.
fn copies(state: &State, d: u32) -> f64 {
    // A count of any length reads as the nearest float, or as infinity.
    Multiplicities::new(state.cells())
        .ladder(d)
        .to_string()
        .parse()
        .unwrap_or(f64::NAN)
}

/// One eigenvalue of the state.
fn eigenvalue(state: &State, d: u32, k: u32) -> f64 {
    state.population(d, k).value / copies(state, d)
}

/// The greatest relative error of Eq. 87 and 88 against the solved states of N = 2 .. 21.
fn worst_formula_error() -> Result<f64, Error> {
    let mut worst: f64 = 0.0;
    for cells in 2..=21u32 {
        for (alpha, q) in POINTS {
            let form = gibbs_form(cells.into(), alpha, q)?;
            let state = gibbs_state(cells.into(), Bath::from_bose_ratio(alpha)?, q)?;
            for m in 0..=cells / 2 {
                let bright = form.bright(m.into()).value / state.population(0, m).value;
                let darkest = form.darkest(m.into()).value / eigenvalue(&state, m, m);
                for ratio in [bright, darkest] {
                    worst = worst.max((ratio - 1.0).abs());
                }
            }
        }
    }
    Ok(worst)
}

/// The greatest relative distance of Eq. 89 and 90 at large N from their limits, for small m.
fn worst_limit_error() -> Result<f64, Error> {
    let mut worst: f64 = 0.0;
    for (alpha, q) in POINTS {
        let form = gibbs_form(MANY, alpha, q)?;
        for m in 0..=20 {
            let limit = form.limit_ratio(m);
            worst = worst
                .max((form.inversion_above(m).value / (alpha * limit) - 1.0).abs())
                .max((form.inversion_below(m).value / (limit / alpha) - 1.0).abs());
        }
    }
    Ok(worst)
}

/// The greatest relative distance of the same ratios, between ladders d and d + m at the typical d,
/// from their limits.
fn worst_typical_error() -> Result<f64, Error> {
    let mut worst: f64 = 0.0;
    let (alpha, q) = POINTS[0];
    let cells = u32::try_from(MANY).unwrap_or(u32::MAX);
    let state = gibbs_state(MANY, Bath::from_bose_ratio(alpha)?, q)?;
    // N q/(1+q) for q = 3/10.
    let d = cells * 3 / 13;
    for m in 0..=6u32 {
        // Copies of neighbouring ladders have the ratio (N+1-d)(N-1-2d) / ((d+1)(N+1-2d)); their product
        // avoids the quotient of two counts beyond the range of floats.
        let ratio: f64 = (d..d + m)
            .map(|d| {
                let (n, d) = (f64::from(cells), f64::from(d));
                (n + 1.0 - d) * (n - 1.0 - 2.0 * d) / ((d + 1.0) * (n + 1.0 - 2.0 * d))
            })
            .product();
        let p = |d, k| state.population(d, k).value;
        let found = p(d, d + m + 1) / p(d + m, d + m) * ratio;
        let limit = alpha * (alpha / q).powf(m.into());
        worst = worst.max((found / limit - 1.0).abs());
    }
    Ok(worst)
}

/// The first m at which the limit of Eq. 89 is above one (α_c > q), or the limit of Eq. 90 below one.
fn first_inverted(alpha: f64, q: f64) -> u64 {
    let inverted = |m: u64| {
        let ratio = (alpha / q).powf(m as f64);
        if alpha > q {
            alpha * ratio > 1.0
        } else {
            ratio / alpha < 1.0
        }
    };
    (1..1_000_000).find(|&m| inverted(m)).unwrap_or(u64::MAX)
}

/// The number of points at which "some inverted level" was compared with W > 0, and the number of those
/// at which they disagree.
fn inversion_against_work() -> Result<(usize, usize), Error> {
    let axis = linear(0.03, 0.97, 25);
    let (mut tested, mut exceptions) = (0, 0);
    for cells in 1..=12u64 {
        for (alpha, q) in product(&axis, &axis) {
            let form = gibbs_form(cells, alpha, q)?;
            let inverted = (1..=cells / 2).any(|m| {
                form.inversion_above(m).value > 1.0 || form.inversion_below(m).value < 1.0
            });
            tested += 1;
            exceptions += usize::from(inverted != is_positive(gibbs_work(cells, alpha, q)?));
        }
    }
    Ok((tested, exceptions))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn inversion_is_right_and_its_weight_vanishes() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, Holds, DoesNotHold], "{found:#?}");
        assert_eq!(found.numbers["criterion_exceptions"], 0);
        assert_eq!(found.numbers["first_inverted_level"][0], 1);
        found.assert_pinned(&[("/work_limit", 0.319_745, 1e-6)]);
        Ok(())
    }
}
