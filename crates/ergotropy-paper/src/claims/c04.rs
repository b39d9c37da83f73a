//! C4: the closed forms of the ground start.

use ergotropy::closed_form::{GroundStart, hot_limit};
use ergotropy::{Bath, Error, Start};
use serde_json::json;

use ergotropy_sweep::threshold;

use super::grid::{NEARLY_ONE, NEARLY_ZERO, SHARP, collective, finding};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C4",
    statement: "From the ground state at η = 1, E and W have closed forms; for α_c → 1 W tends to \
                N/2 + 1/(N+1) - 1; both grow linearly with N; E - W tends to 1 and is never less than one.",
    source: "Eq. 31, 105, 107, 108; Fig. 9",
    figures: &["fig09"],
    judge,
};

const CELLS: [u64; 8] = [1, 2, 3, 4, 10, 26, 100, 1000];
const ALPHAS: [f64; 9] = [
    0.0,
    NEARLY_ZERO,
    0.1,
    0.3,
    0.6,
    0.9,
    0.99,
    0.9999,
    NEARLY_ONE,
];
/// Bose occupation that stands for infinite temperature.
const HOT: f64 = 1e14;

fn judge() -> Result<Finding, Error> {
    let (compared, off) = forms_against_states()?;
    let mut worst_limit: f64 = 0.0;
    let mut worst_step: f64 = 0.0;
    for cells in CELLS {
        let hot = GroundStart::new(cells, Bath::from_occupation(HOT)?)?;
        let more = GroundStart::new(cells + 1, Bath::from_occupation(HOT)?)?;
        worst_limit =
            worst_limit.max((hot.ergotropy().value - hot_limit(cells)).abs() / cells as f64);
        if cells >= 3 {
            let steps = [
                more.energy() - hot.energy(),
                more.ergotropy() - hot.ergotropy(),
            ];
            for step in steps {
                worst_step = worst_step.max((step.value / 0.5 - 1.0).abs());
            }
        }
    }
    let linear_when_hot = worst_step <= 0.1 + 1e-9;
    let reach = linear_reach(1_000_000)?;
    let cold = GroundStart::new(1_000_000, Bath::from_bose_ratio(0.9)?)?;

    let (least, most) = residual_range()?;
    let hot_residual = GroundStart::new(1_000_000, Bath::from_occupation(HOT)?)?.passive_energy();
    let tends_to_one = (hot_residual.value - 1.0).abs() < 1e-5;
    let never_below_one = least >= 1.0;
    let printed = printed_form(10, 1.0 - 1e-9);
    let stable = GroundStart::new(10, Bath::from_bose_ratio(1.0 - 1e-9)?)?
        .ergotropy()
        .value;
    let printed_error = (printed - stable).abs();

    let formulas = off == 0 && worst_limit < 1e-9;
    let verdict = match (formulas, linear_when_hot && tends_to_one, never_below_one) {
        (true, true, true) if reach.is_infinite() => Verdict::Holds,
        (true, true, true) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };
    let sentences = [
        format!(
            "The closed forms {}: E, W and p_0 differ from the solved steady state by more than the errors at {off} of {compared} numbers (N = 1 .. 1000, \
             α_c from 0 to 1 - 2⁻²⁰), and W at n_c = 10¹⁴ {} N/2 + 1/(N+1) - 1.",
            if off == 0 { "hold" } else { "do not hold" },
            if worst_limit < 1e-9 { "is" } else { "is not" }
        ),
        format!(
            "As printed, Eq. 107 loses its digits near α_c = 1: at 1 - α_c = 10⁻⁹, N = 10 it gives {printed:.3} in double precision instead of {stable:.6}."
        ),
        format!(
            "E - W = 1 - p_0 = α_c (1 - α_c^N)/(1 - α_c^(N+1)) is {}: from {least} (α_c = 0) to {most:.6} on the points tested. \
             It tends to α_c for N → ∞ and to N/(N+1) for α_c → 1, and reaches 1 in the double limit only{}.",
            if never_below_one {
                "never less than one"
            } else {
                "always less than one"
            },
            if never_below_one {
                ""
            } else {
                "; \"never less than one\" is false for every N and α_c, 1 is the least upper bound"
            }
        ),
        format!(
            "For α_c → 1, E = N/2 is linear, and W grows by 1/2 - 1/((N+1)(N+2)) per cell, within {:.0} % of 1/2 for N >= 3. At a fixed α_c < 1 growth ends: \
             E stays within 10 % of N/2 for N (1 - α_c) <= {reach:.4} only (large N), and tends to n_c = α_c/(1-α_c), W to α_c²/(1-α_c): \
             {:.4} and {:.4} at α_c = 0.9.",
            100.0 * worst_step,
            cold.energy().value,
            cold.ergotropy().value
        ),
    ];
    Ok(finding(
        verdict,
        in_short(verdict, formulas, [least, most], reach),
        &sentences,
        json!({
            "closed_form_numbers_compared": compared,
            "closed_form_numbers_off": off,
            "hot_limit_worst_difference_per_cell": worst_limit,
            "printed_form_error_at_1e-9": printed_error,
            "residual_least": least,
            "residual_most": most,
            "residual_hot_million_cells": hot_residual.value,
            "steps_worst_deviation_from_half": worst_step,
            "linear_up_to_cells_times_complement": reach,
            "energy_many_cells_alpha_c_0.9": cold.energy().value,
            "work_many_cells_alpha_c_0.9": cold.ergotropy().value,
        }),
    ))
}

