//! Any start under collective noise, after all that moves has come to rest.

use std::sync::Arc;

use faer::{Mat, c64};

use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::model::start::register::{Kernel, RegisterStart};
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::hermitian::Spectrum;
use crate::numerics::memory::{self, matrix_bytes, vector_bytes};
use crate::schur::basis::copies::{Copies, Form, columns, gram};
use crate::schur::basis::sites::Sites;
use crate::schur::basis::transform::Transform;
use crate::schur::charging::Initial;
use crate::schur::sectors::sector::Sector;
use crate::schur::state::compression::to_schur;
use crate::schur::state::observables::{Body, Factor, SchurState};
use crate::spin::lattice::Lattice;

/// What the collective noise leaves in the end ([`Sector::fate`] of all sectors at once).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// ⊕ χ_j ⊗ τ_j.
    Thermal,
    /// Coherences between lowest rungs.
    Dark,
    /// The start, without coherences between levels if collective dephasing acts.
    Frozen,
}

impl SchurState {
    /// A start as it is, with its energy, ergotropy and entropy.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if it would take more than 2 GiB.
    pub(crate) fn of(start: &RegisterStart) -> Result<Self, Error> {
        Ensemble::new(start.cells().into())?.frozen(start)
    }

    /// What dephasing of single cells leaves of a start: the weights of its bit strings.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub(crate) fn of_strings(start: &RegisterStart) -> Result<Self, Error> {
        let cells = start.cells();
        memory::check(Lattice::new(cells), "a density matrix", matrix_bytes)?;
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
    /// For n_c > 0 (or with collective dephasing) it is ⊕ χ_j ⊗ τ_j (Eq. 27), and W needs the
    /// spectra of χ_j alone: a pure state costs O(N 2^N), a matrix O(N C(2N, N)). At n_c = 0 the
    /// lowest rungs are dark and keep their coherences: a matrix of C(N, N/2) rows for a matrix,
    /// of ~N²/4 rows for a pure state, which costs O(N 2^N) too.
    ///
    /// # Errors
    /// [`Error::CellsDiffer`]; [`Error::NeedsRegister`] if local noise or dephasing acts;
    /// [`Error::TooLarge`] if it would take more than 2 GiB.
    pub(crate) fn steady_state_of(&self, start: &RegisterStart) -> Result<SchurState, Error> {
        self.follows(start)?;
        let lattice = self.lattice();
        match &start.kernel {
            Kernel::Vectors(vectors) => {
                let count = vectors.len() as u128;
                memory::check(lattice, "the Schur picture of vectors", |lattice| {
                    4 * count * vector_bytes(lattice)
                })?;
            }
            Kernel::Matrix(_) => {
                memory::check(lattice, "the Schur picture of a matrix", |lattice| {
                    4 * matrix_bytes(lattice)
                })?;
            }
        }
        match self.rest() {
            Rest::Thermal => self.thermal(start),
            Rest::Dark => self.dark(start),
            Rest::Frozen => self.frozen(start),
        }
    }

    fn rest(&self) -> Rest {
        let collective = self.noise().collective;
        let dephased = self.collective_dephasing_rate() > 0.0;
        match (collective.acts(), collective.proportions().1.is_positive()) {
            (true, true) => Rest::Thermal,
            (true, false) if dephased => Rest::Thermal,
            (true, false) => Rest::Dark,
            (false, _) => Rest::Frozen,
        }
    }

    fn thermal(&self, start: &RegisterStart) -> Result<SchurState, Error> {
        let transform = Transform::new(self.cells())?;
        let copies = Copies::isospectral(start)?;
        let factors = (0..)
            .zip(copies.ladders)
            .map(|(d, chi)| {
                let limit = Sector::between(self, d, d, 0).limit(0);
                let mut rungs = vec![0.0; self.lattice().rungs(d).count()];
                for (rung, weight) in limit {
                    rungs[rung] = weight.to_f64();
                }
                Factor { d, chi, rungs }
            })
            .collect();
        Ok(SchurState::new(
            Arc::new(transform.basis().clone()),
            Body::Product(factors),
            // Weights of rungs have Frobenius norm 1 at most, and are right to one rounding.
            (copies.error + 2.0 * ROUNDOFF, copies.trace_error),
            Method::ConservedCopies,
        ))
    }

    fn dark(&self, start: &RegisterStart) -> Result<SchurState, Error> {
        let transform = Transform::new(self.cells())?;
        match &start.kernel {
            Kernel::Vectors(vectors) if self.fewer_labels(vectors.len()) => {
                let vectors = to_schur(&transform, vectors);
                let copies = Copies::of_vectors(&transform, &vectors, Form::Smallest);
                let (isospectral, error) = self.dark_of_vectors(&transform, &vectors);
                let error = error + copies.error;
                Ok(SchurState::new(
                    Arc::new(transform.basis().clone()),
                    Body::Dark {
                        isospectral,
                        copies: copies.ladders,
                    },
                    (error, copies.trace_error),
                    Method::DarkRungs,
                ))
            }
            _ => {
                let (basis, initial) = Initial::new(start)?;
                let lattice = self.lattice();
                let copies: Vec<usize> = (0..lattice.ladders())
                    .map(|d| initial.sites.run(d, d).map_or(0, |run| run.copies))
                    .collect();
                let bottoms = Sites::bottoms(lattice, &copies);
                let matrix = self.gathered(&initial, &bottoms);
                // Shares are at most 1, and at most 2j + 1 elements gather in one.
                let rungs = f64::from(lattice.cells() + 1);
                let error = initial.error * rungs.sqrt() + (rungs + 4.0) * ROUNDOFF * rungs.sqrt();
                Ok(SchurState::new(
                    basis,
                    Body::Matrix {
                        sites: bottoms,
                        matrix,
                    },
                    (error, initial.trace_error),
                    Method::DarkRungs,
                ))
            }
        }
    }

