//! The verb `steady`.

use clap::Args;
use ergotropy_answer as answer;

use crate::error::Error;
use crate::files::npy::Most;
use crate::flags::model::{Model, ModelFlags};
use crate::print::{self, Watch};

/// Greatest numbers of cells whose start fits into the 2 GiB of the library: a vector or a matrix, four
/// times.
const MOST: Most = Most {
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
ergotropy steady --cells 10 --eta 0.99 --temperature-c 300mK --temperature-l 20mK --frequency 5GHz")]
pub(super) struct Steady {
    #[command(flatten)]
    model: ModelFlags,
    /// Print JSON
    #[arg(long, help_heading = "Output")]
    json: bool,
}

impl Steady {
    /// Solves for the steady state, and gives its numbers.
    pub(super) fn answer(&self, quiet: bool) -> Result<String, Error> {
        let model = self.model()?;
        let _watch = Watch::new("steady state", quiet);
        let answer = steady(&model).map_err(|error| model.refused(error))?;
        Ok(if self.json {
            print::json(&answer)
        } else {
            print::text::steady(&model, &answer)
        })
    }

    /// The model, checked.
    pub(super) fn model(&self) -> Result<Model, Error> {
        self.model.model(MOST)
    }
}

fn steady(model: &Model) -> Result<answer::Steady, ergotropy::Error> {
    let ensemble = &model.ensemble;
    let state = match model.initial.as_ref().map(|initial| &initial.start) {
        None => ensemble.steady_state(),
        Some(start) => ensemble.steady_state_from(start),
    };
    answer::Steady::of(&state?, ensemble, model.resolved())
}
