//! The memory of an answer, checked before it is taken.

use crate::error::Error;
use crate::numerics::effort::limits;

/// Greatest memory of one answer, in bytes.
pub(crate) fn limit() -> u128 {
    limits().memory
}

/// Refuses a method that would take more than [`limit`]. The error names a number of cells that fits.
///
/// `bytes` must be the only condition for each number of cells, since it is evaluated for the number
/// that is named. This is the greatest number that fits if `bytes` grows with the number of cells.
pub(crate) fn check(
    cells: u32,
    method: &'static str,
    bytes: impl Fn(u32) -> u128,
) -> Result<(), Error> {
    let needed = bytes(cells);
    if fits(needed) {
        return Ok(());
    }
    let (mut most, mut too_many) = (0, cells);
    while too_many - most > 1 {
        let middle = u32::midpoint(most, too_many);
        if fits(bytes(middle)) {
            most = middle;
        } else {
            too_many = middle;
        }
    }
    Err(refused(
        cells,
        method,
        needed,
        Some(most).filter(|&most| most > 0),
    ))
}

/// Refuses a method that would take more than [`limit`]. The error names no number of cells that fits,
/// since the memory for other numbers of cells is not known before the work.
pub(crate) fn check_alone(cells: u32, method: &'static str, bytes: u128) -> Result<(), Error> {
    if fits(bytes) {
        Ok(())
    } else {
        Err(refused(cells, method, bytes, None))
    }
}

/// Whether an answer may take `bytes` bytes.
pub(crate) fn fits(bytes: u128) -> bool {
    bytes <= limit()
}

/// Bytes of a matrix over the bit strings of some cells, 4^N complex numbers.
pub(crate) fn matrix_bytes(cells: u32) -> u128 {
    16 << (2 * cells.min(50))
}

/// Bytes of a vector over the bit strings of some cells, 2^N complex numbers.
pub(crate) fn vector_bytes(cells: u32) -> u128 {
    16 << cells.min(100)
}

fn refused(cells: u32, method: &'static str, bytes: u128, most: Option<u32>) -> Error {
    Error::TooLarge {
        cells,
        method,
        bytes,
        limit: limit(),
        most,
    }
}
