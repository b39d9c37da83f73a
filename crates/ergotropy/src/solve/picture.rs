//! The picture that answers a question: the cheapest that is exact.
//!
//! * Starts that are permutation-invariant and diagonal in energy stay so under all noise of an [`Ensemble`],
//!   since the noise treats all cells alike and creates no coherence between levels: the ladder picture, for any
//!   N.
//! * Any other start under collective noise alone: the Schur picture, in which J± and J_z act on small spaces.
//! * Any other start under noise on single cells would need all 4^N elements, with these exceptions:
//!   - one cell has J- = σ- and J_z = σz/2, so that noise on this cell is collective noise;
//!   - if there is only one steady state, each start leads to it ([`End::Unique`]);
//!   - dephasing without a bath leaves the weight of each string, and no coherence between strings.

use std::fmt;

use crate::error::Error;
use crate::model::ensemble::Ensemble;
use crate::model::start::register::RegisterStart;
use crate::model::start::{Given, LadderStart, Start};
use crate::numerics::double::Double;

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
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ladder => "ladder",
            Self::Schur => "schur",
        })
    }
}

/// A start, in the picture that follows it over time.
pub(crate) enum Path<'a> {
    Ladder(&'a LadderStart),
    /// A start over bit strings; the noise, written as collective noise, is in `ensemble`.
    Schur {
        ensemble: Box<Ensemble>,
        start: &'a RegisterStart,
    },
}

impl<'a> Path<'a> {
    pub(crate) fn of(ensemble: &Ensemble, start: &'a Start) -> Result<Self, Error> {
        Ok(match start.given() {
            Given::Ladder(start) => Self::Ladder(start),
            Given::Register(start) => Self::Schur {
                ensemble: collective(ensemble, start)?,
                start,
            },
        })
    }
}

/// A start, in the picture of its steady state.
pub(crate) enum End<'a> {
    Ladder(&'a LadderStart),
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
    Unique {
        excess: f64,
    },
    /// A start over bit strings; the noise, written as collective noise, is in `ensemble`.
    Schur {
        ensemble: Box<Ensemble>,
        start: &'a RegisterStart,
    },
    /// A start of which only the weights of bit strings remain.
    Strings(&'a RegisterStart),
}

impl<'a> End<'a> {
    pub(crate) fn of(ensemble: &Ensemble, start: &'a Start) -> Result<Self, Error> {
        let start = match start.given() {
            Given::Ladder(start) => return Ok(Self::Ladder(start)),
            Given::Register(start) => start,
        };
        start.check_cells(ensemble.cells())?;
        if ensemble.has_unique_steady_state() {
            let trace = (start.trace() - Double::ONE).abs().to_f64();
            let excess = trace + start.element_error();
            return Ok(Self::Unique { excess });
        }
        if ensemble.cells() > 1 && ensemble.dephasing_rate() > 0.0 {
            return Ok(Self::Strings(start));
        }
        let ensemble = collective(ensemble, start)?;
        Ok(Self::Schur { ensemble, start })
    }
}

/// The noise, written as collective noise; an error if it is not collective.
fn collective(ensemble: &Ensemble, start: &RegisterStart) -> Result<Box<Ensemble>, Error> {
    start.check_cells(ensemble.cells())?;
    ensemble.check_signs()?;
    if ensemble.cells() == 1 {
        return Ok(Box::new(ensemble.as_one_cell()));
    }
    ensemble.follows(start)?;
    Ok(Box::new(*ensemble))
}
