//! The verb `charge`.

use clap::Args;
use ergotropy_answer as answer;

use crate::error::Error;
use crate::files::npy::Most;
use crate::flags::model::{Model, ModelFlags};
use crate::flags::times::{Times, TimesFlags};
use crate::print::{self, Watch};

/// Greatest numbers of cells whose start fits into the 2 GiB of the library: a vector four times with,
/// seven times, the matrix over the ladders that it reaches; or a matrix seven times.
pub(crate) const MOST: Most = Most {
    vector: 24,
    matrix: 12,
};

#[derive(Args)]
#[command(after_help = "\
Times are given in 1/gamma_c or, beside --gamma-c, with units (10us).\n\
JSON and CSV have the time in 1/gamma_c; with --gamma-c also in seconds (seconds, time_seconds), and CSV \
first in the unit that was asked for (time_us).\n\
The lines below the table, in JSON the summary, are found between the first and the last time, not at these \
times alone: the peak of W, the times after the start to W(0) plus 50 and 90 % of what the peak is above \
W(0), and the greatest power; the errors of times are wide where the curve is level.\n\
Energies are in hbar omega, power = (W(t) - W(0))/t in hbar omega gamma_c.\n\
ergotropy_incoherent is the work without coherence between energy levels, ergotropy_coherent what \
that adds; the same with _product, in JSON, is about coherence between product states of the cells.\n\
From FILE.npy the answer is of the schur picture: vectors of at most 24 cells, density matrices of at \
most 12.\n\n\
Examples:\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground --until 10\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground --times 0,0.1,0.5\n  \
ergotropy charge --cells 10 --eta 0.9 --alpha-c 0.6 --initial ground --until 100 --points 200 --from 1e-3 --log --csv\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground --gamma-c 1MHz --until 2us --points 21")]
pub(super) struct Charge {
    #[command(flatten)]
    model: ModelFlags,
    #[command(flatten)]
    times: TimesFlags,
    /// Print JSON
    #[arg(long, conflicts_with = "csv", help_heading = "Output")]
    json: bool,
    /// Print CSV, one row for each time
    #[arg(long, help_heading = "Output")]
    csv: bool,
}

impl Charge {
    /// Charges the ensemble, and gives its states at the given times.
    pub(super) fn answer(&self, quiet: bool) -> Result<String, Error> {
        let (model, times) = self.asked()?;
        let initial = model.initial.as_ref().ok_or(Error::NoStart)?;
        let flag = times.flag;
        let refused = |error: ergotropy::Error| match error {
            source @ ergotropy::Error::OutOfRange { .. } => Error::Unreachable { flag, source },
            other => model.refused(other),
        };
        let mut watch = Watch::new("charging", quiet);
        let times = match times.last() {
            None => times,
            Some(last) => {
                watch.part(0.0, 0.5);
                let progress = |progress| watch.charging(progress);
                let (ensemble, start) = (&model.ensemble, &initial.start);
                let scale = ensemble.charging_time_scale(start, last, progress);
                watch.part(0.5, 1.0);
                times.spread(scale.map_err(refused)?, self.model.gamma_c.as_ref())
            }
        };
        let charged = answer::Charge::of(
            &model.ensemble,
            &initial.start,
            (times.natural, times.seconds),
            model.resolved(),
            |progress| watch.charging(progress),
        );
        let answer = charged.map_err(refused)?;
        let unit = times.unit.as_ref();
        Ok(if self.json {
            print::json(&answer)
        } else if self.csv {
            print::csv(&answer, unit)
        } else {
            print::text::charge(&model, &answer, unit)
        })
    }

    /// The model and the times, checked.
    pub(super) fn asked(&self) -> Result<(Model, Times), Error> {
        // The times are checked first, so that no file is read if there is a typing error in them.
        let times = self.times.times(self.model.gamma_c.as_ref())?;
        Ok((self.model.model(MOST)?, times))
    }
}
