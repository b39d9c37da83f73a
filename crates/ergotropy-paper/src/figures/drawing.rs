//! A finished figure and its files.

use ergotropy_plot::{annotation, rasterise};
use ergotropy_sweep::Progress;

use super::description::Description;
use super::picture::{ENDINGS, Picture};
use super::plan::{Plan, Trouble};
use super::words;
use crate::error::Error;
use crate::folder::Folder;

/// Width in pixels of a bitmap for one printed column, at 300 dots per inch.
const ONE_COLUMN: u32 = 1025;
/// Width in pixels of a bitmap for two printed columns.
const TWO_COLUMNS: u32 = 2125;

/// A finished figure.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    plan: Plan,
    description: Description,
    svg: String,
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
            Trouble::Json(error) => Error::Json(error),
        })
    }

    fn drawn(plan: &Plan, progress: &Progress) -> Result<Self, Trouble> {
        let content = (plan.draw)(progress)?;
        let description = Description {
            wide: content.wide,
            parameters: content.parameters,
            alt: words::plain(&content.alt),
            found: content.found,
            facts: content.facts,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let title = format!("{}: {}", plan.item.tag(), plan.title);
        let picture = content
            .picture
            .described(title, description.alt.clone())
            .annotated(serde_json::to_string(&description)?);
        let svg = picture.to_svg()?;
        let pixels = if content.wide {
            TWO_COLUMNS
        } else {
            ONE_COLUMN
        };
        Ok(Self {
            plan: *plan,
            description,
            png: rasterise(&svg, pixels)?,
            svg,
            csv: content.table.into_csv(),
        })
    }

    pub(crate) fn write(&self, folder: &Folder) -> Result<(), Error> {
        let [svg, png, csv] = ENDINGS.map(|ending| self.plan.file(ending));
        folder.replace(&svg, self.svg.as_bytes())?;
        folder.replace(&png, &self.png)?;
        folder.replace(&csv, self.csv.as_bytes())
    }

    /// The figure for the page.
    pub(crate) fn into_picture(self) -> Picture {
        let svg = annotation(&self.svg).map_or_else(|| self.svg.clone(), |(_, bare)| bare);
        Picture {
            svg,
            files: ENDINGS.map(|ending| self.plan.file(ending)).to_vec(),
            plan: self.plan,
            description: self.description,
        }
    }
}
