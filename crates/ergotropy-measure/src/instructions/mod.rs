//! Instructions: what a kernel costs, counted by callgrind and compared with stored counts.
//!
//! Counts do not depend on what else the machine does. valgrind knows no AVX-512 and hides it, so
//! that the kernels take the way of processors with AVX2.

mod kernel;

pub use kernel::run;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::child::{self, Ending};
use crate::table::Table;

/// How much more than the stored count is let pass.
const ALLOWANCE: f64 = 1.05;

/// A kernel with its cost.
pub struct Count {
    kernel: &'static str,
    /// Instructions of one run, or why there are none.
    found: Result<u64, String>,
    stored: Option<u64>,
}

impl Count {
    /// Whether it costs over 5 % more than stored, or no longer runs to its end though it did.
    pub fn regressed(&self) -> bool {
        match (&self.found, self.stored) {
            (Ok(found), Some(stored)) => *found as f64 > ALLOWANCE * stored as f64,
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
    let stored = stored()?;
    let folder = tempfile::tempdir()?;
    if Command::new("valgrind").arg("--version").output().is_err() {
        bail!("instructions are counted by valgrind, which is not installed");
    }
    Ok(kernel::ALL
        .into_iter()
        .map(|(name, times)| Count {
            kernel: name,
            found: cost(name, times, folder.path(), cap),
            stored: stored
                .iter()
                .find(|line| line.kernel == name)
                .map(|line| line.instructions),
        })
        .collect())
}

/// Instructions of one run that is not the first.
fn cost(name: &str, times: u32, folder: &Path, cap: Duration) -> Result<u64, String> {
    let many = total(name, times, folder, cap)?;
    let one = total(name, 0, folder, cap)?;
    Ok(many.saturating_sub(one) / u64::from(times))
}

/// Instructions of a whole process.
fn total(name: &str, times: u32, folder: &Path, cap: Duration) -> Result<u64, String> {
    let counts = folder.join("counts");
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new("valgrind");
    command
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", counts.display()))
        .arg(program)
        .args(["kernel", name, &times.to_string()]);
    let said = child::run(command, "", cap).map_err(|error| format!("{error:#}"))?;
    match said.ending {
        Ending::Success => {}
        Ending::Stopped => return Err(format!("over {} s under valgrind", cap.as_secs())),
        Ending::Failure => {
            let last = said.complaints.lines().last().unwrap_or_default();
            return Err(format!("failed: {last}"));
        }
    }
    let text = std::fs::read_to_string(counts).map_err(|error| error.to_string())?;
    parse(&text).ok_or_else(|| "callgrind gave no total".to_owned())
}

/// The total of a file of callgrind.
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

fn stored() -> Result<Vec<Line>> {
    if !path().exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read(path())?;
    read(&text).with_context(|| format!("cannot read {}", path().display()))
}

fn read(text: &[u8]) -> Result<Vec<Line>> {
    let mut reader = csv::Reader::from_reader(text);
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

/// Stores the counts that were found; others are dropped.
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
    let mut table = Table::new(&["kernel", "instructions", "stored", "change"]);
    for count in counts {
        let stored = count
            .stored
            .map_or_else(|| "none".to_owned(), |stored| stored.to_string());
        let (found, change) = match (&count.found, count.stored) {
            (Ok(found), Some(stored)) => {
                let change = 100.0 * (*found as f64 / stored as f64 - 1.0);
                (found.to_string(), format!("{change:+.1} %"))
            }
            (Ok(found), None) => (found.to_string(), String::new()),
            (Err(reason), _) => (reason.clone(), String::new()),
        };
        table.row([count.kernel.to_owned(), found, stored, change]);
    }
    table
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
    fn five_percent_are_let_pass() {
        assert!(!of(Ok(1050), Some(1000)).regressed());
        assert!(of(Ok(1051), Some(1000)).regressed());
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
