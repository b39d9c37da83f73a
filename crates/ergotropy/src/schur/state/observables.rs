//! A state of the Schur picture, and the numbers read off it.
//!
//! **Error.** A state is a matrix ρ̃ with |ρ̃ - ρ| <= f in the Frobenius norm. With c = N/2 (any c
//! will do) the ergotropy errs by
//!
//! ```text
//! |δW| <= |Tr (ρ̃ - ρ)(H - c)| + Σ |λ̃_i - λ_i| |ε_i - c| <= f |H - c| + (f + e) |ε - c|,
//! ```
//!
//! by the theorem of Hoffman and Wielandt, where H and ε are restricted to as many levels as ρ has
//! rows, and e is the error of the eigenvalues ([`Spectrum`]).

use std::sync::{Arc, OnceLock};

use faer::{Mat, c64};

use crate::bounded::{Bounded, Kind};
use crate::error::Error;
use crate::method::Method;
use crate::model::start::register::RegisterStart;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::effort::{self, Statistics};
use crate::numerics::hermitian::Spectrum;
use crate::numerics::memory::{self, matrix_bytes};
use crate::schur::basis::numbering::SchurBasis;
use crate::schur::basis::sites::Sites;
use crate::schur::basis::transform::Transform;
use crate::work::Work;
use crate::work::accuracy::Accuracy;
use crate::work::parts::{Basis, Parts};

/// A density matrix of N cells in the Schur basis, or one with the same spectrum and levels.
#[derive(Clone, Debug)]
pub struct SchurState {
    basis: Arc<SchurBasis>,
    body: Body,
    /// What is off: |δ + δ'|, with `error` for the Frobenius norm of δ among the rows that are
    /// held, and `trace_error` for the trace norm of δ', which no noise makes greater.
    error: f64,
    trace_error: f64,
    method: Method,
    statistics: Statistics,
    spectrum: OnceLock<Levels>,
}

/// How the matrix is held.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// ⊕ χ_j ⊗ τ_j: for each ladder the copies and the weights of its rungs, which sum to 1.
    Product(Vec<Factor>),
    /// A matrix over sites, by its lower triangle.
    Matrix { sites: Sites, matrix: Mat<c64> },
    /// Coherences between the lowest rungs of all ladders, as far as W can tell: a matrix with the same
    /// spectrum, and χ_j for each ladder.
    Dark {
        isospectral: Mat<c64>,
        copies: Vec<Mat<c64>>,
    },
}

/// χ_d ⊗ τ_d of one ladder.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    pub(crate) d: u32,
    pub(crate) chi: Mat<c64>,
    pub(crate) rungs: Vec<f64>,
}

/// Eigenvalues in falling order, and √Σ of what they are off.
#[derive(Clone, Debug)]
struct Levels {
    values: Vec<f64>,
    error: f64,
}

impl SchurState {
    pub(crate) fn new(
        basis: Arc<SchurBasis>,
        body: Body,
        (error, trace_error): (f64, f64),
        method: Method,
    ) -> Self {
        Self {
            basis,
            body,
            error,
            trace_error,
            method,
            statistics: Statistics::default(),
            spectrum: OnceLock::new(),
        }
    }

    /// Number of cells N.
    pub(crate) fn cells(&self) -> u32 {
        self.basis.cells()
    }

    /// How the state was computed.
    pub(crate) fn method(&self) -> Method {
        self.method
    }

    /// The same as what dephasing of single cells left, with weights that are off by so much of themselves.
    pub(crate) fn dephased(self, relative: f64) -> Self {
        Self {
            trace_error: self.trace_error + relative * (1.0 + 1e-9),
            method: Method::DephasedStrings,
            ..self
        }
    }

    /// With what was done for it by the work at hand.
    pub(crate) fn noted(mut self) -> Self {
        self.statistics = effort::done();
        self
    }

