//! Files of arrays: a state vector or a density matrix of single cells, as `numpy.save` writes it.
//!
//! Nothing that a header says is believed before it is held against the length of the file, and no
//! memory is taken before it is held against the limit. What makes an array a state (its norm or
//! trace, and so on) is checked by the library.
//!
//! - `read`: from a file to a state
//! - `plan`: what a header promises, held against the file and against the limits
//! - `header`: where the header is, and which ones the parser is not shown
//! - `array`: the numbers, and what they stand for
//! - `state`: from numbers to a state of the library
//! - `error`: what is wrong with a file

mod array;
mod error;
mod header;
mod plan;
mod read;
mod state;

pub(crate) use array::Most;
pub(crate) use error::NpyError;
pub(crate) use read::{read, read_content};

#[cfg(test)]
#[path = "../../../tests/it/npy.rs"]
mod written;
