//! The state at any time, for any start under collective noise.

use std::sync::Arc;

use faer::{Mat, c64};

use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::register::RegisterStart;
use crate::numerics::double::ROUNDOFF;
use crate::numerics::effort;
use crate::numerics::matrix_error::MatrixError;
use crate::numerics::simd::{LANES, vectorised};
use crate::schur::basis::numbering::SchurBasis;
use crate::schur::basis::sites::{Site, Sites};
use crate::schur::sectors::propagator::clock::Clock;
use crate::schur::sectors::propagator::powers::Powers;
use crate::schur::sectors::propagator::rows::Scratch;
use crate::schur::sectors::sector::Sector;
use crate::schur::state::body::Body;
use crate::schur::state::density::SchurState;
use crate::schur::state::initial::Initial;

/// A start over bit strings, and the propagators of its sectors.
///
/// Exact for all t, also where the generator has Jordan blocks (n_c = 0). A start of r vectors is
/// followed in Σ min(ν_j, r (2j+1)) (2j+1) rows, ~N³/6 for a pure state, and a density matrix in 2^N
/// rows. Cost: O(N⁵) once for the propagators, and O(N D²) at each time for D rows.
pub(crate) struct Evolution {
    basis: Arc<SchurBasis>,
    sites: Sites,
    /// The Frobenius norm of the start.
    norm: f64,
    /// The error of the start.
    off: MatrixError,
    parts: Vec<Part>,
    clock: Clock,
}

impl Evolution {
    /// The evolution for times from 0 to `longest`.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if coherences still change after 2^53 of the shortest times;
    /// [`Error::CellsDiffer`];
    /// [`Error::TooLarge`].
    pub(crate) fn new(
        ensemble: &Ensemble,
        start: &RegisterStart,
        longest: f64,
    ) -> Result<Self, Error> {
        start.check_cells(ensemble.cells())?;
        let start = Initial::new(start)?;
        effort::followed(start.sites.dimension());
        let sectors = Sector::all(ensemble);
        let clock = Clock::new(&sectors);
        let mut parts = Vec::new();
        for sector in &sectors {
            if let Some(part) = Part::new(sector, &start, clock, longest)? {
                parts.push(part);
            }
        }
        Ok(Self {
            basis: start.basis,
            sites: start.sites,
            norm: start.norm,
            off: start.off,
            parts,
            clock,
        })
    }

    /// The shortest time in which something changes; infinite if nothing moves.
    pub(crate) fn shortest(&self) -> f64 {
        self.clock.scale.recip()
    }

    /// Memory in bytes of the state at one time.
    pub(crate) fn bytes(&self) -> u128 {
        16 * (self.sites.dimension() as u128).pow(2)
    }

    /// The state at a time, which must not be later than `longest`.
    pub(crate) fn at(&self, time: f64) -> SchurState {
        let rows = self.sites.dimension();
        let mut matrix = Mat::zeros(rows, rows);
        // `growth` bounds the growth of the start's error, and `own` is the error of the propagators
        // relative to the norm.
        let (mut growth, mut own) = (1.0f64, 0.0f64);
        vectorised(
            #[inline(always)]
            || {
                let mut scratch = Scratch::default();
                for part in &self.parts {
                    let error = part.powers.at(time, &mut scratch);
                    let size = part.sites.len() as f64;
                    let norm = scratch.norm(part.sites.len().div_ceil(LANES), error);
                    growth = growth.max(norm);
                    own = own.max(error * size.sqrt() + (size + 4.0) * ROUNDOFF * norm);
                    part.write(&mut scratch, &mut matrix);
                }
            },
        );
        SchurState::new(
            Arc::clone(&self.basis),
            Body::Matrix {
                sites: self.sites.clone(),
                matrix,
            },
            MatrixError {
                frobenius: (growth * self.off.frobenius + own * self.norm) * (1.0 + 1e-9),
                trace: self.off.trace,
            },
            Method::Sectors,
        )
    }
}

/// The part of a matrix in one sector, for all copies; elements are those of the lower triangle.
struct Part {
    powers: Powers,
    /// For each element of the sector, the sites of its row and its column.
    sites: Vec<(Site, Site)>,
    /// The start: for each element of the sector, the numbers between its two sites, column by column.
    start: Vec<c64>,
    /// How many numbers stand between two sites.
    size: usize,
}

impl Part {
    /// The part of a start in a sector; `None` if the start has no copies of these ladders.
    fn new(
        sector: &Sector,
        start: &Initial,
        clock: Clock,
        longest: f64,
    ) -> Result<Option<Self>, Error> {
        let (d, d_prime) = sector.ladders();
        let sites: Vec<(Site, Site)> = (0..sector.len())
            .filter_map(|i| {
                let (k, k_prime) = sector.rungs(i);
                let (a, b) = (start.sites.site(d, k)?, start.sites.site(d_prime, k_prime)?);
                // Sectors have d <= d', but in the lower triangle the row belongs to the later ladder.
                // This element is in the adjoint sector, which evolves by the same matrix.
                Some(if d < d_prime { (b, a) } else { (a, b) })
            })
            .collect();
        let Some(size) = sites
            .first()
            .map(|(row, column)| row.copies * column.copies)
        else {
            return Ok(None);
        };
        let rows = start.sites.dimension();
        let mut packed = Vec::with_capacity(sites.len() * size);
        for (row, column) in &sites {
            for column in column.range() {
                packed.extend_from_slice(&start.elements[column * rows..][row.range()]);
            }
        }
        Ok(Some(Self {
            powers: Powers::new(sector, clock, longest)?,
            sites,
            start: packed,
            size,
        }))
    }

    /// Writes the start times the propagator in `scratch` into `matrix`.
    #[inline(always)]
    fn write(&self, scratch: &mut Scratch, matrix: &mut Mat<c64>) {
        let n = self.sites.len();
        let Scratch { product, site, .. } = scratch;
        for ((row, column), weights) in self
            .sites
            .iter()
            .zip(product.chunks_exact(n.div_ceil(LANES)))
        {
            let weights = weights.as_flattened();
            site.clear();
            site.resize(self.size, c64::ZERO);
            for (&weight, from) in weights.iter().zip(self.start.chunks_exact(self.size)) {
                for (to, from) in site.iter_mut().zip(from) {
                    to.re += weight * from.re;
                    to.im += weight * from.im;
                }
            }
            for (column, elements) in column.range().zip(site.chunks_exact(row.copies)) {
                matrix.col_as_slice_mut(column)[row.range()].copy_from_slice(elements);
            }
        }
    }
}