fn in_short(verdict: Verdict, formulas: bool, [least, most]: [f64; 2], reach: f64) -> String {
    let forms = if formulas {
        "the closed forms are right"
    } else {
        "the closed forms are not those of the solved states"
    };
    let growth = if reach.is_infinite() {
        "E is linear in N".to_owned()
    } else {
        format!("E is linear in N up to N (1-α_c) = {reach:.2} only")
    };
    match verdict {
        Verdict::HoldsIf => {
            format!("If N (1-α_c) <= {reach:.2}: beyond, E is no longer linear in N.")
        }
        _ if most < 1.0 => {
            format!("E - W is always below 1 ({most:.6} at most where tested); {forms}; {growth}.")
        }
        _ => format!("E - W goes from {least:.6} to {most:.6}; {forms}; {growth}."),
    }
}

/// Numbers compared with the solved steady states, and those that differ beyond both errors.
fn forms_against_states() -> Result<(usize, usize), Error> {
    let (mut compared, mut off) = (0, 0);
    for cells in CELLS {
        for alpha in ALPHAS {
            let bath = Bath::from_bose_ratio(alpha)?;
            let form = GroundStart::new(cells, bath)?;
            let state = collective(cells, bath)?.steady_state_from(&Start::ground())?;
            let work = state.work();
            let ground = (form.ground_population().value - state.population(0, 0)).abs();
            let differences = [
                !(form.energy() - work.energy).contains(0.0),
                !(form.ergotropy() - work.ergotropy).contains(0.0),
                !(form.passive_energy() - work.passive_energy).contains(0.0),
                ground > form.ground_population().error + 1e-14,
            ];
            compared += differences.len();
            off += differences.into_iter().filter(|&differs| differs).count();
        }
    }
    Ok((compared, off))
}

/// Least and greatest E - W over the points.
fn residual_range() -> Result<(f64, f64), Error> {
    let (mut least, mut most) = (f64::INFINITY, 0.0f64);
    for cells in CELLS {
        for alpha in ALPHAS {
            let residual = GroundStart::new(cells, Bath::from_bose_ratio(alpha)?)?.passive_energy();
            least = least.min(residual.value);
            most = most.max(residual.value);
        }
    }
    Ok((least, most))
}

/// The greatest N (1 - α_c) for which E is within 10 % of N/2.
fn linear_reach(cells: u64) -> Result<f64, Error> {
    let n = cells as f64;
    let within = |x: f64| -> Result<bool, Error> {
        let energy = GroundStart::new(cells, Bath::from_bose_ratio(1.0 - x / n)?)?.energy();
        Ok((energy.value / (n / 2.0) - 1.0).abs() <= 0.1)
    };
    if within(1e3)? {
        return Ok(f64::INFINITY);
    }
    threshold(1e-3, 1e3, SHARP, within)
}

/// Eq. 107 as it is printed.
fn printed_form(cells: i32, alpha: f64) -> f64 {
    let n = f64::from(cells);
    n + alpha / (1.0 - alpha) + (n + alpha) / (alpha.powi(cells + 1) - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_hold_and_the_residual_is_below_one() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold, "{}", found.evidence);
        assert_eq!(
            found.numbers["closed_form_numbers_off"], 0,
            "{}",
            found.evidence
        );
        assert!(found.numbers["residual_most"].as_f64() < Some(1.0));
        let reach = found.numbers["linear_up_to_cells_times_complement"].as_f64();
        assert!((reach.unwrap_or(0.0) - 0.6036).abs() < 1e-3, "{reach:?}");
        Ok(())
    }
}
