//! Chains: cells at distances from each other, whose states are density matrices over bit strings.

use ergotropy_sweep::{linear, logarithmic};

use crate::benchmarks::job::{Job, charging};
use crate::point::Point;
use crate::question::{Question, Start};

/// The bath of charging.
const HOT: Point = Point::collective(0.6);

/// A hot bath that the cells share, and cold ones at a tenth of its rate.
const SHARED: Point = Point::mixture(0.5, 0.1).baths(0.6, 0.0).cells(10);

/// A cold bath that close cells share, and hot ones at a hundredth of its rate.
const CLOSE: Point = Point::mixture(0.5, 0.01).baths(0.0, 0.9).cells(10);

/// The distance of neighbours of most chains, in wavelengths.
const SPACING: f64 = 0.1;

/// Number of equidistant times.
pub const COUNT: usize = 51;

/// All jobs with a goal.
pub fn all() -> Vec<Job> {
    let until = |last: f64| (linear(0.0, last, COUNT), format!("{COUNT} times to {last}"));
    let decades = (
        logarithmic(1e-2, 1e4, 200),
        "200 log-spaced times 1e-2 .. 1e4".to_owned(),
    );
    let ground = |point, times, asked| charging(point, Start::Ground, times, asked);
    let ten = HOT.cells(10);
    vec![
        ground(at(8), until(1.0), "20 ms"),
        ground(at(10), until(5.0), "0.35 s"),
        ground(at(12), until(5.0), "10 s, 1.5 GB"),
        ground(ten.chain(0.02, false), decades, "3 s"),
        ground(ten.chain(SPACING, true), until(5.0), "2 s"),
        steady(SHARED.chain(SPACING, false), "1 s"),
        steady(SHARED.chain(SPACING, true), "3 s"),
        steady(CLOSE.chain(0.02, false), "1 s"),
        steady(CLOSE.chain(0.02, true), "3 s"),
    ]
}

/// Cells that are charged in the comparison with other programs.
pub fn at(cells: u32) -> Point {
    HOT.cells(cells).chain(SPACING, false)
}

/// A charging curve in the comparison with other programs.
pub fn beside(cells: u32, until: f64) -> Job {
    let name = format!("beside QuTiP: charging of a chain, N = {cells}");
    let times = linear(0.0, until, COUNT);
    Job::one(
        name,
        "",
        5,
        Question::Charging(at(cells), Start::Ground, times),
    )
}

fn steady(point: Point, asked: &'static str) -> Job {
    let name = format!("steady state, N = {}, {point}", point.cells);
    Job::one(name, asked, 3, Question::Steady(point))
}
