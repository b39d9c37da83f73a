//! Populations: a state that is diagonal in `(d, k)`, and its exact observables.

use dashu::{base::Gcd, integer::UBig, rational::RBig};

use super::lattice::{Lattice, multiplicity};
use crate::{
    fraction::{sum, to_f64, whole},
    wide::Wide,
};

/// Weights `p(d, k)`, summed over the copies of a ladder: integers divided by their total.
///
/// All observables are exact functions of these integers. Their accuracy is that of the weights: exact, or to
/// the digits stated by the function that computed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Populations {
    lattice: Lattice,
    weights: Vec<UBig>,
    total: UBig,
}

impl Populations {
    /// Populations proportional to integer weights, in the order of [`Lattice::states`].
    ///
    /// # Panics
    ///
    /// When the number of weights is not that of the states, or all weights are zero.
    pub fn from_weights(cells: usize, weights: Vec<UBig>) -> Self {
        let lattice = Lattice::new(cells);
        assert_eq!(
            weights.len(),
            lattice.size(),
            "one weight for each state of {cells} cells"
        );
        let total: UBig = weights.iter().sum();
        assert!(!total.is_zero(), "some state must be populated");
        Self {
            lattice,
            weights,
            total,
        }
    }

    /// Populations proportional to `weight(d, k)`.
    ///
    /// # Panics
    ///
    /// When a weight is negative, or all are zero.
    pub fn from_fn(cells: usize, weight: impl Fn(usize, usize) -> RBig) -> Self {
        let fractions: Vec<RBig> = Lattice::new(cells)
            .states()
            .map(|(d, k)| weight(d, k))
            .collect();
        let common = fractions.iter().fold(UBig::ONE, |common, fraction| {
            let denominator = fraction.denominator();
            &common / (&common).gcd(denominator) * denominator
        });
        let whole = |fraction: RBig| {
            let (numerator, denominator) = fraction.into_parts();
            whole(numerator) * (&common / denominator)
        };
        Self::from_weights(cells, fractions.into_iter().map(whole).collect())
    }

    /// Populations proportional to weights of 320 bits, in the order of [`Lattice::states`].
    pub(crate) fn from_wide(cells: usize, weights: &[Wide]) -> Self {
        let lattice = Lattice::new(cells);
        Self::from_fn(cells, |d, k| weights[lattice.index(d, k)].to_fraction())
    }

    /// All populations, each accurate to 316 bits.
    pub(crate) fn to_wide(&self) -> Vec<Wide> {
        let scale = Wide::from(&self.total).inverse();
        self.weights
            .iter()
            .map(|weight| Wide::from(weight) * scale)
            .collect()
    }

    /// The states of the weights.
    pub fn lattice(&self) -> &Lattice {
        &self.lattice
    }

    /// The weights in the order of [`Lattice::states`].
    pub fn weights(&self) -> &[UBig] {
        &self.weights
    }

    /// The sum of all weights.
    pub fn total(&self) -> &UBig {
        &self.total
    }

    /// The population `p(d, k)`.
    ///
    /// # Panics
    ///
    /// When `(d, k)` is not on the lattice.
    pub fn population(&self, d: usize, k: usize) -> RBig {
        self.fraction(self.weights[self.lattice.index(d, k)].clone())
    }

    /// All populations rounded to floats, in the order of [`Lattice::states`].
    pub fn to_f64(&self) -> Vec<f64> {
        self.weights
            .iter()
            .map(|weight| to_f64(&self.fraction(weight.clone())))
            .collect()
    }

    /// The weight of ladder `d`.
    ///
    /// # Panics
    ///
    /// When there is no such ladder.
    pub fn ladder_weight(&self, d: usize) -> RBig {
        self.fraction(
            self.lattice
                .rungs(d)
                .map(|k| &self.weights[self.lattice.index(d, k)])
                .sum(),
        )
    }

    /// The bright weight `p_sym`, that of ladder `d = 0`.
    pub fn bright_weight(&self) -> RBig {
        self.ladder_weight(0)
    }

    /// The mean spin `<j>`.
    pub fn mean_spin(&self) -> RBig {
        let cells = self.lattice.cells();
        sum(self
            .lattice
            .ladders()
            .map(|d| self.ladder_weight(d) * RBig::from(cells - 2 * d)))
            / RBig::from(2u8)
    }

    /// The purity `Tr rho^2 = sum p(d, k)^2 / nu_d`.
    pub fn purity(&self) -> RBig {
        let cells = self.lattice.cells();
        let squares = self.lattice.ladders().map(|d| {
            let rungs = self
                .lattice
                .rungs(d)
                .map(|k| &self.weights[self.lattice.index(d, k)]);
            RBig::from_parts(
                rungs.map(UBig::sqr).sum::<UBig>().into(),
                multiplicity(cells, d),
            )
        });
        sum(squares) / RBig::from(self.total.sqr())
    }

    /// The energy `E = sum k p(d, k)`.
    pub fn energy(&self) -> RBig {
        self.fraction(
            self.lattice
                .states()
                .zip(&self.weights)
                .map(|((_, k), weight)| weight * k)
                .sum(),
        )
    }

    fn fraction(&self, part: UBig) -> RBig {
        RBig::from_parts(part.into(), self.total.clone())
    }
}
