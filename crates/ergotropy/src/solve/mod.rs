//! The questions of a user; the only room that knows all pictures.
//!
//! - [`picture`]: the picture that answers a question, and why
//! - [`state`]: a state in any picture, and the numbers read off it
//! - [`curve`]: a charging curve, kept or handed out point by point
//! - [`summary`]: what a charging curve comes to: peak, times, power

pub(crate) mod curve;
pub(crate) mod picture;
pub(crate) mod state;
pub(crate) mod summary;

use crate::emitters::couplings::Couplings;
use crate::error::Error;
use crate::model::ensemble::Ensemble;
use crate::model::start::{Given, Start};
use crate::numerics::effort;
use crate::register::steady::dark::dark_end;
use crate::register::steady::remaining::remaining;
use crate::register::steady::solution::steady;
use crate::register::steady::turning::at_rest;
use crate::register::steady::uniqueness::Fate;
use crate::schur::SchurState;
use crate::solve::curve::{Account, Charging, Curve, Kept, Point};
use crate::solve::picture::{End, ending_over_strings};
use crate::solve::state::State;
use crate::solve::summary::answers::Summary;
use crate::solve::summary::{summarise, time_scale};
use crate::time::progress::Progress;

impl Ensemble {
    /// The steady state, if the noise has only one: ρ with Lρ = 0 for the generator L of [`Ensemble`].
    ///
    /// Up to 160 cells each population has an error of one rounding, also where the noise is nearly
    /// reducible, and that is a theorem. The result of an elimination by nested dissection is corrected, and
    /// proved by its defect in 106 bits and by checked bounds of the times to reach one state (Grassmann,
    /// Taksar and Heyman, *Oper. Res.* 33, 1107 (1985); maximum principle). Cost: O(N³), and O(N² log N)
    /// memory. For any number of cells, a product of Gibbs states is recognised if only one temperature acts.
    ///
    /// Beyond 160 cells errors are estimates, some 1e-13 in Σ|p| at N = 1000 and 4e-12 at 10⁶. If profiles
    /// along ladders are smooth, balance is imposed on a few ladders only. Cost: O(1/(1-α)), and O(1) for
    /// each of the 20 √N / (1-α) populations with weight. Otherwise the elimination runs on a window. Cost:
    /// O(S^(3/2)) for S populations. [`Observables::method`](crate::Observables::method) tells which method
    /// was taken, and [`Tuning`](crate::Tuning) up to how many cells states are proved.
    ///
    /// ```
    /// use ergotropy::{Channel, Bath, Ensemble, Mixture, Observables};
    ///
    /// let battery = Ensemble::mixture(7, Mixture { eta: 0.9, gamma_ratio: 1.0 })?
    ///     .collective_bath(Bath::from_bose_ratio(0.6)?)
    ///     .local_bath(Bath::from_bose_ratio(0.2)?);
    /// let w = battery.steady_state()?.ergotropy();
    /// assert!((w.value - 0.065_512_043_2).abs() < 1e-10);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NonUniqueSteadyState`] or [`Error::NothingEvolves`] where the answer depends on the
    /// start; [`Error::TooLarge`] if it would take more memory than [`Tuning`](crate::Tuning) allows;
    /// [`Error::RateSpan`] if rates are too far apart for floats.
    pub fn steady_state(&self) -> Result<State, Error> {
        effort::within(self.tuning().limits(), || {
            match self.check_field().map(|()| self.evened())? {
                Some(even) => Ok(State::Ladder(even.unique_steady_state()?.noted())),
                None => self.steady_state_of_array(None),
            }
        })
    }

