//! How much memory an answer may take; asked before any is taken.

use crate::error::Error;
use crate::numerics::effort::limits;
use crate::spin::lattice::Lattice;

/// Memory of one answer.
pub(crate) fn limit() -> u128 {
    limits().memory
}

/// Refuses what would take more than [`limit`], and says how many cells would not: the most, if `bytes` grows
/// with the number of cells, and else a number beyond which one more would.
pub(crate) fn check(
    lattice: Lattice,
    method: &'static str,
    bytes: impl Fn(Lattice) -> u128,
) -> Result<(), Error> {
    let (needed, limit) = (bytes(lattice), limit());
    if needed <= limit {
        return Ok(());
    }
    let (mut most, mut too_many) = (0, lattice.cells());
    while too_many - most > 1 {
        let middle = u32::midpoint(most, too_many);
        if bytes(Lattice::new(middle)) <= limit {
            most = middle;
        } else {
            too_many = middle;
        }
    }
    Err(Error::TooLarge {
        cells: lattice.cells(),
        method,
        bytes: needed,
        limit,
        most,
    })
}

/// Whether an answer may take so much.
pub(crate) fn fits(bytes: u128) -> bool {
    bytes <= limit()
}

/// Bytes of 4^N complex numbers.
pub(crate) fn matrix_bytes(lattice: Lattice) -> u128 {
    16u128 << (2 * lattice.cells().min(50))
}

/// Bytes of 2^N complex numbers.
pub(crate) fn vector_bytes(lattice: Lattice) -> u128 {
    16u128 << lattice.cells().min(100)
}
