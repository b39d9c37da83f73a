//! Starts with the spectrum of a Gibbs product: which of them is worth its cost?
//!
//! # The question
//! A unitary U turns the product of Gibbs states, with eigenvalues w_k = q^k/(1+q)^N of
//! multiplicity C(N, k), into a start ρ. That costs E(ρ) - E(Gibbs), which is the ergotropy of ρ,
//! and collective noise of Bose ratio α > 0 turns ρ into ⊕_j χ_j ⊗ τ_j with χ_j = Tr_{U_j} ρ_jj and
//! τ_j(m) ∝ α^{j+m}. The balance (Eq. 112 of the paper) is W(ρ_SS) - cost; the gain is the balance
//! less W_SS(Gibbs).
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
//! Only the class of the singlet matters; the unitary that exchanges the singlet and |11> is the best
//! where any gains. With Z = 1 + α + α², in units of 1/(1+q)²:
//! W_SS(Gibbs) = max(0, (1+q+q²) α²/Z - q), and giving q² to the singlet instead of q costs
//! q - q² and leaves (1+2q) α²/Z - q². The gain is positive exactly if
//!
//! q/(1+q) < α²/(1+α),  0 < q,
//!
//! and is q(1-q) α²/(Z (1+q)²) where the Gibbs start is activated itself, α²(1+q²) >= q(1+α). (The
//! third assignment, class 0 in the singlet, gains only where α + α² > 1 + q, which is inside.)
//!
//! ```
//! use ergotropy::Bath;
//! use ergotropy::best_start::{GibbsOrbit, Method};
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
#[cfg(test)]
mod conditions;
mod exhaustion;
mod linearised;
mod orbit;
mod register;

pub use crate::best_start::climb::Climb;
pub use crate::best_start::orbit::{
    Best, GibbsOrbit, MOST_CELLS, MOST_EXHAUSTED, Method, WorkBalance,
};

use crate::spin::lattice::Lattice;

/// One copy of a ladder and the classes of the eigenvalues on its rungs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LadderCopy {
    ladder: u32,
    classes: Vec<u32>,
}

impl LadderCopy {
    /// The ladder, d = N/2 - j.
    pub fn ladder(&self) -> u32 {
        self.ladder
    }

    /// The class k of the eigenvalue q^k/(1+q)^N on each rung, from the lowest; ascending.
    pub fn classes(&self) -> &[u32] {
        &self.classes
    }
}

/// An assignment of the eigenvalues of a Gibbs product of N cells to the Schur basis: for each copy
/// of a ladder, the classes of the eigenvalues it gets. C(N, k) places have class k.
///
/// Copies are kept in a fixed order (by ladder, then by classes), so equal assignments compare as
/// equal. Shown as `d=0: 0 1 1; d=1: 2`, with `(3x)` in front of what several copies share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reassignment {
    cells: u32,
    copies: Vec<LadderCopy>,
}

impl Reassignment {
    /// The Gibbs product itself: class k = d + r on rung r of each copy of ladder d.
    pub(crate) fn gibbs(cells: u32) -> Self {
        let lattice = Lattice::new(cells);
        let copies = (0..lattice.ladders())
            .flat_map(|d| {
                let copy = LadderCopy {
                    ladder: d,
                    classes: lattice.rungs(d).collect(),
                };
                std::iter::repeat_n(copy, copies_of(cells, d) as usize)
            })
            .collect();
        Self { cells, copies }
    }

    /// The assignment with these copies, brought into its fixed order.
    pub(crate) fn ordered(cells: u32, mut copies: Vec<LadderCopy>) -> Self {
        for copy in &mut copies {
            copy.classes.sort_unstable();
        }
        copies.sort_unstable();
        Self { cells, copies }
    }

    /// Number of cells N.
    pub fn cells(&self) -> u32 {
        self.cells
    }

    /// All copies of all ladders.
    pub fn copies(&self) -> &[LadderCopy] {
        &self.copies
    }

    /// Whether it is the Gibbs product (or one with its copies in another order).
    pub fn is_gibbs(&self) -> bool {
        *self == Self::gibbs(self.cells)
    }

    /// This assignment after two copies exchanged one eigenvalue each: the first gives class `a`, the
    /// second class `b`. `None` unless they are two copies and have these classes.
    #[must_use]
    pub fn exchanged(&self, (first, a): (usize, u32), (second, b): (usize, u32)) -> Option<Self> {
        let place = |copy: usize, class| {
            let classes = self.copies.get(copy)?.classes();
            classes.iter().position(|&k| k == class)
        };
        let (there, here) = (place(first, a)?, place(second, b)?);
        if first == second {
            return None;
        }
        let mut copies = self.copies.clone();
        copies[first].classes[there] = b;
        copies[second].classes[here] = a;
        Some(Self::ordered(self.cells, copies))
    }
}

