//! Bohr sectors: the coherences that collective noise keeps together, and what becomes of them.
//!
//! The elements ⟨j, m, σ|ρ|j', m', σ'⟩ with m - m' = Δ form the sector (j, j', σ, σ', Δ). Collective
//! noise moves m and m' together, so that a sector evolves by its own tri-diagonal matrix L (Eq. 14,
//! 15), the same for all (σ, σ'): with A_m = (j+m)(j-m+1)
//!
//! ```text
//! loss of m       -γ(n+1) (A_m + A'_m')/2 - γn (A_{m+1} + A'_{m'+1})/2 - Γ_φ Δ²/2
//! m+1 -> m         γ(n+1) √(A_{m+1} A'_{m'+1})
//! m -> m+1         γn     √(A_{m+1} A'_{m'+1})
//! ```
//!
//! **What survives** follows from two facts: off-diagonals are not negative, and column sums are
//! not positive, so that L is a Markov chain that may also leak. An element leaks at the rate
//! (√A_m - √A'_m')² γ(n+1)/2 + (√A_{m+1} - √A'_{m'+1})² γn/2 + Γ_φ Δ²/2, which is zero exactly where
//! integers are equal. A class of elements that reach each other survives if none of them leaks
//! and none leads out of the class.
//!
//! * γ > 0, n > 0: all elements reach each other. A_m = A'_m' and A_{m+1} = A'_{m'+1} together
//!   mean j = j', Δ = 0. These sectors thermalize, all others leak.
//! * γ > 0, n = 0: everything goes down. The one class that nothing leaves is the lowest element, and
//!   that is dark if both m = -j and m' = -j': also for j ≠ j', against the paper's Eq. 20, if
//!   dephasing spares it (Δ = j' - j = 0 or Γ_φ = 0).
//! * γ = 0: nothing moves; what collective dephasing does not damp is frozen.

use faer::Side;

use crate::error::{Error, in_range};
use crate::model::ensemble::Ensemble;
use crate::numerics::double::Double;
use crate::spin::lattice::Lattice;

/// What becomes of a sector as t → ∞.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It relaxes to the geometric populations of Eq. 23: j = j', Δ = 0, and a bath that heats.
    Thermalizing,
    /// It vanishes.
    Leaking,
    /// It gathers, in part, in the coherence between the two lowest rungs: a bath at n = 0, Δ = j' - j.
    Dark,
    /// Nothing happens to it.
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
    /// n = 0, and no eigenvalue occurs twice.
    Distinct,
    /// n = 0, and some eigenvalue occurs twice on a chain that joins its elements: a Jordan block, and
    /// terms t exp(λt).
    Defective,
}

