//! C19: the time of activation, and its dependence on N.

use std::f64::consts::TAU;

use ergotropy::{Bath, Error, Observables, Start};
use ergotropy_sweep::logarithmic;
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, extremes, pairs, solve};
use super::thermal::collective;
use super::words::plain;

pub(super) const CLAIM: Claim = Claim {
    id: "C19",
    heading: "The time it takes",
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

/// The factor within which a time counts as "of order" one.
const ORDER: f64 = 10.0;
/// The greatest distance of the exponent from -1 that counts as "about".
const ABOUT: f64 = 0.1;

/// γ/2π of the paper's circuits, in hertz.
const LINEWIDTHS: [f64; 2] = [0.1e6, 1e6];

impl Case {
    /// Whether the bath is hotter than the start, with few quanta compared with the cells.
    fn is_saturated(self, cells: u64) -> bool {
        self.q < self.alpha && 5.0 * self.alpha / (1.0 - self.alpha) <= cells as f64
    }

    /// The time γ_c N t at which the work first reaches half of the steady work.
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
        let works = each(curve.points(), |point| point.work().ergotropy.value);
        let found = (1..works.len())
            .find(|&i| works[i] >= half)
            .unwrap_or(works.len() - 1);
        let share = (half - works[found - 1]) / (works[found] - works[found - 1]);
        Ok(n * (times[found - 1] + share * (times[found] - times[found - 1])))
    }

    /// The range of the times and the exponent of N, as a phrase.
    fn told(self, row: &[f64], exponent: f64) -> String {
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

/// A time in units of 1/γ as microseconds, for γ/2π in hertz.
fn micro(time: f64, linewidth: f64) -> f64 {
    1e6 * time / (TAU * linewidth)
}

/// The statement on circuits, from the slowest time of all in units of 1/γ.
fn in_circuits(slowest: f64) -> Part {
    Part::holds(
        "that is (sub-)microseconds in circuit QED",
        micro(slowest, LINEWIDTHS[0]) < 10.0 && micro(slowest, LINEWIDTHS[1]) < 1.0,
        format!(
            "{:.2} to {:.2} μs in the slowest case, for γ/2π = 1 to 0.1 MHz.",
            micro(slowest, LINEWIDTHS[1]),
            micro(slowest, LINEWIDTHS[0])
        ),
    )
}

fn judge() -> Result<Finding, Error> {
    let grid = pairs(&CASES, &CELLS);
    let times = solve(&grid, |(case, cells)| case.half_time(*cells))?;
    let rows: Vec<&[f64]> = times.chunks(CELLS.len()).collect();
    let last = CELLS.len() - 1;
    // t ~ N^exponent between the two largest numbers of cells.
    let exponents = each(&rows, |row| (row[last] / row[last - 1]).log2() - 1.0);
    let scales = each(rows.iter().zip(&exponents), |(row, exponent)| {
        of_order(row) && (exponent + 1.0).abs() <= ABOUT
    });
    let (inside, outside): (Vec<usize>, Vec<usize>) =
        (0..CASES.len()).partition(|&case| CASES[case].is_saturated(CELLS[last - 1]));
    let within = extremes(inside.iter().flat_map(|&case| rows[case]).copied());
    let beyond = extremes(outside.iter().map(|&case| exponents[case]));
    let slower = grid
        .iter()
        .zip(&times)
        .map(|((_, cells), x)| x / *cells as f64);
    let slowest = slower.fold(0.0, f64::max);
    let typical = rows[1][1] / CELLS[1] as f64;

    let in_short = format!(
        "If the bath is hotter than the start and not too hot for its N (n_c <= N/5), half of the work is there at \
         γ_c N t = {:.2} to {:.2}.",
        within.0, within.1
    );
    let parts = vec![
        Part::holds_if(
            "activation takes a time of order 1/(γN)",
            inside.iter().all(|&case| scales[case]) && outside.iter().all(|&case| !scales[case]),
            format!(
                "if α_c > q and n_c <= N/5; else the time falls as N^{:.2} to N^{:.2} (N = 16 to 32).",
                beyond.1, beyond.0
            ),
        ),
        in_circuits(slowest),
    ];
    let told = |cases: &[usize]| {
        plain(
            cases
                .iter()
                .map(|&case| CASES[case].told(rows[case], exponents[case])),
        )
    };
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
             is of order 1/(γ_c N).",
            told(&inside),
        ),
        format!(
            "Elsewhere: {}. For n_c well above N the time is shorter, and hardly depends on N. Where a cold bath \
             empties a hot start the time falls more slowly than 1/N.",
            told(&outside),
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
    let grounds = [
        (
            "for n_c above N it is shorter",
            rows[4].iter().all(|&x| x < 0.5),
        ),
        (
            "under cold baths it falls more slowly",
            exponents[5..]
                .iter()
                .all(|&exponent| exponent > -1.0 + ABOUT),
        ),
    ];
    let numbers = json!({
        "eta": 1.0,
        "cells": CELLS,
        "cases": each(0..CASES.len(), |at| json!({
            "q": CASES[at].q,
            "alpha_c": CASES[at].alpha,
            "half_time_times_gamma_cells": rows[at],
            "exponent": exponents[at],
            "of_order_one_over_gamma_cells": scales[at],
        })),
        "slowest_microseconds_at_0_1_mhz": micro(slowest, LINEWIDTHS[0]),
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn times_go_as_one_over_the_number_of_cells_when_cold() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{found:#?}");
        found.assert_pinned(&[("/cases/0/exponent", -1.034, 0.01)]);
        assert!(found.number("/cases/4/exponent") > -0.3);
        found.assert_pinned(&[("/cases/1/half_time_times_gamma_cells/1", 1.066, 0.01)]);
        Ok(())
    }
}
