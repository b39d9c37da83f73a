//! How far a computed matrix can be off.

/// Bounds of the error δ + δ' of a Hermitian matrix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MatrixError {
    /// The Frobenius norm of δ, among the rows that are held.
    pub(crate) frobenius: f64,
    /// The trace norm of δ', which no noise makes greater.
    pub(crate) trace: f64,
}
