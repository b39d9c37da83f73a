//! Answers: for people, as JSON, as CSV.

pub(crate) mod number;
pub(crate) mod table;
mod text;

use std::io::{self, Write};

pub(crate) use text::bath::Bath;
pub(crate) use text::charge::Charge;
pub(crate) use text::limit::Limit;
pub(crate) use text::steady::Steady;

use crate::error::Error;

pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes an answer to stdout, all at once.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    closed_pipe_is_fine(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Who closes the pipe has read enough.
pub(crate) fn closed_pipe_is_fine(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

/// A line of JSON; keys in the order of the fields.
pub(crate) fn json(answer: &impl serde::Serialize) -> String {
    // Answers are structs of numbers and text, which serialize without failing.
    let mut text = serde_json::to_string(answer).unwrap_or_default();
    text.push('\n');
    text
}
