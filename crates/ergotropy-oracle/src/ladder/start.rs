//! Start: the starting states of a charging process.

use dashu::{integer::UBig, rational::RBig};

use super::{
    lattice::{Lattice, multiplicity},
    populations::Populations,
};
use crate::fraction::{sum, whole};

/// An energy-diagonal, permutation-invariant start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// Every cell in its ground state.
    Ground,
    /// Every cell excited.
    Excited,
    /// The bright state with this many excitations.
    Dicke(usize),
    /// Every cell in the Gibbs state with weights `1 / (1 + q)` and `q / (1 + q)`; `q` is not negative.
    Gibbs(RBig),
}

impl Start {
    /// The populations of this start in `cells` cells: `p(d, k) = nu_d q^k / (1 + q)^N` for Gibbs.
    ///
    /// # Panics
    ///
    /// When a Dicke start has more excitations than cells, or `q` is negative.
    pub fn populations(&self, cells: usize) -> Populations {
        match self {
            Self::Ground => Self::Dicke(0).populations(cells),
            Self::Excited => Self::Dicke(cells).populations(cells),
            Self::Dicke(excitations) => {
                let lattice = Lattice::new(cells);
                let mut weights = vec![UBig::ZERO; lattice.size()];
                weights[lattice.index(0, *excitations)] = UBig::ONE;
                Populations::from_weights(cells, weights)
            }
            Self::Gibbs(q) => {
                let excited = whole(q.numerator().clone());
                let ground = q.denominator();
                let weights = Lattice::new(cells)
                    .states()
                    .map(|(d, k)| multiplicity(cells, d) * excited.pow(k) * ground.pow(cells - k))
                    .collect();
                Populations::from_weights(cells, weights)
            }
        }
    }
}

impl Populations {
    /// The steady state under collective noise alone (`eta = 1`, no local dephasing) from these populations.
    ///
    /// Each ladder keeps its weight and becomes geometric in `alpha_c` (Eq. 104), the ratio of absorption to
    /// emission of the collective channel, which may be above one. The steady state is not unique, so it
    /// depends on the start.
    #[must_use]
    pub fn thermalised_collectively(&self, alpha_c: &RBig) -> Self {
        let lattice = self.lattice();
        let cells = lattice.cells();
        let boltzmann: Vec<RBig> =
            std::iter::successors(Some(RBig::ONE), |factor| Some(factor * alpha_c))
                .take(cells + 1)
                .collect();
        let shares: Vec<RBig> = lattice
            .ladders()
            .map(|d| self.ladder_weight(d) / sum(boltzmann[..=cells - 2 * d].iter().cloned()))
            .collect();
        Self::from_fn(cells, |d, k| &shares[d] * &boltzmann[k - d])
    }
}
