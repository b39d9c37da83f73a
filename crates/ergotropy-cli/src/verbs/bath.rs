//! The verb `bath`.

use clap::Args;
use ergotropy_answer::Forms;

use crate::error::Error;
use crate::flags::bath::{BathFlags, Flag, Which};
use crate::flags::units::Hertz;
use crate::flags::value::Given;
use crate::print;

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
    /// Print JSON
    #[arg(long, help_heading = "Output")]
    json: bool,
}

impl Bath {
    /// The bath in all its forms.
    pub(super) fn answer(&self) -> Result<String, Error> {
        let frequency = self.frequency.as_ref();
        let bath = self.given.resolve(frequency)?.ok_or(Error::NoBath)?;
        let frequency = frequency.map(|given| given.value);
        let kelvin = bath.kelvin(frequency).map(|kelvin| kelvin.0);
        let answer = Forms::of(bath.bath, kelvin, frequency.map(|hertz| hertz.0));
        Ok(if self.json {
            print::json(&answer)
        } else {
            print::text::bath(&answer)
        })
    }
}
