//! The verb `limit`.

use clap::Args;
use ergotropy::closed_form::limit;
use ergotropy_answer::{self as answer, LimitModel};

use crate::error::Error;
use crate::flags::bath::{BathFlags, Flag, GivenBath, Which};
use crate::flags::model;
use crate::flags::units::Hertz;
use crate::flags::value::{self, Given};
use crate::print;

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
    /// Print JSON
    #[arg(long, help_heading = "Output")]
    json: bool,
}

impl Limit {
    /// The ergotropy of infinitely many cells.
    pub(super) fn answer(&self) -> Result<String, Error> {
        let frequency = self.frequency.as_ref();
        let collective = self.collective.resolve(frequency)?;
        let collective = collective.ok_or(Error::NoCollectiveBath)?;
        let local = self.local.resolve(frequency)?;
        let ergotropy = match (self.q, local) {
            (Some(q), _) => limit::gibbs_start(collective.bath, q).map_err(Error::Physics)?,
            (None, Some(local)) => limit::mixture(collective.bath, local.bath),
            (None, None) => return Err(Error::NoLimit),
        };
        let frequency = frequency.map(|given| given.value);
        let kelvin = |given: GivenBath| given.kelvin(frequency).map(|kelvin| kelvin.0);
        let model = LimitModel {
            eta: self.q.map(|_| 1.0),
            alpha_c: collective.bath.bose_ratio(),
            n_c: collective.bath.occupation(),
            temperature_c: kelvin(collective),
            q: self.q,
            alpha_l: local.map(|local| local.bath.bose_ratio()),
            n_l: local.map(|local| local.bath.occupation()),
            temperature_l: local.and_then(kelvin),
            frequency: frequency.map(|hertz| hertz.0),
        };
        let answer = answer::Limit::of(ergotropy, model);
        Ok(if self.json {
            print::json(&answer)
        } else {
            print::text::limit(&answer, collective, local)
        })
    }
}
