//! A start over the sites of the Schur basis.

use std::sync::Arc;

use faer::c64;

use crate::error::Error;
use crate::model::start::register::{Kernel, RegisterStart};
use crate::numerics::double::ROUNDOFF;
use crate::numerics::matrix_error::MatrixError;
use crate::numerics::memory;
use crate::schur::basis::numbering::SchurBasis;
use crate::schur::basis::sites::Sites;
use crate::schur::basis::transform::Transform;
use crate::schur::state::compression::Compression;
use crate::spin::lattice::Lattice;

/// Number of matrices of the size of the state that are in memory at once, with those of the
/// eigenproblem.
const MATRICES: u128 = 7;

/// A start as a matrix over sites.
pub(crate) struct Initial {
    pub(crate) basis: Arc<SchurBasis>,
    pub(crate) sites: Sites,
    /// The elements of the matrix, column by column.
    pub(crate) elements: Vec<c64>,
    /// The Frobenius norm of the matrix.
    pub(crate) norm: f64,
    pub(crate) off: MatrixError,
}

impl Initial {
    /// Transforms a start to the Schur basis, and compresses vectors.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if following the start would take more memory than an answer may.
    pub(crate) fn new(start: &RegisterStart) -> Result<Self, Error> {
        let transform = Transform::new(start.cells())?;
        match &start.kernel {
            Kernel::Vectors(vectors) => {
                let count = vectors.len() as u128;
                memory::check(start.cells(), "following any start", |cells| {
                    let rows = compressed_rows(Lattice::new(cells), count);
                    4 * count * memory::vector_bytes(cells) + 16 * MATRICES * rows * rows
                })?;
                let vectors = transform.mixture_to_schur(vectors);
                Ok(Self::of_vectors(
                    &transform,
                    Compression::new(&transform, &vectors),
                ))
            }
            Kernel::Matrix(elements) => {
                memory::check(start.cells(), "following a density matrix", |cells| {
                    MATRICES * memory::matrix_bytes(cells)
                })?;
                Ok(Self::of_matrix(&transform, elements))
            }
        }
    }

    fn of_vectors(transform: &Transform, compression: Compression) -> Self {
        let Compression {
            sites,
            vectors,
            error,
        } = compression;
        let rows = sites.dimension();
        let mut elements = vec![c64::ZERO; rows * rows];
        for (weight, vector) in &vectors {
            for (column, elements) in elements.chunks_mut(rows).enumerate() {
                let factor = vector[column].conj() * *weight;
                for (element, amplitude) in elements.iter_mut().zip(vector) {
                    *element += amplitude * factor;
                }
            }
        }
        let norm = norm(&elements);
        let rounding = (vectors.len() as f64 + 8.0) * ROUNDOFF * 1.01;
        Self {
            basis: Arc::new(transform.basis().clone()),
            sites,
            elements,
            norm,
            off: MatrixError {
                frobenius: rounding,
                trace: error,
            },
        }
    }

    fn of_matrix(transform: &Transform, elements: &[c64]) -> Self {
        let basis = transform.basis();
        let lattice = basis.lattice();
        let copies: Vec<usize> = (0..lattice.ladders()).map(|d| basis.copies(d)).collect();
        let sites = Sites::all(lattice, &copies);
        let size = basis.dimension();
        let mut whole = elements.to_vec();
        transform.matrix_to_schur(&mut whole);
        let place: Vec<usize> = sites
            .iter()
            .flat_map(|site| (0..site.copies).map(|copy| basis.index(site.d, site.k, copy)))
            .collect();
        let elements: Vec<c64> = (0..size * size)
            .map(|i| whole[place[i % size] * size + place[i / size]])
            .collect();
        let norm = norm(&elements);
        Self {
            basis: Arc::new(basis.clone()),
            sites,
            off: MatrixError {
                frobenius: 2.0 * transform.error() * norm * (1.0 + 1e-9),
                trace: 0.0,
            },
            norm,
            elements,
        }
    }
}

/// Upper bound of Σ_j min(ν_j, r (2j+1)) (2j+1).
fn compressed_rows(lattice: Lattice, count: u128) -> u128 {
    let sum: u128 = (0..lattice.ladders())
        .map(|d| u128::from(lattice.twice_j(d) + 1).pow(2) * count)
        .sum();
    sum.min(1 << lattice.cells().min(60))
}

fn norm(elements: &[c64]) -> f64 {
    elements.iter().map(c64::norm_sqr).sum::<f64>().sqrt() * (1.0 + 1e-9)
}
