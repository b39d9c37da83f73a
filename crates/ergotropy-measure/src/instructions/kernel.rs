//! Kernels: small pieces of work whose instructions are counted.

use std::hint::black_box;

use anyhow::{Context, Result};
use ergotropy::{Error, Observables, State};
use ergotropy_sweep::logarithmic;

use crate::point::Point;
use crate::question::{Question, Start};

/// A piece of work.
pub struct Kernel {
    pub name: &'static str,
    /// Number of runs that are counted.
    pub times: u32,
    work: Work,
}

enum Work {
    /// A steady state without its W.
    State(Point),
    /// W of a steady state.
    Ergotropy(Point),
    /// A steady state with its W, or a whole curve.
    Answer(Question),
}

pub fn all() -> [Kernel; 7] {
    let usual = |cells| Point::mixture(0.9, 1.0).baths(0.9, 0.3).cells(cells);
    let kernel = |name, times, work| Kernel { name, times, work };
    let curve = Question::Charging(usual(20), Start::Ground, logarithmic(1e-3, 1e2, 50));
    let collective = Point::collective(0.9).cells(10_000);
    let collective = Question::SteadyFrom(collective, Start::Gibbs(0.5));
    [
        kernel("steady N=7", 100, Work::State(usual(7))),
        kernel("steady N=26", 10, Work::State(usual(26))),
        kernel("steady N=100", 1, Work::State(usual(100))),
        kernel("steady N=300", 1, Work::State(usual(300))),
        kernel("charging N=20, 50 times", 1, Work::Answer(curve)),
        kernel(
            "work of a steady state N=100",
            10,
            Work::Ergotropy(usual(100)),
        ),
        kernel("eta=1, Gibbs start N=10000", 1, Work::Answer(collective)),
    ]
}

/// Runs a kernel once more than `times`, so that the extra cost of the first run can be subtracted.
pub fn run(name: &str, times: u32) -> Result<()> {
    let kernel = all().into_iter().find(|kernel| kernel.name == name);
    match kernel
        .with_context(|| format!("there is no kernel {name}"))?
        .work
    {
        Work::State(point) => repeat(times, || steady(point))?,
        Work::Ergotropy(point) => {
            let state = steady(point)?;
            repeat(times, || Ok(state.work()))?;
        }
        Work::Answer(question) => repeat(times, || question.answer())?,
    }
    Ok(())
}

fn steady(point: Point) -> Result<State, Error> {
    point.ensemble()?.steady_state()
}

fn repeat<T>(times: u32, mut work: impl FnMut() -> Result<T, Error>) -> Result<(), Error> {
    for _ in 0..=times {
        black_box(work()?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cheap_kernels_run_and_others_are_refused() -> Result<()> {
        run("steady N=7", 1)?;
        run("charging N=20, 50 times", 0)?;
        assert!(run("steady N=0", 1).is_err());
        Ok(())
    }
}
