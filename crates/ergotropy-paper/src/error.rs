//! What can go wrong on the way to the report.

use std::io;
use std::path::PathBuf;

use crate::item::unknown;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A name that is neither a figure nor a claim of the paper.
    #[error("{}", unknown(name))]
    UnknownItem {
        /// The name that was given.
        name: String,
    },
    /// A figure that shows nothing that could be computed.
    #[error("fig{number} is a schematic of the setup: there is nothing to compute in it")]
    Schematic {
        /// Number of the figure.
        number: u8,
    },
    /// A file lies where a folder is wanted.
    #[error("{} is a file, not a folder", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The physics refused a question.
    #[error(transparent)]
    Physics(#[from] ergotropy::Error),
    /// A picture could not be drawn.
    #[error("{figure} cannot be drawn: {source}")]
    Plot {
        /// The figure, `fig04`.
        figure: String,
        /// What is wrong with its description.
        source: ergotropy_plot::PlotError,
    },
    /// A claim's numbers could not be written down.
    #[error("the claims cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
