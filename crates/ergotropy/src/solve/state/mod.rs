//! A state in any picture.
//!
//! - [`observables`]: the numbers read off a state
//! - [`bath_flow`]: quanta that cells give to a bath and take from it
//! - [`population`]: the weight of one rung of one ladder
//! - [`ladder`]: the numbers read off populations
//! - [`schur`]: the numbers read off a density matrix in the Schur basis
//! - [`register`]: the numbers read off a density matrix over bit strings

pub(crate) mod bath_flow;
mod ladder;
pub(crate) mod observables;
pub(crate) mod population;
mod register;
mod schur;

use crate::bounded::Bounded;
use crate::error::Error;
use crate::ladder::state::LadderState;
use crate::ladder::state::observables::Leakage;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::register::RegisterStart;
use crate::model::start::{Given, Start};
use crate::numerics::effort::Statistics;
use crate::register::state::density::RegisterState;
use crate::schur::SchurState;
use crate::solve::picture::Picture;
use crate::solve::state::bath_flow::BathFlows;
use crate::solve::state::observables::Observables;
use crate::work::Work;
use crate::work::accuracy::Accuracy;
use crate::work::parts::{Basis, Parts};

/// A state of N cells, in the picture in which it was computed.
///
/// Numbers are read off by [`Observables`]. [`State::as_ladder`] and [`State::as_schur`] give access to
/// functions of one picture only.
///
/// ```
/// use ergotropy::{Channel, Bath, Ensemble, Observables, Start};
///
/// let battery = Ensemble::new(4)?.collective(Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?);
/// let state = battery.steady_state_from(&Start::ground())?;
/// assert!(state.ergotropy().contains(11.0 / 31.0));
/// let moves = state.as_ladder().map(|ladder| ladder.extraction()).transpose()?;
/// assert!(moves.is_some_and(|moves| moves.len() > 4));
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum State {
    /// Populations of ladders and their rungs.
    Ladder(LadderState),
    /// A density matrix in the Schur basis.
    Schur(SchurState),
    /// A density matrix over bit strings.
    Register(RegisterState),
}

impl State {
    /// The populations, in the ladder picture; else `None`.
    pub fn as_ladder(&self) -> Option<&LadderState> {
        match self {
            Self::Ladder(state) => Some(state),
            _ => None,
        }
    }

    /// The density matrix in the Schur basis, in the Schur picture; else `None`.
    pub fn as_schur(&self) -> Option<&SchurState> {
        match self {
            Self::Schur(state) => Some(state),
            _ => None,
        }
    }

    /// The density matrix over bit strings, in the register picture; else `None`.
    pub fn as_register(&self) -> Option<&RegisterState> {
        match self {
            Self::Register(state) => Some(state),
            _ => None,
        }
    }

    /// The density matrix over bit strings, in either picture. Cost: O(N 4^N), for 4^N elements.
    ///
    /// ```
    /// use ergotropy::Start;
    ///
    /// // The Dicke state (|01> + |10>)/√2.
    /// let matrix = Start::dicke(1).state(2)?.density_matrix()?;
    /// assert!((matrix.element(0b01, 0b10).re - 0.5).abs() < 1e-15);
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for more than 26 cells and [`Error::TooLarge`] if 4^N elements would take too much
    /// memory; [`Error::Compressed`] if a matrix in the Schur basis is held in fewer copies than there are, as
    /// for starts given by vectors; a start from [`RegisterStart::to_density_matrix`] avoids that.
    pub fn density_matrix(&self) -> Result<RegisterStart, Error> {
        match self {
            Self::Ladder(state) => state.density_matrix(),
            Self::Schur(state) => state.density_matrix(),
            Self::Register(state) => state.density_matrix(),
        }
    }

    /// Memory in bytes that the state does not share with others.
    pub(crate) fn bytes(&self) -> u128 {
        match self {
            // Geometric ladders are shared.
            Self::Ladder(state) if state.geometric().is_some() => 0,
            Self::Ladder(state) => 8 * state.stored(),
            Self::Schur(state) => state.bytes(),
            Self::Register(state) => state.bytes(),
        }
    }

    /// This state with the statistics of the work just done.
    pub(crate) fn noted(self) -> Self {
        match self {
            Self::Ladder(state) => Self::Ladder(state.noted()),
            Self::Schur(state) => Self::Schur(state.noted()),
            Self::Register(state) => Self::Register(state.noted()),
        }
    }
}

