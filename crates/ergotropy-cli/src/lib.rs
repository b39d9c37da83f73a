//! The command `ergotropy`: flags, made a question, made an answer.
//!
//! - [`inputs`]: what comes from outside, piece by piece
//! - `verbs`: what can be asked, and what the command line itself refuses
//! - `print`: answers for people, as JSON and as CSV
//! - `flags`: groups of flags, read and checked against each other
//! - `error`: why there is no answer
//! - `files`: files that hold starting states
//!
//! Each uses only what stands below it. What answers hold is in the crate `ergotropy-answer`, the physics in `ergotropy`.
//! This is no library to build on: its functions are there for the command, and for programs that try it.

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
        // Whoever closed stderr still has the exit code.
        let _ = writeln!(std::io::stderr(), "ergotropy: {}", error.one_line());
        error.exit_code()
    })
}

fn told(words: &[OsString]) -> Result<ExitCode, Error> {
    match verbs::parse(words) {
        Ok(cli) => {
            print::stdout(&cli.answer()?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => usage::tell(&error, words),
    }
}