    /// The steady state that a start leads to, lim ρ(t) for t → ∞; every start has one.
    ///
    /// If the noise has only one steady state, it is that of [`Ensemble::steady_state`]. Under collective noise
    /// alone every ladder keeps its weight and becomes geometric in α_c (Eq. 26, 27). For starts that are
    /// permutation-invariant and diagonal in energy the cost is at most O(N²) up to 512 cells, and beyond that
    /// O(ladders of the start + rungs of one ladder). For any other start the matrices χ_j over the copies of
    /// ladders are kept, ⊕ χ_j ⊗ τ_j; the cost is O(N 2^N) for a pure state and O(N C(2N, N)) for a matrix. At
    /// n_c = 0 lowest rungs keep their coherences too. Dephasing alone keeps the weight of each level, and for
    /// a start over bit strings the weight of each string.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Complex64, Ensemble, Observables, Picture, Start};
    ///
    /// let cells = Ensemble::new(2)?.collective(Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?);
    /// let mixed = cells.steady_state_from(&Start::gibbs(1.0)?)?; // singlet 1/4, triplet 3/4
    /// assert!(mixed.population(1, 1).contains(0.25));
    ///
    /// let half = Complex64::from(0.5f64.sqrt());
    /// let singlet = Start::pure(vec![Complex64::ZERO, half, -half, Complex64::ZERO])?;
    /// let dark = cells.steady_state_from(&singlet)?;
    /// assert_eq!(dark.picture(), Picture::Schur);
    /// assert!(dark.ergotropy().contains(1.0)); // collective noise cannot touch it
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Ensemble::steady_state`], except the two about uniqueness; those of the start
    /// ([`Start::state`]); [`Error::CellsDiffer`] for bit strings of another number of cells.
    pub fn steady_state_from(&self, start: &Start) -> Result<State, Error> {
        effort::within(self.tuning().limits(), || {
            Ok(match End::of(self, start)? {
                End::Ladder { ensemble, start } => {
                    let start = start.state(self.cells().into())?;
                    State::Ladder(ensemble.steady_state_reached_from(&start)?.noted())
                }
                End::Array => self.steady_state_of_array(Some(start))?,
                End::Unique { excess } => {
                    let even = self.evened();
                    let ensemble = even.as_ref().unwrap_or(self);
                    State::Ladder(ensemble.unique_steady_state_within(excess)?.noted())
                }
                End::Schur { ensemble, start } => {
                    State::Schur(ensemble.steady_state_of(start)?.noted())
                }
                End::Strings(start) => State::Schur(SchurState::of_strings(start)?.noted()),
            })
        })
    }

    /// The steady state of cells that differ, from a start if it decides.
    fn steady_state_of_array(&self, start: Option<&Start>) -> Result<State, Error> {
        self.check_over_strings()?;
        match (Fate::of(self), start) {
            (Fate::One, _) => {}
            (Fate::Still, None) if !self.is_coherent() => return Err(Error::NothingEvolves),
            (fate, start) => {
                let Some(start) = start.filter(|_| self.ends_from(&fate)) else {
                    return Err(Error::CellsAlike {
                        because: fate.because(),
                        decided: self.ends_from(&fate),
                    });
                };
                let start = ending_over_strings(self, start)?;
                let end = match &fate {
                    Fate::Classes(classes) => remaining(self, classes, &start)?,
                    Fate::Dark { .. } => dark_end(self, &start)?,
                    Fate::Strings => start.diagonal(),
                    Fate::Still | Fate::One => start,
                };
                return Ok(State::Register(at_rest(self, end)?.noted()));
            }
        }
        // The trace of a start may differ from 1, and stays.
        let excess = match start.map(Start::given) {
            None => 0.0,
            Some(Given::Ladder(start)) => start.state(self.cells().into())?.excess(),
            Some(Given::Register(start)) => {
                start.check_cells(self.cells())?;
                start.excess()
            }
        };
        // One temperature makes a product of Gibbs states, whatever the couplings; so does noise in one direction.
        if let Some(alike) = self.at_one_temperature() {
            let state = alike.unique_steady_state_within(excess)?;
            return Ok(State::Ladder(state.noted()));
        }
        Ok(State::Register(steady(self, excess)?.noted()))
    }

    /// Whether the end of a start, if there is one, is found: where cells are alike or left out, as long as nothing exchanges
    /// excitations among them.
    fn ends_from(&self, fate: &Fate) -> bool {
        let shifted = self.shared_field().is_some_and(Couplings::shifts_cells);
        !matches!(fate, Fate::Classes(_)) || !shifted
    }

    /// Whether cells exchange excitations coherently, or rotate at different speeds.
    fn is_coherent(&self) -> bool {
        self.shared_field().is_some_and(Couplings::is_coherent)
    }

    /// Charges the ensemble from a start, and returns the states ρ(t) = exp(Lt) ρ(0) at the given times, in any
    /// order.
    ///
    /// Populations solve dp/dt = pQ in blocks of time. Each block is longer than the one before, as fast modes
    /// have decayed, so that the cost hardly depends on the stiffness.
    ///
    /// Up to 48 cells the error of each state in Σ|p| is a theorem, of the order of 1e-15. It covers the
    /// truncation of each block and the roundings in double-double arithmetic, and uses that the evolution
    /// brings no two states further apart. Cost: one elimination and up to 40 solves for a block, and about ten
    /// blocks for each factor of ten in time. The proof for more cells is an option, [`Tuning::proof`].
    ///
    /// Beyond 48 cells plain floats are used, on windows around the populations. Cost: some ten to forty blocks
    /// for ten factors of ten in time, each with one elimination of its window and some 25 solves. The
    /// truncation and the weight that windows lose are bounded as in exact arithmetic. With the roundings the
    /// error is an estimate, 1e-12 in Σ|p| at 100 cells and 5e-12 at 1500.
    ///
    /// A start over bit strings is followed under collective noise in the Bohr sectors of the Schur basis,
    /// exactly for all t: r vectors in Σ min(ν_j, r (2j+1)) (2j+1) rows, ~N³/6 for a pure state, and a density
    /// matrix in 2^N rows. Cost for D rows: O(N D²) for a time and O(D³) for its work; O(N⁵) once for the
    /// propagators.
    ///
    /// [`Tuning::proof`]: crate::Tuning::proof
    ///
    /// ```
    /// use ergotropy::{Bath, Ensemble, Mixture, Start};
    ///
    /// let battery = Ensemble::mixture(10, Mixture { eta: 0.6, gamma_ratio: 0.01 })?
    ///     .collective_bath(Bath::from_bose_ratio(0.9)?)
    ///     .local_bath(Bath::from_bose_ratio(0.5)?);
    /// let curve = battery.charge(&Start::ground(), &[0.1, 1.0, 10.0, 1000.0])?;
    /// assert_eq!(curve.peak().map(|point| point.time), Some(1.0));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a time is negative, above 1e200 or not a number, or cannot be told from others
    /// at these rates; those of [`Start::state`]; [`Error::CellsDiffer`] for bit strings of another number of
    /// cells; [`Error::TooLarge`] if the computation would take more memory than [`Tuning`](crate::Tuning) allows, and [`Error::TooManyTimes`] if
    /// the states would ([`Ensemble::charge_each`] does not keep them); [`Error::RateSpan`] if rates are too
    /// far apart for floats.
    pub fn charge(&self, start: &Start, times: &[f64]) -> Result<Curve, Error> {
        effort::within(self.tuning().limits(), || {
            let charging = Charging::new(self, start, times)?;
            let mut kept = Kept::new(times.len(), charging.bytes())?;
            charging.follow(&mut |_| (), |index, point| kept.keep(index, point))?;
            Ok(kept.curve(&charging))
        })
    }

