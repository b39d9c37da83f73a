//! The verb `bath`.

use clap::Args;
use ergotropy_answer::{BathQuestion, Forms};

use crate::error::Error;
use crate::flags::bath::{BathFlags, Flag, Which};
use crate::flags::output::{Form, OutputFlags};
use crate::flags::units::Hertz;
use crate::flags::value::Given;
use crate::print::{self, Output};

/// The bath that is converted.
struct Alone;

impl Which for Alone {
    const ALPHA: Flag = ("alpha", "Bose ratio alpha = n/(n+1), 0 <= alpha < 1");
    const OCCUPATION: Flag = ("n", "Occupation n, from 0 to 1e100");
    const TEMPERATURE: Flag = (
        "temperature",
        "Temperature (50mK), at least 0; above 0 it needs --frequency",
    );
}

#[derive(Args)]
#[command(after_help = "\
One way of giving the bath: --temperature with --frequency, --n, or --alpha. With --frequency the \
temperature is printed in every case.\n\n\
Example: ergotropy bath --temperature 50mK --frequency 5GHz")]
pub(super) struct Bath {
    #[command(flatten)]
    given: BathFlags<Alone>,
    /// Frequency omega/2pi of the cells (5GHz)
    #[arg(long, value_name = "F")]
    frequency: Option<Given<Hertz>>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Bath {
    /// The bath in all its forms.
    pub(super) fn answer(&self) -> Result<Output, Error> {
        let frequency = self.frequency.as_ref();
        let bath = self.given.resolve(frequency)?.ok_or(Error::NoBath)?;
        let frequency = frequency.map(|given| given.value.0);
        let answer = Forms::new(&BathQuestion { bath, frequency }).map_err(Error::Answer)?;
        let text = match self.output.form() {
            Form::Json => print::json(&answer),
            Form::Csv => print::row(&answer),
            Form::Text => print::text::bath(&answer),
        };
        Ok(Output::new(text, self.output.file()))
    }
}
