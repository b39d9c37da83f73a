//! The exchanges of one excitation: what a state loses by jumps, and what H makes of it.

use std::ops::Range;

use pulp::Simd;

use crate::register::levels::{Level, Levels, short};
use crate::register::rates::Rates;

/// Vectors of columns that are summed at once, for one sum and for two.
const TILE: usize = 4;
const PAIRS: usize = 3;

/// K = -Γ/2 and H of all levels, by rows.
#[derive(Debug)]
pub(crate) struct Hops {
    levels: Vec<Table>,
    /// The greatest sum of sizes in a row of Γ + 2H: the generator moves nothing faster.
    most: f64,
}

/// The rows of K and H of a level.
#[derive(Debug)]
struct Table {
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
            Table { hops, begins }
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
        let Table { hops, begins } = &self.levels[k];
        &hops[begins[r]..begins[r + 1]]
    }
}

/// Room for some columns of a block, one row of them after the other, which stay in the nearest caches while all rows are made of them.
#[derive(Debug, Default)]
pub(crate) struct Panels {
    held: Vec<f64>,
    turned: Vec<f64>,
}

/// Some rows of a block, and the block as a whole, whose rows have whole vectors.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) level: usize,
    pub(crate) strings: &'a [u32],
    pub(crate) block: &'a [f64],
    pub(crate) stride: usize,
}

impl Hops {
    /// K Z of a real Z, for some rows.
    #[inline(always)]
    pub(crate) fn damp<S: Simd>(
        &self,
        simd: S,
        rows: Rows<'_>,
        out: &mut [f64],
        panels: &mut Panels,
    ) {
        let stride = rows.stride;
        let whole = stride - stride % (TILE * S::F64_LANES);
        for at in (0..whole).step_by(TILE * S::F64_LANES) {
            self.damp_columns::<S, TILE>(simd, rows, at, out, panels);
        }
        for at in (whole..stride).step_by(S::F64_LANES) {
            self.damp_columns::<S, 1>(simd, rows, at, out, panels);
        }
    }

    /// The columns of some vectors from `at` on.
    #[inline(always)]
    fn damp_columns<S: Simd, const VECTORS: usize>(
        &self,
        simd: S,
        rows: Rows<'_>,
        at: usize,
        out: &mut [f64],
        Panels { held, .. }: &mut Panels,
    ) {
        let width = VECTORS * S::F64_LANES;
        rows.copy(at..at + width, held);
        for (&r, out) in rows.strings.iter().zip(out.chunks_exact_mut(rows.stride)) {
            let mut sums = [simd.splat_f64s(0.0); VECTORS];
            for hop in self.of(rows.level, r as usize) {
                let (z, _) = S::as_simd_f64s(&held[hop.place as usize * width..][..width]);
                let damping = simd.splat_f64s(hop.damping);
                for (sum, &z) in sums.iter_mut().zip(z) {
                    *sum = simd.mul_add_f64s(damping, z, *sum);
                }
            }
            let (target, _) = S::as_mut_simd_f64s(&mut out[at..at + width]);
            target.copy_from_slice(&sums);
        }
    }

    /// K Z - H Zᵀ, and K Zᵀ + H Z, for some rows.
    #[inline(always)]
    pub(crate) fn exchange<S: Simd>(
        &self,
        simd: S,
        rows: Rows<'_>,
        [out, beside]: [&mut [f64]; 2],
        panels: &mut Panels,
    ) {
        let stride = rows.stride;
        let whole = stride - stride % (PAIRS * S::F64_LANES);
        for at in (0..whole).step_by(PAIRS * S::F64_LANES) {
            self.exchange_columns::<S, PAIRS>(simd, rows, at, [out, beside], panels);
        }
        for at in (whole..stride).step_by(S::F64_LANES) {
            self.exchange_columns::<S, 1>(simd, rows, at, [out, beside], panels);
        }
    }

    /// The columns of some vectors from `at` on.
    #[inline(always)]
    fn exchange_columns<S: Simd, const VECTORS: usize>(
        &self,
        simd: S,
        rows: Rows<'_>,
        at: usize,
        [out, beside]: [&mut [f64]; 2],
        Panels { held, turned }: &mut Panels,
    ) {
        let (stride, width) = (rows.stride, VECTORS * S::F64_LANES);
        rows.copy(at..at + width, held);
        rows.turn(at..at + width, turned);
        let outs = out
            .chunks_exact_mut(stride)
            .zip(beside.chunks_exact_mut(stride));
        for (&r, (out, beside)) in rows.strings.iter().zip(outs) {
            let mut sums = [[simd.splat_f64s(0.0); 2]; VECTORS];
            for hop in self.of(rows.level, r as usize) {
                let from = hop.place as usize * width;
                let (z, _) = S::as_simd_f64s(&held[from..from + width]);
                let (turned, _) = S::as_simd_f64s(&turned[from..from + width]);
                let damping = simd.splat_f64s(hop.damping);
                let energy = simd.splat_f64s(hop.energy);
                let negative = simd.splat_f64s(-hop.energy);
                for ([own, other], (&z, &turned)) in sums.iter_mut().zip(z.iter().zip(turned)) {
                    *own = simd.mul_add_f64s(negative, turned, simd.mul_add_f64s(damping, z, *own));
                    *other =
                        simd.mul_add_f64s(damping, turned, simd.mul_add_f64s(energy, z, *other));
                }
            }
            for (which, target) in [out, beside].into_iter().enumerate() {
                let (target, _) = S::as_mut_simd_f64s(&mut target[at..at + width]);
                for (target, sums) in target.iter_mut().zip(&sums) {
                    *target = sums[which];
                }
            }
        }
    }
}

impl Rows<'_> {
    /// Some columns of Z.
    #[inline(always)]
    fn copy(&self, columns: Range<usize>, panel: &mut Vec<f64>) {
        panel.clear();
        for row in self.block.chunks_exact(self.stride) {
            panel.extend_from_slice(&row[columns.clone()]);
        }
    }

    /// Some columns of Zᵀ, zero beyond the last.
    #[inline(always)]
    fn turn(&self, columns: Range<usize>, panel: &mut Vec<f64>) {
        let (size, width) = (self.block.len() / self.stride, columns.len());
        panel.clear();
        panel.resize(size * width, 0.0);
        let rows = self.block.chunks_exact(self.stride);
        for (c, row) in rows.skip(columns.start).take(width).enumerate() {
            for (target, &z) in panel.iter_mut().skip(c).step_by(width).zip(row) {
                *target = z;
            }
        }
    }
}
