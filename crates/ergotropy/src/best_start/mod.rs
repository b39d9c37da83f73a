//! Starts with the spectrum of a Gibbs product: which of them is worth its cost?
//!
//! - `reassignment`: the eigenvalues of the Gibbs product, assigned to the Schur basis
//! - `orbit`: the balance of an assignment
//! - `linearised`: an ascent that follows from convexity
//! - `climb`: hill climbing by exchanges of two eigenvalues
//! - `exhaustion`: a search through all assignments that can be best
//! - `search`: the best assignment, by one of these methods
//! - `register`: assignments as states over bit strings, and the balance of any start of the orbit
//!
//! # The question
//! A unitary U turns the product of Gibbs states, with eigenvalues w_k = q^k/(1+q)^N of
//! multiplicity C(N, k), into a start ρ. That costs E(ρ) - E(Gibbs), which is the ergotropy of ρ,
//! and collective noise of Bose ratio α > 0 turns ρ into ⊕_j χ_j ⊗ τ_j with χ_j = Tr_{U_j} ρ_jj and
//! τ_j(m) ∝ α^{j+m}. The balance (Eq. 112 of the paper) is W(ρ_SS) - cost; the gain is the balance
//! minus W_SS(Gibbs).
//!
//! # Theorem: the best start is a reassignment
//! Let F(ρ) = W_SS(ρ) - E(ρ), the balance up to a constant. Write Φ for ρ ↦ ρ_SS and H_V = V†HV. Since
//! the passive energy is a minimum over unitaries V,
//!
//! F(ρ) = max_V Tr ρ G_V,  G_V = Φ†(H - H_V) - H,  Φ†(X) = ⊕_j Tr_{U_j}[X_jj (1 ⊗ τ_j)] ⊗ 1,
//!
//! a maximum of linear functions. Let F be greatest on the orbit at ρ* (the orbit is compact), and V
//! best for ρ*. Any ρ of the orbit with Tr ρ G_V >= Tr ρ* G_V then has F(ρ) >= Tr ρ G_V >= F(ρ*), so it
//! is a maximiser as well; the one that has its eigenvalues descending along the eigenbasis of G_V
//! descending does (von Neumann's trace inequality). H and Φ†(...) commute, and
//! G_V = ⊕_j (M_j ⊗ 1 - 1 ⊗ (j+m+d)), so that this eigenbasis can be |m> ⊗ (eigenvectors of M_j).
//! Unitaries on the copies alone commute with H and with Φ and leave F as it is; they turn the
//! eigenvectors of M_j into the standard ones. Hence: **the balance is greatest, over all
//! unitaries, for an assignment of the 2^N eigenvalues to the 2^N vectors |j, m, σ>**. (The same
//! holds over all states that the Gibbs product majorises, the convex hull of the orbit.)
//!
//! Two more properties of some best assignment follow from G = μ_c - r, where c = (j, σ) is a copy,
//! r = j + m its rung, and μ_c a number of its own:
//! * in a copy the eigenvalues descend as r ascends, so an assignment is a multiset of classes k
//!   for each copy, and copies of one ladder can change places: [`Reassignment`];
//! * all places are sorted by μ_c - r with one list of μ. As *every* order of ties is as good, μ can
//!   be taken generic. So there are thresholds T_0 > T_1 > ... such that the place (c, r) has a class
//!   of at most k exactly if μ_c - r > T_k, with no equality anywhere ([`Method::Exhaustion`]
//!   visits just these assignments).
//!
//! # Two cells
//! Only the class of the singlet matters. Where any unitary gains, the best one exchanges the singlet
//! and |11>. With Z = 1 + α + α², in units of 1/(1+q)²: W_SS(Gibbs) = max(0, (1+q+q²) α²/Z - q), and
//! giving q² instead of q to the singlet costs q - q² and leaves (1+2q) α²/Z - q². The gain is positive
//! exactly if
//!
//! q/(1+q) < α²/(1+α),  0 < q,
//!
//! and is q(1-q) α²/(Z (1+q)²) where the Gibbs start itself is activated, α²(1+q²) >= q(1+α). (The
//! third assignment, class 0 in the singlet, gains only where α + α² > 1 + q, a part of the region
//! above.)
//!
//! ```
//! use ergotropy::{Bath, best_start::{GibbsOrbit, Method}};
//!
//! let orbit = GibbsOrbit::new(2, 0.5, Bath::from_bose_ratio(0.9)?)?;
//! let best = orbit.best(Method::Exhaustion)?;
//! assert_eq!(best.reassignment.to_string(), "d=0: 0 1 1; d=1: 2");
//! assert!((best.optimum.value - 106.0 / 2439.0).abs() < 1e-15); // balance, W_SS - cost
//! assert!((best.work.gain.value - 9.0 / 271.0).abs() < 1e-15);
//! # Ok::<(), ergotropy::Error>(())
//! ```
//!
//! # Three and four cells
//! Not proved for all (q, α), but found by exhaustion on a grid: for N = 3 the gain is positive
//! exactly if α² > q. For N = 4, with Z = 1 + α + ... + α⁴, it is positive exactly if
//!
//! * (1+q+2q²+q³) (α³+α⁴)/Z > q² + q³ (hot noise), or
//! * (1+2q²+q³+q⁴) α/Z < q², α > 0, q < 1 (cold noise): a singlet and the level k = 2 of the bright
//!   ladder exchange their classes 2 and 1, and the gain times (1+q)⁴ is
//!   min(q(1-q) α/Z, q² - (1+2q²+q³+q⁴) α/Z).
//!
//! # Zero temperature
//! At α = 0 itself coherences between the lowest rungs of different ladders do not decay; Φ leaves
//! them out, as for every α > 0. In this limit the Gibbs product is best for N <= 11: L(c) denotes
//! the level that the one steady eigenvalue of copy c has in passive order, and F = -Σ w (L(c) + r)
//! over all places. The number of places with L(c) + r <= v is Σ_c min(2j_c + 1, v + 1 - L(c))⁺,
//! which long copies at low levels make greatest for all v at once; that is how the Gibbs product
//! has them. It remains that its classes d + r ascend with L + r, which can fail only if d - L
//! differs by two between places. Now L is at most d, and at least d - 1 if the ladders below d
//! have as many copies, C(N, d-1), as there are states of energy below d - 1; d = 6 of N = 12 is
//! the first that has not. There the exchange of class 6 in the last singlet and class 5 in the
//! bright ladder gains q⁵(1-q)/(1+q)¹².

mod climb;
mod exhaustion;
mod linearised;
mod orbit;
mod reassignment;
mod register;
mod search;

pub use crate::best_start::climb::Climb;
pub use crate::best_start::exhaustion::MOST_EXHAUSTED;
pub use crate::best_start::orbit::{GibbsOrbit, MOST_CELLS, WorkBalance};
pub use crate::best_start::reassignment::{LadderCopy, Reassignment};
pub use crate::best_start::search::{Best, Method};

#[cfg(test)]
mod tests;
