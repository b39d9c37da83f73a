//! The numbers read off a state, whatever its picture.

use crate::bounded::Bounded;
use crate::error::Error;
use crate::ladder::state::observables::Leakage;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::effort::Statistics;
use crate::solve::picture::Picture;
use crate::work::Work;
use crate::work::accuracy::Accuracy;
use crate::work::parts::{Basis, Parts};

/// The numbers read off a state ρ, whatever its picture, each with its error. A number is computed when it is
/// asked for.
///
/// Energies are in units of ħω, entropies in nats, rates in the unit of the ensemble's rates. Costs are for S
/// populations, or for a matrix of D rows (fewer than 2^N for a start of few vectors).
///
/// ```
/// use ergotropy::{Channel, Bath, Ensemble, Observables, Start};
///
/// let battery = Ensemble::new(2)?.collective(Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?);
/// let state = battery.steady_state_from(&Start::ground())?;
/// // Weights 4/7, 2/7, 1/7 of the triplet: |11> has more than the singlet below it.
/// assert!(state.ergotropy().contains(1.0 / 7.0));
/// assert!(state.energy().contains(4.0 / 7.0));
/// assert!(state.bright_weight().contains(1.0) && state.mean_spin().contains(1.0));
/// assert!(state.purity().contains(21.0 / 49.0));
/// # Ok::<(), ergotropy::Error>(())
/// ```
pub trait Observables {
    /// Number of cells N.
    fn cells(&self) -> u32;

    /// The picture in which the state was computed.
    fn picture(&self) -> Picture;

    /// The method that computed the state.
    fn method(&self) -> Method;

    /// The errors of the populations, or of the density matrix.
    fn accuracy(&self) -> Accuracy;

    /// Statistics of the work that was done for the state; for a state of a charging curve, for all
    /// times up to its own.
    fn statistics(&self) -> Statistics;

    /// The weights of ladders and their rungs, as (d, k, p(d, k)) with d = N/2 - j and k = N/2 + m, summed over
    /// the copies of a ladder. Weights that are not listed are zero, up to the accuracy.
    fn populations(&self) -> impl Iterator<Item = (u32, u32, Bounded)>;

    /// The weight p(d, k) = Σ_σ ⟨j, m, σ|ρ|j, m, σ⟩; zero outside the lattice. Cost: O(S), or O(ln S) for
    /// populations that are listed.
    fn population(&self, d: u32, k: u32) -> Bounded {
        let found = self.populations().find(|&(e, l, _)| (e, l) == (d, k));
        let nothing = Bounded::new(0.0, self.accuracy().absolute, self.accuracy().kind);
        found.map_or(nothing, |(_, _, weight)| weight)
    }

    /// Energy E = Tr ρH, passive energy, and ergotropy W = E - min_U Tr UρU†H (Eq. 5), in units of ħω. Cost:
    /// O(S log S) or O(D³), the same as for one of the three.
    ///
    /// The passive state has the greatest eigenvalues on the lowest levels (Allahverdyan, Balian and
    /// Nieuwenhuizen, *Europhys. Lett.* 67, 565 (2004)), with all their multiplicities. The errors are bounds
    /// if those of the state are, except for more than 2^19 populations of geometric ladders: these give
    /// estimates.
    fn work(&self) -> Work;

    /// Ergotropy W, the greatest work that a unitary can extract (Eq. 5). Cost: that of
    /// [`Observables::work`].
    fn ergotropy(&self) -> Bounded {
        self.work().ergotropy
    }

    /// Energy E = Tr ρH = Σ k p(d, k). Cost: O(S).
    fn energy(&self) -> Bounded;

    /// Energy of the passive state of the same spectrum. Cost: that of [`Observables::work`].
    fn passive_energy(&self) -> Bounded {
        self.work().passive_energy
    }

    /// The ergotropy with and without coherence in a basis.
    ///
    /// Populations have no coherence between levels, but Dicke states are coherent in bit strings: without that
    /// coherence the weight of each level is spread evenly over its strings. Cost: that of the work, and O(S);
    /// for a density matrix O(Σ D_k³) for the D_k rows of each level, or O(N 4^N) for the weights of bit
    /// strings.
    ///
    /// ```
    /// use ergotropy::{Channel, Basis, Bath, Ensemble, Observables, Start};
    ///
    /// let battery = Ensemble::new(2)?.collective(Channel::thermal(Bath::from_bose_ratio(0.4)?, 1.0)?);
    /// let state = battery.steady_state_from(&Start::ground())?;
    /// assert_eq!(state.parts(Basis::Levels)?.coherent.value, 0.0);
    /// // As weights of product states 1, 0.2, 0.2 and 0.16 of 1.56 are passive: all of W is coherent.
    /// let parts = state.parts(Basis::Strings)?;
    /// assert!(parts.incoherent.contains(0.0) && parts.coherent.value > 0.1);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// For [`Basis::Strings`] of a density matrix: [`Error::Compressed`] if the matrix is held in fewer copies
    /// than there are, as for starts given by vectors, and [`Error::TooLarge`].
    fn parts(&self, basis: Basis) -> Result<Parts, Error> {
        self.parts_at(self.ergotropy(), basis)
    }

