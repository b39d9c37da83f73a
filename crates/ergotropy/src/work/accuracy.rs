//! The errors of a state.

use crate::bounded::Kind;

/// Absolute error for what is rounded below the least normal float, of all populations.
pub(crate) const UNDERFLOW: f64 = 1e-290;

/// The errors of a state.
///
/// The exact populations p satisfy p = p̂ (1 + r) + a with |r| <= `relative` entry by entry and Σ|a| <=
/// `absolute`, where p̂ are the stored ones. For a density matrix, `absolute` is the trace norm of its
/// error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Greatest relative error of a population.
    pub relative: f64,
    /// Sum of the absolute errors of all populations, in addition to the relative ones; or a trace
    /// norm.
    pub absolute: f64,
    /// Whether the errors are proved.
    pub kind: Kind,
}

impl Accuracy {
    /// Bound on the sum of all errors of populations that sum to 1, or on the trace norm of the error of a
    /// density matrix.
    pub fn total(self) -> f64 {
        self.relative + self.absolute
    }
}