    /// Whether the scalar products of so many vectors make a smaller matrix than the lowest rungs.
    fn fewer_labels(&self, vectors: usize) -> bool {
        let lattice = self.lattice();
        let each: u128 = (0..lattice.ladders())
            .map(|d| u128::from(lattice.twice_j(d) + 1))
            .sum();
        let n = u128::from(lattice.cells());
        let rows = (0..n / 2).fold(1, |count, i| count * (n - i) / (i + 1));
        each * vectors as u128 <= rows
    }

    /// Σ_i w_i ρ(i) over the elements of each sector that has a dark end.
    fn gathered(&self, initial: &Initial, bottoms: &Sites) -> Mat<c64> {
        let rows = initial.sites.dimension();
        let mut matrix = Mat::zeros(bottoms.dimension(), bottoms.dimension());
        for a in bottoms.runs() {
            for b in bottoms.runs() {
                let shares = self.dark_shares(a.d, b.d);
                for (i, share) in (0..).zip(shares) {
                    let (Some(row), Some(column)) = (
                        initial.sites.run(a.d, a.d + i),
                        initial.sites.run(b.d, b.d + i),
                    ) else {
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

    /// The share of each element above the lowest rungs of two ladders that ends there.
    fn dark_shares(&self, d: u32, d_prime: u32) -> Vec<f64> {
        let sector = Sector::between(self, d, d_prime, i64::from(d) - i64::from(d_prime));
        (0..sector.len())
            .map(|l| {
                let share: Double = sector.limit(l).into_iter().map(|(_, w)| w).sum();
                share.to_f64()
            })
            .collect()
    }

    /// A matrix with the spectrum of the dark state, and the Frobenius norm of its error beyond that of
    /// the vectors.
    ///
    /// The state is Σ_i Σ_dd' K_i(d, d') |ψ_d,i⟩⟨ψ_d',i| with the shares K_i of rung i, a positive
    /// matrix: with K_i = L L† it is the product of F = ⊕ ψ L with its adjoint, and F†F has the
    /// same spectrum and needs only the scalar products of the ψ_d,i.
    fn dark_of_vectors(
        &self,
        transform: &Transform,
        vectors: &[(f64, Vec<c64>)],
    ) -> (Mat<c64>, f64) {
        let basis = transform.basis();
        let lattice = self.lattice();
        let ladders = lattice.ladders();
        let shares: Vec<Vec<Vec<f64>>> = (0..ladders)
            .map(|d| (0..ladders).map(|e| self.dark_shares(d, e)).collect())
            .collect();
        // factors[i][(d, a)]: ladders d that have a rung i, and directions a.
        let mut error = 0.0f64;
        let factors: Vec<Mat<c64>> = (0..=lattice.cells() as usize)
            .map(|i| {
                let with_rung = (0..ladders as usize)
                    .filter(|&d| shares[d][d].len() > i)
                    .count();
                let kernel = Mat::from_fn(with_rung, with_rung, |d, e| c64::from(shares[d][e][i]));
                let spectrum = Spectrum::new(kernel.as_ref());
                error = error.max(spectrum.error);
                let vectors = spectrum.vectors();
                Mat::from_fn(with_rung, with_rung, |d, a| {
                    vectors[(d, a)] * spectrum.values[a].sqrt()
                })
            })
            .collect();
        // Rows of the product: vector, rung, direction.
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
            let gram = gram(&columns(basis, d, vectors));
            let rungs = lattice.rungs(d).count();
            let mine: Vec<(usize, usize, c64)> = labels
                .iter()
                .enumerate()
                .filter(|(_, (_, i, _))| *i < rungs)
                .map(|(at, &(v, i, a))| (at, v * rungs + i, factors[i][(d as usize, a)]))
                .collect();
            for &(y, column, right) in &mine {
                for &(x, row, left) in &mine {
                    product[(x, y)] += left.conj() * gram[(row, column)] * right;
                }
            }
        }
        let terms = f64::from(ladders) + 8.0;
        (
            product,
            error * 1.01 + 4.0 * terms * ROUNDOFF * f64::from(ladders),
        )
    }

    fn frozen(&self, start: &RegisterStart) -> Result<SchurState, Error> {
        let (basis, initial) = Initial::new(start)?;
        let dephased = self.collective_dephasing_rate() > 0.0;
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
            basis,
            Body::Matrix {
                sites: initial.sites,
                matrix,
            },
            (initial.error, initial.trace_error),
            if dephased {
                Method::DephasedLevels
            } else {
                Method::Given
            },
        ))
    }
}