impl std::fmt::Display for Reassignment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, group) in self.copies.chunk_by(PartialEq::eq).enumerate() {
            if number > 0 {
                f.write_str("; ")?;
            }
            write!(f, "d={}: ", group[0].ladder)?;
            if group.len() > 1 {
                write!(f, "({}x) ", group.len())?;
            }
            let classes: Vec<String> = group[0].classes.iter().map(ToString::to_string).collect();
            f.write_str(&classes.join(" "))?;
        }
        Ok(())
    }
}

/// C(n, k) of few cells.
pub(crate) fn binomial(n: u32, k: u32) -> u32 {
    (0..k).fold(1, |count, i| count * (n - i) / (i + 1))
}

/// ν_d = C(N, d) - C(N, d-1).
fn copies_of(cells: u32, d: u32) -> u32 {
    binomial(cells, d) - d.checked_sub(1).map_or(0, |less| binomial(cells, less))
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    use super::*;
    use crate::{Bath, Error};

    #[test]
    fn gibbs_uses_each_eigenvalue_once() {
        for cells in 1..=8 {
            let gibbs = Reassignment::gibbs(cells);
            for k in 0..=cells {
                let places = gibbs.copies.iter().flat_map(|copy| &copy.classes);
                assert_eq!(
                    places.filter(|&&class| class == k).count(),
                    binomial(cells, k) as usize
                );
            }
        }
        let shown = Reassignment::gibbs(4).to_string();
        assert_eq!(shown, "d=0: 0 1 2 3 4; d=1: (3x) 1 2 3; d=2: (2x) 2");
    }

    #[test]
    fn exchanges_go_there_and_back() {
        let gibbs = Reassignment::gibbs(4);
        let moved = gibbs
            .exchanged((0, 4), (1, 1))
            .filter(|moved| !moved.is_gibbs());
        let back = moved.and_then(|moved| {
            assert_eq!(
                moved.to_string(),
                "d=0: 0 1 1 2 3; d=1: (2x) 1 2 3; d=1: 2 3 4; d=2: (2x) 2"
            );
            moved.exchanged((3, 4), (0, 1))
        });
        assert_eq!(back, Some(gibbs.clone()));
        assert_eq!(gibbs.exchanged((0, 4), (0, 0)), None);
        assert_eq!(gibbs.exchanged((0, 4), (4, 3)), None);
        assert_eq!(gibbs.exchanged((0, 4), (9, 3)), None);
    }

    /// Two cells: one bright ladder and one singlet, so a start counts by its weight y in the singlet.
    #[test]
    fn no_rotation_of_two_cells_beats_the_assignments() -> Result<(), Error> {
        let (q, alpha): (f64, f64) = (0.5, 0.9);
        let orbit = GibbsOrbit::new(2, q, Bath::from_bose_ratio(alpha)?)?;
        let optimum = orbit.best(Method::Exhaustion)?.optimum;
        let norm = (1.0 + q) * (1.0 + q);
        let weights = [1.0 / norm, q / norm, q / norm, q * q / norm];
        let (levels, tau) = ([0.0, 1.0, 1.0, 2.0], &orbit.thermal[0]);
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut greatest = f64::NEG_INFINITY;
        for _ in 0..2000 {
            // |U_is|² of a random real rotation; columns are |00>, |t>, |s>, |11>.
            let overlaps = random_overlaps(&mut random);
            let places = |s: usize| (0..4).map(|i| weights[i] * overlaps[i][s]).sum::<f64>();
            let (bright, dark) = (1.0 - places(2), places(2));
            let mut steady: Vec<f64> = tau.iter().map(|t| bright * t).chain([dark]).collect();
            let energy = bright * orbit.energies[0] + dark;
            steady.sort_by(|a, b| b.total_cmp(a));
            let passive: f64 = steady.iter().zip(levels).map(|(p, level)| p * level).sum();
            let cost = (0..4).map(|s| places(s) * levels[s]).sum::<f64>() - 2.0 * q / (1.0 + q);
            greatest = greatest.max(energy - passive - cost);
        }
        assert!(
            greatest < optimum.upper() && greatest > optimum.value - 0.3,
            "{greatest}"
        );
        Ok(())
    }

    /// Squares of the elements of a random orthogonal 4 x 4 matrix (Gram and Schmidt).
    fn random_overlaps(random: &mut ChaCha8Rng) -> Vec<[f64; 4]> {
        let mut rows: Vec<[f64; 4]> = Vec::new();
        while rows.len() < 4 {
            let mut row =
                [0.0; 4].map(|_: f64| (random.next_u64() >> 11) as f64 * 2f64.powi(-52) - 1.0);
            for _ in 0..2 {
                for other in &rows {
                    let overlap: f64 = row.iter().zip(other).map(|(a, b)| a * b).sum();
                    row.iter_mut()
                        .zip(other)
                        .for_each(|(a, b)| *a -= overlap * b);
                }
            }
            let length = row.iter().map(|a| a * a).sum::<f64>().sqrt();
            if length > 1e-3 {
                rows.push(row.map(|a| a / length));
            }
        }
        rows.iter().map(|row| row.map(|a| a * a)).collect()
    }
}
