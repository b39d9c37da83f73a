//! Where answers go: stdout, or files that appear whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// An answer in its final form, and files beside it.
#[derive(Debug)]
pub(crate) struct Output {
    /// The answer: text, or a picture.
    pub(crate) content: Vec<u8>,
    /// The file that it goes to; stdout if there is none.
    pub(crate) to: Option<PathBuf>,
    /// Another file, with its content.
    pub(crate) beside: Option<(PathBuf, String)>,
    /// What is told on stderr beside the answer, one sentence each.
    pub(crate) notes: Vec<String>,
}

impl From<String> for Output {
    fn from(text: String) -> Self {
        Self::new(text, None)
    }
}

impl Output {
    /// An answer that goes to a file, or to stdout.
    pub(crate) fn new(content: impl Into<Vec<u8>>, to: Option<PathBuf>) -> Self {
        Self {
            content: content.into(),
            to,
            beside: None,
            notes: Vec::new(),
        }
    }

    /// The same answer with these notes.
    pub(crate) fn with_notes(self, notes: Vec<String>) -> Self {
        Self { notes, ..self }
    }

    /// Writes the answer to its place, files first, so that nothing is told that is not there.
    pub(crate) fn write(&self) -> Result<(), Error> {
        if let Some((path, text)) = &self.beside {
            file(path, text.as_bytes())?;
        }
        match &self.to {
            Some(path) => file(path, &self.content)?,
            None => stdout(&self.content)?,
        }
        for note in &self.notes {
            // A note that cannot be told is no error of the answer.
            let _ = writeln!(io::stderr(), "ergotropy: note: {note}");
        }
        Ok(())
    }
}

/// Writes a file in a single step. What exists and is no plain file, as a pipe, is written to as it is.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let special = fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir());
    let written = if special {
        fs::write(path, bytes)
    } else {
        ergotropy_sweep::replace(path, bytes)
    };
    written.map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })
}

/// Writes an answer to stdout, all at once.
fn stdout(content: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    closed_pipe_is_fine(out.write_all(content).and_then(|()| out.flush()))
}

/// Turns a closed pipe into success: its reader needs no more.
pub(crate) fn closed_pipe_is_fine(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}
