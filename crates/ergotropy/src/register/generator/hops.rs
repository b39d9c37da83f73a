//! The exchanges of one excitation: what a state loses by jumps, and what H makes of it.

use pulp::Simd;

use crate::register::levels::{Level, Levels, short};
use crate::register::rates::Rates;

/// Vectors of columns that are summed at once, for one sum and for two.
const TILE: usize = 4;
const PAIRS: usize = 3;

/// K = -Γ/2 and H of all levels, by rows.
#[derive(Debug)]
pub(crate) struct Hops {
    levels: Vec<Rows>,
    /// The greatest sum of sizes in a row of Γ + 2H: the generator moves nothing faster.
    most: f64,
}

/// The rows of a level.
#[derive(Debug)]
struct Rows {
    /// For each string of a level, those it exchanges an excitation with, itself first.
    hops: Vec<Hop>,
    /// Where the hops of each string begin, and where the last ones end.
    begins: Vec<usize>,
}

/// An element of K and of H.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hop {
    pub(crate) place: u32,
    pub(crate) damping: f64,
    pub(crate) energy: f64,
}

impl Hops {
    pub(crate) fn new(levels: &Levels, rates: &Rates) -> Self {
        let n = rates.cells;
        let mut most = 0.0f64;
        let of_level = |level: &Level| {
            let count = |string: &u32| {
                let excited = string.count_ones() as usize;
                1 + excited * (n - excited)
            };
            let mut hops = Vec::with_capacity(level.strings.iter().map(count).sum());
            let mut begins = vec![0];
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
                begins.push(hops.len());
            }
            Rows { hops, begins }
        };
        Self {
            levels: levels.iter().map(of_level).collect(),
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
        let Rows { hops, begins } = &self.levels[k];
        &hops[begins[r]..begins[r + 1]]
    }
}

/// K Z of a real Z: Σ of the damping of hops times the rows that they lead to. Rows have whole vectors.
#[inline(always)]
pub(crate) fn damped<S: Simd>(simd: S, hops: &[Hop], z: &[f64], row: &mut [f64]) {
    let wide = TILE * S::F64_LANES;
    let whole = row.len() - row.len() % wide;
    for at in (0..whole).step_by(wide) {
        damped_tile::<S, TILE>(simd, hops, z, at, row);
    }
    for at in (whole..row.len()).step_by(S::F64_LANES) {
        damped_tile::<S, 1>(simd, hops, z, at, row);
    }
}

/// The columns of some vectors from `at` on.
#[inline(always)]
fn damped_tile<S: Simd, const VECTORS: usize>(
    simd: S,
    hops: &[Hop],
    z: &[f64],
    at: usize,
    row: &mut [f64],
) {
    let (stride, width) = (row.len(), VECTORS * S::F64_LANES);
    let mut sums = [simd.splat_f64s(0.0); VECTORS];
    for hop in hops {
        let (z, _) = S::as_simd_f64s(&z[hop.place as usize * stride + at..][..width]);
        let damping = simd.splat_f64s(hop.damping);
        for (sum, &z) in sums.iter_mut().zip(z) {
            *sum = simd.mul_add_f64s(damping, z, *sum);
        }
    }
    let (target, _) = S::as_mut_simd_f64s(&mut row[at..at + width]);
    target.copy_from_slice(&sums);
}

/// K Z - H Zᵀ, and K Zᵀ + H Z, which are made of the same rows.
#[inline(always)]
pub(crate) fn exchanged<S: Simd>(
    simd: S,
    hops: &[Hop],
    [z, turned]: [&[f64]; 2],
    [row, beside]: [&mut [f64]; 2],
) {
    let wide = PAIRS * S::F64_LANES;
    let whole = row.len() - row.len() % wide;
    for at in (0..whole).step_by(wide) {
        exchanged_tile::<S, PAIRS>(simd, hops, [z, turned], at, [row, beside]);
    }
    for at in (whole..row.len()).step_by(S::F64_LANES) {
        exchanged_tile::<S, 1>(simd, hops, [z, turned], at, [row, beside]);
    }
}

/// The columns of some vectors from `at` on.
#[inline(always)]
fn exchanged_tile<S: Simd, const VECTORS: usize>(
    simd: S,
    hops: &[Hop],
    [z, turned]: [&[f64]; 2],
    at: usize,
    [row, beside]: [&mut [f64]; 2],
) {
    let (stride, width) = (row.len(), VECTORS * S::F64_LANES);
    let mut sums = [[simd.splat_f64s(0.0); 2]; VECTORS];
    for hop in hops {
        let from = hop.place as usize * stride + at;
        let (z, _) = S::as_simd_f64s(&z[from..from + width]);
        let (turned, _) = S::as_simd_f64s(&turned[from..from + width]);
        let damping = simd.splat_f64s(hop.damping);
        let energy = simd.splat_f64s(hop.energy);
        let negative = simd.splat_f64s(-hop.energy);
        for ([own, other], (&z, &turned)) in sums.iter_mut().zip(z.iter().zip(turned)) {
            *own = simd.mul_add_f64s(negative, turned, simd.mul_add_f64s(damping, z, *own));
            *other = simd.mul_add_f64s(damping, turned, simd.mul_add_f64s(energy, z, *other));
        }
    }
    for (which, target) in [row, beside].into_iter().enumerate() {
        let (target, _) = S::as_mut_simd_f64s(&mut target[at..at + width]);
        for (target, sums) in target.iter_mut().zip(&sums) {
            *target = sums[which];
        }
    }
}
