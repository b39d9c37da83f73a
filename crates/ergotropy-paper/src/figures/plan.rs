//! A figure before it is drawn, and its content.

use ergotropy_plot::{Figure, PlotError};
use ergotropy_sweep::Progress;

use super::table::Table;
use crate::item::Item;

/// A figure that can be computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) item: Item,
    pub(crate) title: &'static str,
    /// The number of points by which the figure advances the progress.
    pub(crate) steps: u64,
    pub(super) draw: fn(&Progress) -> Result<Content, Trouble>,
}

/// The content of a figure, as its module delivers it.
pub(super) struct Content {
    pub(super) picture: Figure,
    /// Whether the figure takes two printed columns.
    pub(super) wide: bool,
    pub(super) table: Table,
    /// The parameters that all panels share, as HTML.
    pub(super) parameters: String,
    /// The description of the figure and of its main features, as HTML with numbers of this run.
    pub(super) caption: String,
    pub(super) facts: Option<Facts>,
}

/// Numbers read off a figure, as a small table of HTML cells.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Facts {
    pub(super) fn new<const N: usize>(
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Self {
        Self {
            head: head.map(str::to_owned).to_vec(),
            rows: rows.into_iter().map(Vec::from).collect(),
        }
    }
}

/// The reason for the failure of a figure, without the figure's name.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Physics(#[from] ergotropy::Error),
    #[error(transparent)]
    Plot(#[from] PlotError),
}
