//! The exchanges of one excitation: what a state loses by jumps, and what H makes of it.

use std::sync::Arc;

use pulp::Simd;

use crate::register::levels::{Levels, short};
use crate::register::rates::Rates;

/// Vectors of columns that are summed at once.
const TILE: usize = 4;

/// K = -Γ/2 and H of all levels, by rows.
#[derive(Debug)]
pub(crate) struct Hops {
    levels: Arc<Levels>,
    /// For each string of a level, those it exchanges an excitation with, itself first.
    rows: Vec<Vec<Hop>>,
    /// The greatest sum of sizes in a row of Γ + 2H: the generator moves nothing faster.
    most: f64,
}

/// An element of K and of H.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hop {
    pub(crate) place: u32,
    pub(crate) damping: f64,
    pub(crate) energy: f64,
}

impl Hops {
    pub(crate) fn new(levels: &Arc<Levels>, rates: &Rates) -> Self {
        let n = rates.cells;
        let mut most = 0.0f64;
        let rows = (0..=n).map(|k| {
            let level = levels.level(k);
            let mut hops = Vec::with_capacity(level.len() * (1 + k * (n - k)));
            for (place, &string) in level.strings.iter().enumerate() {
                let excited = |cell: usize| string >> cell & 1 == 1;
                let own: f64 = (0..n)
                    .map(|i| {
                        if excited(i) {
                            rates.emission[i * n + i]
                        } else {
                            rates.absorption[i * n + i]
                        }
                    })
                    .sum();
                let energy = |i: usize, j: usize| {
                    rates
                        .energy
                        .as_ref()
                        .map_or(0.0, |energy| energy[i * n + j])
                };
                let of_cells: f64 = (0..n).filter(|&i| excited(i)).map(|i| energy(i, i)).sum();
                let mut row = own + 2.0 * of_cells.abs();
                hops.push(Hop {
                    place: short(place),
                    damping: -own / 2.0,
                    energy: of_cells,
                });
                for from in (0..n).filter(|&i| excited(i)) {
                    for to in (0..n).filter(|&i| !excited(i)) {
                        let rate = rates.emission[to * n + from] + rates.absorption[to * n + from];
                        row += rate.abs() + 2.0 * energy(to, from).abs();
                        hops.push(Hop {
                            place: short(levels.place(string ^ (1 << from) ^ (1 << to))),
                            damping: -rate / 2.0,
                            energy: energy(to, from),
                        });
                    }
                }
                most = most.max(row);
            }
            hops
        });
        let rows = rows.collect();
        Self {
            levels: Arc::clone(levels),
            rows,
            most,
        }
    }

    /// The generator moves nothing faster.
    pub(crate) fn most(&self) -> f64 {
        self.most
    }

    /// The hops of row r of a level.
    #[inline(always)]
    pub(crate) fn of(&self, k: usize, r: usize) -> &[Hop] {
        let count = 1 + k * (self.levels.cells() as usize - k);
        &self.rows[k][r * count..][..count]
    }

    /// K and H of a level, each row by row.
    pub(crate) fn matrices(&self, k: usize) -> (Vec<f64>, Vec<f64>) {
        let size = self.levels.level(k).len();
        let (mut damping, mut energy) = (vec![0.0; size * size], vec![0.0; size * size]);
        for r in 0..size {
            for hop in self.of(k, r) {
                damping[r * size + hop.place as usize] += hop.damping;
                energy[r * size + hop.place as usize] += hop.energy;
            }
        }
        (damping, energy)
    }
}

/// Σ of the weights of hops times the rows that they lead to, for some sources with a weight each.
#[inline(always)]
pub(crate) fn hopped<S: Simd, const COUNT: usize>(
    simd: S,
    hops: &[Hop],
    sources: [&[f64]; COUNT],
    weight: impl Fn(&Hop) -> [f64; COUNT],
    row: &mut [f64],
) {
    let size = row.len();
    let width = TILE * S::F64_LANES;
    let whole = size - size % width;
    for at in (0..whole).step_by(width) {
        let mut sums = [simd.splat_f64s(0.0); TILE];
        for hop in hops {
            let from = hop.place as usize * size + at;
            for (source, weight) in sources.iter().zip(weight(hop)) {
                let weight = simd.splat_f64s(weight);
                let (source, _) = S::as_simd_f64s(&source[from..from + width]);
                for (sum, &x) in sums.iter_mut().zip(source) {
                    *sum = simd.mul_add_f64s(weight, x, *sum);
                }
            }
        }
        let (target, _) = S::as_mut_simd_f64s(&mut row[at..at + width]);
        target.copy_from_slice(&sums);
    }
    for (column, element) in row.iter_mut().enumerate().skip(whole) {
        let mut sum = 0.0f64;
        for hop in hops {
            let from = hop.place as usize * size + column;
            for (source, weight) in sources.iter().zip(weight(hop)) {
                sum = weight.mul_add(source[from], sum);
            }
        }
        *element = sum;
    }
}
