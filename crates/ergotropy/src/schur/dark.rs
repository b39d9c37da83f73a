//! The dark rungs of all ladders, and the state that remains on them.
//!
//! Noise that only emits moves everything to the lowest rungs, and noise that only absorbs to the
//! highest. There populations and coherences remain, also between different ladders. Steps are counted
//! from the dark rung of each ladder: element i of a sector with a dark end is i steps away from it in
//! both ladders, and the share K_i(d, d') of the element reaches the dark end.

use std::sync::Arc;

use faer::{Mat, c64};

use crate::error::Error;
use crate::method::Method;
use crate::model::start::register::{Kernel, RegisterStart};
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::hermitian::Spectrum;
use crate::numerics::matrix_error::MatrixError;
use crate::schur::basis::copies::{Copies, Form, amplitudes, dot_products};
use crate::schur::basis::sites::{End, Sites};
use crate::schur::basis::transform::Transform;
use crate::schur::sectors::noise::CollectiveNoise;
use crate::schur::sectors::sector::Sector;
use crate::schur::state::body::Body;
use crate::schur::state::density::SchurState;
use crate::schur::state::initial::Initial;
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::binomial::few;

/// The dark rungs under noise that moves everything to one end of the ladders.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DarkRungs {
    noise: CollectiveNoise,
    end: End,
    lattice: Lattice,
}

impl DarkRungs {
    pub(crate) fn new(noise: CollectiveNoise, end: End, cells: u32) -> Self {
        Self {
            noise,
            end,
            lattice: Lattice::new(cells),
        }
    }

    /// The steady state that a start leads to.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the state would take more memory than an answer may.
    pub(crate) fn of(&self, start: &RegisterStart) -> Result<SchurState, Error> {
        match &start.kernel {
            Kernel::Vectors(vectors) if self.fewer_labels(vectors.len()) => {
                let transform = Transform::new(start.cells())?;
                Ok(self.of_vectors(&transform, vectors))
            }
            _ => Ok(self.of_matrix(&Initial::new(start)?)),
        }
    }

    fn method(&self) -> Method {
        match self.end {
            End::Bottom => Method::DarkRungs,
            End::Top => Method::DarkTopRungs,
        }
    }

    /// Whether the matrix of dot products of `vectors` vectors is smaller than the matrix over the dark
    /// rungs.
    fn fewer_labels(&self, vectors: usize) -> bool {
        let cells = self.lattice.cells();
        let each: u128 = (0..self.lattice.ladders())
            .map(|d| u128::from(self.lattice.twice_j(d) + 1))
            .sum();
        each * vectors as u128 <= few(cells, cells / 2).into()
    }

    /// K_i(d, d') for each number of steps i.
    fn shares(&self, d: u32, d_prime: u32) -> Vec<f64> {
        let above = i64::from(d) - i64::from(d_prime);
        let delta = match self.end {
            End::Bottom => above,
            End::Top => -above,
        };
        let sector = Sector::between(self.lattice, self.noise, (d, d_prime), delta);
        (0..sector.len())
            .map(|steps| {
                let element = match self.end {
                    End::Bottom => steps,
                    End::Top => sector.len() - 1 - steps,
                };
                let limit = sector.limit(element).into_iter();
                limit.map(|(_, weight)| weight).sum::<Double>().to_f64()
            })
            .collect()
    }

    fn of_matrix(&self, initial: &Initial) -> SchurState {
        let copies: Vec<usize> = (0..self.lattice.ladders())
            .map(|d| {
                let dark = self.end.rung(self.lattice, d, 0);
                initial.sites.site(d, dark).map_or(0, |site| site.copies)
            })
            .collect();
        let sites = Sites::ends(self.lattice, &copies, self.end);
        let matrix = self.gathered(initial, &sites);
        // Shares are at most 1, and at most 2j + 1 elements are added to one.
        let rungs = f64::from(self.lattice.cells() + 1);
        let rounding = (rungs + 4.0) * ROUNDOFF * rungs.sqrt();
        let off = MatrixError {
            frobenius: initial.off.frobenius * rungs.sqrt() + rounding,
            ..initial.off
        };
        SchurState::new(
            Arc::clone(&initial.basis),
            Body::Matrix { sites, matrix },
            off,
            self.method(),
        )
    }

