//! The command `ergotropy`: from flags to a question, and from an answer to text.
//!
//! - [`verbs`]: the questions that can be asked, and errors of the command line
//! - [`print`]: answers for people, as JSON and as CSV
//! - [`flags`]: groups of flags, read and checked against each other
//! - [`error`]: errors and exit codes
//! - [`files`]: files that hold starting states
//!
//! Each module uses only those listed below it. The contents of answers are defined in the crate
//! `ergotropy-answer`, the physics in `ergotropy`.

mod error;
mod files;
mod flags;
mod print;
mod verbs;

use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::error::Error;
use crate::verbs::{Cli, usage};

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        // If standard error is closed, the exit code still tells of the error.
        let _ = writeln!(std::io::stderr(), "ergotropy: {}", error.one_line());
        error.exit_code()
    })
}

fn run() -> Result<ExitCode, Error> {
    let command = verbs::command();
    let parsed = command.clone().try_get_matches();
    match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => {
            print::stdout(&cli.answer()?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => usage::tell(&error, command),
    }
}
