//! C5: population inversion between the bright and the darkest ladder.

use ergotropy::closed_form::GibbsStart;
use ergotropy::{Bath, Error, LadderState, Start};
use serde_json::json;

use super::grid::{
    collective, finding, gibbs_work, has_inversion, is_positive, work_of_many_cells,
};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C5",
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
/// Relative difference up to which ratios at N = 1000 count as having reached their limit.
const SAME: f64 = 1e-6;

fn judge() -> Result<Finding, Error> {
    let formulas = worst_formula_error()?;
    let limits = worst_limit_error()?;
    let (tested, exceptions) = inversion_against_work()?;
    let first: Vec<u64> = POINTS
        .iter()
        .map(|&(alpha, q)| first_inverted(alpha, q))
        .collect();
    let least_cells = least_cells()?;
    let exist = least_cells.iter().all(|&cells| cells < MANY);

    let bright = bright_share()?;
    let (alpha, q) = POINTS[0];
    let limit = work_of_many_cells(alpha, q)?;
    let vanishing = bright[2].0 < 1e-3 * limit;
    let typical = worst_typical_error()?;

    let algebra = formulas < 1e-9 && limits < SAME;
    let verdict = match (
        algebra && exist && exceptions == 0 && limit > 0.0,
        vanishing,
    ) {
        (true, false) => Verdict::Holds,
        (true, true) if typical < SAME => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };
    let sentences = [
        format!(
            "Eq. 87-90 {} (worst relative difference from the solved states {formulas:.0e}, from the limits at N = {MANY} {limits:.0e}; {} points on both sides of α_c = q).",
            if algebra {
                "are right"
            } else {
                "are not right"
            },
            POINTS.len()
        ),
        format!(
            "An inverted level exists from m > ln α_c / ln(q/α_c) on (α_c > q) or m > ln α_c / ln(α_c/q) (α_c < q), and must fit in m <= N/2: \
             at α_c = {}, q = {} m >= {} and N >= {}, close to the line at α_c = {}, q = {} m >= {} and N >= {}.",
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
            "It {} lim W > 0 by itself: the bright ladder can add at most N times its weight, {:.2}, {:.1e}, {:.1e} for N = 10, 100, {MANY} at α_c = {alpha}, q = {q}, \
             while W = {:.4}, {:.4}, {:.4} tends to {limit:.4}.",
            if vanishing {
                "does not imply"
            } else {
                "can carry"
            },
            bright[0].0,
            bright[1].0,
            bright[2].0,
            bright[0].1,
            bright[1].1,
            bright[2].1
        ),
        format!(
            "The conclusion {} if the same ratios are taken between the ladders d and d + m around the typical d = N q/(1+q), which carry the weight: \
             there they differ from the same limits by {typical:.0e} at N = {MANY}.",
            if typical < SAME {
                "is right"
            } else {
                "is not saved"
            }
        ),
    ];
    Ok(finding(
        verdict,
        in_short(verdict, bright[2], formulas.max(limits), exceptions),
        &sentences,
        json!({
            "formulas_worst_relative_difference": formulas,
            "limits_worst_relative_difference": limits,
            "alpha_c": POINTS.map(|point| point.0),
            "q": POINTS.map(|point| point.1),
            "first_inverted_level": first,
            "least_cells": least_cells,
            "criterion_points": tested,
            "criterion_exceptions": exceptions,
            "bright_share_cells": [10, 100, MANY],
            "bright_share_bound": bright.iter().map(|pair| pair.0).collect::<Vec<_>>(),
            "work": bright.iter().map(|pair| pair.1).collect::<Vec<_>>(),
            "work_limit": limit,
            "typical_ladders_worst_relative_difference": typical,
        }),
    ))
}

fn in_short(verdict: Verdict, bright: (f64, f64), worst: f64, exceptions: usize) -> String {
    match verdict {
        Verdict::Holds => format!(
            "Eq. 87-90 are right to {worst:.0e}, and the bright ladder can carry {:.1e} of W = {:.4} at N = {MANY}.",
            bright.0, bright.1
        ),
        Verdict::HoldsIf => format!(
            "If the ladders compared are those around d = N q/(1+q): the bright one can add {:.1e} at most to W = {:.4} at N = {MANY}.",
            bright.0, bright.1
        ),
        _ => format!(
            "Eq. 87-90 are off by {worst:.0e}, {exceptions} points have W > 0 without inversion or the reverse, or the weight is elsewhere."
        ),
    }
}

