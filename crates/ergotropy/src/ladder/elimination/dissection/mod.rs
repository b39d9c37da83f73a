//! Nested dissection of a window of the lattice: elimination without a subtraction, in plain floats.
//!
//! The chain is censored on fewer and fewer states as in [`elimination`](crate::ladder::elimination::by_level)
//! (Grassmann, Taksar and Heyman, *Oper. Res.* 33, 1107 (1985)), in an order that keeps the factors
//! sparse (George, *SIAM J. Numer. Anal.* 10, 345 (1973)): S states cost about S^(3/2) multiplications and
//! S log S memory. Each stage is a dense front (Duff and Reid, *ACM Trans. Math. Softw.* 9, 302 (1983)).
//!
//! **Error.** Without a subtraction each entry is right to some roundings, whatever the rates
//! (O'Cinneide, *Numer. Math.* 65, 109 (1993)): 1e-14 relative where it was compared with 106 bits.
//! The constants of that theorem are too large to be useful in plain floats, so this is an estimate.
//! Rates and shares below 1e-150 (in units of the greatest channel) count as zero, as do weights below
//! 1e-150 of the mode's weight.
//!
//! - [`order`]: the order in which states are eliminated, and the rates that enter each front
//! - [`factor`]: the elimination
//! - [`factors`]: the result of the elimination
//! - [`solve`]: solutions from the factors

pub(crate) mod factor;
pub(crate) mod factors;
pub(crate) mod order;
pub(crate) mod solve;

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::window::Window;
use crate::ladder::elimination::dissection::factor::fronts;
use crate::ladder::elimination::dissection::factor::kernel::TINY;
pub(crate) use crate::ladder::elimination::dissection::factors::{Dissection, Edge};
use crate::ladder::elimination::dissection::order::cache;
use crate::ladder::elimination::dissection::order::hands::Hands;
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::effort;
use crate::numerics::memory;

/// Memory of factors, tables and workspace in bytes, a little above the true amount.
pub(crate) fn bytes(window: &Window, purpose: Purpose) -> u128 {
    let ladders = window.ladders();
    let longest = ladders.clone().map(|d| window.run(d).len()).max();
    let width = longest.unwrap_or(0).min(ladders.len());
    estimate(window.states() as u128, width as u128, purpose)
}

/// [`bytes`] for a window of `states` states whose lines of constant d or k have at most `width`
/// states.
pub(crate) fn estimate(states: u128, width: u128, purpose: Purpose) -> u128 {
    // The rims of all pieces of m states have equally many factors on each of the log m scales of
    // cutting, up to pieces as wide as the window.
    let scales = 128 - states.min(width * width).leading_zeros();
    let entries = states * u128::from(4 * scales + 12);
    let factors = if purpose == Purpose::Resolvent { 2 } else { 1 };
    8 * (entries * factors + 36 * states + 24 * width * width)
}

impl Dissection {
    /// Eliminates z - Q on a window, the `mode` last.
    ///
    /// The mode must be a state of the window, and its weight must be above 1e-150 of the greatest.
    /// With z = 0 only [`Dissection::stationary`] (for a reflecting edge) and [`Dissection::hitting`]
    /// have a meaning.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond the limit of memory; [`Error::RateSpan`] or [`Error::Pivot`] if a pivot leaves
    /// the range of floats.
    pub(crate) fn new(
        rates: &Rates,
        window: &Window,
        mode: (u32, u32),
        z: f64,
        purpose: Purpose,
        edge: Edge,
    ) -> Result<Self, Error> {
        let cells = window.lattice().cells();
        memory::check_alone(cells, "nested dissection", bytes(window, purpose))?;
        let unit = rates.positive_unit()?;
        let order = cache::order(window, mode);
        if order.tree.stages.is_empty() {
            let (d, k) = mode;
            return Err(Error::NoSuchState {
                d: d.into(),
                k: k.into(),
                cells,
            });
        }
        let (starts, entries) = order.tree.starts(purpose);
        let mut dissection = Self {
            factors: vec![0.0; entries],
            starts,
            pivots: vec![0.0; window.states()],
            order,
            purpose,
            unit,
            hands: Hands::default(),
        };
        let jumps = fronts::Jumps::new(rates, window, z, edge, unit);
        if fronts::eliminate(&mut dissection, window, &jumps) {
            if purpose == Purpose::Resolvent {
                let Self {
                    order,
                    starts,
                    factors,
                    ..
                } = &dissection;
                dissection.hands = Hands::new(&order.tree, starts, factors.len());
            }
            effort::eliminated(window.states());
            Ok(dissection)
        } else {
            Err(rates.span().blamed_or(dissection.sunk()))
        }
    }

    /// The error that names the first pivot too small to divide by.
    fn sunk(&self) -> Error {
        let held = |&pivot: &f64| pivot.is_finite() && pivot >= TINY;
        let place = self.pivots.iter().take_while(|pivot| held(pivot)).count();
        let place = place.min(self.pivots.len() - 1);
        let (d, k) = self.order.tree.states[place];
        Error::Pivot {
            d,
            k,
            rate: self.pivots[place] * self.unit,
            least: TINY * self.unit,
        }
    }
}

#[cfg(test)]
mod tests;
