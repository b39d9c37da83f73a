//! The figures of the paper: what each shows, computed, drawn and described.
//!
//! One file for each figure. [`Landscape`](landscape::Landscape) and
//! [`Charging`](charging::curve::Charging) are what several of them share.

mod best_starts;
mod charging;
mod clouds;
mod extraction;
mod fig02;
mod fig04;
mod fig07;
mod fig11;
mod fig12;
mod fig13;
mod fig14;
mod landscape;
mod limit;
mod many_cells;
mod random_starts;
mod sizes;
mod start_and_bath;
mod table;
mod two_baths;
mod words;

use ergotropy_plot::{Figure, PlotError};
use ergotropy_sweep::Progress;

use crate::error::Error;
use crate::folder::Folder;
use crate::item::Item;
use table::Table;

/// A figure that can be computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) item: Item,
    pub(crate) title: &'static str,
    /// Points that it counts for in the progress.
    pub(crate) steps: u64,
    draw: fn(&Progress) -> Result<Content, Trouble>,
}

/// What a figure's module delivers.
struct Content {
    picture: Figure,
    /// Width of the bitmap.
    pixels: u32,
    table: Table,
    /// The parameters that all panels share, as HTML.
    parameters: String,
    /// What is shown and what to notice, as HTML, with numbers from this very run.
    caption: String,
    facts: Option<Facts>,
}

/// Numbers read off a figure, as a small table of HTML cells.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Widths of bitmaps for one and for two printed columns, 300 dots per inch.
const ONE_COLUMN: u32 = 1025;
const TWO_COLUMNS: u32 = 2125;

/// Why a figure failed, before it is known which.
enum Trouble {
    Physics(ergotropy::Error),
    Plot(PlotError),
}

impl From<ergotropy::Error> for Trouble {
    fn from(error: ergotropy::Error) -> Self {
        Self::Physics(error)
    }
}

impl From<PlotError> for Trouble {
    fn from(error: PlotError) -> Self {
        Self::Plot(error)
    }
}

/// All figures: those of the paper in the order of their numbers, then those beyond it.
pub(crate) fn all() -> [Plan; 18] {
    [
        fig02::PLAN,
        clouds::fig03::PLAN,
        fig04::PLAN,
        charging::fig05::PLAN,
        charging::fig06::PLAN,
        fig07::PLAN,
        extraction::PLAN,
        sizes::PLAN,
        clouds::fig10::PLAN,
        fig11::PLAN,
        fig12::PLAN,
        fig13::PLAN,
        fig14::PLAN,
        charging::fig15::PLAN,
        random_starts::PLAN,
        best_starts::PLAN,
        many_cells::PLAN,
        limit::PLAN,
    ]
}

/// The figures that can be computed.
pub(crate) fn items() -> impl Iterator<Item = Item> {
    all().into_iter().map(|plan| plan.item)
}

/// A finished figure.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    item: Item,
    pub(crate) title: &'static str,
    pub(crate) wide: bool,
    pub(crate) parameters: String,
    pub(crate) caption: String,
    pub(crate) facts: Option<Facts>,
    pub(crate) svg: String,
    png: Vec<u8>,
    csv: String,
}

impl Drawing {
    pub(crate) fn new(plan: &Plan, progress: &Progress) -> Result<Self, Error> {
        let plot = |source| Error::Plot {
            figure: plan.item.to_string(),
            source,
        };
        let content = (plan.draw)(progress).map_err(|trouble| match trouble {
            Trouble::Physics(error) => Error::Physics(error),
            Trouble::Plot(error) => plot(error),
        })?;
        let picture = content.picture.described(
            format!("{}: {}", tag(plan.item), plan.title),
            words::plain(&content.caption),
        );
        Ok(Self {
            item: plan.item,
            title: plan.title,
            wide: content.pixels == TWO_COLUMNS,
            parameters: content.parameters,
            caption: content.caption,
            facts: content.facts,
            svg: picture.to_svg().map_err(plot)?,
            png: picture.to_png(content.pixels).map_err(plot)?,
            csv: content.table.into_csv(),
        })
    }

    /// The name of its files, without the ending.
    pub(crate) fn name(&self) -> String {
        self.item.to_string()
    }

    /// What people call it: `Fig. 4`, or `Beyond` for a figure that is not in the paper.
    pub(crate) fn tag(&self) -> String {
        tag(self.item)
    }

    pub(crate) fn write(&self, folder: &Folder) -> Result<(), Error> {
        let name = self.name();
        folder.replace(&format!("{name}.svg"), self.svg.as_bytes())?;
        folder.replace(&format!("{name}.png"), &self.png)?;
        folder.replace(&format!("{name}.csv"), self.csv.as_bytes())
    }
}

fn tag(item: Item) -> String {
    match item {
        Item::Figure(number) => format!("Fig. {number}"),
        _ => "Beyond".to_owned(),
    }
}
