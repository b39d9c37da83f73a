//! The command `ergotropy`: from flags to a question, and from an answer to text.
//!
//! - [`inputs`]: inputs from outside, piece by piece
//! - `verbs`: the questions that can be asked, and errors of the command line
//! - `print`: answers for people, as JSON and as CSV
//! - `flags`: groups of flags, read and checked against each other
//! - `error`: errors and exit codes
//! - `files`: files that hold starting states
//!
//! Each module uses only those listed below it. The contents of answers are defined in the crate `ergotropy-answer`, the physics
//! in `ergotropy`. The public functions serve the command and the programs that test it; they are no library to build on.

mod error;
mod files;
mod flags;
pub mod inputs;
mod print;
mod verbs;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::error::Error;
use crate::verbs::usage;

/// Runs the command with these words, of which the first is its name. The answer goes to stdout; what is refused is told on
/// stderr in one sentence, and by the exit code.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().collect();
    told(&words).unwrap_or_else(|error| {
        // If standard error is closed, the exit code still tells of the error.
        let _ = writeln!(std::io::stderr(), "ergotropy: {}", error.one_line());
        error.exit_code()
    })
}

fn told(words: &[OsString]) -> Result<ExitCode, Error> {
    match verbs::parse(words) {
        Ok(cli) => {
            cli.answer()?.write()?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => usage::tell(&error, &verbs::command(), words),
    }
}
