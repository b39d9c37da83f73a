//! From numbers to a state of the library.

use ergotropy::RegisterStart;

use super::array::{Array, Excited, Shape};

/// Deviation below which the array may have been a state before it was rounded to 24 bits.
const SINGLE: f64 = 1e-5;

/// The reason why an array is not a state, as the end of a sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotAState {
    #[error(
        "amplitude {index} (from 0) is infinite or not a number, but must be finite: check what computed it"
    )]
    Amplitude { index: usize },
    #[error(
        "element ({row}, {column}) (from 0) is infinite or not a number, but must be finite: check what computed it"
    )]
    Element { row: usize, column: usize },
    #[error(
        "its norm is {norm:?}, but must be 1 within 1e-10, and is never rescaled: normalise it first, as in state / numpy.linalg.norm(state)"
    )]
    Norm { norm: f64 },
    #[error(
        "its trace is {trace:?}, but must be 1 within 1e-10, and is never rescaled: normalise it first, as in state / numpy.trace(state)"
    )]
    Trace { trace: f64 },
    #[error(
        "its element ({row}, {row}) (from 0) has the imaginary part {imaginary:?}, but a density matrix is Hermitian, within 1e-10: check what computed it, or store (state + state.conj().T) / 2"
    )]
    Diagonal { row: usize, imaginary: f64 },
    #[error(
        "its elements ({row}, {column}) and ({column}, {row}) (from 0) differ by {deviation:?} after conjugation, but a density matrix is Hermitian, within 1e-10: check what computed it, or store (state + state.conj().T) / 2"
    )]
    NotHermitian {
        row: usize,
        column: usize,
        deviation: f64,
    },
    #[error(
        "its least eigenvalue is {eigenvalue:?}, but none of a density matrix may be below -1e-10: check what computed it"
    )]
    NegativeEigenvalue { eigenvalue: f64 },
    #[error(
        "its {what} is {value:?}, but must be {allowed} within 1e-10, which the single precision of complex64 cannot hold: compute the state in complex128 and store that"
    )]
    Single {
        what: &'static str,
        value: f64,
        allowed: &'static str,
    },
    #[error("{0}")]
    Library(ergotropy::Error),
}

/// The state that an array describes.
pub(super) fn start(array: Array) -> Result<RegisterStart, NotAState> {
    let Array {
        mut numbers,
        side,
        shape,
        single,
        excited,
    } = array;
    if excited == Excited::Zero {
        // All bits of all indices are flipped.
        numbers.reverse();
    }
    let start = match shape {
        Shape::Vector => RegisterStart::pure(numbers),
        Shape::Matrix => RegisterStart::density_matrix(numbers),
    };
    start.map_err(|error| refused(in_file(error, side, shape, excited), side, shape, single))
}

/// An error with the indices of the file.
fn in_file(
    error: ergotropy::Error,
    side: usize,
    shape: Shape,
    excited: Excited,
) -> ergotropy::Error {
    let count = match shape {
        Shape::Vector => side,
        Shape::Matrix => side * side,
    };
    let flipped = |index: usize, count: usize| match excited {
        Excited::One => index,
        Excited::Zero => count - 1 - index,
    };
    match error {
        ergotropy::Error::NotANumber { index } => ergotropy::Error::NotANumber {
            index: flipped(index, count),
        },
        ergotropy::Error::NotHermitian {
            row,
            column,
            deviation,
        } => ergotropy::Error::NotHermitian {
            row: flipped(row, side),
            column: flipped(column, side),
            deviation,
        },
        other => other,
    }
}

fn refused(error: ergotropy::Error, side: usize, shape: Shape, single: bool) -> NotAState {
    let rounded = |what, value: f64, allowed, off: f64| {
        (single && off.abs() < SINGLE).then_some(NotAState::Single {
            what,
            value,
            allowed,
        })
    };
    match error {
        ergotropy::Error::NotANumber { index } => match shape {
            Shape::Vector => NotAState::Amplitude { index },
            Shape::Matrix => NotAState::Element {
                row: index / side,
                column: index % side,
            },
        },
        ergotropy::Error::Norm { norm } => {
            rounded("norm", norm, "1", norm - 1.0).unwrap_or(NotAState::Norm { norm })
        }
        ergotropy::Error::Trace { trace } => {
            rounded("trace", trace, "1", trace - 1.0).unwrap_or(NotAState::Trace { trace })
        }
        ergotropy::Error::NotHermitian {
            row,
            column,
            deviation,
        } if row == column => NotAState::Diagonal {
            row,
            imaginary: deviation / 2.0,
        },
        ergotropy::Error::NotHermitian {
            row,
            column,
            deviation,
        } => rounded("distance from Hermitian", deviation, "0", deviation).unwrap_or(
            NotAState::NotHermitian {
                row,
                column,
                deviation,
            },
        ),
        ergotropy::Error::NegativeEigenvalue { eigenvalue } => {
            rounded("least eigenvalue", eigenvalue, "at least 0", eigenvalue)
                .unwrap_or(NotAState::NegativeEigenvalue { eigenvalue })
        }
        other => NotAState::Library(other),
    }
}
