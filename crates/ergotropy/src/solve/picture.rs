//! The picture that answers a question: the cheapest that is exact.
//!
//! * Starts that are permutation-invariant and diagonal in energy stay so under all noise of an [`Ensemble`],
//!   since the noise treats all cells alike and creates no coherence between levels: the ladder picture, for any
//!   N.
//! * Any other start under collective noise alone: the Schur picture, in which J± and J_z act on small spaces.
//! * Cells that differ in their couplings, and any other start under noise on single cells: the register picture, with these
//!   exceptions:
//!   - couplings that are the same for all cells are collective noise, and noise of single cells ([`Ensemble::evened`]);
//!   - one cell has J- = σ- and J_z = σz/2, so that noise on this cell is collective noise;
//!   - if there is only one steady state, each start leads to it ([`End::Unique`]);
//!   - dephasing without a bath leaves the weight of each string, and no coherence between strings.

use std::fmt;

use crate::error::Error;
use crate::model::ensemble::Ensemble;
use crate::model::start::register::RegisterStart;
use crate::model::start::{Given, LadderStart, Start};
use crate::register::charging::evolution::Evolution;
use crate::register::levels::Levels;
use crate::register::state::density::RegisterState;
use crate::register::steady::uniqueness::Fate;

/// The picture in which an answer was computed.
///
/// ```
/// use ergotropy::{Observables, Picture, Start};
///
/// let state = Start::excited().state(3)?;
/// assert_eq!((state.picture(), state.picture().to_string().as_str()), (Picture::Ladder, "ladder"));
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Picture {
    /// Populations of ladders and their rungs.
    Ladder,
    /// Ladders, their copies and all coherences.
    Schur,
    /// Bit strings, level by level.
    Register,
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ladder => "ladder",
            Self::Schur => "schur",
            Self::Register => "register",
        })
    }
}

/// A start, in the picture that follows it over time.
pub(crate) enum Path<'a> {
    /// Populations, under noise that treats all cells alike.
    Ladder {
        ensemble: Box<Ensemble>,
        start: &'a LadderStart,
    },
    /// A start over bit strings; the noise, written as collective noise, is in `ensemble`.
    Schur {
        ensemble: Box<Ensemble>,
        start: &'a RegisterStart,
    },
    /// Density matrices over bit strings.
    Register(RegisterState),
}

impl<'a> Path<'a> {
    pub(crate) fn of(ensemble: &Ensemble, start: &'a Start) -> Result<Self, Error> {
        ensemble.check_field()?;
        let even = alike(ensemble, start).map(Box::new);
        Ok(match (start.given(), even) {
            (Given::Ladder(start), Some(ensemble)) => Self::Ladder { ensemble, start },
            (Given::Register(start), Some(ensemble)) if is_collective(&ensemble) => Self::Schur {
                ensemble: collective(&ensemble, start)?,
                start,
            },
            _ => Self::Register(over_strings(ensemble, start)?),
        })
    }
}

impl Ensemble {
    /// Whether the steady state is the same for all starts.
    ///
    /// ```
    /// use ergotropy::{Channel, Couplings, Ensemble};
    ///
    /// let bath = Channel::rates(2.0, 1.0)?;
    /// let alike = Ensemble::new(3)?.collective(bath);
    /// assert!(!alike.has_unique_steady_state()); // each ladder keeps its weight
    /// // One mode with unequal couplings tells all cells apart.
    /// let unequal = Couplings::of_modes(&[vec![1.0, 0.9, 1.1]])?;
    /// assert!(alike.couplings(unequal)?.has_unique_steady_state());
    /// # Ok::<(), ergotropy::Error>(())
    /// ```
    pub fn has_unique_steady_state(&self) -> bool {
        match self.evened() {
            Some(even) => even.mixes_all_ladders(),
            None => Fate::of(self) == Fate::One,
        }
    }
}

