//! The paper's formulas under collective noise alone, in forms that keep their digits.
//!
//! - `ground`: the steady state that starts in the ground state
//! - `gibbs`: the steady state that starts in a product of Gibbs states
//! - [`limit`]: the limit of W for N → ∞
//! - `ratio`: a geometric ratio with its complement and logarithm, and sums of its powers
//! - `excitation`: the mean excitation of a ladder with geometric weights
//! - `estimate`: numbers whose error trusts the exponentials and logarithms of the platform
//!
//! As printed, Eq. 31, 107 and 108 are differences of terms of order N and 1/(1-α) that nearly
//! cancel: at 1 - α = 1e-9 nothing is left. With x = -ln α the energy is
//! E = 1/(eˣ-1) - (N+1)/(e^{(N+1)x}-1); since 1/(eʸ-1) = 1/y - 1/2 + φ(y) with
//! φ(y) = y/12 - y³/720 + ..., it is also N/2 - (N+1) φ((N+1)x) + φ(x), which has no large terms. The
//! ergotropy follows from the energy of one cell less, without any subtraction.
//!
//! All these formulas are for baths, α < 1. Noise with absorption above emission belongs to no bath,
//! and has no closed form here.

mod estimate;
mod excitation;
mod gibbs;
mod ground;
pub mod limit;
mod ratio;

pub use crate::closed_form::gibbs::GibbsStart;
pub use crate::closed_form::ground::{GroundStart, hot_limit};
