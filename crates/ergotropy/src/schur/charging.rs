//! Any start under collective noise, at any time.

use std::sync::Arc;

use faer::{Mat, c64};

use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::noise::Noise;
use crate::model::start::register::{Kernel, RegisterStart};
use crate::numerics::double::ROUNDOFF;
use crate::numerics::effort;
use crate::numerics::memory::{self, matrix_bytes, vector_bytes};
use crate::numerics::simd::vectorised;
use crate::schur::basis::numbering::SchurBasis;
use crate::schur::basis::sites::{Run, Sites};
use crate::schur::basis::transform::Transform;
use crate::schur::sectors::propagator::powers::{Clock, LANES, Powers, Scratch};
use crate::schur::sectors::sector::Sector;
use crate::schur::state::compression::{Compression, to_schur};
use crate::schur::state::observables::{Body, SchurState};
use crate::spin::lattice::Lattice;

/// Matrices of the size of the state that are held at once, with those of the eigenproblem.
const MATRICES: u128 = 7;

impl Ensemble {
    /// Refuses a start that the Schur picture cannot follow under this noise.
    pub(crate) fn follows(&self, start: &RegisterStart) -> Result<(), Error> {
        start.check_cells(self.cells())?;
        let Noise {
            local, dephasing, ..
        } = self.noise();
        let because = match (local.acts(), dephasing.is_positive()) {
            (false, false) => return Ok(()),
            (true, false) => "local noise acts on single cells",
            (false, true) => "dephasing acts on single cells",
            (true, true) => "local noise and dephasing act on single cells",
        };
        Err(Error::NeedsRegister { because })
    }
}

/// A start over bit strings, and all that it takes to follow it.
///
/// Exact for all t, also where the generator has Jordan blocks (n_c = 0). A start of r vectors is
/// followed in Σ min(ν_j, r (2j+1)) (2j+1) rows, ~N³/6 for a pure state, a density matrix in
/// 2^N rows. For D rows a time costs O(N D²); the propagators, O(N⁵) once, depend on neither.
pub(crate) struct Evolution {
    basis: Arc<SchurBasis>,
    sites: Sites,
    /// Frobenius norm of the start, and of what is off.
    norm: f64,
    error: f64,
    trace_error: f64,
    blocks: Vec<Block>,
}

impl Evolution {
    /// For times from 0 to `longest`.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if coherences are still moving after 2^53 of the shortest times;
    /// [`Error::CellsDiffer`]; [`Error::NeedsRegister`] if local noise or dephasing acts;
    /// [`Error::TooLarge`].
    pub(crate) fn new(
        ensemble: &Ensemble,
        start: &RegisterStart,
        longest: f64,
    ) -> Result<Self, Error> {
        ensemble.follows(start)?;
        let (basis, start) = Initial::new(start)?;
        effort::followed(start.sites.dimension());
        let sectors = Sector::all(ensemble);
        let clock = Clock::new(&sectors);
        let mut blocks = Vec::new();
        for sector in &sectors {
            if let Some(block) = Block::new(sector, &start, clock, longest)? {
                blocks.push(block);
            }
        }
        Ok(Self {
            basis,
            sites: start.sites,
            norm: start.norm,
            error: start.error,
            trace_error: start.trace_error,
            blocks,
        })
    }

    /// Bytes of the state of one time.
    pub(crate) fn bytes(&self) -> u128 {
        16 * (self.sites.dimension() as u128).pow(2)
    }

    /// The state at a time up to the longest.
    pub(crate) fn at(&self, time: f64) -> SchurState {
        let rows = self.sites.dimension();
        let mut matrix = Mat::zeros(rows, rows);
        // Transport of the start's error, and the propagators' own share of the norm.
        let (mut transport, mut own) = (1.0f64, 0.0f64);
        vectorised(
            #[inline(always)]
            || {
                let mut scratch = Scratch::default();
                for block in &self.blocks {
                    let error = block.powers.at(time, &mut scratch);
                    let size = block.runs.len() as f64;
                    let stretch = scratch.norm(block.runs.len().div_ceil(LANES), error);
                    transport = transport.max(stretch);
                    own = own.max(error * size.sqrt() + (size + 4.0) * ROUNDOFF * stretch);
                    block.write(&mut scratch, &mut matrix);
                }
            },
        );
        SchurState::new(
            Arc::clone(&self.basis),
            Body::Matrix {
                sites: self.sites.clone(),
                matrix,
            },
            (
                (transport * self.error + own * self.norm) * (1.0 + 1e-9),
                self.trace_error,
            ),
            Method::Sectors,
        )
    }
}

/// The elements of one sector between all copies, in the lower triangle.
struct Block {
    powers: Powers,
    /// Row and column runs of each element of the sector.
    runs: Vec<(Run, Run)>,
    /// The start: for each element of the sector the block between its runs, column by column.
    start: Vec<c64>,
    /// Numbers in one such block.
    size: usize,
}

