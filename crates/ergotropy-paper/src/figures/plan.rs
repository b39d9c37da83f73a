//! A figure before it is drawn, and what its module delivers.

use ergotropy_plot::{Figure, PlotError};
use ergotropy_sweep::Progress;

use super::table::Table;
use crate::item::Item;

/// A figure that can be computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) item: Item,
    pub(crate) title: &'static str,
    /// Points that it counts for in the progress.
    pub(crate) steps: u64,
    pub(super) draw: fn(&Progress) -> Result<Content, Trouble>,
}

/// What a figure's module delivers.
pub(super) struct Content {
    pub(super) picture: Figure,
    /// Whether it takes two printed columns.
    pub(super) wide: bool,
    pub(super) table: Table,
    /// The parameters that all panels share, as HTML.
    pub(super) parameters: String,
    /// What is shown and what to notice, as HTML, with numbers from this very run.
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

/// Why a figure failed, before it is known which.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Physics(#[from] ergotropy::Error),
    #[error(transparent)]
    Plot(#[from] PlotError),
}
