//! Kernels: small pieces of work of which instructions are counted.

use std::hint::black_box;

use anyhow::{Result, bail};
use ergotropy::{Error, LadderState, Start};
use ergotropy_sweep::logarithmic;

use crate::point::Point;

/// Names of all kernels, and how often each runs to be counted.
pub const ALL: [(&str, u32); 7] = [
    ("steady N=7", 100),
    ("steady N=26", 10),
    ("steady N=100", 1),
    ("steady N=300", 1),
    ("charging N=20, 50 times", 1),
    ("work of a steady state N=100", 10),
    ("eta=1, Gibbs start N=10000", 1),
];

/// Runs a kernel once more than `times`, so that what only the first run does can be told apart.
pub fn run(name: &str, times: u32) -> Result<()> {
    match name {
        "steady N=7" => repeat(times, || steady(7))?,
        "steady N=26" => repeat(times, || steady(26))?,
        "steady N=100" => repeat(times, || steady(100))?,
        "steady N=300" => repeat(times, || steady(300))?,
        "charging N=20, 50 times" => {
            let battery = Point::new(20, (0.9, 0.9, 0.3, 1.0)).ensemble()?;
            let grid = logarithmic(1e-3, 1e2, 50);
            repeat(times, || battery.charge(&Start::ground(), &grid))?;
        }
        "work of a steady state N=100" => {
            let state = steady(100)?;
            repeat(times, || Ok::<_, Error>(state.work()))?;
        }
        "eta=1, Gibbs start N=10000" => {
            let battery = Point::new(10_000, (1.0, 0.9, 0.0, 1.0)).ensemble()?;
            let start = Start::gibbs(0.5)?;
            repeat(times, || {
                Ok::<_, Error>(battery.steady_state_from(&start)?.work())
            })?;
        }
        _ => bail!("there is no kernel {name}"),
    }
    Ok(())
}

fn steady(cells: u32) -> Result<LadderState, Error> {
    Point::new(cells, (0.9, 0.9, 0.3, 1.0))
        .ensemble()?
        .steady_state()
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
