//! Benchmarks: time and memory, what was asked beside what was reached, and what other programs need.

mod against;
mod cases;
mod job;
mod row;

use std::fmt::Write;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::methods::METHODS;
use crate::rivals::Rivals;
use crate::{instructions, machine};

/// Does the job that another process of this program was started for.
pub fn answer(job: &str) -> Result<()> {
    job::run(&serde_json::from_str(job).context("that is no job")?)
}

/// The whole of `BENCHMARKS.md`.
pub fn document(rivals: Option<&Rivals>, cap: Duration, long: bool) -> Result<String> {
    let mut text = String::new();
    writeln!(
        text,
        "# Benchmarks\n\n\
         Written by `cargo run --release -p ergotropy-measure -- benchmarks`; every figure is from that run.\n\n\
         Machine: {}.\n",
        machine::description()
    )?;
    match rivals {
        Some(rivals) => writeln!(
            text,
            "Other programs: {}, one thread.\n",
            rivals.versions()?
        )?,
        None => writeln!(text, "Other programs were left out of this run.\n")?,
    }
    writeln!(
        text,
        "## How to read it\n\
         - A point is (η, α_c, α_ℓ, γ_r). Times include the state and its W, and are wall-clock times: where the \
         case is one point, the least of as many runs in one process as the row says; worst and median where it is many.\n\
         - Each row is a process of its own with {} s to go; \"memory\" is the peak of that process. What was stopped or \
         refused says so, with the number of points that were done; grids are walked in random order, so that \
         what is done is a sample of all.\n\
         - \"error of W\" is the greatest error stated for any W of the row, in ħω, and its kind; `ACCURACY.md` \
         compares stated errors with true ones. A bound is a theorem about the computation, an estimate is not.\n\
         - \"asked\" is the goal that was set before the solvers were written, for two cores.\n",
        cap.as_secs()
    )?;
    writeln!(text, "## Methods\n{METHODS}")?;
    let own = cases::table(cap, long)?;
    writeln!(text, "## Asked and reached\n\n{own}")?;
    if let Some(rivals) = rivals {
        writeln!(text, "{}", against::section(rivals, cap)?)?;
    }
    writeln!(
        text,
        "## Instructions\n\n\
         Of one run of each kernel that is not the first, by callgrind, which knows no AVX-512 (so these are the counts \
         of AVX2); \"stored\" is `crates/ergotropy-measure/instructions.csv`.\n"
    )?;
    match instructions::count(cap / 2) {
        Ok(counts) => writeln!(text, "{}", instructions::table(&counts))?,
        Err(reason) => writeln!(text, "Not counted in this run: {reason:#}.\n")?,
    }
    Ok(text.trim_end().to_owned() + "\n")
}
