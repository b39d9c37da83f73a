//! Targets: the cases for which a time was set, and what they take.

use std::time::Duration;

use anyhow::Result;

use crate::benchmarks::job::{From, Job, Times};
use crate::benchmarks::row::{Count, measure};
use crate::point::Point;
use crate::table::Table;

/// The point at which most cases are asked.
const NOISE: (f64, f64, f64, f64) = (0.9, 0.9, 0.3, 1.0);

/// Points of the map that stands in for the full one where that takes minutes.
const SAMPLED: usize = 102;

/// A case: its name, what is asked, the job, and what counts of it.
type Case = (String, &'static str, Job, Count);

fn steady_states() -> Vec<Case> {
    let one = |cells, repeats, asked| {
        let point = Point::new(cells, NOISE);
        let name = format!("steady state, N = {cells}, {point}");
        (name, asked, Job::Steady { point, repeats }, Count::Least)
    };
    let many = |name: &str, asked, job| (name.to_owned(), asked, job, Count::Spread);
    vec![
        one(100, 20, "see below"),
        one(1000, 10, "15 ms"),
        many(
            "steady state, N = 1000, grid of 10 x 10 x 5 x 5 (α in [0, .99], η in [.01, .99], γ_r in [1e-3, 1e3])",
            "worst 0.7 s, median 20 ms, all",
            Job::Grid { cells: 1000 },
        ),
        one(1_000_000, 3, "0.5 s, 1 GB"),
        many(
            "steady state, N = 10^6, 100 random points of these ranges",
            "worst 10 s",
            Job::Random {
                cells: 1_000_000,
                count: 100,
            },
        ),
        one(10_000_000, 1, "as near as possible"),
        one(100_000_000, 1, "as near as possible"),
        one(1_000_000_000, 1, "as near as possible"),
    ]
}

fn collective() -> Vec<Case> {
    let cells = 1_000_000;
    vec![
        (
            "η = 1 from a Gibbs start, N = 10^6, α_c = .9, q = .5".to_owned(),
            "30 ms",
            Job::Collective {
                cells,
                alpha_c: 0.9,
                q: 0.5,
                repeats: 5,
            },
            Count::Least,
        ),
        (
            "the same, 100 random (α_c, q) in [0, .99]".to_owned(),
            "worst 1 s",
            Job::CollectiveRandom { cells, count: 100 },
            Count::Spread,
        ),
    ]
}

fn maps(long: bool) -> Vec<Case> {
    let case = |cells, asked, sampled: Option<usize>| {
        let name = match sampled {
            Some(count) => format!("{count} random points of the same map, N = {cells}"),
            None => format!(
                "map of 101 x 101 (α_c, α_ℓ) in [0, .99], η = .9, γ_r = 1, two threads, N = {cells}"
            ),
        };
        (name, asked, Job::Map { cells, sampled }, Count::Least)
    };
    let mut cases = vec![
        case(7, "0.05 s", None),
        case(26, "0.3 s", None),
        case(100, "5 s", None),
        case(1000, "6 s (10 min for all 10 201)", Some(SAMPLED)),
    ];
    if long {
        cases.push(case(1000, "10 min", None));
    }
    cases
}

fn charging() -> Vec<Case> {
    let case = |point: Point, start: From, times: Times, asked| {
        let (from, until) = match (start, times) {
            (start, Times::Linear { until, count }) => (start, format!("{count} times to {until}")),
            (start, Times::Logarithmic { first, last, count }) => (
                start,
                format!("{count} log-spaced times {first:e} .. {last:e}"),
            ),
        };
        let from = match from {
            From::Ground => "ground".to_owned(),
            From::Excited => "excited".to_owned(),
            From::Gibbs(q) => format!("gibbs:{q}"),
        };
        let name = format!(
            "charging, N = {}, {point}, from {from}, {until}",
            point.cells
        );
        let repeats = 3;
        let job = Job::Charging {
            point,
            start,
            times,
            repeats,
        };
        (name, asked, job, Count::Least)
    };
    let logarithmic = |count| Times::Logarithmic {
        first: 1e-6,
        last: 1e4,
        count,
    };
    let drift = (0.5, 0.3, 0.5, 1.0);
    let linear = Times::Linear {
        until: 10.0,
        count: 51,
    };
    let mut cases = vec![case(
        Point::new(100, drift),
        From::Ground,
        linear,
        "see below",
    )];
    for (noise, asked) in [
        (NOISE, "10 s"),
        ((0.1, 0.9, 0.9, 10.0), "10 s"),
        ((0.99, 0.99, 0.3, 1000.0), "30 s"),
    ] {
        for start in [From::Excited, From::Gibbs(0.5)] {
            cases.push(case(
                Point::new(1000, noise),
                start,
                logarithmic(200),
                asked,
            ));
        }
    }
    cases.push(case(
        Point::new(10_000, drift),
        From::Ground,
        logarithmic(100),
        "15 s",
    ));
    cases
}

/// Measures all cases. With `long`, the greatest map is drawn in full and may take hours.
pub fn table(cap: Duration, long: bool) -> Result<Table> {
    let mut table = Table::new(&["case", "asked", "reached", "memory", "error of W", "method"]);
    let cases = [steady_states(), collective(), maps(long), charging()];
    for (name, asked, job, count) in cases.into_iter().flatten() {
        let full = matches!(
            job,
            Job::Map {
                cells: 1000,
                sampled: None
            }
        );
        let cap = if full { 360 * cap } else { cap };
        table.row(measure(&job, cap)?.cells(&name, asked, count));
    }
    Ok(table)
}
