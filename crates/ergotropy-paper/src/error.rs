//! Errors of a report.

use std::io;
use std::path::PathBuf;

use crate::item::Item;

/// The reason why there is no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A name that is neither a figure nor a claim of the paper.
    #[error("{}", unknown(name, known))]
    UnknownItem {
        /// The given name.
        name: String,
        /// All figures and claims.
        known: Vec<Item>,
    },
    /// A claim that was asked for as a whole but is tested in parts.
    #[error("{name:?} is in parts: ask for {}", joined(parts, " or "))]
    ItemInParts {
        /// The given name.
        name: String,
        /// The parts of the claim.
        parts: Vec<Item>,
    },
    /// A figure that shows nothing that can be computed.
    #[error("fig{number} is a schematic of the setup: there is nothing to compute in it")]
    Schematic {
        /// Number of the figure.
        number: u8,
    },
    /// A file has the name of the folder.
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
        /// The error of the system.
        source: io::Error,
    },
    /// A file of an earlier report could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A file `claims.json` that no report has written, so that a part of a report must not be added to it.
    #[error(
        "{} is not that of a report, since {what}: move it away, or write to another folder", path.display()
    )]
    NotClaims {
        /// The file.
        path: PathBuf,
        /// The reason, as a clause.
        what: String,
    },
    /// The computation refused a question.
    #[error(transparent)]
    Physics(#[from] ergotropy::Error),
    /// A picture could not be drawn.
    #[error("{figure} cannot be drawn: {source}")]
    Plot {
        /// The name of the figure, such as `fig04`.
        figure: String,
        /// The fault in the description of the picture.
        source: ergotropy_plot::PlotError,
    },
    /// The numbers of a claim could not be written as JSON.
    #[error("the claims cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

fn unknown(name: &str, known: &[Item]) -> String {
    let names = joined(known, ", ");
    if name.trim().is_empty() {
        format!("a figure or claim needs a name; there are {names}")
    } else {
        format!("there is no {name:?} in the paper; there are {names}")
    }
}

/// Names as people type them.
fn joined(items: &[Item], separator: &str) -> String {
    let names: Vec<String> = items
        .iter()
        .map(|item| match item {
            Item::Figure(number) => format!("fig{number}"),
            other => other.to_string(),
        })
        .collect();
    names.join(separator)
}
