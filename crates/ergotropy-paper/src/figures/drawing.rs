//! A finished figure and its files.

use ergotropy_plot::rasterise;
use ergotropy_sweep::Progress;

use super::plan::{Facts, Plan, Trouble};
use super::words;
use crate::error::Error;
use crate::folder::Folder;
use crate::item::Item;

/// Width in pixels of a bitmap for one printed column, at 300 dots per inch.
const ONE_COLUMN: u32 = 1025;
/// Width in pixels of a bitmap for two printed columns.
const TWO_COLUMNS: u32 = 2125;

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
        Self::drawn(plan, progress).map_err(|trouble| match trouble {
            Trouble::Physics(error) => Error::Physics(error),
            Trouble::Plot(source) => Error::Plot {
                figure: plan.item.to_string(),
                source,
            },
        })
    }

    fn drawn(plan: &Plan, progress: &Progress) -> Result<Self, Trouble> {
        let content = (plan.draw)(progress)?;
        let picture = content.picture.described(
            format!("{}: {}", plan.item.tag(), plan.title),
            words::plain(&content.caption),
        );
        let svg = picture.to_svg()?;
        let pixels = if content.wide {
            TWO_COLUMNS
        } else {
            ONE_COLUMN
        };
        Ok(Self {
            item: plan.item,
            title: plan.title,
            wide: content.wide,
            parameters: content.parameters,
            caption: content.caption,
            facts: content.facts,
            png: rasterise(&svg, pixels)?,
            svg,
            csv: content.table.into_csv(),
        })
    }

    /// The name of the figure's files, without the ending.
    pub(crate) fn name(&self) -> String {
        self.item.to_string()
    }

    /// The label on the page: `Fig. 4`, or `Beyond` for a figure that is not in the paper.
    pub(crate) fn tag(&self) -> String {
        self.item.tag()
    }

    pub(crate) fn write(&self, folder: &Folder) -> Result<(), Error> {
        let name = self.name();
        folder.replace(&format!("{name}.svg"), self.svg.as_bytes())?;
        folder.replace(&format!("{name}.png"), &self.png)?;
        folder.replace(&format!("{name}.csv"), self.csv.as_bytes())
    }
}
