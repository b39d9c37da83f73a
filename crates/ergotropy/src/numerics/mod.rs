//! Arithmetic and resources, independent of the physics.
//!
//! - [`double`]: numbers of 106 bits as sums of two floats
//! - [`real`]: the operations that floats and double-doubles have in common
//! - [`scaled`]: numbers with an exponent of their own
//! - [`combination`]: sums of long vectors with several lists of weights
//! - [`decimal`]: decimal numbers beyond the floats, for people
//! - [`simd`]: loops in the machine's widest vectors, and every dot product
//! - [`hermitian`]: eigenvalues of Hermitian matrices, with proved errors
//! - [`tridiagonal`]: eigenvalues by way of tridiagonal matrices
//! - [`matrix_error`]: the error of a computed matrix
//! - [`parallel`]: two threads at most, which change no bit
//! - [`memory`]: the memory of an answer, checked before it is taken
//! - [`effort`]: the limits of an answer, and the work that was done for it

pub(crate) mod combination;
pub(crate) mod decimal;
pub(crate) mod double;
pub(crate) mod effort;
pub(crate) mod hermitian;
pub(crate) mod matrix_error;
pub(crate) mod memory;
pub(crate) mod parallel;
pub(crate) mod real;
pub(crate) mod scaled;
pub(crate) mod simd;
pub(crate) mod tridiagonal;
