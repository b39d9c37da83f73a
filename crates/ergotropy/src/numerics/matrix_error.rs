//! The error of a computed matrix.

/// Bounds of the error δ + δ' of a Hermitian matrix, in two norms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MatrixError {
    /// Bound of the Frobenius norm of δ, which has only rows that are held.
    pub(crate) frobenius: f64,
    /// Bound of the trace norm of δ', which no noise increases.
    pub(crate) trace: f64,
}
