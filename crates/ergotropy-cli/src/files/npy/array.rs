//! The numbers of an array, and their meaning.

use num_complex::Complex64;

/// The meaning of the numbers of an array.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Amplitudes of a pure state.
    Vector,
    /// A density matrix, row by row.
    Matrix,
}

impl Shape {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Vector => "a vector",
            Self::Matrix => "a density matrix",
        }
    }

    /// Advice for a file with too many cells.
    pub(super) fn instead(self) -> &'static str {
        match self {
            Self::Vector => "fewer cells",
            Self::Matrix => "the vector if the state is pure, or fewer cells",
        }
    }
}

/// The greatest numbers of cells of a file that a verb can follow within its memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    pub(crate) vector: u32,
    pub(crate) matrix: u32,
}

/// The bit of an excited cell in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Excited {
    One,
    /// As QuTiP has it, whose first basis state of a cell is the excited one.
    Zero,
}

/// The numbers of a state over bit strings. In an index, cell 1 is the most significant bit.
#[derive(Debug, PartialEq)]
pub(super) struct Array {
    pub(super) numbers: Vec<Complex64>,
    /// Length 2^N of a vector, or of a row of a matrix.
    pub(super) side: usize,
    pub(super) shape: Shape,
    /// Whether the file has the numbers in single precision.
    pub(super) single: bool,
    pub(super) excited: Excited,
}
