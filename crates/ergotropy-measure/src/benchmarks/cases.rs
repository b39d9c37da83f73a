//! Cases: the jobs with a time limit as a goal, and those that other programs do too.

use ergotropy_sweep::{linear, logarithmic, product};

use crate::benchmarks::chains;
use crate::benchmarks::job::{Job, Timing, charging};
use crate::point::Point;
use crate::question::{Question, Start};
use crate::sample::{self, Random};

/// The noise of most cases.
pub const USUAL: Point = Point::mixture(0.9, 1.0).baths(0.9, 0.3);

/// The noise of charging in the comparison with other programs.
pub const DRIFTING: Point = Point::mixture(0.5, 1.0).baths(0.3, 0.5);

/// The last of the equidistant times of charging in the comparison with other programs, and the number
/// of times.
pub const TIMES: (f64, usize) = (10.0, 51);

/// Number of points of a map in the comparison with other programs.
pub const MAP_POINTS: usize = 20;

/// All jobs with a goal. With `long`, the greatest map is computed in full, which may take hours.
pub fn all(long: bool) -> Vec<Job> {
    let gibbs = |alpha_c, q| {
        let point = Point::collective(alpha_c).cells(1_000_000);
        Question::SteadyFrom(point, Start::Gibbs(q))
    };
    let mut jobs = vec![
        steady(100, 20, "see below"),
        steady(1000, 10, "15 ms"),
        Job::many(
            "steady state, N = 1000, grid of 10 x 10 x 5 x 5 (α in [0, .99], η in [.01, .99], γ_r in [1e-3, 1e3])",
            "worst 0.7 s, median 20 ms, all",
            Timing::Spread,
            || each(sample::grid(1000)),
        ),
        steady(1_000_000, 3, "0.5 s, 1 GB"),
        Job::many(
            "steady state, N = 10^6, 100 random points of these ranges",
            "worst 10 s",
            Timing::Spread,
            || each(sample::random(1_000_000, 100)),
        ),
        steady(10_000_000, 1, "as near as possible"),
        steady(100_000_000, 1, "as near as possible"),
        steady(1_000_000_000, 1, "as near as possible"),
        Job::one(
            "η = 1 from a Gibbs start, N = 10^6, α_c = .9, q = .5".to_owned(),
            "30 ms",
            5,
            gibbs(0.9, 0.5),
        ),
        Job::many(
            "the same, 100 random (α_c, q) in [0, .99]",
            "worst 1 s",
            Timing::Spread,
            move || {
                let mut random = Random::new(3);
                let mut share = || random.between(0.0, 0.99);
                (0..100).map(|_| gibbs(share(), share())).collect()
            },
        ),
        full_map(7, "0.05 s"),
        full_map(26, "0.3 s"),
        full_map(100, "5 s"),
        Job::many(
            "102 random points of the same map, N = 1000",
            "6 s (10 min for all 10 201)",
            Timing::Together(3),
            || {
                let mut points = map(1000);
                Random::new(4).shuffle(&mut points);
                points.truncate(102);
                each(points)
            },
        ),
    ];
    jobs.extend(long.then(|| Job {
        patience: 360,
        ..full_map(1000, "10 min")
    }));
    let (until, count) = TIMES;
    let linear = (
        linear(0.0, until, count),
        format!("{count} times to {until}"),
    );
    let decades = |count| {
        let name = format!("{count} log-spaced times 1e-6 .. 1e4");
        (logarithmic(1e-6, 1e4, count), name)
    };
    let hot = Point::mixture(0.1, 10.0).baths(0.9, 0.9).cells(1000);
    let stiff = Point::mixture(0.99, 1000.0).baths(0.99, 0.3).cells(1000);
    let usual = USUAL.cells(1000);
    let half = Start::Gibbs(0.5);
    jobs.extend([
        charging(DRIFTING.cells(100), Start::Ground, linear, "see below"),
        charging(usual, Start::Excited, decades(200), "10 s"),
        charging(usual, half, decades(200), "10 s"),
        charging(hot, Start::Excited, decades(200), "10 s"),
        charging(hot, half, decades(200), "10 s"),
        charging(stiff, Start::Excited, decades(200), "30 s"),
        charging(stiff, half, decades(200), "30 s"),
        charging(DRIFTING.cells(10_000), Start::Ground, decades(100), "15 s"),
    ]);
    jobs.extend(chains::all());
    jobs
}

fn each(points: Vec<Point>) -> Vec<Question> {
    points.into_iter().map(Question::Steady).collect()
}

fn steady(cells: u32, repeats: u32, asked: &'static str) -> Job {
    let name = format!("steady state, N = {cells}, {USUAL}");
    Job::one(name, asked, repeats, Question::Steady(USUAL.cells(cells)))
}

fn map(cells: u32) -> Vec<Point> {
    let axis = linear(0.0, 0.99, 101);
    let noise = Point::mixture(0.9, 1.0).cells(cells);
    let baths = product(&axis, &axis).into_iter();
    baths
        .map(|(alpha_c, alpha_l)| noise.baths(alpha_c, alpha_l))
        .collect()
}

fn full_map(cells: u32, asked: &'static str) -> Job {
    let name = format!(
        "map of 101 x 101 (α_c, α_ℓ) in [0, .99], η = .9, γ_r = 1, two threads, N = {cells}"
    );
    Job::many(name, asked, Timing::Together(3), move || each(map(cells)))
}

/// A steady state in the comparison with other programs.
pub fn steady_beside(cells: u32) -> Job {
    let name = format!("beside QuTiP: steady state, N = {cells}");
    Job::one(name, "", 10, Question::Steady(USUAL.cells(cells)))
}

/// Points of a map in the comparison with other programs.
pub fn points_beside(cells: u32) -> Job {
    let name = format!("beside QuTiP: points of a map, N = {cells}");
    let points = move || each(sample::random(cells, MAP_POINTS));
    Job::many(name, "", Timing::Spread, points)
}

/// A charging curve in the comparison with other programs.
pub fn charging_beside(cells: u32) -> Job {
    let name = format!("beside QuTiP: charging, N = {cells}");
    let times = linear(0.0, TIMES.0, TIMES.1);
    let question = Question::Charging(DRIFTING.cells(cells), Start::Ground, times);
    Job::one(name, "", 5, question)
}
