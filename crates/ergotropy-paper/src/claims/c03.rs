//! C3: a cold reservoir activates ergotropy.

use ergotropy::closed_form::GibbsStart;
use ergotropy::{Bath, Error};
use serde_json::json;

use ergotropy_sweep::threshold;

use super::grid::{SHARP, axis, finding, gibbs_work, grows, has_inversion, is_positive};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C3",
    statement: "At η = 1 a reservoir of zero temperature (α_c → 0) activates ergotropy for all N > 1 \
                if q is large enough, and more of it for larger N.",
    source: "Results (i), Supplementary Note III; Fig. 2, 7",
    figures: &["fig02", "fig07"],
    judge,
};

const MOST_CELLS: u64 = 60;
const STARTS: [f64; 9] = [1e-6, 1e-3, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0];

fn judge() -> Result<Finding, Error> {
    // For each N: at how many of the starts W > 0, at alpha = 0 and next to it.
    let mut never = Vec::new();
    let mut always = Vec::new();
    let mut sometimes = Vec::new();
    for cells in 2..=MOST_CELLS {
        let mut active = 0;
        for q in STARTS {
            active += usize::from(is_positive(gibbs_work(cells, 0.0, q)?));
        }
        match active {
            0 => never.push(cells),
            all if all == STARTS.len() => always.push(cells),
            _ => sometimes.push(cells),
        }
    }
    let mut falls = 0;
    let mut equal = Vec::new();
    for cells in 1..MOST_CELLS {
        let mut grown = false;
        for q in STARTS {
            let (fewer, more) = (gibbs_work(cells, 0.0, q)?, gibbs_work(cells + 1, 0.0, q)?);
            falls += usize::from(grows(more, fewer));
            grown |= grows(fewer, more);
        }
        if !grown && always.contains(&cells) {
            equal.push(cells);
        }
    }
    let least = always.first().copied();
    let mut colder_never_helps = true;
    for &cells in &never {
        for (alpha, q) in ergotropy_sweep::product(&axis(), &axis()) {
            if 0.0 < alpha && alpha < q {
                colder_never_helps &= !has_inversion(cells, alpha, q)?;
            }
        }
    }
    let small = gibbs_work(10, 0.0, 1e-3)?.value / 1e-6;
    let mixed = [4, 5, 10, 26, 100].map(|cells| gibbs_work(cells, 0.0, 1.0).map(|w| w.value));
    let mut at_mixed = Vec::new();
    for work in mixed {
        at_mixed.push(work?);
    }
    let thresholds: Vec<f64> = [4, 10, 26]
        .into_iter()
        .map(|n| least_start(n, 0.1))
        .collect::<Result<_, _>>()?;

    let verdict = match (never.is_empty() && sometimes.is_empty(), least, falls) {
        (_, _, 1..) | (_, None, _) => Verdict::DoesNotHold,
        (true, Some(_), 0) => Verdict::Holds,
        (false, Some(_), 0) => Verdict::HoldsIf,
    };
    let mut sentences = Vec::new();
    if !never.is_empty() {
        sentences.push(format!(
            "For N = {} the ergotropy is zero at α_c = 0 for every start, q = 1 included{}.",
            join(&never),
            if colder_never_helps {
                ", and at every α_c < q"
            } else {
                ""
            }
        ));
    }
    if let Some(least) = least {
        sentences.push(format!(
            "From N = {least} on (to {MOST_CELLS}{}) every q > 0 activates W at α_c = 0, without a threshold: W ≈ {small:.3} q² for small q at N = 10.",
            if sometimes.is_empty() { String::new() } else { format!(", except N = {}", join(&sometimes)) }
        ));
    }
    sentences.push(format!(
        "At any α_c > 0 there is a threshold, R(q) = α_c R(α_c) with the R of C1: q > {:.4}, {:.4}, {:.4} for N = 4, 10, 26 at α_c = 0.1.",
        thresholds[0], thresholds[1], thresholds[2]
    ));
    sentences.push(format!(
        "From N to N + 1 the ergotropy at α_c = 0 {}{}; at q = 1 it is {:.4}, {:.4}, {:.4}, {:.4}, {:.4} for N = 4, 5, 10, 26, 100.",
        if falls == 0 { "never falls" } else { "falls at places" },
        if equal.is_empty() { String::new() } else { format!(", but stays equal from N = {} to the next", join(&equal)) },
        at_mixed[0], at_mixed[1], at_mixed[2], at_mixed[3], at_mixed[4]
    ));
    Ok(finding(
        verdict,
        in_short([&never, &sometimes, &equal], least, falls),
        &sentences,
        json!({
            "cells_never_active": never,
            "cells_active_for_some_q": sometimes,
            "least_cells_active_for_every_q": least,
            "most_cells": MOST_CELLS,
            "falls_with_cells": falls,
            "cells_without_growth_to_the_next": equal,
            "work_over_q_squared_at_small_q": small,
            "work_cells": [4, 5, 10, 26, 100],
            "work_at_q_1": at_mixed,
            "threshold_alpha_c": 0.1,
            "threshold_cells": [4, 10, 26],
            "threshold_q": thresholds,
        }),
    ))
}

