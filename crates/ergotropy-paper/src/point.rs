//! A point of the model, with the parameters of the command line.

use ergotropy::{Bath, Bounded, Ensemble, Error, Mixture, Observables, State};

/// The greatest Bose ratio or collective fraction below 1 that is used.
pub(crate) const NEARLY_ONE: f64 = 1.0 - NEARLY_ZERO;

/// The least Bose ratio or collective fraction above 0 that is used.
pub(crate) const NEARLY_ZERO: f64 = 1.0 / 1_048_576.0;

/// Cells, mixture and baths: everything but the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) cells: u64,
    pub(crate) eta: f64,
    pub(crate) gamma_ratio: f64,
    pub(crate) alpha_c: f64,
    pub(crate) alpha_l: f64,
}

impl Point {
    /// Both channels, with baths at zero temperature.
    pub(crate) const fn mixture(cells: u64, eta: f64, gamma_ratio: f64) -> Self {
        Self {
            cells,
            eta,
            gamma_ratio,
            alpha_c: 0.0,
            alpha_l: 0.0,
        }
    }

    /// Collective noise alone; the parameters of the local channel have no effect.
    pub(crate) const fn collective(cells: u64, alpha_c: f64) -> Self {
        Self {
            alpha_c,
            ..Self::mixture(cells, 1.0, 1.0)
        }
    }

    pub(crate) fn ensemble(&self) -> Result<Ensemble, Error> {
        let mixture = Mixture {
            eta: self.eta,
            gamma_ratio: self.gamma_ratio,
        };
        Ok(Ensemble::mixture(self.cells, mixture)?
            .collective_bath(Bath::from_bose_ratio(self.alpha_c)?)
            .local_bath(Bath::from_bose_ratio(self.alpha_l)?))
    }

    /// The unique steady state, where local noise takes part.
    pub(crate) fn steady_state(&self) -> Result<State, Error> {
        self.ensemble()?.steady_state()
    }

    /// Ergotropy of the unique steady state.
    pub(crate) fn steady_work(&self) -> Result<Bounded, Error> {
        Ok(self.steady_state()?.ergotropy())
    }
}
