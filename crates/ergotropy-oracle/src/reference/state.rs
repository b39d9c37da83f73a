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

/// The state of cells under noise, to more than 75 digits, and every number that is asked of it.
///
/// The steady state of twelve cells with all its numbers takes a millisecond, of six a fifth of that.
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

/// Bits that sums and logarithms may lose besides.
const MARGIN: i64 = 10;

impl Reference {
    /// The steady state, if there is only one.
    ///
    /// # Errors
    ///
    /// The closed classes, when there are several and the start decides.
    ///
    /// # Panics
    ///
    /// When the rates are no noise of so many cells.
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
    /// When the rates are no noise of so many cells, or `start` has another number of cells.
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

    /// The state a time `t` after `start`, in the unit of the rates. O(N^6 log(t)).
    ///
    /// # Panics
    ///
    /// When the rates are no noise of so many cells, `start` has another number of cells, or `t` is negative or not
    /// finite.
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
    /// When the rates are no noise of so many cells, or the populations are those of another number.
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
