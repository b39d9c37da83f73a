//! How much memory an answer may take; asked before any is taken.

use crate::error::Error;
use crate::spin::Lattice;

/// Largest memory of one answer, 2 GiB.
const LIMIT: u128 = 2 << 30;

/// Refuses what would take more than [`LIMIT`].
pub(crate) fn check(lattice: Lattice, method: &'static str, bytes: u128) -> Result<(), Error> {
    if bytes > LIMIT {
        return Err(Error::TooLarge {
            cells: lattice.cells(),
            method,
            bytes,
            limit: LIMIT,
        });
    }
    Ok(())
}