    /// What was done for it.
    pub(crate) fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// How far the density matrix may be off in the trace norm: |δ|_1 <= √rows |δ|_F.
    pub(crate) fn accuracy(&self) -> Accuracy {
        let rows: usize = self.rows().map(|(_, _, rows)| rows).sum();
        Accuracy {
            relative: 0.0,
            absolute: (self.error * (rows as f64).sqrt() + self.trace_error) * (1.0 + 1e-9),
            kind: Kind::Bound,
        }
    }

    /// Bytes of the numbers that are held, but for eigenvalues.
    pub(crate) fn bytes(&self) -> u128 {
        let square = |matrix: &Mat<c64>| 16 * (matrix.nrows() as u128).pow(2);
        match &self.body {
            Body::Product(factors) => factors.iter().map(|factor| square(&factor.chi)).sum(),
            Body::Matrix { matrix, .. } => square(matrix),
            Body::Dark {
                isospectral,
                copies,
            } => square(isospectral) + copies.iter().map(square).sum::<u128>(),
        }
    }

    /// Bound of the Frobenius norm of the error of the density matrix.
    pub fn error(&self) -> f64 {
        (self.error + self.trace_error) * (1.0 + 1e-15)
    }

    /// The weights of all (d, k), which are the diagonal of the matrix.
    pub(crate) fn populations(&self) -> Vec<(u32, u32, Bounded)> {
        let bound = |weight: f64, rows: usize| {
            let rounding = 4.0 * ROUNDOFF * weight.abs();
            Bounded::new(
                weight,
                self.error * (rows as f64).sqrt() + self.trace_error + rounding,
                Kind::Bound,
            )
        };
        match &self.body {
            Body::Product(factors) => factors
                .iter()
                .flat_map(|factor| {
                    let weight = trace(&factor.chi);
                    let rows = factor.chi.nrows();
                    (factor.d..)
                        .zip(&factor.rungs)
                        .map(move |(k, share)| (factor.d, k, bound(weight * share, rows)))
                })
                .collect(),
            Body::Matrix { sites, matrix } => sites
                .runs()
                .iter()
                .map(|run| {
                    let weight: Double = run.range().map(|i| Double::from(matrix[(i, i)].re)).sum();
                    (run.d, run.k, bound(weight.to_f64(), run.copies))
                })
                .collect(),
            Body::Dark { copies, .. } => (0..)
                .zip(copies)
                .map(|(d, chi)| (d, d, bound(trace(chi), chi.nrows())))
                .collect(),
        }
    }

