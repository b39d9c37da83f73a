//! exp(Lt) of a Bohr sector, by powers of two of a short time.
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
//! nor of its squares. In double-double arithmetic squaring gives P_i = exp(2^i τ L) up to any time that
//! matters, and P_i is stored in floats. exp(Lt) is the product of those P_i whose bit is set in ⌊t/τ⌋, and
//! of a short series for the rest. This needs no eigenvectors, so that it does not mind the Jordan blocks
//! of noise that only emits or only absorbs.
//!
//! **Error**, in the norm max_column Σ|.|, in which no exp(Lt) exceeds 1 (off-diagonals are not
//! negative, column sums not positive): a series errs by its roundings, a square of P by 2|P| times
//! what P does and by (3n + 10)u² |P|² for n elements, a product by the sum of its factors and (n + 2)u.
//! Since exp(Lt) brings nothing further apart, once P_i is within ε of its limit (which
//! [`fate`](crate::schur::sectors::fate) tells) so are all later times.

pub(crate) mod clock;
pub(crate) mod powers;
pub(crate) mod rows;
pub(crate) mod series;
