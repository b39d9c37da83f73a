//! Reference: every number of an answer to more than 75 digits, fast enough for a hundred thousand points.
//!
//! - [`number`]: a number with an error of its own, for comparison with floats;
//! - [`state`]: populations of 320 bits, steady or at a time;
//! - [`linear`]: energy, weights of ladders, mean spin, leakage, flow of energy;
//! - [`spectral`]: work, passive energy, purity, entropy;
//! - [`same_entropy`]: the greatest work at the same entropy.

mod linear;
mod number;
mod same_entropy;
mod spectral;
mod state;

pub use linear::Leakage;
pub use number::Number;
pub use state::Reference;
