//! The ensemble, its noise and its start, with the same flags for every verb that has them.

use clap::Args;
use ergotropy::{Ensemble, Mixture, Start};
use ergotropy_answer::Resolved;

use super::bath::{BathFlags, Flag, GivenBath, Which};
use super::start::{StartFlag, quiet_on_cells};
use super::units::Hertz;
use super::value::{self, Given};
use crate::error::Error;
use crate::files::npy::Most;

/// The bath of all cells together.
pub(crate) struct Collective;

impl Which for Collective {
    const ALPHA: Flag = (
        "alpha-c",
        "Bose ratio of the collective bath, 0 <= alpha_c < 1, alpha = n/(n+1); required unless eta is 0",
    );
    const OCCUPATION: Flag = ("n-c", "The same bath by its occupation, n_c >= 0");
    const TEMPERATURE: Flag = (
        "temperature-c",
        "The same bath by its temperature (50mK); above 0 it needs --frequency",
    );
}

/// The baths of single cells.
pub(crate) struct Local;

impl Which for Local {
    const ALPHA: Flag = (
        "alpha-l",
        "Bose ratio of the local baths, 0 <= alpha_l < 1 [default: 0]",
    );
    const OCCUPATION: Flag = ("n-l", "The same baths by their occupation, n_l >= 0");
    const TEMPERATURE: Flag = (
        "temperature-l",
        "The same baths by their temperature; above 0 it needs --frequency",
    );
}

#[derive(Args)]
#[command(next_help_heading = "Model")]
pub(crate) struct ModelFlags {
    /// Number of cells N, from 1 to 2^31
    #[arg(long, value_name = "N", value_parser = value::cells)]
    cells: u64,
    /// Collective fraction eta, from 0 to 1: the collective rate is eta, the local one (1-eta) gamma_r
    #[arg(long, value_name = "X", default_value = "1", value_parser = value::fraction)]
    eta: f64,
    /// Ratio gamma_r = gamma_l / gamma_c, at least 0
    #[arg(long, value_name = "R", default_value = "1", value_parser = value::rate)]
    gamma_ratio: f64,
    #[command(flatten)]
    collective: BathFlags<Collective>,
    #[command(flatten)]
    local: BathFlags<Local>,
    /// Rate of D[sigma_z / 2] on each cell, at least 0, in gamma_c; not multiplied by (1-eta)
    #[arg(long, value_name = "G", default_value = "0", value_parser = value::rate)]
    dephasing: f64,
    // This is not a doc comment, in which the brackets would be a link.
    #[arg(
        long,
        value_name = "G",
        default_value = "0",
        value_parser = value::rate,
        help = "Rate of D[J_z], at least 0, in gamma_c"
    )]
    collective_dephasing: f64,
    /// Starting state: ground, excited, gibbs:Q (q from 0 to 1), dicke:K (k from 0 to N),
    /// populations:FILE.csv (columns d,k,weight with d = N/2 - j, k = N/2 + m) or FILE.npy (float64,
    /// complex64 or complex128; a vector of 2^N amplitudes or a 2^N x 2^N density matrix; index in
    /// bits, cell 1 most significant, 1 = excited; norm or trace 1 within 1e-10; over time
    /// only where nothing acts on single cells, or for one cell)
    #[arg(long, value_name = "START")]
    initial: Option<Given<StartFlag>>,
    /// Frequency omega/2pi of the cells (5GHz): energies also in h GHz and joule
    #[arg(long, value_name = "F")]
    frequency: Option<Given<Hertz>>,
    /// Rate gamma_c/2pi (1MHz): times are read and printed with units (10us); the other rates stay
    /// in units of gamma_c
    #[arg(long, value_name = "F")]
    pub(crate) gamma_c: Option<Given<Hertz>>,
}

/// The start of an ensemble, and its name from the command line.
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
    pub(crate) collective: Option<GivenBath>,
    local: Option<GivenBath>,
    pub(crate) initial: Option<Initial>,
    pub(crate) frequency: Option<Hertz>,
    pub(crate) gamma_c: Option<Hertz>,
}

