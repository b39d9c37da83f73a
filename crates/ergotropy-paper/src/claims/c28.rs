//! C28: hot reservoirs help, and overheating.

use ergotropy::{Bath, Bounded, Ensemble, Error, Mixture, Start};
use ergotropy_sweep::{Progress, linear, map, threshold};
use serde_json::json;

use super::grid::{SHARP, axis, collective, finding, gibbs_work, grows, is_positive};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C28",
    statement: "At η = 1 a hotter reservoir enhances charging and overheating does no harm; it harms \
                only when η < 1.",
    source: "Introduction (iii), Results",
    figures: &["fig02", "fig04"],
    judge,
};

const CELLS: [u64; 4] = [4, 7, 10, 26];
/// Bose occupation that stands for infinite temperature.
const HOT: f64 = 1e12;

fn judge() -> Result<Finding, Error> {
    let ground = ground_start()?;
    let gibbs = gibbs_starts()?;
    let cold = gibbs_work(10, 0.0, 0.8)?.value;
    let warmed = gibbs_work(10, 0.8, 0.8)?;
    let turning: Vec<f64> = CELLS
        .iter()
        .map(|&n| turning_start(n))
        .collect::<Result<_, _>>()?;
    let mixed = overheating()?;

    let harmless_above = ground.falls == 0 && gibbs.falls_above == 0;
    let harms_below_one = mixed.active > 0 && mixed.harmed == mixed.active;
    let verdict = match (harmless_above && harms_below_one, gibbs.falls_below) {
        (true, 0) => Verdict::Holds,
        (true, _) => Verdict::HoldsIf,
        (false, _) => Verdict::DoesNotHold,
    };
    let sentences = [
        format!(
            "η = 1, ground start (and every start in the bright ladder): W grows on {} of {} steps in α_c from 0 to 0.99 for N = 4, 7, 10, 26 and falls on {}; \
             the last step leads to n_c = 10¹².",
            ground.rises, ground.steps, ground.falls
        ),
        format!(
            "η = 1, Gibbs start: W never falls with α_c where α_c >= q ({} falls on {} steps), but at α_c < q heating costs work on {} of {} steps{}.",
            gibbs.falls_above,
            gibbs.steps_above,
            gibbs.falls_below,
            gibbs.steps_below,
            if is_positive(warmed) {
                String::new()
            } else {
                format!(
                    ": N = 10, q = 0.8 loses all of W = {cold:.4} on the way from α_c = 0 to 0.8"
                )
            }
        ),
        format!(
            "{} Against a cold reservoir (α_c = 0) an infinitely hot one wins only for starts with q < {:.4}, {:.4}, {:.4}, {:.4} for N = 4, 7, 10, 26.",
            if verdict == Verdict::HoldsIf {
                "So at η = 1 the condition is α_c >= q."
            } else {
                ""
            },
            turning[0],
            turning[1],
            turning[2],
            turning[3]
        ),
        format!(
            "η < 1: overheating destroys {}: at n_c = 10¹² W is below 10⁻⁶ of its peak over α_c in {} of {} cases with any ergotropy (N = 4 .. 26, \
             η = 0.1 .. 1 - 10⁻⁶, α_ℓ = 0 and 0.2); from n_c = 10⁶ to 10⁷ it falls by the factor {:.4} (N = 7, η = 0.9, α_ℓ = 0).",
            if harms_below_one {
                "everything, however weak the local noise"
            } else {
                "little in some cases"
            },
            mixed.harmed,
            mixed.active,
            mixed.tenfold
        ),
    ];
    Ok(finding(
        verdict,
        in_short(verdict, &ground, &gibbs, &mixed),
        &sentences,
        json!({
            "cells": CELLS,
            "ground_steps": ground.steps,
            "ground_steps_rising": ground.rises,
            "ground_steps_falling": ground.falls,
            "gibbs_steps_alpha_c_above_q": gibbs.steps_above,
            "gibbs_steps_falling_above_q": gibbs.falls_above,
            "gibbs_steps_alpha_c_below_q": gibbs.steps_below,
            "gibbs_steps_falling_below_q": gibbs.falls_below,
            "work_10_cells_q_0.8_cold": cold,
            "work_10_cells_q_0.8_alpha_c_0.8": warmed.value,
            "q_up_to_which_hot_beats_cold": turning,
            "mixed_cases": mixed.active,
            "mixed_cases_harmed": mixed.harmed,
            "ratio_at_ten_times_the_occupation": mixed.tenfold,
        }),
    ))
}

fn in_short(verdict: Verdict, ground: &Ground, gibbs: &Gibbs, mixed: &Mixed) -> String {
    let below_one = format!(
        "at η < 1 overheating harms in {} of {} cases",
        mixed.harmed, mixed.active
    );
    match verdict {
        Verdict::Holds => format!(
            "At η = 1 W never falls with α_c ({} steps); {below_one}.",
            ground.steps + gibbs.steps_above + gibbs.steps_below
        ),
        Verdict::HoldsIf => format!(
            "If α_c >= q: at η = 1 and α_c < q heating lowers W on {:.0} % of the steps; {below_one}.",
            100.0 * gibbs.falls_below as f64 / gibbs.steps_below as f64
        ),
        _ => format!(
            "At η = 1 W falls on {} steps of heating from the ground state and on {} at α_c >= q; {below_one}.",
            ground.falls, gibbs.falls_above
        ),
    }
}