    /// Charges like [`Ensemble::charge`], but keeps no points, so that any number of times is possible: calls
    /// `look` with the index of each time and its point, in the order of time. Returns the picture, method and
    /// statistics.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble, Method, Start};
    ///
    /// let battery = Ensemble::new(5)?.collective(Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?);
    /// let mut greatest = 0.0f64;
    /// let account = battery.charge_each(&Start::ground(), &[3.0, 0.0, 0.3], |_, point| {
    ///     greatest = greatest.max(point.work().ergotropy.value);
    /// })?;
    /// assert!(greatest > 0.4 && account.method == Method::Laguerre);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Ensemble::charge`], except [`Error::TooManyTimes`].
    pub fn charge_each(
        &self,
        start: &Start,
        times: &[f64],
        look: impl FnMut(usize, Point),
    ) -> Result<Account, Error> {
        self.charge_with_progress(start, times, look, |_| ())
    }

    /// Charges like [`Ensemble::charge_each`], and calls `progress` before each piece of work that can take
    /// long. These calls cost nothing themselves.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble, Progress, Start};
    ///
    /// let bath = Channel::thermal(Bath::from_bose_ratio(0.6)?, 1.0)?;
    /// let battery = Ensemble::new(60)?.collective(bath);
    /// let mut shares = Vec::new();
    /// battery.charge_with_progress(
    ///     &Start::ground(),
    ///     &[1e-3, 1.0],
    ///     |_, point| assert!(point.work().energy.value > 0.0),
    ///     |progress| match progress {
    ///         Progress::Following { share } => shares.push(share),
    ///         _ => assert!(shares.is_empty()),
    ///     },
    /// )?;
    /// assert!(shares.is_sorted() && shares[0] == 0.0 && shares.len() > 2);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Ensemble::charge_each`].
    pub fn charge_with_progress(
        &self,
        start: &Start,
        times: &[f64],
        mut look: impl FnMut(usize, Point),
        mut progress: impl FnMut(Progress),
    ) -> Result<Account, Error> {
        effort::within(self.tuning().limits(), || {
            let charging = Charging::new(self, start, times)?;
            charging.follow(&mut progress, |index, point| {
                look(index, point);
                Ok(())
            })?;
            Ok(charging.account())
        })
    }

