//! One Bohr sector: its elements and their rates.
//!
//! The elements ⟨j, m, σ|ρ|j', m', σ'⟩ with m - m' = Δ form the sector (j, j', σ, σ', Δ). Collective
//! noise moves m and m' together, so that a sector evolves by its own tri-diagonal matrix L (Eq. 14,
//! 15), the same for all (σ, σ'). With the rates γ₋ of emission and γ₊ of absorption, which are γ(n+1) and
//! γn for a bath, and A_m = (j+m)(j-m+1),
//!
//! ```text
//! loss of m       -γ₋ (A_m + A'_m')/2 - γ₊ (A_{m+1} + A'_{m'+1})/2 - Γ_φ Δ²/2
//! m+1 -> m         γ₋ √(A_{m+1} A'_{m'+1})
//! m -> m+1         γ₊ √(A_{m+1} A'_{m'+1})
//! ```

use crate::error::{Error, in_range};
use crate::model::ensemble::Ensemble;
use crate::numerics::double::Double;
use crate::schur::sectors::noise::CollectiveNoise;
use crate::spin::lattice::Lattice;

/// The Bohr sector (j, j', Δ) of an ensemble, for any pair of copies (σ, σ').
///
/// ```
/// use ergotropy::schur::{Fate, Sector};
/// use ergotropy::{Bath, Channel, Ensemble};
///
/// let channel = Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?;
/// let warm = Ensemble::new(4)?.collective(channel);
/// let coherence = Sector::new(&warm, 0, 1, 0)?; // j = 2, j' = 1, same m
/// assert_eq!(coherence.fate(), Fate::Leaking);
/// assert!(coherence.gap() >= 0.999 * coherence.gershgorin());
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sector {
    lattice: Lattice,
    pub(crate) noise: CollectiveNoise,
    d: u32,
    d_prime: u32,
    delta: i64,
    /// Excitations of the lowest element: those of its row and those of its column.
    lowest: (u32, u32),
    /// The rate Γ_φ Δ²/2.
    dephasing: Double,
    len: usize,
}

impl Sector {
    /// The sector between the ladders d = N/2 - j and d' = N/2 - j' with Δ = m - m'. Only the
    /// collective noise of the ensemble matters.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if there is no such ladder, or no element with this Δ (|Δ| <= j + j').
    pub fn new(ensemble: &Ensemble, d: u32, d_prime: u32, delta: i64) -> Result<Self, Error> {
        let lattice = ensemble.lattice();
        for ladder in [d, d_prime] {
            in_range(
                "the ladder d = N/2 - j",
                ladder.into(),
                ladder < lattice.ladders(),
                "from 0 to N/2",
            )?;
        }
        let most = i64::from(lattice.cells() - d - d_prime);
        in_range(
            "the difference Delta = m - m'",
            delta as f64,
            delta.abs() <= most,
            "from -(j + j') to j + j'",
        )?;
        Ok(Self::between(
            lattice,
            CollectiveNoise::of(ensemble),
            (d, d_prime),
            delta,
        ))
    }

    /// [`Sector::new`] for a sector that is known to exist.
    pub(crate) fn between(
        lattice: Lattice,
        noise: CollectiveNoise,
        (d, d_prime): (u32, u32),
        delta: i64,
    ) -> Self {
        let row = |column: i64| column + delta;
        // The column's k' runs over d' ..= N - d', and k = k' + Δ over d ..= N - d.
        let first = i64::from(d_prime).max(i64::from(d) - delta);
        let last = i64::from(lattice.cells() - d_prime).min(i64::from(lattice.cells() - d) - delta);
        let rung = |k: i64| u32::try_from(k).unwrap_or(0);
        let size = delta as f64;
        Self {
            lattice,
            noise,
            d,
            d_prime,
            delta,
            lowest: (rung(row(first)), rung(first)),
            dephasing: noise.dephasing * Double::from(size * size / 2.0),
            len: usize::try_from(last - first + 1).unwrap_or(0),
        }
    }

