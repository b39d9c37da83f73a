//! The numbers read off a state, whatever its picture.

use crate::bounded::Bounded;
use crate::error::Error;
use crate::ladder::state::observables::Leakage;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::noise::Channel;
use crate::numerics::decimal::Decimal;
use crate::numerics::double::Double;
use crate::numerics::effort::Statistics;
use crate::numerics::scaled::Scaled;
use crate::solve::picture::Picture;
use crate::solve::state::bath_flow::{BathFlow, BathFlows};
use crate::solve::state::population::Population;
use crate::spin::multiplicity::Multiplicities;
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

    /// The populations with spin, projection and the copies of their ladders, in the order of
    /// [`Observables::populations`]. Cost: O(S), and O(1) for the copies of each ladder.
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// // Three cells: the ladder j = 1/2 has two copies, so that its weight 2/8 is twice the eigenvalue 1/8.
    /// let state = Start::gibbs(1.0)?.state(3)?;
    /// let mut dark = state.ladder_populations().filter(|population| population.j == 0.5);
    /// let lowest = dark.next().expect("a rung");
    /// assert_eq!((lowest.m, lowest.copies.to_f64()), (-0.5, 2.0));
    /// assert!(lowest.weight.contains(0.25) && lowest.eigenvalue.is_some_and(|e| e.to_f64() == 0.125));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn ladder_populations(&self) -> impl Iterator<Item = Population> {
        let cells = self.cells();
        let ladders = self.populations().map(|(d, _, _)| d);
        let (first, last) = ladders.fold((u32::MAX, 0), |(first, last), d| {
            (first.min(d), last.max(d))
        });
        let (copies, _) = Multiplicities::new(cells).ladders_scaled(first.min(last), last);
        let diagonal = self.picture() == Picture::Ladder;
        let half = f64::from(cells) / 2.0;
        self.populations().map(move |(d, k, weight)| {
            let copies = copies[(d - first) as usize];
            let eigenvalue = || Decimal::from(Scaled::from(weight.value.max(0.0)) / copies);
            Population {
                d,
                k,
                j: half - f64::from(d),
                m: f64::from(k) - half,
                copies: copies.into(),
                weight,
                eigenvalue: diagonal.then(eigenvalue),
            }
        })
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
    /// minus the energy of the product of Gibbs states with entropy S. It is also the work per copy that infinitely
    /// many copies of this state give (Alicki and Fannes, *Phys. Rev. E* 87, 042123 (2013)). An estimate, as the
    /// entropy is.
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

    /// Mean of an operator that is c(d, k) on all states of rung k of ladder d: Σ c(d, k) p(d, k), for exact c
    /// with 0 <= c <= `most` on the whole lattice. Cost: O(S).
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// // The chance that at least two of three cells are excited.
    /// let two = |_, k| if k >= 2 { 1.0 } else { 0.0 };
    /// let chance = Start::gibbs(0.5)?.state(3)?.expectation(1.0, two);
    /// assert!(chance.contains(7.0 / 27.0));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn expectation(&self, most: f64, value: impl Fn(u32, u32) -> f64) -> Bounded;

    /// ⟨J₊J₋⟩ = Σ (j + m)(j - m + 1) p(d, k): the rate of collective emission in units of that of one excited cell
    /// alone. Cost: O(S).
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// // Superradiance: four of eight cells excited in a Dicke state emit as 4 · 5 cells would by themselves.
    /// assert!(Start::dicke(4).state(8)?.collective_intensity().contains(20.0));
    /// assert!(Start::excited().state(8)?.collective_intensity().contains(8.0));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn collective_intensity(&self) -> Bounded {
        along_ladders(self, |below, above| below * (above + 1.0))
    }

    /// Inversion ⟨J_z⟩ = Σ (k - N/2) p(d, k) = E - N/2. Cost: O(S).
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// assert!(Start::dicke(3).state(8)?.inversion().contains(-1.0));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn inversion(&self) -> Bounded {
        let half = f64::from(self.cells()) / 2.0;
        let above = self.expectation(half, |_, k| (f64::from(k) - half).max(0.0));
        let below = self.expectation(half, |_, k| (half - f64::from(k)).max(0.0));
        above - below
    }

    /// Variance of the energy, Tr ρH² - E², in units of (ħω)². Cost: O(S).
    ///
    /// It is computed as Σ (k - Ê)² p(d, k) for the float Ê next to E, which exceeds the variance by
    /// (Ê - E)², at most the square of the error of E.
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// // N q/(1+q)² for a product of Gibbs states.
    /// assert!(Start::gibbs(0.5)?.state(9)?.energy_variance().contains(2.0));
    /// assert_eq!(Start::dicke(4).state(8)?.energy_variance().value, 0.0);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn energy_variance(&self) -> Bounded {
        let energy = self.energy();
        let most = f64::from(self.cells()).powi(2);
        let spread = self.expectation(most, |_, k| (f64::from(k) - energy.value).powi(2));
        // Differences and squares are rounded, by three roundings in all.
        let rounding = 2.0 * f64::EPSILON * spread.value;
        Bounded::new(
            spread.value,
            spread.error + rounding + energy.error * energy.error,
            spread.kind,
        )
    }

    /// The work that cells give one by one, each by a unitary of its own: N max(0, 2e - 1) for the excitation
    /// e = E/N of a cell, so max(0, 2E - N). It is 0 at the mean energy of the maximally mixed state and below.
    /// Where cells differ, Σ max(0, 2e_i - 1). `None` in the Schur picture, where cells may be coherent. Cost: O(S).
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// assert!(Start::dicke(5).state(8)?.work_of_cells().is_some_and(|work| work.contains(2.0)));
    /// assert!(Start::dicke(3).state(8)?.work_of_cells().is_some_and(|work| work.contains(0.0)));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn work_of_cells(&self) -> Option<Bounded> {
        (self.picture() == Picture::Ladder).then(|| {
            let excess = self.inversion().scaled(2.0);
            Bounded::new(excess.value.max(0.0), excess.error, excess.kind)
        })
    }

    /// Battery capacity: the range of energies that unitaries reach from this state, from its passive state to
    /// the one of greatest energy (Julià-Farré, Salamon, Riera, Bera and Lewenstein, *Phys. Rev. Res.* 2, 023113
    /// (2020); Yang et al., *Phys. Rev. Lett.* 131, 030402 (2023)), in units of ħω. Cost: that of
    /// [`Observables::work`].
    ///
    /// Levels k and N - k are of one size, so that the greatest energy is N minus that of the passive state.
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// // A pure state reaches all energies, the maximally mixed one its own alone.
    /// assert!(Start::dicke(2).state(5)?.capacity().contains(5.0));
    /// assert!(Start::gibbs(1.0)?.state(5)?.capacity().contains(0.0));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn capacity(&self) -> Bounded {
        self.capacity_at(self.passive_energy())
    }

    /// [`Observables::capacity`] with the passive energy of this state given, so that it is not computed
    /// twice.
    fn capacity_at(&self, passive_energy: Bounded) -> Bounded {
        let capacity = Bounded::from(f64::from(self.cells())) - passive_energy.scaled(2.0);
        // The weights sum to 1 within the error of the state.
        let norm = self.expectation(1.0, |_, _| 1.0);
        let missing = norm.error + (1.0 - norm.value).abs();
        Bounded::new(
            capacity.value.max(0.0),
            capacity.error + f64::from(self.cells()) * missing,
            capacity.kind,
        )
    }

    /// Rates at which quanta leave into each bath of an ensemble's noise and come from it, and the heat that flows
    /// into each; the ensemble's number of cells does not matter. Cost: O(S).
    ///
    /// Collective emission has the rate Γ↓ ⟨J₊J₋⟩ and absorption Γ↑ ⟨J₋J₊⟩; single cells emit at γ↓ E and absorb
    /// at γ↑ (N - E).
    ///
    /// ```
    /// use ergotropy::{Bath, Ensemble, Mixture, Observables};
    ///
    /// // Heat flows from the hot bath into the cold ones.
    /// let battery = Ensemble::mixture(6, Mixture { eta: 0.5, gamma_ratio: 1.0 })?
    ///     .collective_bath(Bath::from_bose_ratio(0.6)?);
    /// let flows = battery.steady_state()?.bath_flows(&battery);
    /// assert!(flows.collective.heat.upper() < 0.0 && flows.local.heat.lower() > 0.0);
    /// assert!((flows.collective.heat.value + flows.local.heat.value).abs() < 1e-14);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    fn bath_flows(&self, ensemble: &Ensemble) -> BathFlows {
        self.bath_flows_at(ensemble, self.collective_intensity())
    }

    /// [`Observables::bath_flows`] with the collective intensity of this state given, so that it is not computed
    /// twice.
    fn bath_flows_at(&self, ensemble: &Ensemble, collective_intensity: Bounded) -> BathFlows {
        let cells = f64::from(self.cells());
        let (collective, local) = (ensemble.collective_channel(), ensemble.local_channel());
        let rates = |channel: Channel| [channel.emission(), channel.absorption()];
        let of_each = [
            self.energy(),
            self.expectation(cells, |_, k| cells - f64::from(k)),
        ];
        let absorbing = along_ladders(self, |below, above| (below + 1.0) * above);
        let [own, shared] = ensemble.shares().map(Double::to_f64);
        let through_field = |together: Bounded, each: Bounded| {
            if [own, shared] == [0.0, 1.0] {
                together
            } else {
                together.scaled(shared) - each.scaled(-own)
            }
        };
        BathFlows {
            collective: BathFlow::new(
                rates(collective),
                [
                    through_field(collective_intensity, of_each[0]),
                    through_field(absorbing, of_each[1]),
                ],
            ),
            local: BathFlow::new(rates(local), of_each),
        }
    }

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

/// Σ c(a, b) p for a product c of the numbers a and b of rungs below and above a state.
fn along_ladders<S: Observables + ?Sized>(state: &S, product: impl Fn(f64, f64) -> f64) -> Bounded {
    let cells = state.cells();
    let most = (f64::from(cells) / 2.0 + 1.0).powi(2);
    let mean = state.expectation(most, |d, k| {
        product(f64::from(k - d), f64::from(cells - d - k))
    });
    // Products beyond 2^53 are rounded.
    let rounding = mean.value * f64::EPSILON;
    Bounded::new(mean.value, mean.error + rounding, mean.kind)
}
