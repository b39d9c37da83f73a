//! exp(Lt) of a Bohr sector, from the powers of two of a short time.
//!
//! - [`clock`]: the time scale that all sectors share
//! - [`series`]: exp(Lτ) and its squares, with 106 bits
//! - [`rows`]: matrices of floats in padded rows
//! - [`powers`]: exp(Lt) at any time
//!
//! With a power of two Λ of at least twice the greatest loss of any sector, L + Λ has no negative
//! element, and neither has any term of
//!
//! ```text
//! exp(Lτ) = exp(-Λτ) Σ_k ((L + Λ) τ)^k / k!,   Λτ = 1/16,
//! ```
//!
//! nor of its squares. Squaring in double-double arithmetic gives P_i = exp(2^i τ L) up to the longest time
//! needed, and P_i is stored in floats. exp(Lt) is the product of those P_i whose bit is set in ⌊t/τ⌋, and
//! of a short series for the rest. No eigenvectors are needed, so Jordan blocks of noise that only emits or
//! only absorbs do no harm.
//!
//! **Error**, in the norm max_column Σ|.|, in which no exp(Lt) exceeds 1 (off-diagonals are not
//! negative, column sums not positive). A series has the error of its roundings. The square of P has
//! 2|P| times the error of P, and (3n + 10)u² |P|² for n elements. A product has the sum of the errors
//! of its factors, and (n + 2)u. Since exp(Lt) never moves two states apart, all later times are within
//! ε of the limit once P_i is; the limit is known ([`fate`](crate::schur::sectors::fate)).

pub(crate) mod clock;
pub(crate) mod powers;
pub(crate) mod rows;
pub(crate) mod series;
