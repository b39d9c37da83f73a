//! Nested dissection of a window of the lattice: elimination without a subtraction, in plain floats.
//!
//! The chain is censored on fewer and fewer states as in [`elimination`](crate::ladder::elimination::by_level)
//! (Grassmann, Taksar and Heyman, *Oper. Res.* 33, 1107 (1985)), in an order that keeps the factors
//! sparse (George, *SIAM J. Numer. Anal.* 10, 345 (1973)): S states cost about S^(3/2) multiplications and
//! S log S memory. Each stage is a dense front (Duff and Reid, *ACM Trans. Math. Softw.* 9, 302 (1983)).
//!
//! **Error.** Without a subtraction each entry is right to some roundings, whatever the rates
//! (O'Cinneide, *Numer. Math.* 65, 109 (1993)): 1e-14 relative where it was compared with 106 bits.
//! In plain floats the theorem's constants are of no use, so that this is an estimate. Rates and shares
//! below 1e-150 (in units of the greatest channel) count as zero, and so do weights below 1e-150 of
//! the mode's.

pub(crate) mod factor;
pub(crate) mod order;
pub(crate) mod solve;

use std::sync::Arc;

use crate::error::Error;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::window::Window;
use crate::ladder::elimination::by_level::Purpose;
use crate::ladder::elimination::dissection::factor::kernel::TINY;
use crate::ladder::elimination::dissection::order::stage::Stage;
use crate::ladder::elimination::dissection::order::tree::Tree;
use crate::ladder::elimination::dissection::solve::resolvent::Hands;
use crate::numerics::memory;

/// What becomes of jumps that lead out of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// They do not happen.
    Reflecting,
    /// They kill, as z does.
    Leaking,
}

/// The factors of z - Q on a window.
#[derive(Debug)]
pub(crate) struct Dissection {
    tree: Arc<Tree>,
    purpose: Purpose,
    /// Of each stage, in whole vectors: rows of its own states, columns of its rim, and for resolvents rows
    /// of its rim.
    factors: Vec<f64>,
    /// Where the factors of each stage begin.
    starts: Vec<usize>,
    /// By place; in units of `unit`, as all rates here.
    pivots: Vec<f64>,
    unit: f64,
    /// Who solves for which stages.
    hands: Hands,
}

/// Factors, tables and workspace in bytes, somewhat more than is taken.
pub(crate) fn bytes(window: &Window, purpose: Purpose) -> u128 {
    let ladders = window.ladders();
    let longest = ladders.clone().map(|d| window.run(d).len()).max();
    let width = longest.unwrap_or(0).min(ladders.len());
    estimate(window.states() as u128, width as u128, purpose)
}

/// [`bytes`] of a window of so many states, no line across which is longer than `width`.
pub(crate) fn estimate(states: u128, width: u128, purpose: Purpose) -> u128 {
    // A cut of a square piece of m states leaves rims that grow as √m: as much in all on each of the
    // log m scales, up to that of the width.
    let scales = 128 - states.min(width * width).leading_zeros();
    let entries = states * u128::from(4 * scales + 12);
    let factors = if purpose == Purpose::Resolvent { 2 } else { 1 };
    8 * (entries * factors + 36 * states + 24 * width * width)
}

impl Dissection {
    /// Eliminates z - Q on a window, the `mode` last.
    ///
    /// The mode must be one of the window's states, and such that weights do not fall towards it by
    /// 150 decades. With z = 0 only [`Dissection::stationary`] (for a reflecting edge) and
    /// [`Dissection::hitting`] make sense.
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
        let tree = crate::ladder::elimination::dissection::order::cache::order(window, mode);
        if tree.stages.is_empty() {
            let (d, k) = mode;
            return Err(Error::NoSuchState {
                d: d.into(),
                k: k.into(),
                cells,
            });
        }
        let (starts, entries) = tree.starts(purpose);
        let mut dissection = Self {
            factors: vec![0.0; entries],
            starts,
            pivots: vec![0.0; window.states()],
            tree,
            purpose,
            unit,
            hands: Hands::default(),
        };
        let jumps = crate::ladder::elimination::dissection::factor::fronts::Jumps::new(
            rates, window, z, edge, unit,
        );
        if crate::ladder::elimination::dissection::factor::fronts::eliminate(
            &mut dissection,
            window,
            &jumps,
        ) {
            if purpose == Purpose::Resolvent {
                let Self {
                    tree,
                    starts,
                    factors,
                    ..
                } = &dissection;
                dissection.hands = Hands::new(tree, starts, factors.len());
            }
            Ok(dissection)
        } else {
            Err(rates.span().blamed_or(dissection.sunk()))
        }
    }

    /// The first pivot that could not be divided by.
    fn sunk(&self) -> Error {
        let held = |&pivot: &f64| pivot.is_finite() && pivot >= TINY;
        let place = self.pivots.iter().take_while(|pivot| held(pivot)).count();
        let place = place.min(self.pivots.len() - 1);
        let (d, k) = self.tree.states[place];
        Error::Pivot {
            d,
            k,
            rate: self.pivots[place] * self.unit,
            least: TINY * self.unit,
        }
    }

    #[inline(always)]
    fn rim(&self, stage: &Stage) -> &[u32] {
        &self.tree.rims[stage.rim.clone()]
    }

    /// The factors of a stage, as [`Stage::parts`] tells.
    #[inline(always)]
    fn parts(&self, index: usize, stage: &Stage) -> [&[f64]; 3] {
        stage.parts(&self.factors[self.starts[index]..], self.purpose)
    }

    #[inline(always)]
    fn in_window_order(&self, x: &[f64], factor: f64) -> Vec<f64> {
        let places = self.tree.places.iter();
        places.map(|&place| x[place as usize] * factor).collect()
    }

    #[inline(always)]
    fn in_elimination_order(&self, w: &[f64]) -> Vec<f64> {
        let mut x = vec![0.0; self.pivots.len()];
        for (&place, &value) in self.tree.places.iter().zip(w) {
            x[place as usize] = value;
        }
        x
    }
}

#[cfg(test)]
mod tests;
