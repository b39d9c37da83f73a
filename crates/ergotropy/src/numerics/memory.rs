//! How much memory an answer may take; asked before any is taken.

use crate::error::Error;
use crate::spin::lattice::Lattice;

/// Largest memory of one answer, 2 GiB.
pub(crate) const LIMIT: u128 = 2 << 30;

/// Refuses what would take more than [`LIMIT`], and says how many cells would not: the most, if `bytes` grows
/// with the number of cells, and else a number beyond which one more would.
pub(crate) fn check(
    lattice: Lattice,
    method: &'static str,
    bytes: impl Fn(Lattice) -> u128,
) -> Result<(), Error> {
    let needed = bytes(lattice);
    if needed <= LIMIT {
        return Ok(());
    }
    let (mut most, mut too_many) = (0, lattice.cells());
    while too_many - most > 1 {
        let middle = u32::midpoint(most, too_many);
        if bytes(Lattice::new(middle)) <= LIMIT {
            most = middle;
        } else {
            too_many = middle;
        }
    }
    Err(Error::TooLarge {
        cells: lattice.cells(),
        method,
        bytes: needed,
        limit: LIMIT,
        most,
    })
}

/// Whether an answer may take so much.
pub(crate) fn fits(bytes: u128) -> bool {
    bytes <= LIMIT
}
