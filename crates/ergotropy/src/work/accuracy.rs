//! How well a state is known.

use crate::bounded::Kind;

/// Absolute error for what is rounded below the least normal float, of all populations.
pub(crate) const UNDERFLOW: f64 = 1e-290;

/// How well a state is known.
///
/// The exact populations p satisfy p = p̂ (1 + r) + a with |r| <= `relative` entry by entry and
/// Σ|a| <= `absolute`, where p̂ are the stored ones. Of a density matrix, `absolute` is the trace norm of
/// what it is off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Greatest relative error of a population.
    pub relative: f64,
    /// Sum of the absolute errors of all populations, beyond the relative ones; or a trace norm.
    pub absolute: f64,
    /// Whether that is proved.
    pub kind: Kind,
}

impl Accuracy {
    /// Bound on the sum of all errors of populations that sum to 1; how far the state is from the true one in
    /// the trace norm.
    pub fn total(self) -> f64 {
        self.relative + self.absolute
    }
}
