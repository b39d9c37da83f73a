//! A state of the Schur picture.

use std::sync::{Arc, OnceLock};

use faer::c64;

use crate::bounded::Kind;
use crate::error::Error;
use crate::method::Method;
use crate::model::start::register::RegisterStart;
use crate::numerics::effort::{self, Statistics};
use crate::numerics::matrix_error::MatrixError;
use crate::numerics::memory::{self, matrix_bytes};
use crate::schur::basis::numbering::SchurBasis;
use crate::schur::basis::transform::Transform;
use crate::schur::state::body::{Body, Factor};
use crate::schur::state::eigenvalues::Eigenvalues;
use crate::work::accuracy::Accuracy;

/// A density matrix of N cells in the Schur basis, or one with the same spectrum and the same weights of
/// levels.
#[derive(Clone, Debug)]
pub struct SchurState {
    pub(crate) basis: Arc<SchurBasis>,
    pub(crate) body: Body,
    pub(crate) off: MatrixError,
    method: Method,
    statistics: Statistics,
    eigenvalues: OnceLock<Eigenvalues>,
}

impl SchurState {
    pub(crate) fn new(
        basis: Arc<SchurBasis>,
        body: Body,
        off: MatrixError,
        method: Method,
    ) -> Self {
        Self {
            basis,
            body,
            off,
            method,
            statistics: Statistics::default(),
            eigenvalues: OnceLock::new(),
        }
    }

    /// Number of cells N.
    pub(crate) fn cells(&self) -> u32 {
        self.basis.cells()
    }

    /// The method that computed the state.
    pub(crate) fn method(&self) -> Method {
        self.method
    }

    /// This state as a result of dephasing of single cells, with weights of the given relative error.
    pub(crate) fn dephased(self, relative: f64) -> Self {
        Self {
            off: MatrixError {
                trace: self.off.trace + relative * (1.0 + 1e-9),
                ..self.off
            },
            method: Method::DephasedStrings,
            ..self
        }
    }

    /// This state with the statistics of the work just done.
    pub(crate) fn noted(mut self) -> Self {
        self.statistics = effort::done();
        self
    }

    /// Statistics of the work that was done for this state.
    pub(crate) fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// The error of the density matrix in the trace norm: |δ|_1 <= √rows |δ|_F.
    pub(crate) fn accuracy(&self) -> Accuracy {
        let rows: usize = self.body.rungs().iter().map(|rung| rung.rows).sum();
        let absolute = self.off.frobenius * (rows as f64).sqrt() + self.off.trace;
        Accuracy {
            relative: 0.0,
            absolute: absolute * (1.0 + 1e-9),
            kind: Kind::Bound,
        }
    }

    /// Memory of the matrices in bytes, without the eigenvalues.
    pub(crate) fn bytes(&self) -> u128 {
        self.body.bytes()
    }

    /// Bound of the Frobenius norm of the error of the density matrix.
    pub fn error(&self) -> f64 {
        (self.off.frobenius + self.off.trace) * (1.0 + 1e-15)
    }

    /// The eigenvalues of the stored matrix. Cost: O(D³) for D rows, once.
    pub(crate) fn spectrum(&self) -> &Eigenvalues {
        self.eigenvalues.get_or_init(|| Eigenvalues::of(&self.body))
    }

    /// The density matrix over bit strings. Cost: O(N 4^N).
    ///
    /// # Errors
    /// [`Error::Compressed`] if the state holds only as many copies as its start needed, as for starts given
    /// by vectors; a start from [`RegisterStart::to_density_matrix`] avoids that. [`Error::TooLarge`] if the
    /// matrix would take more memory than an answer may.
    pub fn density_matrix(&self) -> Result<RegisterStart, Error> {
        memory::check(self.cells(), "a density matrix over bit strings", |cells| {
            2 * matrix_bytes(cells)
        })?;
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
                for a in sites.iter() {
                    if a.copies != self.basis.copies(a.d) {
                        return Err(Error::Compressed);
                    }
                    for b in sites.iter() {
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
}
