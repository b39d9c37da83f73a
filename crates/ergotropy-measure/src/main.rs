//! Measures what the project promises, and writes `ACCURACY.md`, `BENCHMARKS.md`, and the counts of
//! instructions of a few kernels.
//!
//! Every figure in the documents comes from the run that wrote them.
//!
//! - `accuracy`, `benchmarks`, `instructions`: the measurements, as data, and their runners.
//! - `question`, `point`, `sample`: questions to the library, and the points at which they are asked.
//! - `rivals`: other programs.
//! - `child`: a process with a limit on its time.
//! - `machine`: the machine.
//! - `document`, `table`, `quantiles`: the form of the documents.

mod accuracy;
mod benchmarks;
mod child;
mod document;
mod instructions;
mod machine;
mod point;
mod quantiles;
mod question;
mod rivals;
mod sample;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};

use crate::rivals::Rivals;

/// Measures accuracy, speed and memory, beside those of other programs.
#[derive(Parser)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Write ACCURACY.md: errors against exact references.
    Accuracy(Document),
    /// Write BENCHMARKS.md: time and memory, what was asked beside what was reached.
    Benchmarks {
        #[command(flatten)]
        document: Document,
        /// Seconds that a row may take.
        #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
        cap: u64,
        /// Draw the map of 1000 cells in full, which may take hours.
        #[arg(long)]
        long: bool,
    },
    /// Count instructions under valgrind and compare with the stored ones.
    Instructions {
        /// Store what was counted.
        #[arg(long)]
        update: bool,
        /// Seconds that a kernel may take under valgrind.
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
        cap: u64,
    },
    /// One measurement, in a process of its own.
    #[command(hide = true)]
    Row { name: String },
    /// One kernel, several times.
    #[command(hide = true)]
    Kernel { name: String, times: u32 },
}

#[derive(Args)]
struct Document {
    /// Python with the packages of rivals/requirements.txt.
    #[arg(long, default_value = "rivals/.venv/bin/python")]
    python: PathBuf,
    /// Leave other programs out.
    #[arg(long)]
    without_rivals: bool,
    /// Only print the sections whose heading, or the rows whose case contains these words; write nothing.
    #[arg(long, value_name = "WORDS")]
    only: Option<String>,
}

impl Document {
    fn rivals(&self) -> Result<Option<Rivals>> {
        if self.without_rivals {
            return Ok(None);
        }
        Rivals::new(&self.python, &root().join("rivals")).map(Some)
    }
}

/// The root folder of the workspace, which contains the documents.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

fn write(name: &str, text: &str) -> Result<()> {
    let path = root().join(name);
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}

fn main() -> Result<ExitCode> {
    match Command::parse().verb {
        Verb::Accuracy(document) => {
            let rivals = document.rivals()?;
            match document.only {
                Some(words) => println!("{}", accuracy::extract(rivals.as_ref(), &words)?),
                None => write("ACCURACY.md", &accuracy::document(rivals.as_ref())?)?,
            }
        }
        Verb::Benchmarks {
            document,
            cap,
            long,
        } => {
            let rivals = document.rivals()?;
            let cap = Duration::from_secs(cap);
            let rivals = rivals.as_ref();
            match document.only {
                Some(words) => println!("{}", benchmarks::extract(rivals, cap, long, &words)?),
                None => write("BENCHMARKS.md", &benchmarks::document(rivals, cap, long)?)?,
            }
        }
        Verb::Instructions { update, cap } => {
            let counted = instructions::count(Duration::from_secs(cap))?;
            println!("{}", instructions::table(&counted));
            if update {
                instructions::store(&counted)?;
            } else if counted.iter().any(instructions::Count::regressed) {
                let percent = instructions::ALLOWANCE;
                eprintln!("a kernel takes over {percent} % more instructions than stored");
                return Ok(ExitCode::FAILURE);
            }
        }
        Verb::Row { name } => benchmarks::answer(&name)?,
        Verb::Kernel { name, times } => instructions::run(&name, times)?,
    }
    Ok(ExitCode::SUCCESS)
}
