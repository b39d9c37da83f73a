//! The limit of W for N → ∞.
//!
//! - `ergotropy`: the two limits
//! - `boundary`: the sum (1), for the weight that crosses the boundary of a level
//! - `bracket`: the two numbers (2) between which the limit is
//! - `dressed`: effective baths of finitely many cells
//!
//! Two models have the same limit. Under collective noise alone (η = 1) from a Gibbs start of ratio q
//! the limit is a function W(α_c, q), see [`gibbs_start`]. For every fixed 0 < η < 1 and γ_r > 0 it is
//! W(α_c, α_ℓ), see [`mixture`]: local noise prepares the ladders as a Gibbs start of its own
//! temperature would. E/N tends to q/(1+q), while W stays finite for α_c, q < 1.
//!
//! # The sum (η = 1)
//! Collective noise keeps the weight of each ladder. So an eigenvalue on ladder d, u rungs above its
//! bottom, is q^d α^u times a factor that is the same for all ladders up to corrections q^(N-2d) and
//! α^(N-2d). The weight lies within some √N ladders around d* = N q/(1+q), where these corrections are
//! exponentially small. Level k = d + u holds C(N, k) = Σ_{d<=k} ν_d eigenvalues. W is the weight that
//! has to cross the boundaries of the levels. Take the boundary below level b + 1 and count ladders
//! from there, d = b + s: the states with s + u >= 1 are above. As many of the greatest eigenvalues as
//! there are places below have to be there; the weight that crosses is theirs minus the weight that is
//! below already. By duality of linear programs it is
//!
//! ```text
//! min_τ Σ_{s+u>0} ν (λ - τ)₊ + Σ_{s+u<=0} ν (τ - λ)₊ .
//! ```
//!
//! If the least τ is the same multiple of q^b for all boundaries in the window, the sum over b can be carried
//! out. With ν_{b+s} λ = P_{b+s} q^(-s) … and Σ_b P_b = 1, N drops out:
//!
//! ```text
//! W(α, q) = (1-α) min_τ Σ_{s,u} q^-s |q^s α^u - τ|   over the (s, u) on the wrong side,      (1)
//! ```
//!
//! that is s + u > 0 with q^s α^u > τ, or s + u <= 0 with q^s α^u < τ. No terms cancel.
//! W(α, α) = 0, and W(α, 0) = α²/(1-α).
//!
//! # Between two numbers
//! In (1) put H(z) = n - q^f (1-q^n)/(1-q), z = n + f with n whole and 0 < f <= 1. Rung u contributes
//! α^u H(t + u (1 - ln α / ln q)), τ = q^t. The part of H that has period 1 is between two constants;
//! the rest is summed and minimised in closed form. With the relative entropy of two thermal
//! oscillators D = ln((1-α)/(1-q)) + α/(1-α) ln(α/q) this gives, as a theorem about (1),
//!
//! ```text
//! D/L - [1/(1-q) - 1/L - ln(L/(1-q))/L] <= W <= D/L,   L = ln(1/q).                         (2)
//! ```
//!
//! The bracket is narrower than 1, and its width is about L/8 for small L. W is the free energy of the
//! oscillator of rungs relative to the temperature of the start, minus the cost of whole levels. So W diverges
//! as α/(1-α) for α → 1 and as ln(L)/-L for q → 1; at q = 1 itself there is no limit.
//!
//! # Mixture, 0 < η < 1
//! Let j = N/2 - d be of order N and u of order 1. Collective jumps move u at rates 2jη(n_c+1) u and 2jη n_c
//! (u+1). Local noise of rate g = (1-η)γ_r moves d down by one at g(n_ℓ+1) d and up at g n_ℓ (N-d), both of
//! order N and with u unchanged; jumps of local noise that move u have rates of order 1, or 1/N. The leading
//! part has the product of a geometric law α_c^u with a binomial law of d as its steady state. The flows
//! between ladders d and d + 1 cancel exactly, so that P_{d+1}/P_d = α_ℓ (N-d)/(d+1) up to a factor 1 + O(1/N),
//! everywhere in the window, drift included. As ν_{d+1}/ν_d is (N-d)/(d+1) up to such a factor, eigenvalues
//! fall by α_ℓ from ladder to ladder. This is (1) with q = α_ℓ, whatever η and γ_r. At α_ℓ = 0 a dark ladder is
//! fed through u(u-1)/N alone: its weight is of order 1/N, and W → α_c²/(1-α_c). Dephasing at a fixed rate
//! moves u at rates of order 1 and does not change the limit. With η = 1 it does: W → 0, since the steady state
//! is then a Gibbs state. Time goes to infinity before N does. The limit does not commute with η → 0 or γ_r →
//! ∞: W = 0 at η = 0, and the parameter is then η N ([`dressed`]).
//!
//! # Where it ends
//! Both ratios are those of baths or of starts with q < 1. At q = 1, and for noise whose absorption is not
//! below its emission, W grows without bound with N, and there is no limit.
//!
//! # What is proved
//! (2) is proved, and so is that [`gibbs_start`] is (1) up to its stated error. That (1) is the limit at η = 1
//! follows from the sum above, whose neglected terms are exponentially small unless two τ are equally good. For
//! mixtures the argument is one of leading orders, not a proof: the distance of u from a geometric law is not
//! bounded for each d. Both agree with steady states of up to 1600 (η = 1) and 600 cells.
//!
//! # How fast
//! - η = 1: exponentially, where one τ is best in the whole window; as 1/√N where two are equally good (for
//!   example at α = 0, q = 1/2). As α or q → 1 such points become dense, and as long as √N (1-q) or √N (1-α) is
//!   not large, W is far from its limit: at q = 0.9, α = 0.3 and N = 1600 it is two thirds of it.
//! - Mixture: as c/N, in addition to the terms of η = 1. All of c is a shift of the two ratios ([`dressed`]).
//!
//! [`mixture`]: fn@mixture

mod boundary;
mod bracket;
mod dressed;
mod ergotropy;

pub use crate::closed_form::limit::dressed::dressed;
pub use crate::closed_form::limit::ergotropy::{gibbs_start, mixture};

#[cfg(test)]
mod tests;
