//! Stands in for the library's starts of single cells until it has them.

use ergotropy::{ChargingCurve, Ensemble, Error, LadderState};
use num_complex::Complex64;

#[derive(Debug)]
pub(crate) struct RegisterStart;

impl RegisterStart {
    #[expect(clippy::unnecessary_wraps)]
    pub(crate) fn pure(_: Vec<Complex64>) -> Result<Self, Error> {
        Ok(Self)
    }

    #[expect(clippy::unnecessary_wraps)]
    pub(crate) fn density_matrix(_: Vec<Complex64>) -> Result<Self, Error> {
        Ok(Self)
    }
}

pub(crate) trait Register {
    fn steady_state_of(&self, start: &RegisterStart) -> Result<LadderState, Error>;
    fn charge_of(&self, start: &RegisterStart, times: &[f64]) -> Result<ChargingCurve, Error>;
}

impl Register for Ensemble {
    fn steady_state_of(&self, _: &RegisterStart) -> Result<LadderState, Error> {
        Err(missing(self))
    }

    fn charge_of(&self, _: &RegisterStart, _: &[f64]) -> Result<ChargingCurve, Error> {
        Err(missing(self))
    }
}

fn missing(ensemble: &Ensemble) -> Error {
    Error::TooLarge {
        cells: ensemble.cells(),
        method: "the register picture, which this version does not have",
        bytes: 0,
        limit: 0,
        most: 0,
    }
}
