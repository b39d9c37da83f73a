//! Inverted populations: the steady state that starts in a product of Gibbs states.

use crate::bounded::{Bounded, Kind};
use crate::closed_form::estimate::RELATIVE_ERROR;
use crate::closed_form::ratio::Ratio;
use crate::error::{Error, in_range};
use crate::model::bath::Bath;

/// The steady state of N cells that started in a product of Gibbs states, under collective noise
/// alone: the populations on which Supplementary Note IV argues.
///
/// "Darkest" is the lowest rung, j = N/2 - m, of the ladders whose bottom lies in level m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GibbsStart {
    cells: u64,
    alpha: Ratio,
    q: Ratio,
}

impl GibbsStart {
    /// N cells, the collective bath, and q = exp(-β_q) of the start.
    ///
    /// # Errors
    /// [`Error::Cells`] if there are no cells, [`Error::OutOfRange`] if q is outside [0, 1].
    pub fn new(cells: u64, bath: Bath, q: f64) -> Result<Self, Error> {
        if cells == 0 {
            return Err(Error::Cells { cells });
        }
        in_range(
            "the Gibbs ratio q",
            q,
            (0.0..=1.0).contains(&q),
            "from 0 to 1",
        )?;
        Ok(Self {
            cells,
            alpha: Ratio::of_bath(bath),
            q: Ratio::of_start(q),
        })
    }

    /// s(m): population of the bright ladder with m excitations (Eq. 87), for m <= N.
    pub fn bright(self, m: u64) -> Bounded {
        let norm = -(self.cells as f64) * self.q.value.ln_1p();
        let ladder = self.q.sum(self.cells) / self.alpha.sum(self.cells);
        self.rounded(self.alpha.power(m) * ladder * norm.exp(), m)
    }

    /// n_s(m): population of the lowest rung of one ladder with j = N/2 - m (Eq. 88); zero where there
    /// is none, 2m > N.
    pub fn darkest(self, m: u64) -> Bounded {
        let Some(length) = self.length(m) else {
            return Bounded::new(0.0, 0.0, Kind::Estimate);
        };
        let norm = -(self.cells as f64) * self.q.value.ln_1p();
        let ladder = self.q.sum(length) / self.alpha.sum(length);
        self.rounded(self.q.power(m) * ladder * norm.exp(), m)
    }

    /// s(m+1)/n_s(m) (Eq. 89): above 1, a bright state holds more than a darkest one one level below.
    /// Infinite where no ladder begins at level m, 2m > N.
    pub fn inversion_above(self, m: u64) -> Bounded {
        self.rounded(self.alpha.value * self.ratio(m), m)
    }

    /// s(m-1)/n_s(m) (Eq. 90): below 1, a bright state holds less than a darkest one one level above.
    /// Infinite where no ladder begins at level m, 2m > N.
    pub fn inversion_below(self, m: u64) -> Bounded {
        self.rounded(self.ratio(m) / self.alpha.value, m)
    }

    /// (α_c/q)^m. For N → ∞, Eq. 89 tends to α_c times this number, and Eq. 90 to this number over α_c.
    pub fn limit_ratio(self, m: u64) -> f64 {
        (self.alpha.value / self.q.value).powf(m as f64)
    }

    /// 2j = N - 2m of the ladders that begin at level m.
    fn length(self, m: u64) -> Option<u64> {
        self.cells.checked_sub(m.checked_mul(2)?)
    }

    /// s(m)/n_s(m).
    fn ratio(self, m: u64) -> f64 {
        let Some(length) = self.length(m) else {
            return f64::INFINITY;
        };
        let powers = if m == 0 {
            1.0
        } else {
            ((self.alpha.ln - self.q.ln) * m as f64).exp()
        };
        let norms = (self.q.sum(self.cells) / self.alpha.sum(self.cells))
            * (self.alpha.sum(length) / self.q.sum(length));
        powers * norms
    }

    /// A value with the error of the roundings that m-th powers and N factors collect in the exponent.
    fn rounded(self, value: f64, m: u64) -> Bounded {
        let finite = |ln: f64| if ln.is_finite() { ln.abs() } else { 0.0 };
        let exponent = m as f64 * (finite(self.alpha.ln) + finite(self.q.ln));
        let roundings = 8.0 * f64::EPSILON * (self.cells as f64 + exponent);
        let error = value.abs() * (RELATIVE_ERROR + roundings);
        Bounded::new(value, error, Kind::Estimate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_tend_to_their_limits() -> Result<(), Error> {
        let start = GibbsStart::new(400, Bath::from_bose_ratio(0.6)?, 0.5)?;
        for m in 0..20 {
            let limit = start.limit_ratio(m);
            assert!((start.inversion_above(m).value / (0.6 * limit) - 1.0).abs() < 1e-9);
            assert!((start.inversion_below(m).value / (limit / 0.6) - 1.0).abs() < 1e-9);
            let quotient = start.bright(m + 1).value / start.darkest(m).value;
            assert!((quotient / start.inversion_above(m).value - 1.0).abs() < 1e-12);
        }
        Ok(())
    }
}
