//! The conditions under which numbers over bit strings are a state.

use faer::Side;
use num_complex::Complex64;

use crate::error::Error;

/// Greatest deviation of norm, trace and the sum of weights from 1, of elements from Hermitian, and of
/// eigenvalues below zero.
pub(super) const TOLERANCE: f64 = 1e-10;

/// Greatest number of cells whose 2^N amplitudes are held.
const MOST_CELLS: u32 = 26;

/// Refuses zero cells, and more cells than [`MOST_CELLS`].
pub(crate) fn register_cells(cells: u32) -> Result<u32, Error> {
    if !(1..=MOST_CELLS).contains(&cells) {
        return Err(Error::OutOfRange {
            name: "the number of cells of a state over bit strings",
            value: f64::from(cells),
            allowed: "from 1 to 26",
        });
    }
    Ok(cells)
}

/// N from 2^N, for 1 <= N <= [`MOST_CELLS`].
pub(super) fn cells_of(length: usize) -> Result<u32, Error> {
    if !length.is_power_of_two() || length == 1 {
        return Err(Error::NotARegister { length });
    }
    register_cells(length.trailing_zeros())
}

pub(super) fn within(x: f64) -> bool {
    (x - 1.0).abs() <= TOLERANCE
}

pub(super) fn finite(elements: &[Complex64]) -> Result<(), Error> {
    match elements.iter().position(|z| !z.is_finite()) {
        Some(index) => Err(Error::NotANumber { index }),
        None => Ok(()),
    }
}

pub(super) fn hermitian_part(
    mut elements: Vec<Complex64>,
    size: usize,
) -> Result<Vec<Complex64>, Error> {
    for row in 0..size {
        for column in 0..=row {
            let lower = elements[row * size + column];
            let upper = elements[column * size + row].conj();
            let deviation = (lower - upper).norm();
            if deviation > TOLERANCE {
                return Err(Error::NotHermitian {
                    row,
                    column,
                    deviation,
                });
            }
            let mean = (lower + upper) / 2.0;
            elements[row * size + column] = mean;
            elements[column * size + row] = mean.conj();
        }
    }
    Ok(elements)
}

pub(super) fn positive(elements: &[Complex64], size: usize) -> Result<(), Error> {
    let matrix = faer::MatRef::from_row_major_slice(elements, size, size);
    // The complex conjugate has the same eigenvalues, and is in memory column by column, as the solver
    // needs it.
    let mut shifted = matrix.transpose().to_owned();
    for i in 0..size {
        shifted[(i, i)] += TOLERANCE;
    }
    if shifted.llt(Side::Lower).is_ok() {
        return Ok(());
    }
    for i in 0..size {
        shifted[(i, i)] -= TOLERANCE;
    }
    let eigenvalue = shifted
        .self_adjoint_eigenvalues(Side::Lower)
        .ok()
        .and_then(|values| values.first().copied())
        .unwrap_or(f64::NAN);
    Err(Error::NegativeEigenvalue { eigenvalue })
}
