//! Wide: numbers of 320 bits that are not negative, with an exponent that does not run out.
//!
//! - `float`: the number, its sum, difference, product and quotient;
//! - `conversion`: from integers, floats and fractions, and back;
//! - `logarithm`: logarithms that lose no digit next to one.

mod conversion;
mod float;
mod logarithm;

pub(crate) use float::Wide;
#[cfg(test)]
pub(crate) use logarithm::LN_2;
