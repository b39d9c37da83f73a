//! The time scale that all sectors share.

use crate::schur::sectors::sector::Sector;

/// The product Λτ, a power of two.
pub(crate) const STEP: f64 = 1.0 / 16.0;

/// The time scale that all sectors of an ensemble share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// The rate Λ, a power of two; zero if nothing moves.
    pub(crate) scale: f64,
}

impl Clock {
    /// The clock of some sectors.
    pub(crate) fn new(sectors: &[Sector]) -> Self {
        let fastest = sectors
            .iter()
            .flat_map(|sector| (0..sector.len()).map(|i| sector.loss(i).to_f64()))
            .fold(0.0, f64::max);
        if fastest == 0.0 {
            return Self { scale: 0.0 };
        }
        let mut scale = 1.0f64;
        while scale < 2.0 * fastest {
            scale *= 2.0;
        }
        while scale >= 4.0 * fastest {
            scale /= 2.0;
        }
        Self { scale }
    }

    /// The time in units of τ.
    pub(crate) fn steps(self, time: f64) -> f64 {
        time * self.scale / STEP
    }
}
