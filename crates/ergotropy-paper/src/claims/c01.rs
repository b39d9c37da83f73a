//! C1: W vanishes on α_c = q only.

use ergotropy::Bath;
use ergotropy::Error;
use ergotropy::closed_form::GibbsStart;
use ergotropy_sweep::{Progress, linear, map, product, threshold};
use serde_json::json;

use super::grid::{
    GRID, NEARLY_ONE, NEARLY_ZERO, SHARP, axis, finding, gibbs_work, has_inversion, is_positive,
    work_of_many_cells,
};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C1",
    statement: "At η = 1 and from a product of Gibbs states, W = 0 on the line α_c = q and only \
                there: elsewhere W > 0 for N → ∞.",
    source: "Eq. 30, 86; Fig. 2, 7",
    figures: &["fig02", "fig07"],
    judge,
};

/// Ensembles of the paper's maps, and larger ones that show where they lead.
const MAPS: [u64; 3] = [4, 10, 26];
const WIDTHS: [u64; 5] = [4, 10, 26, 100, 1000];

/// Points (α_c, q) at which finite N is compared with the limit.
const CHECKS: [(f64, f64); 6] = [
    (0.0, 0.3),
    (0.6, 0.3),
    (0.2, 0.6),
    (0.45, 0.5),
    (0.5, 0.45),
    (0.9, 0.5),
];

fn judge() -> Result<Finding, Error> {
    let on_line = work_on_the_line()?;
    let zero_off_line: Vec<usize> = MAPS
        .iter()
        .map(|&n| zeros_off_line(n))
        .collect::<Result<_, _>>()?;
    let (compared, disagreements) = criterion_against_work()?;
    let bands: Vec<(f64, f64)> = WIDTHS
        .iter()
        .map(|&n| dead_band(n, 0.5))
        .collect::<Result<_, _>>()?;
    let (least, least_at) = least_limit()?;
    let worst_gap = gap_to_the_limit(1000)?;

    let limit_positive = least > 0.0 && worst_gap < 0.02;
    let verdict = if !on_line || !limit_positive {
        Verdict::DoesNotHold
    } else if zero_off_line.iter().all(|&count| count == 0) {
        Verdict::Holds
    } else if disagreements == 0 {
        Verdict::HoldsIf
    } else {
        Verdict::DoesNotHold
    };

    let off = (GRID * (GRID - 1)) as f64;
    let shares: Vec<f64> = zero_off_line
        .iter()
        .map(|&count| count as f64 / off)
        .collect();
    let mut sentences = vec![
        format!(
            "On α_c = q the ergotropy {} zero within its error (α from 0 to 1 - 2⁻²⁰, N from 1 to 100).",
            if on_line { "is" } else { "is not always" }
        ),
        format!(
            "Limit N → ∞: W {} at all α_c ≠ q of a 20 x 20 grid on [0, 0.99], α_c = 0 and q = 0 included; \
             the least is {least:.1e} at α_c = {:.2}, q = {:.2}, and N = 1000 is within {:.1} % of the limit at {} points.",
            if least > 0.0 {
                "> 0"
            } else {
                "is not positive"
            },
            least_at.0,
            least_at.1,
            100.0 * worst_gap,
            CHECKS.len()
        ),
    ];
    if zero_off_line.iter().any(|&count| count > 0) {
        sentences.push(format!(
            "At finite N it vanishes in a whole band around the line: on {:.0} %, {:.0} % and {:.0} % of the points off the line for N = 4, 10, 26 \
             (and everywhere for N = 1); at q = 0.5 the band is {:.3} <= α_c <= {:.3} for N = 10 and {:.3} <= α_c <= {:.3} for N = 26.",
            100.0 * shares[0], 100.0 * shares[1], 100.0 * shares[2],
            bands[1].0, bands[1].1, bands[2].0, bands[2].1
        ));
    }
    sentences.push(format!(
        "Sharp condition: W > 0 if and only if |ln R(q) - ln R(α_c)| > -ln α_c with R(x) = Σ x^m over m = -N/2 .. N/2, divided for odd N by \
         x^½ + x^-½; {disagreements} of {compared} points (N = 1 .. 12, 26) disagree. For large N the band is |ln q / ln α_c - 1| <= 2/N: \
         at q = 0.5 its upper edge times N/2 is {:.3} for N = 26 and {:.3} for N = 1000.",
        edge_in_units(bands[2].1, 26), edge_in_units(bands[4].1, 1000)
    ));
    Ok(finding(
        verdict,
        in_short(
            verdict,
            on_line,
            least,
            shares[1],
            edge_in_units(bands[4].1, 1000),
        ),
        &sentences,
        json!({
            "zero_on_line": on_line,
            "map_cells": MAPS,
            "zero_share_off_line": shares,
            "criterion_points": compared,
            "criterion_disagreements": disagreements,
            "band_q": 0.5,
            "band_cells": WIDTHS,
            "band_lower_alpha_c": bands.iter().map(|band| band.0).collect::<Vec<_>>(),
            "band_upper_alpha_c": bands.iter().map(|band| band.1).collect::<Vec<_>>(),
            "least_limit": least,
            "least_limit_alpha_c": least_at.0,
            "least_limit_q": least_at.1,
            "worst_gap_at_1000_cells": worst_gap,
        }),
    ))
}

