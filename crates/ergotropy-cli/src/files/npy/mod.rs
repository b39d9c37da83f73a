//! Files of arrays: a state vector or a density matrix over bit strings, or a kernel, in the format of `numpy.save`.
//!
//! A header is not trusted before it is compared with the length of the file, and no memory is taken
//! before its size is compared with the limit. The library checks whether an array is a state (its norm
//! or trace, and so on).
//!
//! - `read`: from a file to a state
//! - `kernel`: from a file to a kernel of common emission
//! - `plan`: the contents that a header announces, checked against the file and the limits
//! - `header`: the header of an array, and checks before it is parsed
//! - `array`: the numbers, and their meaning
//! - `state`: from numbers to a state of the library
//! - `error`: the errors of a file

mod array;
mod error;
mod header;
mod kernel;
mod plan;
mod read;
mod state;

pub(crate) use array::{Excited, Most};
pub(crate) use error::NpyError;
pub(crate) use kernel::kernel;
pub(crate) use read::{read, read_content};

#[cfg(test)]
#[path = "../../../tests/it/npy_bytes.rs"]
mod npy_bytes;
