//! The verb `optimum`.

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
A grid over all ranges is computed on all cores, and windows close in on its four highest maxima; only values are \
used, so that kinks do no harm. A lobe that is narrower than a step of the grid (257 points along one range, 41 along \
each of two, 17 along each of three) can be missed: give narrower ranges to be sure. The error of a parameter covers \
all points that were tried and are not surely less.\n\n\
Examples:\n  \
ergotropy optimum --cells 10 --eta 0.9 --over alpha-c=0:0.99,alpha-l=0:0.5\n  \
ergotropy optimum --cells 10 --eta 0.6 --alpha-l 0.5 \\\n\
    \x20     --over alpha-c=0:0.99 --of peak --initial ground --until 10")]
pub(super) struct Optimum {
    #[command(flatten)]
    varied: VariedFlags,
    /// Ranges of one to three parameters, as in alpha-c=0:0.99,t1=1us:1ms:log
    #[arg(
        long,
        value_name = "NAME=FIRST:LAST,...",
        value_delimiter = ',',
        required = true,
        help_heading = "Question"
    )]
    over: Vec<RangeFlag>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Optimum {
    /// Searches for the greatest number.
    pub(super) fn answer(&self, quiet: bool) -> Result<Output, Error> {
        let asked = self.asked()?;
        let dimensions = asked.ranges.len();
        let watch = Counted::new("optimum", answer::Optimum::most_points(dimensions), quiet);
        let found = answer::Optimum::of(&asked.varied(), &asked.ranges, watch.progress());
        let answer = found.map_err(|error| asked.refused(error))?;
        let text = match self.output.form() {
            Form::Json => print::json(&answer),
            Form::Csv => print::row(&answer),
            Form::Text => print::text::optimum(&answer),
        };
        Ok(Output::new(text, self.output.file()).with_notes(asked.notes))
    }

    /// The question, checked.
    pub(super) fn asked(&self) -> Result<VariedModel, Error> {
        let ranges: Vec<_> = self.over.iter().map(|range| ("--over", range)).collect();
        self.varied.varied(&ranges, MOST)
    }
}
