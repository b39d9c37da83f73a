//! What is asked of an elimination.

/// What an elimination is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Purpose {
    /// The stationary weights: columns of factors are enough.
    Steady,
    /// Solutions of x (z - Q) = w for many w: rows as well.
    Resolvent,
}