    /// What a charging curve comes to between the first and the last of some times: its peak, the times to half
    /// and to 90 % of what is gained, and the greatest power.
    ///
    /// The curve is sampled between the times too, some 20 times for each factor of ten in time, and more
    /// closely where an answer depends on it. The error of a time covers all times at which the answer can be,
    /// given the errors of W: it is wide where the curve is level. The error of a value covers the greatest
    /// value between the samples. Times to a share of the peak are counted from the start at t = 0, and begin
    /// there even if the first given time is later.
    ///
    /// Where populations are proved ([`Method::Laguerre`](crate::Method)), this is mostly a theorem. W is the
    /// maximum of functions Tr ρ(H - U†HU), linear in the state ρ, so that it lies below its chord plus N
    /// Σ|pQ²| (t-a)(b-t)/2 between the times a and b, with Q the generator and p the populations at a;
    /// exp(Qt) never increases Σ|pQ²|. If that takes too many samples, as for stiff noise, and for all other
    /// curves, the bend between neighbouring samples is taken in place of this bound, twice; then the numbers
    /// are estimates, and a peak that is narrower than the samples are apart can be missed.
    ///
    /// Cost: the curve itself once, and one state with its work for each of some hundred samples. An eighth of
    /// the memory that [`Tuning`](crate::Tuning) allows is taken in addition; where it does not do, errors are
    /// wider.
    ///
    /// ```
    /// use ergotropy::{Bath, Ensemble, Kind, Mixture, Start};
    ///
    /// let battery = Ensemble::mixture(10, Mixture { eta: 0.6, gamma_ratio: 0.01 })?
    ///     .collective_bath(Bath::from_bose_ratio(0.9)?)
    ///     .local_bath(Bath::from_bose_ratio(0.5)?);
    /// let summary = battery.charge_summary(&Start::ground(), &[0.0, 100.0])?;
    /// let peak = summary.peak.expect("a time was given");
    /// assert!((peak.ergotropy.value - 3.088_789).abs() < 1e-6 && peak.ergotropy.kind == Kind::Bound);
    /// assert!(!peak.rising && summary.half_time.is_some_and(|time| time.value < peak.time.value));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Ensemble::charge_each`].
    pub fn charge_summary(&self, start: &Start, times: &[f64]) -> Result<Summary, Error> {
        let (summary, _) = self.charge_with_summary(start, times, |_, _| (), |_| ())?;
        Ok(summary)
    }

    /// Charges like [`Ensemble::charge_with_progress`], and finds what the curve comes to on the way, as
    /// [`Ensemble::charge_summary`] does.
    ///
    /// ```
    /// use ergotropy::{Bath, Channel, Ensemble, Start};
    ///
    /// let battery = Ensemble::new(5)?.collective(Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?);
    /// let mut works = Vec::new();
    /// let look = |_, point: ergotropy::Point| works.push(point.work().ergotropy);
    /// let (summary, account) =
    ///     battery.charge_with_summary(&Start::ground(), &[0.0, 0.3], look, |_| ())?;
    /// assert!(summary.peak.is_some_and(|peak| peak.rising && peak.time.contains(0.3)));
    /// assert!(works.len() == 2 && account.statistics.blocks > 0);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Ensemble::charge_each`].
    pub fn charge_with_summary(
        &self,
        start: &Start,
        times: &[f64],
        mut look: impl FnMut(usize, Point),
        mut progress: impl FnMut(Progress),
    ) -> Result<(Summary, Account), Error> {
        effort::within(self.tuning().limits(), || {
            let charging = Charging::new(self, start, times)?;
            let summary = summarise(&charging, &mut progress, |index, point| {
                look(index, point);
                Ok(())
            })?;
            Ok((summary, charging.account()))
        })
    }

    /// A time on which a charging curve up to `until` should be looked at: that at which the ergotropy has
    /// changed by half as much as it ever does up to there, roughly. `None` if it does not surely change.
    ///
    /// Cost: that of the curve, and some 20 works for each factor of ten in time. Calls `progress` as
    /// [`Ensemble::charge_with_progress`] does.
    ///
    /// ```
    /// use ergotropy::{Channel, Ensemble, Start};
    ///
    /// // W = 2 exp(-t) - 1 falls to 0 in 0.7, and is half of that in 0.3.
    /// let battery = Ensemble::new(1)?.collective(Channel::rates(1.0, 0.0)?);
    /// let scale = battery.charging_time_scale(&Start::excited(), 1000.0, |_| ())?;
    /// assert!(scale.is_some_and(|time| (0.25..0.35).contains(&time)));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Ensemble::charge_each`].
    pub fn charging_time_scale(
        &self,
        start: &Start,
        until: f64,
        mut progress: impl FnMut(Progress),
    ) -> Result<Option<f64>, Error> {
        effort::within(self.tuning().limits(), || {
            let times = [until];
            let charging = Charging::new(self, start, &times)?;
            time_scale(&charging, &mut progress)
        })
    }
}
