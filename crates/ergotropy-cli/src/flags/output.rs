//! The form of an answer, and where it goes.

use std::path::PathBuf;

use clap::Args;

use crate::error::Error;

#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputFlags {
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV: a line of names and one row, or a row for each time or point
    #[arg(long)]
    csv: bool,
    /// Write the answer to a file, whole or not at all; FILE.json and FILE.csv tell the form if no flag does
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    Text,
    Json,
    Csv,
}

impl OutputFlags {
    /// The form of the answer: by its flag, or by the end of the name of the file.
    pub(crate) fn form(&self) -> Form {
        let end = self.output.as_ref().and_then(|path| path.extension());
        let end = end.map(std::ffi::OsStr::to_ascii_lowercase);
        match (
            self.json,
            self.csv,
            end.as_ref().and_then(|end| end.to_str()),
        ) {
            (true, ..) | (false, false, Some("json")) => Form::Json,
            (_, true, _) | (false, false, Some("csv")) => Form::Csv,
            _ => Form::Text,
        }
    }

    /// Refuses a file of populations that is the file of the answer.
    pub(crate) fn apart_from(&self, populations: Option<&PathBuf>) -> Result<(), Error> {
        match (self.file(), populations) {
            (Some(answer), Some(path)) if &answer == path => Err(Error::SameFile {
                path: path.display().to_string(),
            }),
            _ => Ok(()),
        }
    }

    /// The file that the answer goes to; stdout if there is none.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        let stdout = |path: &PathBuf| path.as_os_str() == "-";
        self.output.clone().filter(|path| !stdout(path))
    }
}
