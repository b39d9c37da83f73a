//! The numbers of an array, and what they stand for.

use num_complex::Complex64;

/// What the numbers of an array stand for.
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

    /// What to do where there are too many cells.
    pub(super) fn instead(self) -> &'static str {
        match self {
            Self::Vector => "fewer cells",
            Self::Matrix => "the vector if the state is pure, or fewer cells",
        }
    }
}

/// The most cells of a file that a verb can follow in the memory that it may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Most {
    pub(crate) vector: u32,
    pub(crate) matrix: u32,
}

/// A state of single cells. The index is made of bits, cell 1 the most significant, 1 for excited.
#[derive(Debug, PartialEq)]
pub(super) struct Array {
    pub(super) numbers: Vec<Complex64>,
    /// 2^N.
    pub(super) side: usize,
    pub(super) shape: Shape,
    /// Whether the file has the numbers in single precision.
    pub(super) single: bool,
}
