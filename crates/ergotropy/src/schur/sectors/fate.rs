//! The fate of a sector as t → ∞.
//!
//! Two facts decide the fate: off-diagonals of L are not negative, and column sums are not positive. So
//! L is a Markov chain that may also leak. An element leaks at the rate (√A_m - √A'_m')² γ₋/2 +
//! (√A_{m+1} - √A'_{m'+1})² γ₊/2 + Γ_φ Δ²/2, which is zero exactly where integers are equal. A class of
//! elements that reach each other survives if none of them leaks and no jump leads out of the class.
//!
//! * γ₋ > 0, γ₊ > 0: all elements reach each other. A_m = A'_m' and A_{m+1} = A'_{m'+1} together
//!   mean j = j', Δ = 0. These sectors thermalize, all others leak. Where γ₊ > γ₋ the populations rise
//!   with m.
//! * γ₋ > 0, γ₊ = 0: all jumps go down. The only class without a jump out of it is the lowest element,
//!   which is dark if both m = -j and m' = -j' and if dephasing spares it (Δ = j' - j = 0 or Γ_φ = 0).
//!   This holds also for j ≠ j', against the paper's Eq. 20.
//! * γ₋ = 0, γ₊ > 0: the same upside down, with m = j and m' = j'.
//! * γ₋ = γ₊ = 0: nothing moves. Elements that collective dephasing does not damp are frozen.

use faer::Side;

use crate::numerics::double::Double;
use crate::schur::basis::sites::End;
use crate::schur::sectors::noise::Jumps;
use crate::schur::sectors::sector::Sector;

/// The fate of a sector as t → ∞.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The sector relaxes to the geometric populations of Eq. 23: j = j', Δ = 0, noise that emits and
    /// absorbs.
    Thermalizing,
    /// The sector vanishes.
    Leaking,
    /// A part of the sector gathers in one coherence: between the two lowest rungs with Δ = j' - j if
    /// noise only emits, as at n = 0; between the two highest with Δ = j - j' if noise only absorbs.
    Dark,
    /// The sector does not change.
    Frozen,
}

impl Fate {
    /// One word for tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thermalizing => "thermalizing",
            Self::Leaking => "leaking",
            Self::Dark => "dark",
            Self::Frozen => "frozen",
        }
    }
}

/// Whether the matrix of a sector has a basis of eigenvectors, as Eq. 72 of the paper supposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modes {
    /// Real and simple eigenvalues: a tri-diagonal matrix with positive products of opposite
    /// off-diagonals is similar to a symmetric one.
    Simple,
    /// All off-diagonals vanish.
    Diagonal,
    /// Noise only emits or only absorbs, and no eigenvalue occurs twice.
    Distinct,
    /// Noise only emits or only absorbs, and some eigenvalue occurs twice on a chain that joins its
    /// elements: a Jordan block, and terms t exp(λt).
    Defective,
}

impl Sector {
    /// The fate of the sector as t → ∞, decided in integers.
    pub fn fate(&self) -> Fate {
        let dephased = self.delta() != 0 && self.noise.dephasing.is_positive();
        let (d, d_prime) = self.ladders();
        match self.noise.jumps {
            Jumps::Both if d == d_prime && self.delta() == 0 => Fate::Thermalizing,
            Jumps::Towards(end) if self.reaches(end) && !dephased => Fate::Dark,
            Jumps::None if !dephased => Fate::Frozen,
            _ => Fate::Leaking,
        }
    }

    /// Whether the outermost element stands at this end of both ladders.
    fn reaches(&self, end: End) -> bool {
        let (d, d_prime) = self.ladders();
        let outermost = match end {
            End::Bottom => 0,
            End::Top => self.len() - 1,
        };
        let rung = |d| end.rung(self.lattice(), d, 0);
        self.rungs(outermost) == (rung(d), rung(d_prime))
    }

