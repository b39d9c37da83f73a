//! The numbers read off a state of the Schur picture.
//!
//! **Error.** A state is a matrix ρ̃ with |ρ̃ - ρ| <= f in the Frobenius norm. With c = N/2 (any c is
//! allowed) the ergotropy has the error
//!
//! ```text
//! |δW| <= |Tr (ρ̃ - ρ)(H - c)| + Σ |λ̃_i - λ_i| |ε_i - c| <= f |H - c| + (f + e) |ε - c|,
//! ```
//!
//! by the theorem of Hoffman and Wielandt, where H and ε are restricted to as many levels as ρ has
//! rows, and e is the error of the eigenvalues.

use crate::bounded::{Bounded, Kind};
use crate::error::Error;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::schur::basis::transform::Transform;
use crate::schur::state::body::Rung;
use crate::schur::state::density::SchurState;
use crate::schur::state::eigenvalues::Eigenvalues;
use crate::work::Work;
use crate::work::entropy::entropy;
use crate::work::parts::{Basis, Parts};

impl SchurState {
    /// The weights of all (d, k), which are the diagonal of the matrix.
    pub(crate) fn populations(&self) -> Vec<(u32, u32, Bounded)> {
        let bounded = |rung: Rung| {
            let rounding = 4.0 * ROUNDOFF * rung.weight.abs();
            let off = self.off.frobenius * (rung.rows as f64).sqrt() + self.off.trace;
            let weight = Bounded::new(rung.weight, off + rounding, Kind::Bound);
            (rung.d, rung.k, weight)
        };
        self.body.rungs().into_iter().map(bounded).collect()
    }

    /// Weight of ladder d, which collective noise conserves: p_j of Eq. 61.
    pub(crate) fn ladder_weight(&self, d: u32) -> Bounded {
        self.linear(|ladder, _| f64::from(u8::from(ladder == d)))
    }

    /// Mean spin ⟨j⟩.
    pub(crate) fn mean_spin(&self) -> Bounded {
        let half = f64::from(self.cells()) / 2.0;
        self.linear(|d, _| half - f64::from(d))
    }

    /// Energy E = Tr ρH, in units of ħω.
    pub(crate) fn energy(&self) -> Bounded {
        self.linear(|_, k| f64::from(k))
    }

    /// Σ c(d, k) p(d, k) for exact c.
    pub(crate) fn linear(&self, coefficient: impl Fn(u32, u32) -> f64) -> Bounded {
        let rungs = self.body.rungs();
        let sum: Double = rungs
            .iter()
            .map(|rung| Double::from(coefficient(rung.d, rung.k)) * Double::from(rung.weight))
            .sum();
        let value = sum.to_f64();
        // |Tr δ C| <= |δ| |C| in Frobenius norms.
        let square: f64 = rungs
            .iter()
            .map(|rung| coefficient(rung.d, rung.k).powi(2) * rung.rows as f64)
            .sum();
        let rounding = 8.0 * ROUNDOFF * value.abs();
        // |Tr δ' C| <= |δ'|_1 max |C|; δ' may also be on states that the matrix has no rows for.
        let greatest = (self.basis.lattice().iter())
            .map(|(d, k)| coefficient(d, k).abs())
            .fold(0.0, f64::max);
        let off = self.off.frobenius * square.sqrt() + self.off.trace * greatest;
        Bounded::new(value, off + rounding, Kind::Bound)
    }

    /// Energy, passive energy and ergotropy. Cost: O(D³) for a matrix of D rows, O(Σ χ³) for a product.
    pub(crate) fn work(&self) -> Work {
        self.work_of(self.spectrum())
    }

    /// Ergotropy W = E - E_passive (Eq. 5), in units of ħω.
    pub(crate) fn ergotropy(&self) -> Bounded {
        self.work().ergotropy
    }

    /// The given ergotropy with and without coherence in a basis. Cost: between levels O(Σ D_k³) for the D_k rows
    /// of each level, between bit strings O(N 4^N).
    ///
    /// # Errors
    /// Those of [`SchurState::density_matrix`] for coherence between bit strings.
    pub(crate) fn parts_at(&self, ergotropy: Bounded, basis: Basis) -> Result<Parts, Error> {
        let diagonal = match basis {
            Basis::Strings => Some(self.weights_of_strings()?),
            Basis::Levels => Eigenvalues::without_coherence(&self.body),
        };
        Ok(match diagonal {
            Some(diagonal) => Parts::new(ergotropy, self.work_of(&diagonal).ergotropy),
            None => Parts::incoherent(ergotropy),
        })
    }