fn in_short([never, sometimes, equal]: [&[u64]; 3], least: Option<u64>, falls: usize) -> String {
    if falls > 0 {
        return format!("At α_c = 0 W falls from N to N + 1 at {falls} points.");
    }
    let Some(least) = least else {
        return format!("At α_c = 0 no N up to {MOST_CELLS} is activated from every q > 0.");
    };
    let growth = if equal.is_empty() {
        String::new()
    } else {
        format!(", with no growth from N = {} to the next", join(equal))
    };
    let exceptions: Vec<String> = [(never, "give nothing"), (sometimes, "need a large q")]
        .into_iter()
        .filter(|(cells, _)| !cells.is_empty())
        .map(|(cells, what)| format!("N = {} {what}", join(cells)))
        .collect();
    if exceptions.is_empty() {
        format!("Every q > 0 is enough at α_c = 0 for N = 2 to {MOST_CELLS}{growth}.")
    } else {
        format!(
            "If N >= {least}: at α_c = 0 every q > 0 is enough{growth}, while {}.",
            exceptions.join(" and ")
        )
    }
}

/// The q above α_c from which on W > 0.
fn least_start(cells: u64, alpha: f64) -> Result<f64, Error> {
    let bath = Bath::from_bose_ratio(alpha)?;
    threshold(1.0, alpha, SHARP, |q| {
        Ok(GibbsStart::new(cells, bath, q)?
            .inversion_below(cells / 2)
            .value
            < 1.0)
    })
}

fn join(cells: &[u64]) -> String {
    cells
        .iter()
        .map(u64::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_follows_the_numbers() {
        assert_eq!(
            in_short([&[2], &[5], &[]], Some(3), 0),
            "If N >= 3: at α_c = 0 every q > 0 is enough, while N = 2 give nothing and N = 5 need a large q."
        );
        assert!(in_short([&[], &[], &[]], Some(2), 0).starts_with("Every q > 0"));
        assert!(in_short([&[], &[], &[]], Some(2), 7).contains("at 7 points"));
        assert!(in_short([&[2, 3], &[], &[]], None, 0).starts_with("At α_c = 0 no N"));
    }

    #[test]
    fn needs_four_cells_and_no_threshold() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{}", found.evidence);
        assert_eq!(found.numbers["cells_never_active"], json!([2, 3]));
        assert_eq!(found.numbers["least_cells_active_for_every_q"], 4);
        assert_eq!(
            found.numbers["cells_without_growth_to_the_next"],
            json!([4])
        );
        assert_eq!(found.numbers["work_at_q_1"][0], 0.0625);
        Ok(())
    }
}
