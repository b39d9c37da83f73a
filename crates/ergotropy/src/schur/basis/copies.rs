//! The matrix χ_j over the copies of each ladder, which collective noise conserves.
//!
//! (χ_j)_{σσ'} = Σ_m ⟨j, m, σ|ρ|j, m, σ'⟩, with Σ_j Tr χ_j = 1 (Eq. 61; Eq. 28 and 59 of the paper print the
//! transpose). All noise that acts through J± and J_z leaves χ_j unchanged.

use faer::{Mat, c64};

use crate::bounded::{Bounded, Kind};
use crate::error::Error;
use crate::model::start::register::{Kernel, RegisterStart};
use crate::numerics::double::ROUNDOFF;
use crate::numerics::matrix_error::MatrixError;
use crate::numerics::memory;
use crate::numerics::simd::complex::{dot, dot_error};
use crate::schur::basis::numbering::SchurBasis;
use crate::schur::basis::transform::Transform;
use num_complex::Complex64;

/// The matrix that is computed for χ_j.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// χ_j itself, over all copies.
    Copies,
    /// The smallest matrix with the same spectrum up to zeros.
    Smallest,
}

/// χ_j of every ladder.
#[derive(Clone, Debug)]
pub struct Copies {
    pub(crate) ladders: Vec<Mat<c64>>,
    /// The error of all matrices together.
    pub(crate) off: MatrixError,
}

impl Copies {
    /// χ_j of a start.
    ///
    /// Cost: O(N 2^N) for each vector and ν_j² (2j+1) for each ladder; O(N C(2N, N)) for a matrix,
    /// since only elements between strings of one level matter.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the matrices would take more memory than an answer may; those of
    /// [`Transform::new`].
    pub fn of(start: &RegisterStart) -> Result<Self, Error> {
        memory::check(start.cells(), "copies of ladders", |cells| {
            // Σ ν² is the Catalan number C(2N, N)/(N + 1), below 4^N/(N + 1).
            memory::matrix_bytes(cells) / u128::from(cells + 1)
        })?;
        Self::with(start, Form::Copies)
    }

    /// Matrices with the spectra of χ_j up to zeros.
    ///
    /// For r vectors with r (2j+1) < ν_j the matrix consists of the dot products Σ_σ ψ*(σ, k) ψ(σ, k').
    pub(crate) fn isospectral(start: &RegisterStart) -> Result<Self, Error> {
        Self::with(start, Form::Smallest)
    }

    fn with(start: &RegisterStart, form: Form) -> Result<Self, Error> {
        let transform = Transform::new(start.cells())?;
        Ok(match &start.kernel {
            Kernel::Vectors(vectors) => {
                let vectors = transform.mixture_to_schur(vectors);
                Self::of_vectors(&transform, &vectors, form)
            }
            Kernel::Matrix(elements) => Self::of_matrix(&transform, elements),
        })
    }

    /// χ_j of ladder d = N/2 - j, Hermitian, row by row; `None` if there is no such ladder.
    pub fn matrix(&self, d: u32) -> Option<Vec<Vec<Complex64>>> {
        let chi = self.ladders.get(d as usize)?;
        let row = |i: usize| (0..chi.ncols()).map(|j| chi[(i, j)]).collect();
        Some((0..chi.nrows()).map(row).collect())
    }

    /// p_j = Tr χ_j of ladder d.
    pub fn weight(&self, d: u32) -> Bounded {
        let Some(chi) = self.ladders.get(d as usize) else {
            return Bounded::new(0.0, 0.0, Kind::Bound);
        };
        let weight: f64 = (0..chi.nrows()).map(|i| chi[(i, i)].re).sum();
        let rows = chi.nrows() as f64;
        let rounding = rows * ROUNDOFF * weight;
        Bounded::new(
            weight,
            self.off.frobenius * rows.sqrt() + self.off.trace + rounding,
            Kind::Bound,
        )
    }

    /// The weight of coherences between copies of ladder d: Σ_{σ≠σ'} |χ_σσ'|². This number depends on
    /// the basis of copies.
    pub fn coherence(&self, d: u32) -> f64 {
        self.ladders.get(d as usize).map_or(0.0, |chi| {
            let all = (0..chi.nrows()).flat_map(|i| (0..chi.ncols()).map(move |j| (i, j)));
            all.filter(|(i, j)| i != j)
                .map(|at| chi[at].norm_sqr())
                .fold(0.0, |sum, square| sum + square)
        })
    }

