//! Instructions: the cost of a kernel, counted by callgrind and compared with stored counts.
//!
//! - `kernel`: the pieces of work.
//!
//! Counts do not depend on the load of the machine. valgrind does not know AVX-512 and hides it, so
//! that the kernels run as on processors with AVX2.
//!
//! The library `gungraun` (0.20, the successor of `iai-callgrind`) was considered, and is not used:
//! - It needs a second program, `gungraun-runner`, installed at the very version of the library, and benchmarks
//!   built with debug symbols. Here valgrind is enough.
//! - Its baselines are profiles of callgrind, of some megabytes, below `target`. Here they are one short table
//!   in the repository, so that a changed count is a line of a diff, and `BENCHMARKS.md` is written from it.
//! - Processes with a time limit are needed anyway, for rows of benchmarks and for other programs. The library
//!   would only replace the two functions `total` and `parse`.

mod kernel;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::child::{self, Ending};
use crate::table::Table;

pub use kernel::run;

/// Increase over the stored count, in percent, that is accepted.
pub const ALLOWANCE: u64 = 2;

/// A kernel with its cost.
pub struct Count {
    kernel: &'static str,
    /// Instructions of one run, or the reason why they were not counted.
    found: Result<u64, String>,
    stored: Option<u64>,
}

impl Count {
    /// Whether the kernel costs more than is accepted, or has a stored count but could not be counted.
    pub fn regressed(&self) -> bool {
        match (&self.found, self.stored) {
            (Ok(found), Some(stored)) => 100 * found > (100 + ALLOWANCE) * stored,
            (Err(_), Some(_)) => true,
            (_, None) => false,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Line {
    kernel: String,
    instructions: u64,
}

/// Counts all kernels.
pub fn count(cap: Duration) -> Result<Vec<Count>> {
    let stored = if path().exists() {
        read(&std::fs::read(path())?)
            .with_context(|| format!("cannot read {}", path().display()))?
    } else {
        Vec::new()
    };
    let folder = tempfile::tempdir()?;
    if Command::new("valgrind").arg("--version").output().is_err() {
        bail!("instructions are counted by valgrind, which is not installed");
    }
    let count = |kernel: kernel::Kernel| Count {
        kernel: kernel.name,
        found: cost(&kernel, folder.path(), cap).map_err(|error| format!("{error:#}")),
        stored: stored
            .iter()
            .find(|line| line.kernel == kernel.name)
            .map(|line| line.instructions),
    };
    Ok(kernel::all().map(count).into())
}

/// Instructions of one run, without the extra cost of the first one.
fn cost(kernel: &kernel::Kernel, folder: &Path, cap: Duration) -> Result<u64> {
    let many = total(kernel.name, kernel.times, folder, cap)?;
    let one = total(kernel.name, 0, folder, cap)?;
    Ok(many.saturating_sub(one) / u64::from(kernel.times))
}

/// Instructions of a whole process.
fn total(name: &str, times: u32, folder: &Path, cap: Duration) -> Result<u64> {
    let counts = folder.join("counts");
    let mut command = Command::new("valgrind");
    command
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", counts.display()))
        .arg(std::env::current_exe()?)
        .args(["kernel", name, &times.to_string()]);
    let said = child::run(command, "", cap)?;
    match said.ending {
        Ending::Success => {}
        Ending::Stopped => bail!("over {} s under valgrind", cap.as_secs()),
        Ending::Failure => bail!(
            "failed: {}",
            said.complaints.lines().last().unwrap_or_default()
        ),
    }
    parse(&std::fs::read_to_string(counts)?).context("callgrind gave no total")
}

/// The total in a file of callgrind.
fn parse(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| {
        line.strip_prefix("totals:")
            .or(line.strip_prefix("summary:"))
    })?;
    line.split_whitespace().next()?.parse().ok()
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.csv")
}

fn read(text: &[u8]) -> Result<Vec<Line>> {
    let mut reader = csv::Reader::from_reader(text);
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

/// Stores the counts that were found, and drops all others.
pub fn store(counts: &[Count]) -> Result<()> {
    let mut writer = csv::Writer::from_path(path())?;
    for count in counts {
        if let Ok(instructions) = count.found {
            writer.serialize(Line {
                kernel: count.kernel.to_owned(),
                instructions,
            })?;
        }
    }
    Ok(writer.flush()?)
}

/// The counts beside the stored ones.
pub fn table(counts: &[Count]) -> Table {
    Table::of("kernel | instructions | stored | change", counts, |count| {
        let stored = count.stored.map(|stored| stored.to_string());
        let stored = stored.unwrap_or_else(|| "none".to_owned());
        let mut row = vec![count.kernel.to_owned()];
        match &count.found {
            Ok(found) => row.extend([found.to_string(), stored]),
            Err(reason) => row.extend([reason.clone(), stored]),
        }
        if let (Ok(found), Some(stored)) = (&count.found, count.stored) {
            let change = 100.0 * (*found as f64 / stored as f64 - 1.0);
            row.push(format!("{change:+.1} %"));
        }
        row
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(found: Result<u64, String>, stored: Option<u64>) -> Count {
        Count {
            kernel: "steady N=7",
            found,
            stored,
        }
    }

    #[test]
    fn totals_are_found() {
        let text = "version: 1\nevents: Ir\n\nfn=(1) main\n1 2\n\ntotals: 123456\n";
        assert_eq!(parse(text), Some(123_456));
        assert_eq!(parse("events: Ir\nsummary: 77\n"), Some(77));
        assert_eq!(parse("events: Ir\n"), None);
    }

    #[test]
    fn two_percent_are_let_pass() {
        assert!(!of(Ok(1020), Some(1000)).regressed());
        assert!(of(Ok(1021), Some(1000)).regressed());
        assert!(of(Err("failed".to_owned()), Some(1000)).regressed());
        assert!(!of(Ok(1), None).regressed());
        let text = table(&[of(Ok(900), Some(1000))]).to_string();
        assert!(text.contains("| steady N=7 | 900 | 1000 | -10.0 % |"));
    }

    #[test]
    fn stored_counts_are_read() -> Result<()> {
        let lines = read(b"kernel,instructions\n\"charging N=20, 50 times\",12\n")?;
        assert_eq!(
            (lines[0].kernel.as_str(), lines[0].instructions),
            ("charging N=20, 50 times", 12)
        );
        assert!(read(b"kernel,instructions\nsteady,many\n").is_err());
        Ok(())
    }
}