    /// The weights of bit strings, as the eigenvalues of the state without coherence between them.
    ///
    /// The diagonal of a matrix with error δ has an error of at most δ in the Frobenius norm, and so have its
    /// entries in falling order.
    fn weights_of_strings(&self) -> Result<Eigenvalues, Error> {
        let matrix = self.density_matrix()?;
        let size = self.basis.dimension();
        let norm = (0..size * size)
            .map(|i| matrix.element(i / size, i % size).norm_sqr())
            .sum::<f64>()
            .sqrt();
        let transform = 2.0 * Transform::new(self.cells())?.error();
        Ok(Eigenvalues::sorted(
            (0..size).map(|string| matrix.element(string, string).re),
            (transform + 4.0 * ROUNDOFF) * norm * (1.0 + 1e-9),
        ))
    }

    /// Purity Tr ρ² = Σ λ².
    pub(crate) fn purity(&self) -> Bounded {
        let spectrum = self.spectrum();
        let sum: Double = spectrum
            .values
            .iter()
            .map(|&x| Double::from(x) * Double::from(x))
            .sum();
        let value = sum.to_f64();
        let off = self.error() + spectrum.error;
        let error = off * (2.0 * value.sqrt() + off) + 8.0 * ROUNDOFF * value;
        Bounded::new(value, error, Kind::Bound)
    }

    /// Von Neumann entropy -Σ λ ln λ, in nats.
    pub(crate) fn entropy(&self) -> Bounded {
        let spectrum = self.spectrum();
        // |δ|_1 <= √rows |δ|_F.
        let rows = spectrum.values.len() as f64;
        let off = rows.sqrt() * (self.error() + spectrum.error);
        entropy(self.cells(), spectrum.values.iter().copied(), off)
    }

    /// The eigenvalues in falling order and a bound of √Σ|δλ|². Zeros beyond the rows of the matrix are
    /// left out. Cost: O(D³) for D rows at the first call.
    pub fn eigenvalues(&self) -> (&[f64], f64) {
        let spectrum = self.spectrum();
        (&spectrum.values, spectrum.error + self.error())
    }

    fn work_of(&self, spectrum: &Eigenvalues) -> Work {
        let n = self.cells();
        let centre = f64::from(n) / 2.0;
        let energy = self.energy();
        let mut passive = Double::ZERO;
        let mut sum = Double::ZERO;
        let mut spread = 0.0;
        let mut level = 0;
        let mut free = self.basis.level_size(0);
        // An isospectral matrix can have more rows than there are states; its further eigenvalues are
        // zero.
        for &value in spectrum.values.iter().take(self.basis.dimension()) {
            if free == 0 {
                level += 1;
                free = self.basis.level_size(level);
            }
            free -= 1;
            passive += Double::from(value) * Double::from(f64::from(level));
            sum += Double::from(value);
            spread += (f64::from(level) - centre).powi(2);
        }
        let rungs = self.body.rungs();
        let trace: Double = rungs.iter().map(|rung| Double::from(rung.weight)).sum();
        let rows: f64 = rungs
            .iter()
            .map(|rung| (f64::from(rung.k) - centre).powi(2) * rung.rows as f64)
            .sum();
        let mismatch = (trace - sum).to_f64().abs() * centre;
        let rounding = 16.0 * ROUNDOFF * (energy.value + passive.to_f64());
        let off = self.off.frobenius * (rows.sqrt() + spread.sqrt())
            + spectrum.error * spread.sqrt()
            + 2.0 * centre * self.off.trace;
        let gain = (Double::from(energy.value) - passive).to_f64().max(0.0);
        let passive = passive.to_f64();
        // The passive energy alone has the same error, and its trace is known to |δ|_F √rows.
        let rows = spectrum.values.len() as f64;
        let trace_error = (self.off.frobenius + spectrum.error) * rows.sqrt();
        Work {
            energy,
            passive_energy: Bounded::new(
                passive,
                (self.off.frobenius + spectrum.error) * spread.sqrt()
                    + trace_error * centre
                    + 2.0 * centre * self.off.trace
                    + rounding,
                Kind::Bound,
            ),
            ergotropy: Bounded::new(gain, off + mismatch + rounding, Kind::Bound),
        }
    }
}