fn in_short(verdict: Verdict, on_line: bool, least: f64, share: f64, edge: f64) -> String {
    let share = 100.0 * share;
    match verdict {
        Verdict::Holds => format!(
            "W = 0 on the line alone at N = 4, 10, 26; for N → ∞ W is {least:.1e} or more off it."
        ),
        Verdict::HoldsIf => format!(
            "If N → ∞: at finite N W = 0 in a band |ln q / ln α_c - 1| <= {:.2}/N (large N), on {share:.0} % of the map at N = 10.",
            2.0 * edge
        ),
        _ if !on_line => "W > 0 at points of the line α_c = q itself.".to_owned(),
        _ if least <= 0.0 => "W = 0 off the line too, even for N → ∞.".to_owned(),
        _ => format!(
            "W = 0 on {share:.0} % of the map off the line at N = 10, and no condition that was tried accounts for it."
        ),
    }
}

fn work_on_the_line() -> Result<bool, Error> {
    let points = [0.0, NEARLY_ZERO, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, NEARLY_ONE];
    for cells in [1, 2, 3, 4, 10, 26, 100] {
        for x in points {
            if is_positive(gibbs_work(cells, x, x)?) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// How many points off the line of the 50 x 50 grid have W = 0 within the error.
fn zeros_off_line(cells: u64) -> Result<usize, Error> {
    let points = product(&axis(), &axis());
    let zero = map(&points, &Progress::hidden(), |&(alpha, q)| {
        Ok::<_, Error>(alpha != q && !is_positive(gibbs_work(cells, alpha, q)?))
    })?;
    Ok(zero.into_iter().filter(|&zero| zero).count())
}

/// Points at which the criterion and the computed ergotropy were compared, and disagree.
fn criterion_against_work() -> Result<(usize, usize), Error> {
    let mut axis = linear(0.02, 0.98, 25);
    axis.extend([NEARLY_ZERO, NEARLY_ONE]);
    let points: Vec<(u64, f64, f64)> = (1..=12)
        .chain([26])
        .flat_map(|cells| {
            product(&axis, &axis)
                .into_iter()
                .map(move |(alpha, q)| (cells, alpha, q))
        })
        .collect();
    let agree = map(&points, &Progress::hidden(), |&(cells, alpha, q)| {
        let inverted = has_inversion(cells, alpha, q)?;
        Ok::<_, Error>(inverted == is_positive(gibbs_work(cells, alpha, q)?))
    })?;
    Ok((
        points.len(),
        agree.into_iter().filter(|&agree| !agree).count(),
    ))
}

/// The α_c between which W = 0 at a given q.
fn dead_band(cells: u64, q: f64) -> Result<(f64, f64), Error> {
    let last = cells / 2;
    let populations = |alpha| GibbsStart::new(cells, Bath::from_bose_ratio(alpha)?, q);
    let lower = threshold(NEARLY_ZERO, q, SHARP, |alpha| {
        Ok(populations(alpha)?.inversion_below(last).value < 1.0)
    })?;
    let upper = threshold(NEARLY_ONE, q, SHARP, |alpha| {
        Ok(populations(alpha)?.inversion_above(last).value > 1.0)
    })?;
    Ok((lower, upper))
}

/// |ln q / ln α - 1| N/2 at the edge of the band of q = 1/2; 1 for large N.
fn edge_in_units(edge: f64, cells: u64) -> f64 {
    (0.5f64.ln() / edge.ln() - 1.0).abs() * cells as f64 / 2.0
}

/// The least limit off the line, and where.
fn least_limit() -> Result<(f64, (f64, f64)), Error> {
    let axis = linear(0.0, 0.99, 20);
    let points: Vec<(f64, f64)> = product(&axis, &axis)
        .into_iter()
        .filter(|(alpha, q)| alpha != q)
        .collect();
    let limits = map(&points, &Progress::hidden(), |&(alpha, q)| {
        work_of_many_cells(alpha, q)
    })?;
    Ok(limits
        .into_iter()
        .zip(points)
        .fold((f64::INFINITY, (0.0, 0.0)), |least, next| {
            if next.0 < least.0 { next } else { least }
        }))
}

/// Greatest relative distance of finite N from the limit.
fn gap_to_the_limit(cells: u64) -> Result<f64, Error> {
    let gaps = map(&CHECKS, &Progress::hidden(), |&(alpha, q)| {
        let limit = work_of_many_cells(alpha, q)?;
        Ok::<_, Error>((gibbs_work(cells, alpha, q)?.value / limit - 1.0).abs())
    })?;
    Ok(gaps.into_iter().fold(0.0, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_for_many_cells_and_fails_in_a_band_for_few() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{}", found.evidence);
        let shares = &found.numbers["zero_share_off_line"];
        assert!(
            (shares[1].as_f64().unwrap_or(0.0) - 0.13).abs() < 0.02,
            "{shares}"
        );
        assert_eq!(found.numbers["criterion_disagreements"], 0);
        Ok(())
    }
}
