//! The verb `charge`.

use std::path::PathBuf;

use clap::Args;
use ergotropy_answer as answer;

use crate::error::Error;
use crate::files::npy::Most;
use crate::flags::model::{Model, ModelFlags};
use crate::flags::output::{Form, OutputFlags};
use crate::flags::times::{Times, TimesFlags};
use crate::flags::units::shifted;
use crate::print::{self, Film, Output, Watch};

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
most 12. Where something acts on single cells it is of the register picture: at most 12 cells.\n\n\
Examples:\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground --until 10\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground --times 0,0.1,0.5\n  \
ergotropy charge --cells 10 --eta 0.9 --alpha-c 0.6 --initial ground \\\n\
    \x20     --until 100 --points 200 --from 1e-3 --log --csv\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground \\\n\
    \x20     --gamma-c 1MHz --until 2us --points 21\n  \
ergotropy charge --geometry chain:6:0.05 --alpha-c 0.6 --initial ground \\\n\
    \x20     --until 5")]
pub(super) struct Charge {
    #[command(flatten)]
    model: ModelFlags,
    #[command(flatten)]
    times: TimesFlags,
    /// Write the populations at each time as CSV (time,d,k,j,m,copies,weight,eigenvalue,error,kind); to stdout in place
    /// of the answer if FILE is -
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    populations: Option<PathBuf>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Charge {
    /// Charges the ensemble, and gives its states at the given times.
    pub(super) fn answer(&self, quiet: bool) -> Result<Output, Error> {
        let (model, times) = self.asked()?;
        self.output.apart_from(self.populations.as_ref())?;
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
                let unit = model.question.unit();
                times.spread(scale.map_err(refused)?, unit)
            }
        };
        let mut film = self.populations.as_ref().map(|_| film(&times));
        let charged = answer::Charge::of(
            &model.ensemble,
            &initial.start,
            (times.natural, times.seconds),
            model.resolved()?,
            |index, point| {
                if let Some(film) = &mut film {
                    film.look(index, &point.state);
                }
            },
            |progress| watch.charging(progress),
        );
        let answer = charged.map_err(refused)?;
        let unit = times.unit.as_ref();
        let film = film.map(Film::text).transpose()?;
        let (to, mut beside) = (self.output.file(), None);
        match (&self.populations, film) {
            (Some(path), Some(film)) if path.as_os_str() == "-" => {
                return Ok(Output::new(film, to));
            }
            (Some(path), Some(film)) => beside = Some((path.clone(), film)),
            _ => {}
        }
        let text = match self.output.form() {
            Form::Json => print::json(&answer),
            Form::Csv => print::csv(&answer, unit),
            Form::Text => print::text::charge(&answer, unit),
        };
        let notes = model.notes(&answer.picture);
        let output = Output::new(text, to);
        Ok(Output {
            beside,
            notes,
            ..output
        })
    }

    /// The model and the times, checked.
    pub(super) fn asked(&self) -> Result<(Model, Times), Error> {
        // The times are checked first, so that no file is read if there is a typing error in them.
        let times = self.times.times(&self.model.clock(&[]))?;
        Ok((self.model.model(MOST)?, times))
    }
}

/// The populations of these times, to be written down.
fn film(times: &Times) -> Film {
    let (name, texts) = match (&times.unit, &times.seconds) {
        (Some(unit), Some(seconds)) => {
            let shown = seconds.iter().map(|&t| shifted(t, unit.power()));
            (format!("time_{}", unit.name()), shown.collect())
        }
        _ => ("time".to_owned(), times.natural.clone()),
    };
    let texts: Vec<f64> = texts;
    Film::new(name, texts.iter().map(|time| format!("{time:?}")).collect())
}