/// What the bright ladder can add to W at most, N times its weight, and W, for three N.
fn bright_share() -> Result<Vec<(f64, f64)>, Error> {
    let (alpha, q) = POINTS[0];
    let mut shares = Vec::new();
    for cells in [10, 100, MANY] {
        let forms = GibbsStart::new(cells, Bath::from_bose_ratio(alpha)?, q)?;
        let weight: f64 = (0..=cells).map(|m| forms.bright(m).value).sum();
        shares.push((cells as f64 * weight, gibbs_work(cells, alpha, q)?.value));
    }
    Ok(shares)
}

/// The least N with an inverted level at each point.
fn least_cells() -> Result<Vec<u64>, Error> {
    let mut least = Vec::new();
    for (alpha, q) in POINTS {
        let mut cells = 2;
        while cells < MANY && !has_inversion(cells, alpha, q)? {
            cells += 1;
        }
        least.push(cells);
    }
    Ok(least)
}

/// Number of copies of ladder d.
fn copies(state: &LadderState, d: u32) -> f64 {
    // A count of any length reads as the nearest float, or as infinity.
    state
        .multiplicities()
        .ladder(d)
        .to_string()
        .parse()
        .unwrap_or(f64::NAN)
}

/// One eigenvalue of the state.
fn eigenvalue(state: &LadderState, d: u32, k: u32) -> f64 {
    state.population(d, k) / copies(state, d)
}

/// Eq. 87 and 88 against the solved states of N = 2 .. 21.
fn worst_formula_error() -> Result<f64, Error> {
    let mut worst: f64 = 0.0;
    for cells in 2..=21u32 {
        for (alpha, q) in POINTS {
            let bath = Bath::from_bose_ratio(alpha)?;
            let forms = GibbsStart::new(cells.into(), bath, q)?;
            let state = collective(cells.into(), bath)?.steady_state_from(&Start::gibbs(q)?)?;
            for m in 0..=cells / 2 {
                let pairs = [
                    (forms.bright(m.into()).value, state.population(0, m)),
                    (forms.darkest(m.into()).value, eigenvalue(&state, m, m)),
                ];
                for (form, solved) in pairs {
                    worst = worst.max((form / solved - 1.0).abs());
                }
            }
        }
    }
    Ok(worst)
}

/// Eq. 89 and 90 at large N against their limits, for small m.
fn worst_limit_error() -> Result<f64, Error> {
    let mut worst: f64 = 0.0;
    for (alpha, q) in POINTS {
        let forms = GibbsStart::new(MANY, Bath::from_bose_ratio(alpha)?, q)?;
        for m in 0..=20 {
            let limit = forms.limit_ratio(m);
            worst = worst
                .max((forms.inversion_above(m).value / (alpha * limit) - 1.0).abs())
                .max((forms.inversion_below(m).value / (limit / alpha) - 1.0).abs());
        }
    }
    Ok(worst)
}

/// The same ratios between ladders d and d + m at the typical d, against the limits.
fn worst_typical_error() -> Result<f64, Error> {
    let mut worst: f64 = 0.0;
    let (alpha, q) = POINTS[0];
    let cells = u32::try_from(MANY).unwrap_or(u32::MAX);
    let state =
        collective(MANY, Bath::from_bose_ratio(alpha)?)?.steady_state_from(&Start::gibbs(q)?)?;
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
        let found = state.population(d, d + m + 1) / state.population(d + m, d + m) * ratio;
        let limit = alpha * (alpha / q).powf(m.into());
        worst = worst.max((found / limit - 1.0).abs());
    }
    Ok(worst)
}

/// The first m whose limit of Eq. 89 is above, or of Eq. 90 below one.
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

/// Points at which "some inverted level" and W > 0 were compared, and disagree.
fn inversion_against_work() -> Result<(usize, usize), Error> {
    let axis = ergotropy_sweep::linear(0.03, 0.97, 25);
    let (mut tested, mut exceptions) = (0, 0);
    for cells in 1..=12u64 {
        for (alpha, q) in ergotropy_sweep::product(&axis, &axis) {
            let forms = GibbsStart::new(cells, Bath::from_bose_ratio(alpha)?, q)?;
            let inverted = (1..=cells / 2).any(|m| {
                forms.inversion_above(m).value > 1.0 || forms.inversion_below(m).value < 1.0
            });
            tested += 1;
            exceptions += usize::from(inverted != is_positive(gibbs_work(cells, alpha, q)?));
        }
    }
    Ok((tested, exceptions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversion_is_right_and_its_weight_vanishes() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{}", found.evidence);
        assert_eq!(found.numbers["criterion_exceptions"], 0);
        assert_eq!(found.numbers["first_inverted_level"][0], 1);
        assert!((found.numbers["work_limit"].as_f64().unwrap_or(0.0) - 0.319_745).abs() < 1e-6);
        Ok(())
    }
}
