//! The verb `threshold`.

use clap::Args;
use ergotropy_answer as answer;

use super::steady::MOST;
use crate::error::Error;
use crate::flags::output::{Form, OutputFlags};
use crate::flags::range::RangeFlag;
use crate::flags::value;
use crate::flags::varied::{VariedFlags, VariedModel};
use crate::print::{self, Counted, Output};

#[derive(Args)]
#[command(after_help = "\
How bad a parameter may get: where the number is at least a bound, along a range. 65 points are computed, or as many \
as the range says, and bisection closes in on each crossing between neighbours. Two crossings between neighbours are \
not seen.\n\n\
Examples:\n  \
ergotropy threshold --cells 10 --alpha-c 0.6 --gamma-c 5kHz \\\n\
    \x20     --over t1=1us:1ms:log --ergotropy-at-least 0.3\n  \
ergotropy threshold --cells 10 --eta 0.9 --alpha-c 0.6 \\\n\
    \x20     --over dephasing=0:2 --ergotropy-at-least 0.1")]
pub(super) struct Threshold {
    #[command(flatten)]
    varied: VariedFlags,
    /// Range of one parameter, as in t1=1us:1ms:log
    #[arg(long, value_name = "NAME=FIRST:LAST", help_heading = "Question")]
    over: RangeFlag,
    /// The bound; of the number that --of names, if one is given
    #[arg(long, value_name = "W", value_parser = value::bound, help_heading = "Question")]
    ergotropy_at_least: f64,
    #[command(flatten)]
    output: OutputFlags,
}

impl Threshold {
    /// Looks for crossings.
    pub(super) fn answer(&self, quiet: bool) -> Result<Output, Error> {
        let asked = self.asked()?;
        let range = asked.ranges[0];
        let points = range
            .points
            .map_or(answer::Threshold::FIRST, |points| points as u64);
        let watch = Counted::new("threshold", points, quiet);
        let found = answer::Threshold::of(
            &asked.varied(),
            range,
            self.ergotropy_at_least,
            watch.progress(),
        );
        let answer = found.map_err(|error| asked.refused(error))?;
        let text = match self.output.form() {
            Form::Json => print::json(&answer),
            Form::Csv => print::row(&answer),
            Form::Text => print::text::threshold(&answer),
        };
        Ok(Output::new(text, self.output.file()).with_notes(asked.notes))
    }

    /// The question, checked.
    pub(super) fn asked(&self) -> Result<VariedModel, Error> {
        self.varied.varied(&[("--over", &self.over)], MOST)
    }
}
