//! From the model flags to an ensemble.

use ergotropy::{Bath, Ensemble, Mixture, Start};

use crate::error::Error;
use crate::files::npy::Most;
use crate::files::npy::state as register;
use crate::flags::ModelArgs;
use crate::flags::bath::Forms;
use crate::flags::units::{Hertz, Kelvin};

/// Where an ensemble starts, and what the user called it.
#[derive(Debug)]
pub(crate) struct Initial {
    pub(crate) name: String,
    pub(crate) start: Start,
}

/// The model, checked.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) cells: u64,
    pub(crate) mixture: Mixture,
    pub(crate) ensemble: Ensemble,
    /// The temperature of the collective bath, where it was typed.
    pub(crate) temperature_c: Option<Kelvin>,
    /// The temperature of the local baths, where it was typed.
    pub(crate) temperature_l: Option<Kelvin>,
    pub(crate) initial: Option<Initial>,
    pub(crate) frequency: Option<Hertz>,
    pub(crate) gamma_c: Option<Hertz>,
}

impl Model {
    /// Checks the flags against each other and reads the start; a file of an array may have so many
    /// cells.
    pub(crate) fn new(args: &ModelArgs, most: Most) -> Result<Self, Error> {
        let cells = args.cells.value.0;
        let collective = Forms::collective(
            args.alpha_c.as_ref(),
            args.n_c.as_ref(),
            args.temperature_c.as_ref(),
            args.frequency.as_ref(),
        );
        let local = Forms::local(
            args.alpha_l.as_ref(),
            args.n_l.as_ref(),
            args.temperature_l.as_ref(),
            args.frequency.as_ref(),
        );
        let collective = collective.resolve()?.ok_or(Error::NoCollectiveBath)?;
        let local = local.resolve()?;
        let mixture = Mixture {
            eta: args.eta.0,
            gamma_ratio: args.gamma_ratio.0,
        };
        let local_bath = local.map(|local| local.bath);
        let ensemble =
            ensemble(cells, mixture, collective.bath, local_bath, args).map_err(Error::Physics)?;
        let initial = args
            .initial
            .as_ref()
            .map(|given| {
                if given.value.is_array() {
                    register::check_noise(&given.text, &ensemble, mixture)?;
                }
                Ok::<_, Error>(Initial {
                    name: given.text.clone(),
                    start: given.value.resolve(&given.text, cells, most)?,
                })
            })
            .transpose()?;
        Ok(Self {
            cells,
            mixture,
            ensemble,
            temperature_c: collective.typed,
            temperature_l: local.and_then(|local| local.typed),
            initial,
            frequency: args.frequency.as_ref().map(|given| given.value),
            gamma_c: args.gamma_c.as_ref().map(|given| given.value),
        })
    }

    /// Whether something acts on single cells, so that ladders leak.
    pub(crate) fn acts_on_cells(&self) -> bool {
        self.ensemble.local_channel().acts() || self.ensemble.dephasing_rate() > 0.0
    }

    /// What the library refuses, in terms of the flags.
    pub(crate) fn refused(&self, error: ergotropy::Error) -> Error {
        match error {
            ergotropy::Error::NonUniqueSteadyState { because } => Error::StartNeeded { because },
            ergotropy::Error::NothingEvolves => Error::NothingEvolves,
            ergotropy::Error::DickeExcitations { excitations, cells } => {
                Error::DickeExcitations { excitations, cells }
            }
            source @ ergotropy::Error::TooLarge { .. } => Error::TooLarge {
                cells: self.cells,
                source,
            },
            other => Error::Physics(other),
        }
    }
}

fn ensemble(
    cells: u64,
    mixture: Mixture,
    collective: Bath,
    local: Option<Bath>,
    args: &ModelArgs,
) -> Result<Ensemble, ergotropy::Error> {
    let ensemble = Ensemble::mixture(cells, mixture)?
        .collective_bath(collective)
        .dephasing(args.dephasing.0)?
        .collective_dephasing(args.collective_dephasing.0)?;
    // Without a local bath the ensemble's own stays, at zero temperature.
    Ok(local.map_or(ensemble, |bath| ensemble.local_bath(bath)))
}