    /// All sectors of an ensemble with d <= d', and Δ >= 0 where d = d'; the others are adjoints of
    /// these. There are O(N³) sectors.
    pub fn all(ensemble: &Ensemble) -> Vec<Self> {
        let lattice = ensemble.lattice();
        let noise = CollectiveNoise::of(ensemble);
        let mut sectors = Vec::new();
        for d in 0..lattice.ladders() {
            for d_prime in d..lattice.ladders() {
                let most = i64::from(lattice.cells() - d - d_prime);
                let least = if d == d_prime { 0 } else { -most };
                sectors.extend(
                    (least..=most).map(|delta| Self::between(lattice, noise, (d, d_prime), delta)),
                );
            }
        }
        sectors
    }

    /// The lattice of the ladders.
    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// The ladders d and d'.
    pub fn ladders(&self) -> (u32, u32) {
        (self.d, self.d_prime)
    }

    /// Δ = m - m'.
    pub fn delta(&self) -> i64 {
        self.delta
    }

    /// Number of elements.
    #[expect(clippy::len_without_is_empty, reason = "no sector is empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Excitations (k, k') of element i. The lowest element is number 0.
    pub(crate) fn rungs(&self, i: usize) -> (u32, u32) {
        let i = u32::try_from(i).unwrap_or(u32::MAX);
        (self.lowest.0 + i, self.lowest.1 + i)
    }

    /// A_m and A'_m' of element i. For i = `len` they are those of the element that would follow.
    pub(crate) fn couplings(&self, i: usize) -> (f64, f64) {
        let n = self.lattice.cells();
        let (k, k_prime) = self.rungs(i);
        // (j + m)(j - m + 1) with j + m = k - d and j - m = N - d - k.
        let square = |d: u32, k: u32| {
            f64::from(k - d) * f64::from((n + 1).saturating_sub(d).saturating_sub(k))
        };
        (square(self.d, k), square(self.d_prime, k_prime))
    }

    /// √(A_m A'_m') of element i.
    pub(crate) fn square_root(&self, i: usize) -> Double {
        let (a, b) = self.couplings(i);
        (Double::from(a) * Double::from(b)).sqrt()
    }

    /// Rate from element i + 1 to element i, with a relative error of 40u².
    pub(crate) fn down(&self, i: usize) -> Double {
        self.noise.emission * self.square_root(i + 1)
    }

    /// Rate from element i to element i + 1.
    pub(crate) fn up(&self, i: usize) -> Double {
        self.noise.absorption * self.square_root(i + 1)
    }

    /// Rate at which element i is left, by jumps and by leaking.
    pub(crate) fn loss(&self, i: usize) -> Double {
        let mean = |(a, b): (f64, f64)| Double::from(f64::midpoint(a, b));
        self.noise.emission * mean(self.couplings(i))
            + self.noise.absorption * mean(self.couplings(i + 1))
            + self.dephasing
    }

    /// Rate at which element i leaks: minus the sum of its column (Eq. 17, with collective dephasing
    /// added). No terms cancel, and the rate is exactly zero where nothing leaks.
    pub fn leak(&self, i: usize) -> f64 {
        // (√A - √A')² / 2 = (A - A')² / (2 (√A + √A')²).
        let gap = |(a, b): (f64, f64)| {
            if a == b {
                Double::ZERO
            } else {
                let sum = a.sqrt() + b.sqrt();
                Double::from((a - b) * (a - b) / (2.0 * sum * sum))
            }
        };
        (self.noise.emission * gap(self.couplings(i))
            + self.noise.absorption * gap(self.couplings(i + 1))
            + self.dephasing)
            .to_f64()
    }

    /// The sum of column i of L, never positive (Eq. 17).
    pub fn column_sum(&self, i: usize) -> f64 {
        -self.leak(i)
    }
}
