//! Any start under collective noise, at any time.

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

/// A start over bit strings, and the propagators that it evolves by.
///
/// Exact for all t, also where the generator has Jordan blocks (n_c = 0). A start of r vectors is
/// followed in Σ min(ν_j, r (2j+1)) (2j+1) rows, ~N³/6 for a pure state, and a density matrix in
/// 2^N rows. The propagators cost O(N⁵), once. For D rows each time costs O(N D²).
pub(crate) struct Evolution {
    basis: Arc<SchurBasis>,
    sites: Sites,
    /// The Frobenius norm of the start.
    norm: f64,
    /// The error of the start.
    off: MatrixError,
    parts: Vec<Part>,
}

impl Evolution {
    /// The evolution for times from 0 to `longest`.
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
        // How much the start's error can grow, and what the propagators add, relative to the norm.
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

/// The part of a matrix in one sector, for all copies, in the lower triangle.
struct Part {
    powers: Powers,
    /// The sites of row and column of each element of the sector.
    sites: Vec<(Site, Site)>,
    /// The start: for each element of the sector what stands between its sites, column by column.
    start: Vec<c64>,
    /// Numbers between two sites.
    size: usize,
}

impl Part {
    /// `None` if the start does not touch these ladders.
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
                // Sectors have d <= d', but in the lower triangle the later ladder is the row. The adjoint
                // evolves by the same matrix.
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

    /// Writes what the propagator in `scratch` makes of the start.
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