    /// [`Observables::parts`] with the ergotropy of this state given, so that it is not computed twice.
    ///
    /// # Errors
    /// Those of [`Observables::parts`].
    fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Result<Parts, Error>;

    /// Weight of ladder d, Σ_k p(d, k). Cost: O(S).
    fn ladder_weight(&self, d: u32) -> Bounded;

    /// Weight of the bright ladder j = N/2, p_sym = Tr P_sym ρ. Cost: O(S).
    fn bright_weight(&self) -> Bounded {
        self.ladder_weight(0)
    }

    /// Mean spin ⟨j⟩ = Σ (N/2 - d) p(d, k). Cost: O(S).
    fn mean_spin(&self) -> Bounded;

    /// Purity Tr ρ². Cost: O(S), or O(D³).
    fn purity(&self) -> Bounded;

    /// Von Neumann entropy S = -Tr ρ ln ρ, in nats. Cost: O(S), or O(D³).
    ///
    /// The error is an estimate: the logarithm of the platform is trusted to four units in the last place. The
    /// error of the state enters by the inequality of Fannes and Audenaert (*J. Phys. A* 40, 8127 (2007)).
    fn entropy(&self) -> Bounded;

    /// The greatest work that any state with the energy E and the entropy S of this state can give: E
    /// minus the energy of the product of Gibbs states with entropy S. An estimate, as the entropy is.
    ///
    /// The bound from the energy alone needs no computation: a pure state gives all its energy, W = E.
    fn entropy_bound(&self) -> Bounded {
        self.entropy_bound_at(self.energy(), self.entropy())
    }

    /// [`Observables::entropy_bound`] with the energy and the entropy of this state given, so that they are
    /// not computed twice.
    fn entropy_bound_at(&self, energy: Bounded, entropy: Bounded) -> Bounded;

    /// Leakage from the bright ladder under an ensemble's noise (Eq. 115, 120); the ensemble's number of
    /// cells does not matter. Leakage is linear in the populations, also for a density matrix, since the
    /// noise and the ladders are the same for all cells. Cost: O(S).
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble, Observables, Start};
    ///
    /// let battery = Ensemble::new(8)?.local(Channel::thermal(Bath::from_occupation(0.5)?, 0.5)?);
    /// let leakage = Start::dicke(5).state(8)?.leakage(&battery);
    /// // Eq. 120: γ [(n+1) k(k-1) + n h(h-1)] / N with h = N - k.
    /// assert!((leakage.outflow.value - 0.5 * (1.5 * 20.0 + 0.5 * 6.0) / 8.0).abs() < 1e-14);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn leakage(&self, ensemble: &Ensemble) -> Leakage;

    /// Net flow of energy dE/dt under an ensemble's noise, in ħω times the unit of rates; the
    /// ensemble's number of cells does not matter. The flow is linear in the populations. Cost: O(S).
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble, Observables, Start};
    ///
    /// let battery = Ensemble::new(3)?.local(Channel::thermal(Bath::from_occupation(0.0)?, 2.0)?);
    /// let flow = Start::excited().state(3)?.energy_flow(&battery);
    /// assert!((flow.value + 6.0).abs() < 1e-14); // each of three cells decays at rate 2
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn energy_flow(&self, ensemble: &Ensemble) -> Bounded;

    /// The weight of an ensemble's steady state on all states but those with listed populations; `None` if no
    /// upper bound of this weight was found.
    ///
    /// The mean time of an excursion from the listed states to others is bounded by a function that falls
    /// on the way back at every other state of the lattice (Foster-Lyapunov drift), which is checked there in
    /// full. That is a theorem about the noise; the flow that starts the excursions is that of the listed
    /// populations, so that the kind is that of the state. Cost: up to 4·10⁵ patches of less than 0.5 µs each,
    /// whatever the number of cells, and some 50 ns for each population at the edge.
    ///
    /// ```
    /// use ergotropy::{Bath, Ensemble, Mixture, Observables};
    ///
    /// let battery = Ensemble::mixture(1000, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
    ///     .collective_bath(Bath::from_bose_ratio(0.6)?);
    /// let left_out = battery.steady_state()?.left_out(&battery);
    /// assert!(left_out.is_some_and(|weight| weight.upper() < 1e-12));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn left_out(&self, ensemble: &Ensemble) -> Option<Bounded>;
}