impl Start {
    /// The starting state of an ensemble of `cells` cells.
    ///
    /// Populations are accurate to a few roundings. Cost of a Gibbs state: O(N²) up to 512 cells, and
    /// O(√N) beyond, where less than 1e-17 is cut off at its ends. Cost of other populations:
    /// O(populations). Cost of a start over bit strings: O(N 2^N) for each vector, O(N 4^N) for a matrix.
    ///
    /// ```
    /// use ergotropy::{Observables, Start};
    ///
    /// let state = Start::gibbs(0.25)?.state(1_000_000)?;
    /// assert!(state.energy().contains(200_000.0));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Cells`]; [`Error::DickeExcitations`] if there are more excitations than cells. For own
    /// populations [`Error::NoSuchState`], [`Error::Weight`], [`Error::WeightTwice`] and
    /// [`Error::NotNormalised`] (a sum that differs from 1 by more than 1e-10); [`Error::CellsDiffer`]
    /// for bit strings of another number of cells; [`Error::TooLarge`] if the state would take more
    /// memory than an answer may.
    pub fn state(&self, cells: u64) -> Result<State, Error> {
        match self.given() {
            Given::Ladder(start) => start.state(cells).map(State::Ladder),
            Given::Register(start) => {
                start.check_cells(Ensemble::new(cells)?.cells())?;
                SchurState::of(start).map(State::Schur)
            }
        }
    }

    /// Energy of the starting state of `cells` cells, in ħω. Cost: that of [`Start::state`] for populations; O(2^N)
    /// for a start over bit strings.
    ///
    /// ```
    /// use ergotropy::{Complex64, Start};
    ///
    /// assert!(Start::gibbs(0.25)?.energy(10)?.contains(2.0));
    /// let tilted = Start::pure(vec![Complex64::from(0.6), Complex64::from(0.8)])?;
    /// assert!(tilted.energy(1)?.contains(0.64));
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Start::state`].
    pub fn energy(&self, cells: u64) -> Result<Bounded, Error> {
        match self.given() {
            Given::Ladder(start) => Ok(start.state(cells)?.energy()),
            Given::Register(start) => {
                start.check_cells(Ensemble::new(cells)?.cells())?;
                Ok(start.energy())
            }
        }
    }
}

/// Asks the same question of a state in either picture.
macro_rules! ask {
    ($state:ident.$question:ident($($argument:expr),*)) => {
        match $state {
            State::Ladder(state) => Observables::$question(state, $($argument),*),
            State::Schur(state) => Observables::$question(state, $($argument),*),
            State::Register(state) => Observables::$question(state, $($argument),*),
        }
    };
}

impl Observables for State {
    fn cells(&self) -> u32 {
        ask!(self.cells())
    }

    fn picture(&self) -> Picture {
        ask!(self.picture())
    }

    fn method(&self) -> Method {
        ask!(self.method())
    }

    fn accuracy(&self) -> Accuracy {
        ask!(self.accuracy())
    }

    fn statistics(&self) -> Statistics {
        ask!(self.statistics())
    }

    fn populations(&self) -> impl Iterator<Item = (u32, u32, Bounded)> {
        let ladder = self.as_ladder().map(Observables::populations);
        let schur = self.as_schur().map(Observables::populations);
        let register = self.as_register().map(Observables::populations);
        let (ladder, schur) = (ladder.into_iter(), schur.into_iter());
        let pictures = ladder.flatten().chain(schur.flatten());
        pictures.chain(register.into_iter().flatten())
    }

    fn population(&self, d: u32, k: u32) -> Bounded {
        ask!(self.population(d, k))
    }

    fn work(&self) -> Work {
        ask!(self.work())
    }

    fn energy(&self) -> Bounded {
        ask!(self.energy())
    }

    fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Result<Parts, Error> {
        ask!(self.parts_at(ergotropy, basis))
    }

    fn ladder_weight(&self, d: u32) -> Bounded {
        ask!(self.ladder_weight(d))
    }

    fn mean_spin(&self) -> Bounded {
        ask!(self.mean_spin())
    }

    fn purity(&self) -> Bounded {
        ask!(self.purity())
    }

    fn entropy(&self) -> Bounded {
        ask!(self.entropy())
    }

    fn entropy_bound_at(&self, energy: Bounded, entropy: Bounded) -> Bounded {
        ask!(self.entropy_bound_at(energy, entropy))
    }

    fn leakage(&self, ensemble: &Ensemble) -> Leakage {
        ask!(self.leakage(ensemble))
    }

    fn energy_flow(&self, ensemble: &Ensemble) -> Bounded {
        ask!(self.energy_flow(ensemble))
    }

    fn expectation(&self, most: f64, value: impl Fn(u32, u32) -> f64) -> Bounded {
        ask!(self.expectation(most, value))
    }

    fn work_of_cells(&self) -> Option<Bounded> {
        ask!(self.work_of_cells())
    }

    fn bath_flows_at(&self, ensemble: &Ensemble, collective_intensity: Bounded) -> BathFlows {
        ask!(self.bath_flows_at(ensemble, collective_intensity))
    }

    fn left_out(&self, ensemble: &Ensemble) -> Option<Bounded> {
        ask!(self.left_out(ensemble))
    }
}
