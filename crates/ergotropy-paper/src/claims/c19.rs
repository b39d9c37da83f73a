//! C19: how long activation takes, and how that depends on N.

use std::f64::consts::TAU;

use ergotropy::{Bath, Error, Start};
use ergotropy_sweep::{Progress, logarithmic, map};
use serde_json::json;

use super::grid::{collective, finding};
use super::words::choose;
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C19",
    statement: "In the collective regime activation takes a time of order 1/(γN): \
     (sub-)microseconds in circuit QED.",
    source: "Discussion",
    figures: &["fig05", "fig15"],
    judge,
};

/// A start, Gibbs with q, and the collective bath that charges it.
#[derive(Clone, Copy)]
struct Case {
    q: f64,
    alpha: f64,
}

const CASES: [Case; 7] = [
    Case { q: 0.0, alpha: 0.3 },
    Case { q: 0.0, alpha: 0.6 },
    Case { q: 0.1, alpha: 0.6 },
    Case { q: 0.0, alpha: 0.9 },
    Case {
        q: 0.0,
        alpha: 0.99,
    },
    Case {
        q: 0.5,
        alpha: 0.05,
    },
    Case { q: 0.8, alpha: 0.2 },
];

const CELLS: [u64; 4] = [4, 8, 16, 32];

/// "Of order": within a factor of ten.
const ORDER: f64 = 10.0;
/// "About" -1, for the exponent.
const ABOUT: f64 = 0.1;

/// γ/2π of the paper's circuits, in hertz.
const LINEWIDTHS: [f64; 2] = [0.1e6, 1e6];

impl Case {
    /// Whether the bath pumps, and its quanta are few compared with the cells.
    fn is_saturated(self, cells: u64) -> bool {
        self.q < self.alpha && 5.0 * self.alpha / (1.0 - self.alpha) <= cells as f64
    }

    /// γ_c N t at which the work first is half of the steady one.
    fn half_time(self, cells: u64) -> Result<f64, Error> {
        let ensemble = collective(cells, Bath::from_bose_ratio(self.alpha)?)?;
        let start = Start::gibbs(self.q)?;
        let half = ensemble.steady_state_from(&start)?.ergotropy().value / 2.0;
        let n = cells as f64;
        let times: Vec<f64> = logarithmic(1e-3, 100.0, 120)
            .iter()
            .map(|x| x / n)
            .collect();
        let curve = ensemble.charge(&start, &times)?;
        let points = curve.points();
        let works: Vec<f64> = points
            .iter()
            .map(|point| point.work.ergotropy.value)
            .collect();
        let found = (1..works.len())
            .find(|&i| works[i] >= half)
            .unwrap_or(works.len() - 1);
        let share = (half - works[found - 1]) / (works[found] - works[found - 1]);
        Ok(n * (times[found - 1] + share * (times[found] - times[found - 1])))
    }

    /// The range of the times, and how they go with the number of cells.
    fn in_words(self, row: &[f64], exponent: f64) -> String {
        let (least, most) = extremes(row.iter().copied());
        format!(
            "{least:.2} to {most:.2} at q = {}, α_c = {} (t ~ N^{exponent:.2})",
            self.q, self.alpha
        )
    }
}

/// Whether all times of a row are of order one.
fn of_order(row: &[f64]) -> bool {
    row.iter().all(|x| (1.0 / ORDER..=ORDER).contains(x))
}

/// The least and the greatest of some numbers.
fn extremes(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| {
        (least.min(x), most.max(x))
    })
}

/// A time in units of 1/γ as microseconds, for γ/2π in hertz.
fn micro(time: f64, linewidth: f64) -> f64 {
    1e6 * time / (TAU * linewidth)
}

