//! The model, checked, and errors about it in terms of the flags.

use ergotropy::Ensemble;
use ergotropy_answer::{self as answer, Initial, Resolved};

use super::idle::no_coherence;
use crate::error::Error;

/// The model, checked.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) question: answer::Model,
    pub(crate) ensemble: Ensemble,
    pub(crate) initial: Option<Initial>,
    /// The flag that gives the number of cells, with its value.
    pub(super) counted: String,
    /// Flags that change nothing, one sentence each.
    pub(super) notes: Vec<String>,
    /// The rate of collective dephasing, as it was given.
    pub(super) collective_dephasing: Option<String>,
}

impl Model {
    /// Number of cells.
    pub(crate) fn cells(&self) -> u64 {
        self.question.cells
    }

    /// Whether noise acts on single cells, so that ladders lose weight.
    pub(crate) fn acts_on_cells(&self) -> bool {
        self.ensemble.local_channel().acts() || self.ensemble.dephasing_rate() > 0.0
    }

    /// Flags that change nothing in an answer of this picture, one sentence each.
    pub(crate) fn notes(&self, picture: &str) -> Vec<String> {
        let dephasing = self.collective_dephasing.iter();
        let idle = dephasing.filter(|_| picture == "ladder");
        let idle = idle.map(|rate| no_coherence(rate));
        self.notes.iter().cloned().chain(idle).collect()
    }

    /// The model in the form of an answer.
    pub(crate) fn resolved(&self) -> Result<Resolved, Error> {
        let resolved = Resolved::new(&self.question, &self.ensemble, self.initial.as_ref());
        resolved.map_err(|error| match error {
            answer::Error::Physics(error) => self.refused(error),
            other => Error::Answer(other),
        })
    }

    /// An error of the library in terms of the flags.
    pub(crate) fn refused(&self, error: ergotropy::Error) -> Error {
        refused(error, &self.counted)
    }
}

/// An error of the library in terms of the flags, whatever the start; `cells` says which flag gave their number.
pub(crate) fn refused(error: ergotropy::Error, cells: &str) -> Error {
    match error {
        ergotropy::Error::NonUniqueSteadyState { because } => Error::StartNeeded {
            because: because.to_owned(),
        },
        ergotropy::Error::CellsAlike {
            because,
            decided: true,
        } => Error::StartNeeded { because },
        ergotropy::Error::NothingEvolves => Error::NothingEvolves,
        ergotropy::Error::DickeExcitations { excitations, cells } => {
            Error::DickeExcitations { excitations, cells }
        }
        source @ ergotropy::Error::TooLarge { .. } => Error::TooLarge {
            cells: cells.to_owned(),
            source,
        },
        other => Error::Physics(other),
    }
}
