//! Any start under collective noise, at any time.

use std::sync::Arc;

use faer::{Mat, c64};

use super::compression::{Compression, to_schur};
use super::propagator::{Clock, Powers, Propagator};
use super::sites::{Run, Sites};
use super::start::{Kernel, RegisterStart, matrix_bytes, vector_bytes};
use super::state::{Body, SchurState};
use super::{Parts, SchurBasis, Sector, Transform};
use crate::bounded::{Bounded, Kind};
use crate::double::ROUNDOFF;
use crate::ensemble::Ensemble;
use crate::error::{Error, in_range};
use crate::memory;
use crate::passive::Work;
use crate::spin::Lattice;

const METHOD: &str = "Bohr sectors: squared propagators of each tri-diagonal generator";

/// Beyond this, steps could leave the range of floats.
const MOST_TIME: f64 = 1e200;

/// Matrices of the size of the state that are held at once, with those of the eigenproblem.
const MATRICES: u128 = 7;

/// One time of a charging curve of the Schur picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SchurPoint {
    /// Time, in the inverse of the unit of rates.
    pub time: f64,
    /// Energy, passive energy and ergotropy.
    pub work: Work,
    /// The ergotropy with and without coherence between levels.
    pub parts: Parts,
    /// Mean charging power (W(t) - W(0)) / t; zero at t = 0.
    pub power: Bounded,
    /// Weight of the bright ladder, which collective noise keeps.
    pub bright_weight: Bounded,
}

/// A charging curve of the Schur picture: one point for each time that was asked for, in that order.
#[derive(Clone, Debug)]
pub struct SchurCurve {
    points: Vec<SchurPoint>,
}

impl SchurCurve {
    /// The points of the curve.
    pub fn points(&self) -> &[SchurPoint] {
        &self.points
    }

    /// How the curve was computed, in a few words.
    pub fn method(&self) -> &'static str {
        METHOD
    }
}

impl Ensemble {
    /// The states at the given times, of any start under collective noise.
    ///
    /// Exact for all t, also where the generator has Jordan blocks (n_c = 0). A start of r vectors is
    /// followed in Σ min(ν_j, r (2j+1)) (2j+1) rows, ~N³/6 for a pure state, a density matrix in
    /// 2^N rows. For D rows a time costs O(N D²); the propagators, O(N⁵) once, depend on
    /// neither.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a time is negative, above 1e200 or not a number, or if coherences
    /// are still moving after 2^53 of the shortest times; [`Error::CellsDiffer`];
    /// [`Error::NeedsRegister`] if local noise or dephasing acts; [`Error::TooLarge`] if it would
    /// take more than 2 GiB.
    pub fn states_of(
        &self,
        start: &RegisterStart,
        times: &[f64],
    ) -> Result<impl Iterator<Item = SchurState>, Error> {
        let evolution = Evolution::new(self, start, times)?;
        Ok(times
            .to_vec()
            .into_iter()
            .map(move |time| evolution.at(time)))
    }

    /// Charges the ensemble from any start, and looks at it at the given times, in any order.
    ///
    /// As [`Ensemble::states_of`], with an eigenproblem of D rows, O(D³), for each time.
    ///
    /// # Errors
    /// As [`Ensemble::states_of`].
    pub fn charge_of(&self, start: &RegisterStart, times: &[f64]) -> Result<SchurCurve, Error> {
        let evolution = Evolution::new(self, start, times)?;
        let initial = evolution.at(0.0).ergotropy();
        let points = times
            .iter()
            .map(|&time| {
                let state = evolution.at(time);
                let work = state.work();
                let power = if time > 0.0 {
                    (work.ergotropy - initial).over(time)
                } else {
                    Bounded::new(0.0, 0.0, Kind::Bound)
                };
                SchurPoint {
                    time,
                    work,
                    parts: state.parts(),
                    power,
                    bright_weight: state.bright_weight(),
                }
            })
            .collect();
        Ok(SchurCurve { points })
    }

    /// Refuses a start that the Schur picture cannot follow under this noise.
    pub(crate) fn follows(&self, start: &RegisterStart) -> Result<(), Error> {
        if start.cells() != self.cells() {
            return Err(Error::CellsDiffer {
                start: start.cells(),
                ensemble: self.cells(),
            });
        }
        let (_, local, dephasing) = self.noise();
        let because = match (local.acts(), dephasing.is_positive()) {
            (false, false) => return Ok(()),
            (true, false) => "local noise acts on single cells",
            (false, true) => "dephasing acts on single cells",
            (true, true) => "local noise and dephasing act on single cells",
        };
        Err(Error::NeedsRegister { because })
    }
}