impl ModelFlags {
    /// Checks the flags against each other and reads the start. `most` limits the cells of a file of an
    /// array.
    pub(crate) fn model(&self, most: Most) -> Result<Model, Error> {
        let frequency = self.frequency.as_ref();
        let mixture = Mixture {
            eta: self.eta,
            gamma_ratio: self.gamma_ratio,
        };
        let collective = self.collective.resolve(frequency)?;
        let local = self.local.resolve(frequency)?;
        if collective.is_none() && self.eta > 0.0 {
            return Err(Error::NoCollectiveBath);
        }
        let ensemble = self.ensemble(mixture, collective, local);
        let ensemble = ensemble.map_err(Error::Physics)?;
        let initial = self.initial.as_ref().map(|given| {
            let start = given.value.resolve(&given.text, self.cells, most)?;
            Ok::<_, Error>(Initial {
                name: given.text.clone(),
                start,
            })
        });
        Ok(Model {
            cells: self.cells,
            mixture,
            ensemble,
            collective,
            local,
            initial: initial.transpose()?,
            frequency: frequency.map(|given| given.value),
            gamma_c: self.gamma_c.as_ref().map(|given| given.value),
        })
    }

    /// The ensemble; a bath that is not given has zero temperature.
    fn ensemble(
        &self,
        mixture: Mixture,
        collective: Option<GivenBath>,
        local: Option<GivenBath>,
    ) -> Result<Ensemble, ergotropy::Error> {
        let mut ensemble = Ensemble::mixture(self.cells, mixture)?
            .dephasing(self.dephasing)?
            .collective_dephasing(self.collective_dephasing)?;
        if let Some(given) = collective {
            ensemble = ensemble.collective_bath(given.bath);
        }
        if let Some(given) = local {
            ensemble = ensemble.local_bath(given.bath);
        }
        Ok(ensemble)
    }
}

impl Model {
    /// The bath of all cells together; of zero temperature if none was given.
    pub(crate) fn collective_bath(&self) -> GivenBath {
        self.collective.unwrap_or_else(GivenBath::cold)
    }

    /// The baths of single cells; of zero temperature if none were given.
    pub(crate) fn local_bath(&self) -> GivenBath {
        self.local.unwrap_or_else(GivenBath::cold)
    }

    /// Whether noise acts on single cells, so that ladders lose weight.
    pub(crate) fn acts_on_cells(&self) -> bool {
        self.ensemble.local_channel().acts() || self.ensemble.dephasing_rate() > 0.0
    }

    /// The model in the form of an answer.
    pub(crate) fn resolved(&self) -> Resolved {
        let (collective, local) = (self.collective_bath(), self.local_bath());
        let kelvin = |given: GivenBath| given.kelvin(self.frequency).map(|kelvin| kelvin.0);
        Resolved {
            cells: self.cells,
            eta: self.mixture.eta,
            gamma_ratio: self.mixture.gamma_ratio,
            collective_rate: self.ensemble.collective_channel().rate(),
            local_rate: self.ensemble.local_channel().rate(),
            alpha_c: collective.bath.bose_ratio(),
            n_c: collective.bath.occupation(),
            temperature_c: kelvin(collective),
            alpha_l: local.bath.bose_ratio(),
            n_l: local.bath.occupation(),
            temperature_l: kelvin(local),
            dephasing: self.ensemble.dephasing_rate(),
            collective_dephasing: self.ensemble.collective_dephasing_rate(),
            initial: self.initial.as_ref().map(|initial| initial.name.clone()),
            frequency: self.frequency.map(|hertz| hertz.0),
            gamma_c: self.gamma_c.map(|hertz| hertz.0),
        }
    }

    /// An error of the library in terms of the flags.
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
            ergotropy::Error::NeedsRegister { .. } => {
                let start = self.initial.as_ref().map_or("", |initial| &initial.name);
                quiet_on_cells(start, &self.ensemble, self.mixture)
                    .err()
                    .unwrap_or(Error::Physics(error))
            }
            other => Error::Physics(other),
        }
    }
}
