//! The verb `steady`.

use std::path::PathBuf;

use clap::Args;
use ergotropy::{Observables, State};
use ergotropy_answer as answer;

use crate::error::Error;
use crate::files::npy::Most;
use crate::flags::model::idle::any_start;
use crate::flags::model::{Model, ModelFlags};
use crate::flags::output::{Form, OutputFlags};
use crate::print::{self, Output, Watch};

/// Greatest numbers of cells whose start fits into the 2 GiB of the library: a vector or a matrix, four
/// times.
pub(super) const MOST: Most = Most {
    vector: 25,
    matrix: 12,
};

#[derive(Args)]
#[command(after_help = "\
Where nothing acts on single cells ((1-eta) gamma_r = 0 and no --dephasing) the steady state depends \
on the start, and --initial is required.\n\
From FILE.npy the answer is of the schur picture: vectors of at most 25 cells, density matrices of at \
most 12.\n\
JSON has the same keys in both pictures: ergotropy_incoherent is the work without coherence between \
energy levels, ergotropy_coherent what that adds, which is 0 in the ladder picture; the same with \
_product is about coherence between product states of the cells, which makes all work from the ground \
state coherent (null from a vector, whose copies are not all held). The leakage is 0 where nothing acts \
on single cells.\n\n\
Examples:\n  \
ergotropy steady --cells 7 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2\n  \
ergotropy steady --cells 100 --alpha-c 0.9 --initial ground --json\n  \
ergotropy steady --cells 4 --alpha-c 0.6 --initial state.npy\n  \
ergotropy steady --cells 10 --eta 0.99 --temperature-c 300mK \\\n\
    \x20     --temperature-l 20mK --frequency 5GHz")]
pub(super) struct Steady {
    #[command(flatten)]
    model: ModelFlags,
    /// Write the populations as CSV (d,k,j,m,copies,weight,eigenvalue,error,kind), which --initial populations:FILE
    /// reads; to stdout in place of the answer if FILE is -, and into the answer beside --json
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    populations: Option<PathBuf>,
    #[command(flatten)]
    output: OutputFlags,
}

impl Steady {
    /// Solves for the steady state, and gives its numbers.
    pub(super) fn answer(&self, quiet: bool) -> Result<Output, Error> {
        let model = self.model()?;
        self.output.apart_from(self.populations.as_ref())?;
        let _watch = Watch::new("steady state", quiet);
        let state = steady(&model)?;
        let refused = |error| model.refused(error);
        let mut answer = answer::Steady::of(&state, &model.ensemble, model.resolved()?);
        let (form, to) = (self.output.form(), self.output.file());
        let mut beside = None;
        if let Some(path) = &self.populations {
            match (path.to_str(), form) {
                (Some("-"), Form::Json) => {
                    print::within(state.populations().count())?;
                    if let Ok(answer) = &mut answer {
                        answer.populations = Some(answer::Population::of(&state));
                    }
                }
                (Some("-"), _) => {
                    return Ok(Output::new(print::populations(&state)?, to));
                }
                _ => beside = Some((path.clone(), print::populations(&state)?)),
            }
        }
        let answer = answer.map_err(refused)?;
        let mut notes = model.notes(&answer.picture);
        if model.initial.is_some() && model.ensemble.has_unique_steady_state() {
            notes.push(any_start());
        }
        let text = match form {
            Form::Json => print::json(&answer),
            Form::Csv => print::row(&answer),
            Form::Text => print::text::steady(&model, &answer),
        };
        let output = Output::new(text, to);
        Ok(Output {
            beside,
            notes,
            ..output
        })
    }

    /// The model, checked.
    pub(super) fn model(&self) -> Result<Model, Error> {
        self.model.model(MOST)
    }
}

fn steady(model: &Model) -> Result<State, Error> {
    let ensemble = &model.ensemble;
    let state = match model.initial.as_ref().map(|initial| &initial.start) {
        None => ensemble.steady_state(),
        Some(start) => ensemble.steady_state_from(start),
    };
    state.map_err(|error| model.refused(error))
}
