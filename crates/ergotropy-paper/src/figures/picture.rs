//! A figure as a page shows it.

use ergotropy_plot::annotation;

use super::description::Description;
use super::plan::Plan;
use crate::folder::Folder;
use crate::item::Item;

/// The endings of a figure's files.
pub(super) const ENDINGS: [&str; 3] = ["svg", "png", "csv"];

/// A figure as a page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) plan: Plan,
    pub(crate) description: Description,
    /// The document without its note.
    pub(crate) svg: String,
    /// The names of its files that there are.
    pub(crate) files: Vec<String>,
}

impl Picture {
    /// The figure that an earlier run has left in a folder; `None` if there is none.
    pub(crate) fn read(plan: Plan, folder: &Folder) -> Option<Self> {
        let file = folder.read(&plan.file("svg")).ok()??;
        let (note, svg) = annotation(&file)?;
        Some(Self {
            description: Description::read(&note)?,
            svg,
            files: ENDINGS
                .map(|ending| plan.file(ending))
                .into_iter()
                .filter(|name| folder.holds(name))
                .collect(),
            plan,
        })
    }

    /// The name of the figure's files, without the ending.
    pub(crate) fn name(&self) -> String {
        self.plan.item.to_string()
    }

    /// The text of a link to the figure.
    pub(crate) fn link(&self) -> String {
        match self.plan.item {
            Item::Extra(name) => name.replace('-', " "),
            item => item.tag(),
        }
    }

    /// The label on the page: `Fig. 4`, or `Beyond` for a figure that is not in the paper.
    pub(crate) fn tag(&self) -> String {
        self.plan.item.tag()
    }
}
