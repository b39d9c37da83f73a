//! Benchmarks: time and memory, compared with their goals and with other programs.
//!
//! - `job`: one measurement in a process of its own; the one runner.
//! - `cases`: the jobs.
//! - `chains`: those of cells at distances from each other.
//! - `row`: the result of a job, in words.
//! - `against`: the same cases by other programs.

mod against;
mod cases;
mod chains;
mod job;
mod row;

use std::fmt::Write;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::benchmarks::row::measure;
use crate::document::{METHODS, title};
use crate::instructions;
use crate::rivals::Rivals;
use crate::table::Table;

/// Does the job for which another process of this program started this one.
pub fn answer(name: &str) -> Result<()> {
    let mut jobs = cases::all(true).into_iter().chain(against::jobs());
    let job = jobs.find(|job| job.name == name);
    job.with_context(|| format!("there is no row {name}"))?
        .run()
}

/// The whole of `BENCHMARKS.md`. A row may take as long as `cap`; with `long`, the greatest map is computed in
/// full.
pub fn document(rivals: Option<&Rivals>, cap: Duration, long: bool) -> Result<String> {
    let mut text = title("Benchmarks", "benchmarks", rivals, ", one thread")?;
    writeln!(
        text,
        "## How to read it\n\
         - A point is (η, α_c, α_ℓ, γ_r). The cells of a chain are on a line, lengths in wavelengths, with dipoles normal \
         to it; they shift each other's frequency where the row says so.\n\
         - Times include the state and its W, and are wall-clock times: where the \
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
    writeln!(text, "## Asked and reached\n\n{}", rows(cap, long, "")?)?;
    if let Some(rivals) = rivals {
        writeln!(
            text,
            "## Beside QuTiP\n\n\
             Its permutation-invariant solver PIQS and SciPy, as a user who knows both would call them \
             (`rivals/README.md`), on one thread. Their times are the least of as many runs as the tables say, without \
             loading code, and do not include finding W; ours do. Their numbers have neither a bound nor an estimate.\n\n{}",
            against::extract(rivals, cap, "")?
        )?;
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

/// The rows whose cases contain some words, and the comparisons with other programs whose headings do.
pub fn extract(rivals: Option<&Rivals>, cap: Duration, long: bool, words: &str) -> Result<String> {
    let mut text = rows(cap, long, words)?.to_string();
    if let Some(rivals) = rivals {
        text += &against::extract(rivals, cap, words)?;
    }
    Ok(text)
}

fn rows(cap: Duration, long: bool, words: &str) -> Result<Table> {
    let mut table = Table::new("case | asked | reached | memory | error of W | method");
    let mut jobs = cases::all(long);
    jobs.retain(|job| job.name.contains(words));
    for job in jobs {
        let measured = measure(&job, job.patience * cap)?;
        table.row([
            job.name,
            job.asked.to_owned(),
            measured.reached(),
            measured.peak(),
            measured.error(),
            measured.reply.methods.join("; "),
        ]);
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_has_a_name_of_its_own() {
        let jobs = cases::all(true).into_iter().chain(against::jobs());
        let mut names: Vec<String> = jobs.map(|job| job.name).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!((names.len(), all), (44, 44));
    }

    #[test]
    fn rows_that_are_unknown_are_refused() {
        assert!(answer("steady state, N = 0").is_err());
    }
}