impl Block {
    /// `None` if the start does not touch these ladders.
    fn new(
        sector: &Sector,
        start: &Initial,
        clock: Clock,
        longest: f64,
    ) -> Result<Option<Self>, Error> {
        let (d, d_prime) = sector.ladders();
        let runs: Vec<(Run, Run)> = (0..sector.len())
            .filter_map(|i| {
                let (k, k_prime) = sector.rungs(i);
                let (a, b) = (start.sites.run(d, k)?, start.sites.run(d_prime, k_prime)?);
                // Sectors have d <= d', and the adjoint evolves by the same matrix.
                Some(if d < d_prime { (b, a) } else { (a, b) })
            })
            .collect();
        let Some(size) = runs.first().map(|(row, column)| row.copies * column.copies) else {
            return Ok(None);
        };
        let rows = start.sites.dimension();
        let mut packed = Vec::with_capacity(runs.len() * size);
        for (row, column) in &runs {
            for column in column.range() {
                packed.extend_from_slice(&start.elements[column * rows..][row.range()]);
            }
        }
        Ok(Some(Self {
            powers: Powers::new(sector, clock, longest)?,
            runs,
            start: packed,
            size,
        }))
    }

    /// Writes what the propagator in `scratch` makes of the start.
    #[inline(always)]
    fn write(&self, scratch: &mut Scratch, matrix: &mut Mat<c64>) {
        let n = self.runs.len();
        let Scratch { product, block, .. } = scratch;
        for ((row, column), weights) in self
            .runs
            .iter()
            .zip(product.chunks_exact(n.div_ceil(LANES)))
        {
            let weights = weights.as_flattened();
            block.clear();
            block.resize(self.size, c64::ZERO);
            for (&weight, from) in weights.iter().zip(self.start.chunks_exact(self.size)) {
                for (to, from) in block.iter_mut().zip(from) {
                    to.re += weight * from.re;
                    to.im += weight * from.im;
                }
            }
            for (column, block) in column.range().zip(block.chunks_exact(row.copies)) {
                matrix.col_as_slice_mut(column)[row.range()].copy_from_slice(block);
            }
        }
    }
}

/// A start over sites.
pub(crate) struct Initial {
    pub(crate) sites: Sites,
    /// Column by column.
    pub(crate) elements: Vec<c64>,
    /// Frobenius norm.
    norm: f64,
    /// Frobenius norm of what is off.
    pub(crate) error: f64,
    /// Trace norm of what else is off.
    pub(crate) trace_error: f64,
}

impl Initial {
    pub(crate) fn new(start: &RegisterStart) -> Result<(Arc<SchurBasis>, Self), Error> {
        let lattice = Lattice::new(start.cells());
        let transform = Transform::new(start.cells())?;
        let initial = match &start.kernel {
            Kernel::Vectors(vectors) => {
                let count = vectors.len() as u128;
                memory::check(lattice, "following any start", |lattice| {
                    let rows = compressed_rows(lattice, count);
                    4 * count * vector_bytes(lattice) + 16 * MATRICES * rows * rows
                })?;
                let vectors = to_schur(&transform, vectors);
                Self::of_vectors(Compression::new(&transform, &vectors))
            }
            Kernel::Matrix(elements) => {
                memory::check(lattice, "following a density matrix", |lattice| {
                    MATRICES * matrix_bytes(lattice)
                })?;
                Self::of_matrix(&transform, elements)
            }
        };
        Ok((Arc::new(transform.basis().clone()), initial))
    }

    fn of_vectors(compression: Compression) -> Self {
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
            sites,
            elements,
            norm,
            error: rounding,
            trace_error: error,
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
            .runs()
            .iter()
            .flat_map(|run| (0..run.copies).map(|copy| basis.index(run.d, run.k, copy)))
            .collect();
        let elements: Vec<c64> = (0..size * size)
            .map(|i| whole[place[i % size] * size + place[i / size]])
            .collect();
        let norm = norm(&elements);
        Self {
            sites,
            error: 2.0 * transform.error() * norm * (1.0 + 1e-9),
            trace_error: 0.0,
            norm,
            elements,
        }
    }
}

/// Σ_j min(ν_j, r (2j+1)) (2j+1), from above.
fn compressed_rows(lattice: Lattice, count: u128) -> u128 {
    let sum: u128 = (0..lattice.ladders())
        .map(|d| u128::from(lattice.twice_j(d) + 1).pow(2) * count)
        .sum();
    sum.min(1 << lattice.cells().min(60))
}

fn norm(elements: &[c64]) -> f64 {
    elements.iter().map(c64::norm_sqr).sum::<f64>().sqrt() * (1.0 + 1e-9)
}
