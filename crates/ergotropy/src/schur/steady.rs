//! Steady states of any start under collective noise.

use std::sync::Arc;

use faer::{Mat, c64};

use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::register::{Kernel, RegisterStart};
use crate::numerics::double::ROUNDOFF;
use crate::numerics::matrix_error::MatrixError;
use crate::numerics::memory;
use crate::schur::basis::copies::Copies;
use crate::schur::basis::transform::Transform;
use crate::schur::dark::DarkRungs;
use crate::schur::sectors::noise::{CollectiveNoise, Jumps};
use crate::schur::sectors::sector::Sector;
use crate::schur::state::body::{Body, Factor};
use crate::schur::state::density::SchurState;
use crate::schur::state::initial::Initial;

impl SchurState {
    /// A start as a state, for its energy, ergotropy and entropy.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the state would take more memory than an answer may.
    pub(crate) fn of(start: &RegisterStart) -> Result<Self, Error> {
        frozen(start, false)
    }

    /// The state after dephasing of single cells: the weights of the bit strings of a start.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub(crate) fn of_strings(start: &RegisterStart) -> Result<Self, Error> {
        let cells = start.cells();
        memory::check(cells, "a density matrix", memory::matrix_bytes)?;
        let size = 1usize << cells;
        let mut elements = vec![c64::ZERO; size * size];
        for i in 0..size {
            elements[i * (size + 1)] = c64::from(start.element(i, i).re);
        }
        let state = Self::of(&RegisterStart::computed(cells, elements))?;
        Ok(state.dephased(start.element_error()))
    }
}

impl Ensemble {
    /// The steady state that any start leads to under collective noise.
    ///
    /// Where noise emits and absorbs, or where collective dephasing acts, the state is ⊕ χ_j ⊗ τ_j (Eq.
    /// 27), and W needs only the spectra of χ_j. Cost: O(N 2^N) for a pure state, O(N C(2N, N)) for a
    /// matrix. Where noise only emits, as at n_c = 0, the lowest rungs are dark and keep their coherences.
    /// The state is then a matrix of C(N, N/2) rows for a matrix, and of ~N²/4 rows for a pure state, again
    /// at a cost of O(N 2^N).
    ///
    /// # Errors
    /// [`Error::CellsDiffer`];
    /// [`Error::TooLarge`] if the state would take more memory than an answer may.
    pub(crate) fn steady_state_of(&self, start: &RegisterStart) -> Result<SchurState, Error> {
        start.check_cells(self.cells())?;
        match &start.kernel {
            Kernel::Vectors(vectors) => {
                let count = vectors.len() as u128;
                memory::check(self.cells(), "the Schur picture of vectors", |cells| {
                    4 * count * memory::vector_bytes(cells)
                })?;
            }
            Kernel::Matrix(_) => {
                memory::check(self.cells(), "the Schur picture of a matrix", |cells| {
                    4 * memory::matrix_bytes(cells)
                })?;
            }
        }
        let noise = CollectiveNoise::of(self);
        let dephased = noise.dephasing.is_positive();
        match noise.jumps {
            Jumps::None => frozen(start, dephased),
            Jumps::Towards(end) if !dephased => DarkRungs::new(noise, end, start.cells()).of(start),
            _ => thermal(noise, start),
        }
    }
}

/// The state ⊕ χ_j ⊗ τ_j.
fn thermal(noise: CollectiveNoise, start: &RegisterStart) -> Result<SchurState, Error> {
    let transform = Transform::new(start.cells())?;
    let basis = transform.basis();
    let lattice = basis.lattice();
    let copies = Copies::isospectral(start)?;
    let factors = (0..)
        .zip(copies.ladders)
        .map(|(d, chi)| {
            let limit = Sector::between(lattice, noise, (d, d), 0).limit(0);
            let mut rungs = vec![0.0; lattice.rungs(d).count()];
            for (rung, weight) in limit {
                rungs[rung] = weight.to_f64();
            }
            Factor { d, chi, rungs }
        })
        .collect();
    // Weights of rungs have Frobenius norm 1 at most, and one rounding each.
    let off = MatrixError {
        frobenius: copies.off.frobenius + 2.0 * ROUNDOFF,
        ..copies.off
    };
    Ok(SchurState::new(
        Arc::new(basis.clone()),
        Body::Product(factors),
        off,
        Method::ConservedCopies,
    ))
}

/// The start as a state; with `dephased`, without coherences between levels.
fn frozen(start: &RegisterStart, dephased: bool) -> Result<SchurState, Error> {
    let initial = Initial::new(start)?;
    let levels: Vec<u32> = initial.sites.levels().collect();
    let rows = levels.len();
    let matrix = Mat::from_fn(rows, rows, |row, column| {
        if dephased && levels[row] != levels[column] {
            c64::ZERO
        } else {
            initial.elements[column * rows + row]
        }
    });
    Ok(SchurState::new(
        initial.basis,
        Body::Matrix {
            sites: initial.sites,
            matrix,
        },
        initial.off,
        if dephased {
            Method::DephasedLevels
        } else {
            Method::Given
        },
    ))
}
