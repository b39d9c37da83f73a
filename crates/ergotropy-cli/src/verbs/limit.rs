//! The verb `limit`.

use clap::Args;
use ergotropy_answer::{self as answer, LimitQuestion, Preparation};

use crate::error::Error;
use crate::flags::bath::{BathFlags, Flag, Which};
use crate::flags::model;
use crate::flags::output::{Form, OutputFlags};
use crate::flags::units::Hertz;
use crate::flags::value::{self, Given};
use crate::print::{self, Output};

/// The bath of all cells together.
struct Collective;

impl Which for Collective {
    const ALPHA: Flag = (
        "alpha-c",
        "Bose ratio of the collective bath, 0 <= alpha_c < 1, alpha = n/(n+1)",
    );
    const OCCUPATION: Flag = model::Collective::OCCUPATION;
    const TEMPERATURE: Flag = model::Collective::TEMPERATURE;
}

/// The local baths that prepare the cells.
struct Local;

impl Which for Local {
    const ALPHA: Flag = (
        "alpha-l",
        "Bose ratio of the local baths, 0 <= alpha_l < 1; at 0 < eta < 1",
    );
    const OCCUPATION: Flag = model::Local::OCCUPATION;
    const TEMPERATURE: Flag = model::Local::TEMPERATURE;
}

#[derive(Args)]
#[command(after_help = "\
With --q: collective noise alone (eta = 1), from a product of Gibbs states. With a local bath: every \
fixed 0 < eta < 1 and gamma_r > 0; the limit depends on neither. Energies are in hbar omega.\n\n\
Examples:\n  \
ergotropy limit --alpha-c 0.6 --q 0.3\n  \
ergotropy limit --alpha-c 0.6 --alpha-l 0.2 --json\n  \
ergotropy limit --temperature-c 300mK --temperature-l 20mK --frequency 5GHz")]
pub(super) struct Limit {
    #[command(flatten)]
    collective: BathFlags<Collective>,
    /// Gibbs ratio of the start, 0 <= q < 1, q = exp(-beta_q); at eta = 1
    #[arg(
        long,
        value_name = "Q",
        value_parser = value::gibbs_ratio,
        conflicts_with_all = [Local::ALPHA.0, Local::OCCUPATION.0, Local::TEMPERATURE.0]
    )]
    q: Option<f64>,
    #[command(flatten)]
    local: BathFlags<Local>,
    /// Frequency omega/2pi of the cells (5GHz)
    #[arg(long, value_name = "F")]
    frequency: Option<Given<Hertz>>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Limit {
    /// The ergotropy of infinitely many cells.
    pub(super) fn answer(&self) -> Result<Output, Error> {
        let frequency = self.frequency.as_ref();
        let collective_bath = self.collective.resolve(frequency)?;
        let collective_bath = collective_bath.ok_or(Error::NoCollectiveBath)?;
        let prepared_by = match (self.q, self.local.resolve(frequency)?) {
            (Some(q), _) => Preparation::Q(q),
            (None, Some(local)) => Preparation::LocalBath(local),
            (None, None) => return Err(Error::NoLimit),
        };
        let question = LimitQuestion {
            collective_bath,
            prepared_by,
            frequency: frequency.map(|given| given.value.0),
        };
        let answer = answer::Limit::new(&question).map_err(Error::Answer)?;
        let text = match self.output.form() {
            Form::Json => print::json(&answer),
            Form::Csv => print::row(&answer),
            Form::Text => print::text::limit(&answer),
        };
        Ok(Output::new(text, self.output.file()))
    }
}
