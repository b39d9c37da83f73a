//! The use of an elimination.

/// The use of an elimination, which decides about the factors that are kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Purpose {
    /// Stationary weights, for which the columns of the factors are enough.
    Steady,
    /// Solutions of x (z - Q) = w for many w, for which the rows are needed too.
    Resolvent,
}