    /// Weight of ladder d, which collective noise keeps: p_j of Eq. 61.
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
        let populations = self.populations();
        let sum: Double = populations
            .iter()
            .map(|&(d, k, p)| Double::from(coefficient(d, k)) * Double::from(p.value))
            .sum();
        let value = sum.to_f64();
        // |Tr δ C| <= |δ| |C| in Frobenius norms.
        let square: f64 = self
            .rows()
            .map(|(d, k, rows)| coefficient(d, k).powi(2) * rows as f64)
            .sum();
        let rounding = 8.0 * ROUNDOFF * value.abs();
        // |Tr δ' C| <= |δ'|_1 max |C|, also where no row is held.
        let greatest = (self.basis.lattice().iter())
            .map(|(d, k)| coefficient(d, k).abs())
            .fold(0.0, f64::max);
        let off = self.error * square.sqrt() + self.trace_error * greatest;
        Bounded::new(value, off + rounding, Kind::Bound)
    }

    /// How many rows the matrix has at each (d, k).
    fn rows(&self) -> impl Iterator<Item = (u32, u32, usize)> {
        let rows: Vec<(u32, u32, usize)> = match &self.body {
            Body::Product(factors) => factors
                .iter()
                .flat_map(|factor| {
                    let rungs = u32::try_from(factor.rungs.len()).unwrap_or(0);
                    let rows = factor.chi.nrows();
                    (factor.d..factor.d + rungs).map(move |k| (factor.d, k, rows))
                })
                .collect(),
            Body::Matrix { sites, .. } => sites
                .runs()
                .iter()
                .map(|run| (run.d, run.k, run.copies))
                .collect(),
            Body::Dark { copies, .. } => (0..)
                .zip(copies)
                .map(|(d, chi)| (d, d, chi.nrows()))
                .collect(),
        };
        rows.into_iter()
    }

    /// Energy, passive energy and ergotropy. O(D³) for a matrix of D rows, O(Σ χ³) for a product.
    pub(crate) fn work(&self) -> Work {
        self.work_of(self.levels())
    }

    /// Ergotropy W = E - E_passive (Eq. 5), in units of ħω.
    pub(crate) fn ergotropy(&self) -> Bounded {
        self.work().ergotropy
    }

    /// The ergotropy with and without coherence in a basis: between levels O(Σ D_k³) for the D_k rows of each
    /// level, between bit strings O(N 4^N).
    ///
    /// # Errors
    /// Those of [`SchurState::density_matrix`], for coherence between bit strings.
    pub(crate) fn parts(&self, basis: Basis) -> Result<Parts, Error> {
        let whole = self.ergotropy();
        let diagonal = match (basis, &self.body) {
            (Basis::Strings, _) => self.by_strings()?,
            (Basis::Levels, Body::Product(_)) => return Ok(Parts::incoherent(whole)),
            (Basis::Levels, Body::Matrix { sites, matrix }) => by_levels(sites, matrix),
            // Every ladder has its lowest rung in a level of its own.
            (Basis::Levels, Body::Dark { copies, .. }) => {
                joined(copies.iter().map(|chi| Spectrum::new(chi.as_ref())))
            }
        };
        Ok(Parts::new(whole, self.work_of(&diagonal).ergotropy))
    }

    /// The weights of bit strings.
    ///
    /// The diagonal of a matrix that is off by δ is off by no more than δ in the Frobenius norm, and so are its
    /// entries in falling order.
    fn by_strings(&self) -> Result<Levels, Error> {
        let matrix = self.density_matrix()?;
        let size = self.basis.dimension();
        let weight = |string| matrix.element(string, string).re;
        let norm = (0..size * size)
            .map(|i| matrix.element(i / size, i % size).norm_sqr())
            .sum::<f64>()
            .sqrt();
        Ok(Levels {
            values: (0..size).map(weight).collect(),
            error: (2.0 * Transform::new(self.cells())?.error() + 4.0 * ROUNDOFF)
                * norm
                * (1.0 + 1e-9),
        }
        .sorted())
    }

    /// Purity Tr ρ² = Σ λ².
    pub(crate) fn purity(&self) -> Bounded {
        let levels = self.levels();
        let sum: Double = levels
            .values
            .iter()
            .map(|&x| Double::from(x) * Double::from(x))
            .sum();
        let value = sum.to_f64();
        let off = self.error() + levels.error;
        let error = off * (2.0 * value.sqrt() + off) + 8.0 * ROUNDOFF * value;
        Bounded::new(value, error, Kind::Bound)
    }

    /// Von Neumann entropy -Σ λ ln λ, in nats.
    ///
    /// The error is an estimate: it trusts the logarithm of the platform to four units in the last place.
    pub(crate) fn entropy(&self) -> Bounded {
        let levels = self.levels();
        let mut sum = Double::ZERO;
        for &x in levels.values.iter().filter(|&&x| x > 0.0) {
            sum += Double::from(-x) * Double::from(x.ln());
        }
        let value = sum.to_f64().max(0.0);
        // Fannes-Audenaert in 2^N dimensions, with |δ|_1 <= √rows |δ|_F.
        let rows = levels.values.len() as f64;
        let distance = (rows.sqrt() * (self.error() + levels.error) / 2.0).min(0.5);
        let binary = if distance > 0.0 {
            -distance * distance.ln() - (1.0 - distance) * (-distance).ln_1p()
        } else {
            0.0
        };
        let dimensions = f64::from(self.cells()) * std::f64::consts::LN_2;
        let error = distance * dimensions + binary + 8.0 * ROUNDOFF * value;
        Bounded::new(value, error, Kind::Estimate)
    }

    /// The eigenvalues in falling order, with a bound of √Σ|δλ|²; zeros beyond the rows of the
    /// matrix are left out.
    pub fn eigenvalues(&self) -> (&[f64], f64) {
        let levels = self.levels();
        (&levels.values, levels.error + self.error())
    }

    /// The density matrix over bit strings. O(N 4^N).
    ///
    /// # Errors
    /// [`Error::Compressed`] if the state holds only as many copies as its start needed, as for starts
    /// given by vectors: start from [`RegisterStart::to_density_matrix`]. [`Error::TooLarge`] if it would take
    /// more than 2 GiB.
    pub fn density_matrix(&self) -> Result<RegisterStart, Error> {
        memory::check(
            self.basis.lattice(),
            "a density matrix over bit strings",
            |lattice| 2 * matrix_bytes(lattice),
        )?;
        let size = self.basis.dimension();
        let mut elements = vec![c64::ZERO; size * size];
        let mut put = |(d, k, copy): (u32, u32, usize), (e, l, other), value| {
            elements[self.basis.index(d, k, copy) * size + self.basis.index(e, l, other)] = value;
        };
        match &self.body {
            Body::Product(factors) => {
                for Factor { d, chi, rungs } in factors {
                    if chi.nrows() != self.basis.copies(*d) {
                        return Err(Error::Compressed);
                    }
                    for (k, share) in (*d..).zip(rungs) {
                        for row in 0..chi.nrows() {
                            for column in 0..chi.nrows() {
                                put((*d, k, row), (*d, k, column), chi[(row, column)] * *share);
                            }
                        }
                    }
                }
            }
            Body::Matrix { sites, matrix } => {
                for a in sites.runs() {
                    if a.copies != self.basis.copies(a.d) {
                        return Err(Error::Compressed);
                    }
                    for b in sites.runs() {
                        for row in 0..a.copies {
                            for column in 0..b.copies {
                                let (at, other) = (a.offset + row, b.offset + column);
                                let value = if at >= other {
                                    matrix[(at, other)]
                                } else {
                                    matrix[(other, at)].conj()
                                };
                                put((a.d, a.k, row), (b.d, b.k, column), value);
                            }
                        }
                    }
                }
            }
            Body::Dark { .. } => return Err(Error::Compressed),
        }
        Transform::new(self.cells())?.matrix_to_strings(&mut elements);
        Ok(RegisterStart::computed(self.cells(), elements))
    }

    fn levels(&self) -> &Levels {
        self.spectrum.get_or_init(|| match &self.body {
            Body::Product(factors) => {
                let mut levels = Levels {
                    values: Vec::new(),
                    error: 0.0,
                };
                for Factor { chi, rungs, .. } in factors {
                    let spectrum = Spectrum::new(chi.as_ref());
                    // Products and their factors are right to a few roundings each.
                    let weight: f64 = spectrum.values.iter().sum();
                    levels.error = levels.error.hypot(spectrum.error) + 4.0 * ROUNDOFF * weight;
                    for share in rungs {
                        levels
                            .values
                            .extend(spectrum.values.iter().map(|value| value * share));
                    }
                }
                levels.sorted()
            }
            Body::Matrix { sites, matrix } => {
                let between = between_levels(sites, matrix);
                if between <= NO_COHERENCE {
                    let mut levels = by_levels(sites, matrix);
                    levels.error += between;
                    levels
                } else {
                    joined(std::iter::once(Spectrum::new(matrix.as_ref())))
                }
            }
            Body::Dark { isospectral, .. } => {
                joined(std::iter::once(Spectrum::new(isospectral.as_ref())))
            }
        })
    }

    fn work_of(&self, levels: &Levels) -> Work {
        let n = self.cells();
        let centre = f64::from(n) / 2.0;
        let energy = self.energy();
        let mut passive = Double::ZERO;
        let mut sum = Double::ZERO;
        let mut spread = 0.0;
        let mut level = 0;
        let mut free = self.basis.level_size(0);
        // An isospectral matrix can have more rows than there are states: the rest is zero.
        for &value in levels.values.iter().take(self.basis.dimension()) {
            if free == 0 {
                level += 1;
                free = self.basis.level_size(level);
            }
            free -= 1;
            passive += Double::from(value) * Double::from(f64::from(level));
            sum += Double::from(value);
            spread += (f64::from(level) - centre).powi(2);
        }
        let populations = self.populations();
        let trace: Double = populations
            .iter()
            .map(|(_, _, p)| Double::from(p.value))
            .sum();
        let rows: f64 = self
            .rows()
            .map(|(_, k, rows)| (f64::from(k) - centre).powi(2) * rows as f64)
            .sum();
        let mismatch = (trace - sum).to_f64().abs() * centre;
        let rounding = 16.0 * ROUNDOFF * (energy.value + passive.to_f64());
        let off = self.error * (rows.sqrt() + spread.sqrt())
            + levels.error * spread.sqrt()
            + 2.0 * centre * self.trace_error;
        let gain = (Double::from(energy.value) - passive).to_f64().max(0.0);
        let passive = passive.to_f64();
        // The same for the passive energy alone, whose trace is known to |δ|_F √rows.
        let rows = levels.values.len() as f64;
        let trace_error = (self.error + levels.error) * rows.sqrt();
        Work {
            energy,
            passive_energy: Bounded::new(
                passive,
                (self.error + levels.error) * spread.sqrt()
                    + trace_error * centre
                    + 2.0 * centre * self.trace_error
                    + rounding,
                Kind::Bound,
            ),
            ergotropy: Bounded::new(gain, off + mismatch + rounding, Kind::Bound),
        }
    }
}