    /// Σ_i K_i ρ(i) over the elements i of each sector that has a dark end.
    fn gathered(&self, initial: &Initial, dark: &Sites) -> Mat<c64> {
        let rows = initial.sites.dimension();
        let site = |d, steps| {
            let k = self.end.rung(self.lattice, d, steps);
            initial.sites.site(d, k)
        };
        let mut matrix = Mat::zeros(dark.dimension(), dark.dimension());
        for a in dark.iter() {
            for b in dark.iter() {
                for (steps, share) in (0..).zip(self.shares(a.d, b.d)) {
                    let (Some(row), Some(column)) = (site(a.d, steps), site(b.d, steps)) else {
                        continue;
                    };
                    for y in 0..b.copies {
                        for x in 0..a.copies {
                            let element =
                                initial.elements[(column.offset + y) * rows + row.offset + x];
                            matrix[(a.offset + x, b.offset + y)] += element * share;
                        }
                    }
                }
            }
        }
        matrix
    }

    fn of_vectors(&self, transform: &Transform, vectors: &[(f64, Vec<c64>)]) -> SchurState {
        let vectors = transform.mixture_to_schur(vectors);
        let copies = Copies::of_vectors(transform, &vectors, Form::Smallest);
        let (isospectral, error) = self.isospectral(transform, &vectors);
        let dark = |d| self.end.rung(self.lattice, d, 0);
        SchurState::new(
            Arc::new(transform.basis().clone()),
            Body::Dark {
                isospectral,
                copies: (0..).map(dark).zip(copies.ladders).collect(),
            },
            MatrixError {
                frobenius: error + copies.off.frobenius,
                ..copies.off
            },
            self.method(),
        )
    }

    /// A matrix with the spectrum of the dark state, and the Frobenius norm of its error without the
    /// errors of the vectors.
    ///
    /// The state is Σ_i Σ_dd' K_i(d, d') |ψ_d,i⟩⟨ψ_d',i| with the amplitudes ψ_d,i over the copies of
    /// ladder d. K_i is a positive matrix: with K_i = L L† the state is the product of F = ⊕ ψ L with its
    /// adjoint. F†F has the same spectrum and needs only the dot products of the ψ_d,i.
    fn isospectral(&self, transform: &Transform, vectors: &[(f64, Vec<c64>)]) -> (Mat<c64>, f64) {
        let ladders = self.lattice.ladders();
        let shares: Vec<Vec<Vec<f64>>> = (0..ladders)
            .map(|d| (0..ladders).map(|e| self.shares(d, e)).collect())
            .collect();
        // The entry factors[i][(d, a)] belongs to the ladder d, of those longer than i, and to the
        // direction a.
        let mut error = 0.0f64;
        let factors: Vec<Mat<c64>> = (0..=self.lattice.cells() as usize)
            .map(|i| {
                let longer = (0..ladders as usize)
                    .filter(|&d| shares[d][d].len() > i)
                    .count();
                let kernel = Mat::from_fn(longer, longer, |d, e| c64::from(shares[d][e][i]));
                let spectrum = Spectrum::new(kernel.as_ref());
                error = error.max(spectrum.error);
                let vectors = spectrum.vectors();
                Mat::from_fn(longer, longer, |d, a| {
                    vectors[(d, a)] * spectrum.values[a].sqrt()
                })
            })
            .collect();
        // A row of the product is labelled by vector, steps and direction.
        let labels: Vec<(usize, usize, usize)> = (0..vectors.len())
            .flat_map(|v| {
                factors
                    .iter()
                    .enumerate()
                    .flat_map(move |(i, factor)| (0..factor.ncols()).map(move |a| (v, i, a)))
            })
            .collect();
        let mut product = Mat::<c64>::zeros(labels.len(), labels.len());
        for d in 0..ladders {
            let products = dot_products(&amplitudes(transform.basis(), d, vectors));
            let rungs = self.lattice.rungs(d).count();
            let from_below = |i: usize| match self.end {
                End::Bottom => i,
                End::Top => rungs - 1 - i,
            };
            let of_ladder: Vec<(usize, usize, c64)> = labels
                .iter()
                .enumerate()
                .filter(|(_, (_, i, _))| *i < rungs)
                .map(|(at, &(v, i, a))| {
                    (at, v * rungs + from_below(i), factors[i][(d as usize, a)])
                })
                .collect();
            for &(y, column, right) in &of_ladder {
                for &(x, row, left) in &of_ladder {
                    product[(x, y)] += left.conj() * products[(row, column)] * right;
                }
            }
        }
        let terms = f64::from(ladders) + 8.0;
        (
            product,
            error * 1.01 + 4.0 * terms * ROUNDOFF * f64::from(ladders),
        )
    }
}