/// A start, in the picture of its steady state.
pub(crate) enum End<'a> {
    Ladder {
        ensemble: Box<Ensemble>,
        start: &'a LadderStart,
    },
    /// The steady state is the same for all starts. The trace of this start may differ from 1 by `excess`.
    ///
    /// The steady state is unique for density matrices if it is for populations. The positive and the
    /// negative part of a difference of two steady states are steady too, and orthogonal. The support of a
    /// steady state is a space that no jump leads out of. But each such space contains the ground state, so
    /// that no two are orthogonal. With emission by single cells: take a vector of the space, one of its
    /// strings with most excitations, and σ- of all cells that are excited in this string; only this string
    /// survives, as the ground state. With dephasing of single cells: all σz keep the space, so that bit
    /// strings span it, and J- leads from each string to strings below. The same holds upside down where
    /// cells only absorb.
    Unique { excess: f64 },
    /// A start over bit strings; the noise, written as collective noise, is in `ensemble`.
    Schur {
        ensemble: Box<Ensemble>,
        start: &'a RegisterStart,
    },
    /// A start of which only the weights of bit strings remain.
    Strings(&'a RegisterStart),
    /// Cells that differ.
    Array,
}

impl<'a> End<'a> {
    pub(crate) fn of(ensemble: &Ensemble, start: &'a Start) -> Result<Self, Error> {
        ensemble.check_field()?;
        let even = alike(ensemble, start).map(Box::new);
        let (start, ensemble) = match (start.given(), even) {
            (Given::Ladder(start), Some(ensemble)) => return Ok(Self::Ladder { ensemble, start }),
            (Given::Register(start), Some(ensemble)) => (start, ensemble),
            (_, None) => return Ok(Self::Array),
        };
        start.check_cells(ensemble.cells())?;
        if ensemble.has_unique_steady_state() {
            let excess = start.excess();
            return Ok(Self::Unique { excess });
        }
        if ensemble.cells() > 1 && ensemble.dephasing_rate() > 0.0 {
            return Ok(Self::Strings(start));
        }
        let ensemble = collective(&ensemble, start)?;
        Ok(Self::Schur { ensemble, start })
    }
}

/// The noise, if it treats all cells of the evolution of a start alike. Equal shifts are no more than a common energy to
/// populations, but turn coherences between ladders.
fn alike(ensemble: &Ensemble, start: &Start) -> Option<Ensemble> {
    let couplings = ensemble.shared_field();
    let populations = matches!(start.given(), Given::Ladder(_));
    let still = couplings.is_none_or(|couplings| !couplings.shifts_cells());
    ensemble.evened().filter(|_| populations || still)
}

/// Whether noise does not act on single cells, or there is one cell.
fn is_collective(ensemble: &Ensemble) -> bool {
    let local = ensemble.local_channel().acts() || ensemble.dephasing_rate() > 0.0;
    !local || ensemble.cells() == 1
}

/// A start over bit strings.
pub(crate) fn over_strings(ensemble: &Ensemble, start: &Start) -> Result<RegisterState, Error> {
    let cells = ensemble.cells();
    Evolution::check(cells)?;
    ensemble.check_over_strings()?;
    match start.given() {
        Given::Ladder(start) => {
            let state = start.state(cells.into())?;
            let levels = Levels::new(cells);
            let populations: Vec<_> = state.populations().collect();
            Ok(RegisterState::even(&levels, &populations, state.accuracy()))
        }
        Given::Register(start) => {
            start.check_cells(cells)?;
            let levels = if RegisterState::has_coherence_between_levels(start) {
                Evolution::check_joined(cells)?;
                Levels::joined(cells)
            } else {
                Levels::new(cells)
            };
            Ok(RegisterState::of_strings(&levels, start))
        }
    }
}

/// The same as a start whose end is asked for: collective dephasing leaves no coherence between levels.
pub(crate) fn ending_over_strings(
    ensemble: &Ensemble,
    start: &Start,
) -> Result<RegisterState, Error> {
    let state = over_strings(ensemble, start)?;
    Ok(if ensemble.collective_dephasing_rate() > 0.0 {
        state.by_levels().clone()
    } else {
        state
    })
}

/// The noise, written as collective noise.
fn collective(ensemble: &Ensemble, start: &RegisterStart) -> Result<Box<Ensemble>, Error> {
    start.check_cells(ensemble.cells())?;
    ensemble.check_signs()?;
    if ensemble.cells() == 1 {
        return Ok(Box::new(ensemble.as_one_cell()));
    }
    Ok(Box::new(ensemble.clone()))
}
