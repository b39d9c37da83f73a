//! What can go wrong on the way to the report.

use std::io;
use std::path::PathBuf;

use crate::item::Item;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A name that is neither a figure nor a claim of the paper.
    #[error("{}", unknown(name, known))]
    UnknownItem {
        /// The name that was given.
        name: String,
        /// All figures and claims that there are.
        known: Vec<Item>,
    },
    /// A claim that is asked for as a whole but is tested in parts.
    #[error("{name:?} is in parts: ask for {}", joined(parts, " or "))]
    ItemInParts {
        /// The name that was given.
        name: String,
        /// The parts that there are.
        parts: Vec<Item>,
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
