//! The command `ergotropy`: flags, made a question, made an answer.
//!
//! - [`verbs`]: what can be asked, and what the command line itself refuses
//! - [`print`]: answers for people, as JSON and as CSV
//! - [`flags`]: groups of flags, read and checked against each other
//! - [`error`]: why there is no answer
//! - [`files`]: files that hold starting states
//!
//! Each uses only what stands below it. What answers hold is in the crate `ergotropy-answer`, the physics in `ergotropy`.

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
        // Whoever closed stderr still has the exit code.
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