/// Less coherence than this between levels, in the Frobenius norm, is an error and no coherence.
const NO_COHERENCE: f64 = 1e-18;

impl Levels {
    fn sorted(mut self) -> Self {
        self.values.sort_by(|a, b| b.total_cmp(a));
        self.error *= 1.0 + 1e-9;
        self
    }
}

/// The eigenvalues of a matrix of blocks.
fn joined(blocks: impl Iterator<Item = Spectrum>) -> Levels {
    let mut levels = Levels {
        values: Vec::new(),
        error: 0.0,
    };
    for spectrum in blocks {
        levels.values.extend(spectrum.values);
        levels.error = levels.error.hypot(spectrum.error);
    }
    levels.sorted()
}

/// The eigenvalues of a matrix without its coherences between levels.
fn by_levels(sites: &Sites, matrix: &Mat<c64>) -> Levels {
    let most = sites.runs().iter().map(|run| run.k).max().unwrap_or(0);
    joined((0..=most).map(|level| {
        let rows: Vec<usize> = sites
            .runs()
            .iter()
            .filter(|run| run.k == level)
            .flat_map(|run| run.range())
            .collect();
        let block = Mat::from_fn(rows.len(), rows.len(), |i, j| matrix[(rows[i], rows[j])]);
        Spectrum::new(block.as_ref())
    }))
}

/// Frobenius norm of the coherences between levels, rounded up.
fn between_levels(sites: &Sites, matrix: &Mat<c64>) -> f64 {
    let levels: Vec<u32> = sites.levels().collect();
    let mut sum = 0.0;
    for (column, level) in levels.iter().enumerate() {
        let below = matrix.col_as_slice(column)[column..].iter();
        for (element, other) in below.zip(&levels[column..]) {
            if level != other {
                sum += 2.0 * element.norm_sqr();
            }
        }
    }
    sum.sqrt() * (1.0 + 1e-9)
}

fn trace(matrix: &Mat<c64>) -> f64 {
    let sum: Double = (0..matrix.nrows())
        .map(|i| Double::from(matrix[(i, i)].re))
        .sum();
    sum.to_f64()
}