    /// Whether L has a basis of eigenvectors.
    ///
    /// Noise that only emits makes L triangular, with eigenvalues -γ₋ (A_m + A'_m')/2, which are compared
    /// as integers, exactly. Two equal eigenvalues always make a Jordan block, as all elements between
    /// them are joined. For noise that only absorbs, A_{m+1} and A'_{m'+1} take the places of A_m and
    /// A'_m'.
    pub fn modes(&self) -> Modes {
        let first = match self.noise.jumps {
            _ if self.len() == 1 => return Modes::Diagonal,
            Jumps::None => return Modes::Diagonal,
            Jumps::Both => return Modes::Simple,
            Jumps::Towards(End::Bottom) => 0,
            Jumps::Towards(End::Top) => 1,
        };
        let sums = (first..first + self.len()).map(|i| self.couplings(i));
        let mut sums: Vec<f64> = sums.map(|(a, b)| a + b).collect();
        sums.sort_by(f64::total_cmp);
        if sums.windows(2).any(|pair| pair[0] == pair[1]) {
            Modes::Defective
        } else {
            Modes::Distinct
        }
    }

    /// The least leak of an element, a rate.
    ///
    /// By Gershgorin's theorem (Eq. 84) no mode decays more slowly, so this is a lower bound of the gap. The
    /// bound says nothing where it is zero.
    pub fn gershgorin(&self) -> f64 {
        (0..self.len())
            .map(|i| self.leak(i))
            .fold(f64::INFINITY, f64::min)
    }

    /// The gap, a rate: the least of -λ over the eigenvalues λ of L, without the one that is zero in a
    /// sector that survives. Infinite if no other is left.
    ///
    /// This is an estimate: the eigenvalues of the symmetric matrix similar to L have errors of a few
    /// units in the last place of the greatest one. A triangular L has its eigenvalues on the diagonal.
    /// Cost: O(n³) for n elements.
    pub fn gap(&self) -> f64 {
        let mut decays = self.decays();
        decays.sort_by(f64::total_cmp);
        let survives = usize::from(matches!(self.fate(), Fate::Thermalizing | Fate::Dark));
        if self.fate() == Fate::Frozen {
            return f64::INFINITY;
        }
        decays.get(survives).copied().unwrap_or(f64::INFINITY)
    }

    fn decays(&self) -> Vec<f64> {
        let diagonal = |i: usize| self.loss(i).to_f64();
        if self.modes() != Modes::Simple {
            return (0..self.len()).map(diagonal).collect();
        }
        let off = |i: usize| (self.down(i) * self.up(i)).to_f64().sqrt();
        let matrix = faer::Mat::<f64>::from_fn(self.len(), self.len(), |row, column| {
            match row.abs_diff(column) {
                0 => diagonal(row),
                1 => -off(row.min(column)),
                _ => 0.0,
            }
        });
        matrix
            .self_adjoint_eigenvalues(Side::Lower)
            .unwrap_or_default()
    }

    /// The state for t → ∞ that begins in element l of the sector, as (element, weight). It is the same
    /// for all l of a sector that thermalizes.
    pub(crate) fn limit(&self, l: usize) -> Vec<(usize, Double)> {
        match (self.fate(), self.noise.jumps) {
            (Fate::Frozen, _) => vec![(l, Double::ONE)],
            (Fate::Thermalizing, _) => self.geometric(),
            // At each step towards the dark end an element keeps the fraction jump rate / loss rate.
            (Fate::Dark, Jumps::Towards(End::Bottom)) => vec![(0, self.share(1..=l))],
            (Fate::Dark, Jumps::Towards(End::Top)) => {
                let last = self.len() - 1;
                vec![(last, self.share(l + 1..=last))]
            }
            _ => Vec::new(),
        }
    }

    /// Π √(A_m A'_m') / ((A_m + A'_m')/2) over some elements.
    fn share(&self, elements: std::ops::RangeInclusive<usize>) -> Double {
        elements.fold(Double::ONE, |share, i| {
            let (a, b) = self.couplings(i);
            share * (self.square_root(i) / Double::from(f64::midpoint(a, b)))
        })
    }

    /// Weights with sum 1 that change by γ₊/γ₋ from element to element.
    fn geometric(&self) -> Vec<(usize, Double)> {
        let ratio = self.noise.ratio;
        let rises = ratio > Double::ONE;
        let step = if rises { Double::ONE / ratio } else { ratio };
        let mut weights: Vec<Double> =
            std::iter::successors(Some(Double::ONE), |&w| Some(w * step))
                .take(self.len())
                .collect();
        let sum: Double = weights.iter().copied().sum();
        if rises {
            weights.reverse();
        }
        weights.into_iter().map(|w| w / sum).enumerate().collect()
    }
}
