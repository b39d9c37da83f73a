//! A figure before it is drawn, and its content.

use ergotropy_plot::{Figure, PlotError};
use ergotropy_sweep::Progress;

use super::description::Facts;
use super::table::Table;
use crate::item::Item;

/// A figure that can be computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) item: Item,
    pub(crate) title: &'static str,
    /// What the paper draws or claims there, as HTML; for a figure beyond the paper, what it is for.
    pub(crate) paper: &'static str,
    /// The number of points by which the figure advances the progress.
    pub(crate) steps: u64,
    pub(super) draw: fn(&Progress) -> Result<Content, Trouble>,
}

impl Plan {
    /// The name of one of the figure's files.
    pub(crate) fn file(&self, ending: &str) -> String {
        format!("{}.{ending}", self.item)
    }
}

/// The content of a figure, as its module delivers it.
pub(super) struct Content {
    pub(super) picture: Figure,
    /// Whether the figure takes two printed columns.
    pub(super) wide: bool,
    pub(super) table: Table,
    /// The parameters that all panels share, as HTML.
    pub(super) parameters: String,
    /// The picture in words, as HTML, for readers who cannot see it.
    pub(super) alt: String,
    /// The main features of the figure, as HTML with numbers of this run.
    pub(super) found: String,
    pub(super) facts: Option<Facts>,
}

/// The reason for the failure of a figure, without the figure's name.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Physics(#[from] ergotropy::Error),
    #[error(transparent)]
    Plot(#[from] PlotError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}
