//! The verb `paper`.

use std::path::PathBuf;

use clap::Args;
use ergotropy_paper::{Item, Request};

use crate::error::Error;
use crate::flags::hinted::Hinted;

/// Figures that completions suggest.
const FIGURES: &[&str] = &[
    "fig02",
    "fig03",
    "fig04",
    "fig05",
    "fig06",
    "fig07",
    "fig08",
    "fig09",
    "fig10",
    "fig11",
    "fig12",
    "fig13",
    "fig14",
    "fig15",
    "extra-random-starts",
    "extra-best-starts",
    "extra-many-cells",
    "extra-limit",
    "extra-places",
    "extra-imperfect",
];

#[derive(Args)]
#[command(after_help = "\
DIR gets index.html, claims.json, and SVG, PNG and CSV of each figure; files of those names are \
replaced whole, and nothing else in DIR is touched. With --only the rest of a report in DIR stays, and \
index.html and claims.json show all that is there.\n\n\
Figures beyond the paper: extra-random-starts, extra-best-starts, extra-many-cells, extra-limit, \
extra-places, extra-imperfect.\n\n\
Example: ergotropy paper --out paper --only fig4,fig07,C10")]
pub(super) struct Paper {
    /// Folder for the report
    #[arg(long, value_name = "DIR", default_value = "paper")]
    out: PathBuf,
    /// Only these figures and claims, with commas between them; the rest of a report in DIR stays
    #[arg(
        long,
        value_name = "ITEM,...",
        value_delimiter = ',',
        value_parser = Hinted::new(str::parse::<Item>, FIGURES),
        hide_possible_values = true
    )]
    only: Vec<Item>,
}

impl Paper {
    /// Writes the report, and returns its summary.
    pub(super) fn answer(self, quiet: bool) -> Result<String, Error> {
        let request = Request {
            out: self.out,
            only: self.only,
            progress: !quiet,
        };
        let summary = ergotropy_paper::write(&request).map_err(Error::Paper)?;
        Ok(format!("{summary}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_figures_are_suggested() {
        let Err(ergotropy_paper::Error::UnknownItem { known, .. }) = "".parse::<Item>() else {
            panic!("an empty name is no item");
        };
        let figures = known.iter().filter(|item| !matches!(item, Item::Claim(_)));
        let figures: Vec<String> = figures.map(ToString::to_string).collect();
        assert_eq!(figures, FIGURES);
    }
}
