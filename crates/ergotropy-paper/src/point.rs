//! A point of the model, as the command line names it.

use ergotropy::{Bath, Ensemble, Mixture};

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
    /// Under collective noise alone the local channel is silent, whatever it is given.
    pub(crate) fn collective(cells: u64, alpha_c: f64) -> Self {
        Self {
            cells,
            eta: 1.0,
            gamma_ratio: 1.0,
            alpha_c,
            alpha_l: 0.0,
        }
    }

    pub(crate) fn ensemble(&self) -> Result<Ensemble, ergotropy::Error> {
        let mixture = Mixture {
            eta: self.eta,
            gamma_ratio: self.gamma_ratio,
        };
        Ok(Ensemble::mixture(self.cells, mixture)?
            .collective_bath(Bath::from_bose_ratio(self.alpha_c)?)
            .local_bath(Bath::from_bose_ratio(self.alpha_l)?))
    }
}
