//! State: populations of 320 bits, steady or at a time.

use crate::{
    chain::{
        couplings::Couplings,
        limit::{NotUnique, from_start, unique},
        network::Network,
        rounded::{Rounded, STATIONARY_ERROR},
        transient::Propagator,
    },
    ladder::{lattice::Lattice, populations::Populations},
    model::rates::Rates,
    wide::Wide,
};

/// The state of cells under noise, with all its numbers to more than 75 digits.
///
/// The steady state of twelve cells with all its numbers takes a millisecond, that of six cells a fifth
/// of it.
///
/// ```
/// use ergotropy_oracle::{Couplings, Parameters, Reference};
///
/// let cells = Couplings::new(7);
/// let parameters = Parameters::from_f64(7, 0.6, 0.2, 0.9, 1.0, 0.0, 0.0);
/// let steady = Reference::steady_state(&cells, &parameters.rates())?;
/// let work = steady.ergotropy();
/// assert!(work.distance(0.065_512_043_2) < 1e-10);
/// assert!(work.excludes(0.065_512_043_2, 1e-13) && !work.excludes(work.to_f64(), 1e-17));
/// # Ok::<(), ergotropy_oracle::NotUnique>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reference {
    pub(super) lattice: Lattice,
    pub(super) network: Network<Wide>,
    pub(super) populations: Vec<Wide>,
    /// The relative error of numbers without cancellation is below two to this power.
    pub(super) error: i64,
}

/// Number of bits that sums and logarithms may lose in addition.
const MARGIN: i64 = 10;

impl Reference {
    /// The steady state, if it is unique.
    ///
    /// # Errors
    ///
    /// The closed classes, if there are several, so that the steady state depends on the start.
    ///
    /// # Panics
    ///
    /// When there is no noise with these rates for this number of cells.
    pub fn steady_state(couplings: &Couplings, rates: &Rates) -> Result<Self, NotUnique> {
        let network = couplings.rounded(rates);
        let weights = unique(&Rounded, &network)
            .map_err(|classes| NotUnique::new(couplings.lattice(), classes))?;
        Ok(Self::new(couplings, network, weights, STATIONARY_ERROR))
    }

    /// The steady state that `start` leads to.
    ///
    /// # Panics
    ///
    /// When there is no noise with these rates for this number of cells, or `start` has another number
    /// of cells.
    pub fn steady_state_from(couplings: &Couplings, rates: &Rates, start: &Populations) -> Self {
        assert_eq!(
            start.lattice(),
            couplings.lattice(),
            "populations of another register"
        );
        let network = couplings.rounded(rates);
        let weights = from_start(&Rounded, &network, &start.to_wide());
        Self::new(couplings, network, weights, STATIONARY_ERROR + 1)
    }

    /// The state at a time `t` after `start`, in units of the inverse rates. Cost: O(N^6 log(t)).
    ///
    /// # Panics
    ///
    /// When there is no noise with these rates for this number of cells, `start` has another number of cells,
    /// or `t` is negative or not finite.
    pub fn charged(couplings: &Couplings, rates: &Rates, start: &Populations, t: f64) -> Self {
        let network = couplings.rounded(rates);
        let propagator = Propagator::new(couplings.lattice().cells(), &network, t);
        let weights = propagator.wide(start);
        Self::new(couplings, network, weights, propagator.error())
    }

    /// The state with these populations.
    ///
    /// # Panics
    ///
    /// When there is no noise with these rates for this number of cells, or the populations have
    /// another number of cells.
    pub fn of(couplings: &Couplings, rates: &Rates, populations: &Populations) -> Self {
        assert_eq!(
            populations.lattice(),
            couplings.lattice(),
            "populations of another register"
        );
        let network = couplings.rounded(rates);
        Self::new(couplings, network, populations.to_wide(), -300)
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.lattice.cells()
    }

    fn new(couplings: &Couplings, network: Network<Wide>, weights: Vec<Wide>, error: i64) -> Self {
        let scale = weights.iter().copied().sum::<Wide>().inverse();
        Self {
            lattice: couplings.lattice().clone(),
            network,
            populations: weights.into_iter().map(|weight| weight * scale).collect(),
            error: error + MARGIN,
        }
    }
}