/// The Bohr sector (j, j', Δ) of an ensemble, for any pair of copies (σ, σ').
///
/// ```
/// use ergotropy::schur::{Fate, Sector};
/// use ergotropy::{Channel, Bath, Ensemble};
///
/// let warm = Ensemble::new(4)?.collective(Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?);
/// let coherence = Sector::new(&warm, 0, 1, 0)?; // j = 2, j' = 1, same m
/// assert_eq!(coherence.fate(), Fate::Leaking);
/// assert!(coherence.gap() >= 0.999 * coherence.gershgorin());
/// # Ok::<(), ergotropy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sector {
    lattice: Lattice,
    d: u32,
    d_prime: u32,
    delta: i64,
    /// Excitations of the lowest element, of the row and of the column.
    lowest: (u32, u32),
    emission: Double,
    absorption: Double,
    dephasing: Double,
    /// n + 1 and n of the bath, and whether it acts: what the end depends on, whatever the rate.
    bath: (Double, Double),
    acts: bool,
    dephased: bool,
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
        Ok(Self::between(ensemble, d, d_prime, delta))
    }

    /// As [`Sector::new`], for a sector that is known to be there.
    pub(crate) fn between(ensemble: &Ensemble, d: u32, d_prime: u32, delta: i64) -> Self {
        let lattice = ensemble.lattice();
        let collective = ensemble.noise().collective;
        let row = |column: i64| column + delta;
        // The column's k' runs over d' ..= N - d', and k = k' + Δ over d ..= N - d.
        let first = i64::from(d_prime).max(i64::from(d) - delta);
        let last = i64::from(lattice.cells() - d_prime).min(i64::from(lattice.cells() - d) - delta);
        let rung = |k: i64| u32::try_from(k).unwrap_or(0);
        let size = delta as f64;
        Self {
            lattice,
            d,
            d_prime,
            delta,
            lowest: (rung(row(first)), rung(first)),
            bath: collective.proportions(),
            acts: collective.acts(),
            dephased: delta != 0 && ensemble.collective_dephasing_rate() > 0.0,
            emission: collective.emission,
            absorption: collective.absorption,
            dephasing: Double::from(ensemble.collective_dephasing_rate())
                * Double::from(size * size / 2.0),
            len: usize::try_from(last - first + 1).unwrap_or(0),
        }
    }

    /// All sectors of an ensemble with d <= d', and Δ >= 0 where d = d'; the others are their
    /// adjoints. There are O(N³).
    pub fn all(ensemble: &Ensemble) -> Vec<Self> {
        let lattice = ensemble.lattice();
        let mut sectors = Vec::new();
        for d in 0..lattice.ladders() {
            for d_prime in d..lattice.ladders() {
                let most = i64::from(lattice.cells() - d - d_prime);
                let least = if d == d_prime { 0 } else { -most };
                sectors
                    .extend((least..=most).map(|delta| Self::between(ensemble, d, d_prime, delta)));
            }
        }
        sectors
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

    /// Excitations (k, k') of element i, counted from below.
    pub(crate) fn rungs(&self, i: usize) -> (u32, u32) {
        let i = u32::try_from(i).unwrap_or(u32::MAX);
        (self.lowest.0 + i, self.lowest.1 + i)
    }

    /// A_m and A'_m' of element i; i = `len` gives those above the last.
    fn couplings(&self, i: usize) -> (f64, f64) {
        let n = self.lattice.cells();
        let (k, k_prime) = self.rungs(i);
        // (j + m)(j - m + 1) with j + m = k - d and j - m = N - d - k.
        let square = |d: u32, k: u32| {
            f64::from(k - d) * f64::from((n + 1).saturating_sub(d).saturating_sub(k))
        };
        (square(self.d, k), square(self.d_prime, k_prime))
    }

    fn square_root(&self, i: usize) -> Double {
        let (a, b) = self.couplings(i);
        (Double::from(a) * Double::from(b)).sqrt()
    }

    /// Rate from element i + 1 to element i, right to 40u² relative.
    pub(crate) fn down(&self, i: usize) -> Double {
        self.emission * self.square_root(i + 1)
    }

    /// Rate from element i to element i + 1.
    pub(crate) fn up(&self, i: usize) -> Double {
        self.absorption * self.square_root(i + 1)
    }

    /// Rate at which element i is left, by jumps and by leaking.
    pub(crate) fn loss(&self, i: usize) -> Double {
        let mean = |(a, b): (f64, f64)| Double::from(f64::midpoint(a, b));
        self.emission * mean(self.couplings(i))
            + self.absorption * mean(self.couplings(i + 1))
            + self.dephasing
    }

    /// Rate at which element i leaks: minus the sum of its column (Eq. 17, with collective
    /// dephasing added). Free of cancellation; exactly zero where nothing leaks.
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
        (self.emission * gap(self.couplings(i))
            + self.absorption * gap(self.couplings(i + 1))
            + self.dephasing)
            .to_f64()
    }

    /// The sum of column i of L, never positive (Eq. 17).
    pub fn column_sum(&self, i: usize) -> f64 {
        -self.leak(i)
    }

    /// What becomes of the sector, decided in integers as the module tells.
    pub fn fate(&self) -> Fate {
        let dephased = self.dephased;
        let diagonal = self.d == self.d_prime && self.delta == 0;
        let bottom = self.lowest == (self.d, self.d_prime);
        match (self.acts, self.acts && self.bath.1.is_positive()) {
            (true, true) if diagonal => Fate::Thermalizing,
            (true, false) if bottom && !dephased => Fate::Dark,
            (false, _) if !dephased => Fate::Frozen,
            _ => Fate::Leaking,
        }
    }

    /// Whether L has a basis of eigenvectors.
    ///
    /// At n = 0 it is triangular, with eigenvalues -(A_m + A'_m')/2: integers or halves, compared
    /// exactly. Two equal ones always make a Jordan block, as all elements between them are joined.
    pub fn modes(&self) -> Modes {
        match (self.acts, self.acts && self.bath.1.is_positive()) {
            _ if self.len == 1 => Modes::Diagonal,
            (false, _) => Modes::Diagonal,
            (true, true) => Modes::Simple,
            (true, false) => {
                let sums = (0..self.len).map(|i| self.couplings(i)).map(|(a, b)| a + b);
                let mut sums: Vec<f64> = sums.collect();
                sums.sort_by(f64::total_cmp);
                if sums.windows(2).any(|pair| pair[0] == pair[1]) {
                    Modes::Defective
                } else {
                    Modes::Distinct
                }
            }
        }
    }

    /// The least leak of an element: by Gershgorin's theorem (Eq. 84) no mode decays more slowly.
    /// It is a lower bound of the gap, and no bound where it is zero.
    pub fn gershgorin(&self) -> f64 {
        (0..self.len)
            .map(|i| self.leak(i))
            .fold(f64::INFINITY, f64::min)
    }

    /// The slowest decay: the least of -λ over the eigenvalues λ of L, but for the one that is zero
    /// in a sector that survives. Infinite if no other is left.
    ///
    /// An estimate: eigenvalues of the symmetric matrix similar to L (at n = 0, its diagonal) to a
    /// few units in the last place of the greatest.
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
            return (0..self.len).map(diagonal).collect();
        }
        let off = |i: usize| (self.down(i) * self.up(i)).to_f64().sqrt();
        let matrix = faer::Mat::<f64>::from_fn(self.len, self.len, |row, column| {
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

    /// What an element l of the sector has become for t → ∞, as (element, weight); the same for
    /// all l of a sector that thermalizes.
    pub(crate) fn limit(&self, l: usize) -> Vec<(usize, Double)> {
        match self.fate() {
            Fate::Leaking => Vec::new(),
            Fate::Frozen => vec![(l, Double::ONE)],
            Fate::Dark => {
                // On its way down an element keeps, at each step, the share down/loss.
                let share = (1..=l).fold(Double::ONE, |share, i| {
                    let (a, b) = self.couplings(i);
                    share * (self.square_root(i) / Double::from(f64::midpoint(a, b)))
                });
                vec![(0, share)]
            }
            Fate::Thermalizing => {
                let ratio = self.bath.1 / self.bath.0;
                let weights: Vec<Double> =
                    std::iter::successors(Some(Double::ONE), |&w| Some(w * ratio))
                        .take(self.len)
                        .collect();
                let sum: Double = weights.iter().copied().sum();
                weights.into_iter().map(|w| w / sum).enumerate().collect()
            }
        }
    }
}