/// A start, and all that it takes to follow it.
pub(crate) struct Evolution {
    basis: Arc<SchurBasis>,
    start: Initial,
    sectors: Vec<(Sector, Powers)>,
}

impl Evolution {
    pub(crate) fn new(
        ensemble: &Ensemble,
        start: &RegisterStart,
        times: &[f64],
    ) -> Result<Self, Error> {
        for &time in times {
            in_range(
                "a time",
                time,
                (0.0..=MOST_TIME).contains(&time),
                "from 0 to 1e200",
            )?;
        }
        ensemble.follows(start)?;
        let (basis, start) = Initial::new(start)?;
        let sectors = Sector::all(ensemble);
        let clock = Clock::new(&sectors);
        let longest = times.iter().copied().fold(0.0, f64::max);
        let sectors = sectors
            .into_iter()
            .filter(|sector| {
                let (d, d_prime) = sector.ladders();
                start.sites.run(d, d).is_some() && start.sites.run(d_prime, d_prime).is_some()
            })
            .map(|sector| {
                let powers = Powers::new(&sector, clock, longest)?;
                Ok((sector, powers))
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            basis,
            start,
            sectors,
        })
    }

    /// The state at one of the times, or before.
    pub(crate) fn at(&self, time: f64) -> SchurState {
        let Initial {
            sites,
            elements,
            norm,
            error,
        } = &self.start;
        let rows = sites.dimension();
        let mut state = vec![c64::ZERO; rows * rows];
        // Transport of the start's error, and the propagator's own share of the norm.
        let (mut transport, mut own) = (1.0f64, 0.0f64);
        for (sector, powers) in &self.sectors {
            let n = sector.len();
            let propagator = powers.at(time);
            let stretch = propagator.norm(n);
            transport = transport.max(stretch);
            let size = n as f64;
            own = own.max(propagator.error * size.sqrt() + (size + 4.0) * ROUNDOFF * stretch);
            apply(sector, &propagator, sites, elements, &mut state);
        }
        mirror(sites, &mut state);
        let matrix = Mat::from_fn(rows, rows, |row, column| state[column * rows + row]);
        SchurState::new(
            Arc::clone(&self.basis),
            Body::Matrix {
                sites: sites.clone(),
                matrix,
            },
            (transport * error + own * norm) * (1.0 + 1e-9),
            METHOD,
        )
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
            error: error + rounding,
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
    elements.iter().map(|z| z.norm_sqr()).sum::<f64>().sqrt() * (1.0 + 1e-9)
}

/// Writes the elements of one sector, for all copies at once.
fn apply(sector: &Sector, propagator: &Propagator, sites: &Sites, from: &[c64], to: &mut [c64]) {
    let rows = sites.dimension();
    let n = sector.len();
    let (d, d_prime) = sector.ladders();
    let runs: Vec<(Run, Run)> = (0..n)
        .filter_map(|i| {
            let (k, k_prime) = sector.rungs(i);
            Some((sites.run(d, k)?, sites.run(d_prime, k_prime)?))
        })
        .collect();
    for (weights, (row, column)) in propagator.elements.chunks(n).zip(&runs) {
        for copy in 0..column.copies {
            let target = (column.offset + copy) * rows + row.offset;
            let target = &mut to[target..target + row.copies];
            for (&weight, (row, column)) in weights.iter().zip(&runs) {
                if weight == 0.0 {
                    continue;
                }
                let source = (column.offset + copy) * rows + row.offset;
                let source = &from[source..source + row.copies];
                for (target, source) in target.iter_mut().zip(source) {
                    *target += source * weight;
                }
            }
        }
    }
}

/// Fills in the sectors that are adjoints of those that were written.
fn mirror(sites: &Sites, state: &mut [c64]) {
    let rows = sites.dimension();
    for a in sites.runs() {
        for b in sites.runs() {
            if (a.d, b.k) > (b.d, a.k) {
                for column in b.range() {
                    for row in a.range() {
                        state[column * rows + row] = state[row * rows + column].conj();
                    }
                }
            }
        }
    }
}
