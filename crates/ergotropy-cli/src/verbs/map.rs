//! The verb `map`.

use clap::Args;
use ergotropy_answer as answer;

use super::steady::MOST;
use crate::error::Error;
use crate::flags::output::{Form, OutputFlags};
use crate::flags::range::RangeFlag;
use crate::flags::varied::{VariedFlags, VariedModel};
use crate::print::{self, Counted, Output};

#[derive(Args)]
#[command(after_help = "\
Each point has the bits that steady or charge gives. A file FILE.csv has one row for each point, FILE.svg and FILE.png \
are pictures with contours; without a file the greatest number and its place are told.\n\n\
Examples:\n  \
ergotropy map --cells 20 --eta 0.9 --x alpha-c=0:0.99 \\\n\
    \x20     --y alpha-l=0:0.99 -o map.svg\n  \
ergotropy map --cells 8 --alpha-c 0.6 --gamma-c 1MHz \\\n\
    \x20     --x t1=1us:1ms:40:log --y dephasing=0:2:20 -o map.csv")]
pub(super) struct Map {
    #[command(flatten)]
    varied: VariedFlags,
    /// The parameter to the right with its range, as in alpha-c=0:0.99:101 (51 points if none are given)
    #[arg(long, value_name = "NAME=FIRST:LAST:POINTS", help_heading = "Question")]
    x: RangeFlag,
    /// The parameter upwards with its range
    #[arg(long, value_name = "NAME=FIRST:LAST:POINTS", help_heading = "Question")]
    y: RangeFlag,
    #[command(flatten)]
    output: OutputFlags,
}

impl Map {
    /// Computes the map.
    pub(super) fn answer(&self, quiet: bool) -> Result<Output, Error> {
        let asked = self.asked()?;
        let ranges = [asked.ranges[0], asked.ranges[1]];
        let file = self.output.file();
        let end = file.as_ref().and_then(|path| path.extension()?.to_str());
        let picture = match end.map(str::to_ascii_lowercase).as_deref() {
            Some("svg") => Some(print::Picture::Svg),
            Some("png") => Some(print::Picture::Png),
            _ => None,
        };
        if let (Some(path), None) = (&file, picture)
            && !matches!(end, Some("csv" | "json" | "txt"))
            && self.output.form() == Form::Text
        {
            return Err(Error::PictureEnd {
                path: path.display().to_string(),
            });
        }
        let watch = Counted::new("map", answer::Map::count(ranges), quiet);
        let map = answer::Map::of(&asked.varied(), ranges, watch.progress());
        let map = map.map_err(|error| asked.refused(error))?;
        let content = match (picture, self.output.form()) {
            (Some(picture), _) => print::picture(&map, picture)?,
            (None, Form::Json) => print::json(&map).into_bytes(),
            (None, Form::Csv) => print::map(&map).into_bytes(),
            (None, Form::Text) => print::text::map(&map).into_bytes(),
        };
        Ok(Output::new(content, file).with_notes(asked.notes))
    }

    /// The question, checked.
    pub(super) fn asked(&self) -> Result<VariedModel, Error> {
        self.varied
            .varied(&[("--x", &self.x), ("--y", &self.y)], MOST)
    }
}