/// Steps towards α_c → 1 from the ground start.
struct Ground {
    steps: usize,
    rises: usize,
    falls: usize,
}

fn ground_start() -> Result<Ground, Error> {
    let mut count = Ground {
        steps: 0,
        rises: 0,
        falls: 0,
    };
    for cells in CELLS {
        let mut work = work_along(cells, 0.0)?;
        work.push(hot_work(cells, 0.0)?);
        for pair in work.windows(2) {
            count.steps += 1;
            count.rises += usize::from(grows(pair[0], pair[1]));
            count.falls += usize::from(grows(pair[1], pair[0]));
        }
    }
    Ok(count)
}

/// Steps towards α_c → 1 from Gibbs starts, above and below the line α_c = q.
struct Gibbs {
    steps_above: usize,
    falls_above: usize,
    steps_below: usize,
    falls_below: usize,
}

fn gibbs_starts() -> Result<Gibbs, Error> {
    let mut count = Gibbs {
        steps_above: 0,
        falls_above: 0,
        steps_below: 0,
        falls_below: 0,
    };
    let starts = linear(0.05, 1.0, 20);
    for cells in CELLS {
        let rows = map(&starts, &Progress::hidden(), |&q| {
            Ok::<_, Error>((q, work_along(cells, q)?))
        })?;
        for (q, work) in rows {
            for (alphas, pair) in axis().windows(2).zip(work.windows(2)) {
                let falls = usize::from(grows(pair[1], pair[0]));
                if alphas[0] >= q {
                    count.steps_above += 1;
                    count.falls_above += falls;
                } else if alphas[1] <= q {
                    count.steps_below += 1;
                    count.falls_below += falls;
                }
            }
        }
    }
    Ok(count)
}

/// W at η = 1 along the axis of α_c.
fn work_along(cells: u64, q: f64) -> Result<Vec<Bounded>, Error> {
    axis()
        .into_iter()
        .map(|alpha| gibbs_work(cells, alpha, q))
        .collect()
}

/// W at η = 1 for an infinitely hot reservoir.
fn hot_work(cells: u64, q: f64) -> Result<Bounded, Error> {
    let steady =
        collective(cells, Bath::from_occupation(HOT)?)?.steady_state_from(&Start::gibbs(q)?)?;
    Ok(steady.ergotropy())
}

/// The q below which an infinitely hot reservoir gives more than a cold one.
fn turning_start(cells: u64) -> Result<f64, Error> {
    threshold(0.0, 1.0, SHARP, |q| {
        Ok(hot_work(cells, q)?.value > gibbs_work(cells, 0.0, q)?.value)
    })
}

/// Mixtures with a peak along α_c, and those whose ergotropy is gone at infinite temperature.
struct Mixed {
    active: usize,
    harmed: usize,
    tenfold: f64,
}

fn overheating() -> Result<Mixed, Error> {
    let cases: Vec<(u64, f64, f64)> = CELLS
        .into_iter()
        .flat_map(|cells| {
            [0.1, 0.5, 0.9, 1.0 - 1e-6]
                .into_iter()
                .flat_map(move |eta| [0.0, 0.2].map(|alpha| (cells, eta, alpha)))
        })
        .collect();
    let mixture = |(cells, eta, alpha_l): (u64, f64, f64), bath: Bath| -> Result<Bounded, Error> {
        let gamma_ratio = 1.0;
        let steady = Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
            .collective_bath(bath)
            .local_bath(Bath::from_bose_ratio(alpha_l)?)
            .steady_state()?;
        Ok(steady.ergotropy())
    };
    let outcomes = map(&cases, &Progress::hidden(), |&case| {
        let mut peak: f64 = 0.0;
        for alpha in axis() {
            let work = mixture(case, Bath::from_bose_ratio(alpha)?)?;
            if is_positive(work) {
                peak = peak.max(work.value);
            }
        }
        let hot = mixture(case, Bath::from_occupation(HOT)?)?;
        Ok::<_, Error>((peak > 0.0, hot.value < 1e-6 * peak))
    })?;
    let case = (7, 0.9, 0.0);
    let hot = mixture(case, Bath::from_occupation(1e6)?)?;
    let hotter = mixture(case, Bath::from_occupation(1e7)?)?;
    Ok(Mixed {
        active: outcomes.iter().filter(|outcome| outcome.0).count(),
        harmed: outcomes
            .iter()
            .filter(|outcome| outcome.0 && outcome.1)
            .count(),
        tenfold: hotter.value / hot.value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heating_helps_above_the_line_only() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{}", found.evidence);
        assert_eq!(found.numbers["gibbs_steps_falling_above_q"], 0);
        assert_eq!(
            found.numbers["mixed_cases"],
            found.numbers["mixed_cases_harmed"]
        );
        let turning = found.numbers["q_up_to_which_hot_beats_cold"][2].as_f64();
        assert!(
            (turning.unwrap_or(0.0) - 0.6571).abs() < 1e-3,
            "{turning:?}"
        );
        Ok(())
    }
}