    /// The matrices of vectors in the Schur basis, with their weights.
    pub(crate) fn of_vectors(
        transform: &Transform,
        vectors: &[(f64, Vec<Complex64>)],
        form: Form,
    ) -> Self {
        let basis = transform.basis();
        let each = transform.error();
        let mut longest = 1;
        let ladders = (0..basis.lattice().ladders())
            .map(|d| {
                let rows = amplitudes(basis, d, vectors);
                longest = longest.max(basis.copies(d).max(rows.len()));
                if form == Form::Smallest && rows.len() < basis.copies(d) {
                    dot_products(&rows)
                } else {
                    projectors(basis.copies(d), &rows)
                }
            })
            .collect();
        // All amplitudes together have norm 1 within 1e-10.
        let products = dot_error(1 << transform.basis().cells()).max(dot_error(longest));
        Self {
            ladders,
            off: MatrixError {
                frobenius: (products + 8.0 * ROUNDOFF) * (1.0 + 1e-9),
                trace: (2.0 + each) * each * (1.0 + 1e-9),
            },
        }
    }

    fn of_matrix(transform: &Transform, elements: &[Complex64]) -> Self {
        let basis = transform.basis();
        let lattice = basis.lattice();
        let size = basis.dimension();
        let mut ladders: Vec<Mat<c64>> = (0..lattice.ladders())
            .map(|d| Mat::zeros(basis.copies(d), basis.copies(d)))
            .collect();
        let mut norm = 0.0;
        for k in 0..=lattice.cells() {
            let strings: Vec<usize> = basis.strings(k).collect();
            let mut part = Vec::with_capacity(strings.len() * strings.len());
            for row in &strings {
                let row = &elements[row * size..(row + 1) * size];
                part.extend(strings.iter().map(|&column| row[column]));
            }
            norm += part.iter().map(Complex64::norm_sqr).sum::<f64>();
            transform.level_to_schur(k, &mut part);
            let begin = basis.index(0, k, 0);
            for d in (0..lattice.ladders()).filter(|&d| lattice.contains(d.into(), k.into())) {
                let first = basis.index(d, k, 0) - begin;
                let chi = &mut ladders[d as usize];
                for column in 0..basis.copies(d) {
                    for row in 0..basis.copies(d) {
                        chi[(row, column)] += part[(first + row) * strings.len() + first + column];
                    }
                }
            }
        }
        // The matrix is a sum of 2j + 1 matrices. Their errors add up by Cauchy and Schwarz, and each
        // sum rounds.
        let rungs = f64::from(lattice.cells() + 1);
        let each = 2.0 * transform.error() * (1.0 + 1e-9) + rungs * ROUNDOFF;
        Self {
            ladders,
            off: MatrixError {
                frobenius: each * (norm * rungs).sqrt() * (1.0 + 1e-6),
                trace: 0.0,
            },
        }
    }
}

/// √w ψ(·, k) over the copies of ladder d, for each vector and rung.
pub(crate) fn amplitudes(
    basis: &SchurBasis,
    d: u32,
    vectors: &[(f64, Vec<Complex64>)],
) -> Vec<Vec<Complex64>> {
    vectors
        .iter()
        .flat_map(|(weight, vector)| {
            let root = weight.sqrt();
            basis.lattice().rungs(d).map(move |k| {
                let first = basis.index(d, k, 0);
                let copies = &vector[first..first + basis.copies(d)];
                copies.iter().map(|amplitude| amplitude * root).collect()
            })
        })
        .collect()
}

/// The dot products of vectors.
pub(crate) fn dot_products(vectors: &[Vec<Complex64>]) -> Mat<c64> {
    let mut products = Mat::zeros(vectors.len(), vectors.len());
    for (i, a) in vectors.iter().enumerate() {
        for (j, b) in vectors.iter().enumerate().take(i + 1) {
            let product = dot(a, b);
            products[(i, j)] = product;
            products[(j, i)] = product.conj();
        }
    }
    products
}

/// Σ |v⟩⟨v|.
fn projectors(copies: usize, vectors: &[Vec<Complex64>]) -> Mat<c64> {
    let rows: Vec<Vec<Complex64>> = (0..copies)
        .map(|copy| vectors.iter().map(|v| v[copy].conj()).collect())
        .collect();
    dot_products(&rows)
}