fn judge() -> Result<Finding, Error> {
    let mut grid = Vec::new();
    for case in CASES {
        grid.extend(CELLS.map(|cells| (case, cells)));
    }
    let times = map(&grid, &Progress::hidden(), |(case, cells)| {
        case.half_time(*cells)
    })?;
    let rows: Vec<&[f64]> = times.chunks(CELLS.len()).collect();
    let last = CELLS.len() - 1;
    // t ~ N^exponent between the two largest numbers of cells.
    let exponents: Vec<f64> = rows
        .iter()
        .map(|row| (row[last] / row[last - 1]).log2() - 1.0)
        .collect();
    let scales: Vec<bool> = rows
        .iter()
        .zip(&exponents)
        .map(|(row, exponent)| of_order(row) && (exponent + 1.0).abs() <= ABOUT)
        .collect();
    let saturated: Vec<bool> = CASES
        .iter()
        .map(|case| case.is_saturated(CELLS[last - 1]))
        .collect();
    let in_regime = scales
        .iter()
        .zip(&saturated)
        .all(|(scales, saturated)| *scales || !saturated);
    let verdict = match (scales.iter().all(|&scales| scales), in_regime) {
        (true, _) => Verdict::Holds,
        (false, true) => Verdict::HoldsIf,
        (false, false) => Verdict::DoesNotHold,
    };

    let describe = |wanted: bool| -> String {
        let all: Vec<String> = (0..CASES.len())
            .filter(|&i| saturated[i] == wanted)
            .map(|i| CASES[i].in_words(rows[i], exponents[i]))
            .collect();
        all.join(", ")
    };
    let slowest = times
        .iter()
        .zip(&grid)
        .map(|(x, (_, cells))| x / *cells as f64)
        .fold(0.0, f64::max);
    let typical = rows[1][1] / CELLS[1] as f64;
    let sentences = [
        format!(
            "At η = 1 the time t at which W is half of its steady value is measured by γ_c N t, \
             N = {} to {}: its least and greatest value, and in brackets the exponent from N = \
             {} to {}.",
            CELLS[0],
            CELLS[last],
            CELLS[last - 1],
            CELLS[last],
        ),
        format!(
            "Where the bath is hotter than the start and n_c is small compared with N: {}; so t \
             {} of order 1/(γ_c N).",
            describe(true),
            choose(in_regime, "is", "is not always"),
        ),
        format!(
            "Elsewhere: {}.{}{}",
            describe(false),
            choose(
                rows[4].iter().all(|x| *x < 0.5),
                " For n_c well above N the time is shorter, and hardly depends on N.",
                ""
            ),
            choose(
                exponents[5] > -1.0 + ABOUT && exponents[6] > -1.0 + ABOUT,
                " Where a cold bath empties a hot start the time falls more slowly than 1/N.",
                ""
            ),
        ),
        format!(
            "With γ/2π = 0.1 to 1 MHz, N = {} and α_c = {} it is {:.2} to {:.3} μs from the \
             ground state; the slowest case of all, {:.2} to {:.2} μs.",
            CELLS[1],
            CASES[1].alpha,
            micro(typical, LINEWIDTHS[0]),
            micro(typical, LINEWIDTHS[1]),
            micro(slowest, LINEWIDTHS[0]),
            micro(slowest, LINEWIDTHS[1]),
        ),
    ];
    let numbers = json!({
        "eta": 1.0,
        "cells": CELLS,
        "cases": CASES.iter().enumerate().map(|(i, case)| json!({
            "q": case.q,
            "alpha_c": case.alpha,
            "half_time_times_gamma_cells": rows[i],
            "exponent": exponents[i],
            "of_order_one_over_gamma_cells": scales[i],
        })).collect::<Vec<_>>(),
        "slowest_microseconds_at_0_1_mhz": micro(slowest, LINEWIDTHS[0]),
    });
    let line = in_short(verdict, &rows, &exponents, &saturated);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(verdict: Verdict, rows: &[&[f64]], exponents: &[f64], saturated: &[bool]) -> String {
    let range = |wanted: &dyn Fn(usize) -> bool, numbers: &dyn Fn(usize) -> Vec<f64>| {
        let all = (0..rows.len()).filter(|&i| wanted(i)).flat_map(numbers);
        extremes(all)
    };
    let times = |i: usize| rows[i].to_vec();
    let everywhere = range(&|_| true, &times);
    let inside = range(&|i| saturated[i], &times);
    let outside = range(&|i| !saturated[i], &|i| vec![exponents[i]]);
    match verdict {
        Verdict::Holds => format!(
            "W is half-way at γ_c N t = {:.2} to {:.2} in all cases tried, N = 4 to 32.",
            everywhere.0, everywhere.1
        ),
        Verdict::HoldsIf => format!(
            "If α_c > q and n_c <= N/5: W is half-way at γ_c N t = {:.2} to {:.2}; else t falls as N^{:.2} to N^{:.2} (N = 16 to 32).",
            inside.0, inside.1, outside.1, outside.0
        ),
        _ => format!(
            "W is half-way at γ_c N t = {:.2} to {:.2}, even where α_c > q and n_c <= N/5.",
            inside.0, inside.1
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_as_one_over_the_number_of_cells_when_cold() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let exponent = |case: usize| found.numbers["cases"][case]["exponent"].as_f64();
        assert!(exponent(0).is_some_and(|x| (x + 1.034).abs() < 0.01));
        assert!(exponent(4).is_some_and(|x| x > -0.3));
        let half = found.numbers["cases"][1]["half_time_times_gamma_cells"][1].as_f64();
        assert!(half.is_some_and(|x| (x - 1.066).abs() < 0.01));
        Ok(())
    }
}
