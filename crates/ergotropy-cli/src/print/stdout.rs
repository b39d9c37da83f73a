//! Output to stdout.

use std::io::{self, Write};

use crate::error::Error;

/// Writes an answer to stdout, all at once.
pub(crate) fn stdout(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    closed_pipe_is_fine(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Turns a closed pipe into success: its reader needs no more.
pub(crate) fn closed_pipe_is_fine(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}
