//! Arithmetic and resources. They know nothing of the physics.
//!
//! - [`double`]: 106 bits from two floats
//! - [`real`]: what floats and double-doubles have in common
//! - [`scaled`]: numbers with an exponent of their own
//! - [`simd`]: loops in the machine's widest vectors, and every dot product
//! - [`hermitian`]: eigenvalues of Hermitian matrices, with proved errors
//! - [`matrix_error`]: how far a computed matrix can be off
//! - [`parallel`]: two threads at most, which change no bit
//! - [`memory`]: whether the memory of an answer holds something
//! - [`effort`]: what an answer may take, and what it took

pub(crate) mod double;
pub(crate) mod effort;
pub(crate) mod hermitian;
pub(crate) mod matrix_error;
pub(crate) mod memory;
pub(crate) mod parallel;
pub(crate) mod real;
pub(crate) mod scaled;
pub(crate) mod simd;
