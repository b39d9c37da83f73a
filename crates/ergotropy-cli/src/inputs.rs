//! What comes from outside, piece by piece, without a file and without printing: for programs that try what a user may give.
//!
//! Each function refuses with the sentence that the command would print.

use std::ffi::OsString;

use ergotropy::{RegisterStart, Start};

use crate::error::Error;
use crate::files::npy;
use crate::files::populations;
use crate::verbs::{self, usage};

/// Reads the content of a `.npy` file as the state of so many cells.
///
/// # Errors
/// What is wrong with the content, as a sentence.
pub fn npy(content: &[u8], cells: u64) -> Result<RegisterStart, String> {
    npy::read_content(content, cells, verbs::charge::MOST).map_err(|error| error.to_string())
}

/// Reads the content of a file of populations as the state of so many cells.
///
/// # Errors
/// What is wrong with the content, as a sentence.
pub fn populations(content: &[u8], cells: u64) -> Result<Start, String> {
    populations::read_content(content, cells).map_err(|error| error.to_string())
}

/// Reads a command line, of which the first word is the name of the command, and checks its flags against each other.
/// The answer is there where it is quick: few cells, few times, no report.
///
/// # Errors
/// What is wrong with the words, as a sentence.
pub fn arguments(words: &[OsString]) -> Result<Option<String>, String> {
    let one_line = |error: Error| error.one_line();
    match verbs::parse(words) {
        Ok(cli) => {
            let quick = cli.is_quick().map_err(one_line)?;
            let answer = quick.then(|| cli.answer());
            let answer = answer.transpose().map_err(one_line)?;
            Ok(answer.map(|output| String::from_utf8_lossy(&output.content).into_owned()))
        }
        Err(error) if error.use_stderr() => {
            Err(one_line(usage::refused(&error, &verbs::command(), words)))
        }
        Err(help) => Ok(Some(help.to_string())),
    }
}
