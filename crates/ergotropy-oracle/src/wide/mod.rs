//! Wide: numbers of 320 bits that are not negative, with an exponent of 64 bits.
//!
//! - `float`: the number, its sum, difference, product and quotient;
//! - `conversion`: conversion from integers, floats and fractions, and back;
//! - `logarithm`: logarithms that lose no digit near one.

mod conversion;
mod float;
mod logarithm;

pub(crate) use float::Wide;
#[cfg(test)]
pub(crate) use logarithm::LN_2;
