//! The jumps of emission and absorption to the rows of a state.

use std::sync::Arc;

use pulp::{Arch, Simd, WithSimd};

use crate::register::levels::{Levels, Step, short};
use crate::register::rates::Rates;

/// The columns of panels are a multiple of this: two of the widest vectors.
const PANEL: usize = 16;

/// Cells whose sums are in registers at once, and those of the rest.
const BAND: usize = 4;
const REST: usize = 2;

/// The jumps Σ D_ij σ-_j ρ σ+_i and Σ U_ij σ+_j ρ σ-_i.
#[derive(Debug)]
pub(crate) struct Jumps {
    levels: Arc<Levels>,
    emission: Vec<f64>,
    absorption: Vec<f64>,
    /// For each string of a level, where its N - k strings above and its k strings below stand in the rows T_j, those of the level
    /// above first.
    neighbours: Vec<Vec<u32>>,
}

impl Jumps {
    pub(crate) fn new(levels: &Arc<Levels>, rates: &Rates) -> Self {
        let n = rates.cells;
        let neighbours = (0..=n).map(|k| {
            let level = levels.level(k);
            let stride = |k: usize| short(levels.level(k).len().next_multiple_of(PANEL));
            let above = if k < n { stride(k + 1) } else { 0 };
            let first_below = above * short(n.next_multiple_of(REST));
            let mut neighbours = Vec::with_capacity(level.len() * n);
            for place in 0..level.len() {
                let up = &level.raised[place * (n - k)..][..n - k];
                neighbours.extend(up.iter().map(|step| step.cell * above + step.place));
                let down = &level.lowered[place * k..][..k];
                neighbours.extend(
                    down.iter()
                        .map(|step| first_below + step.cell * stride(k - 1) + step.place),
                );
            }
            neighbours
        });
        Self {
            neighbours: neighbours.collect(),
            levels: Arc::clone(levels),
            emission: rates.emission.clone(),
            absorption: rates.absorption.clone(),
        }
    }

    /// Adds the jumps, each kind times its share, to the block of a level.
    pub(crate) fn add(
        &self,
        shares: [f64; 2],
        k: usize,
        state: &[f64],
        out: &mut [f64],
        room: &mut Room,
    ) {
        Arch::new().dispatch(Block {
            jumps: self,
            k,
            shares,
            state,
            out,
            room,
        });
    }

    /// Adds row r of the jumps of emission and absorption, each times its share.
    #[inline(always)]
    pub(crate) fn row<S: Simd>(
        &self,
        simd: S,
        shares: [f64; 2],
        (k, r): (usize, usize),
        state: &[f64],
        row: &mut [f64],
        room: &mut Room,
    ) {
        let n = self.levels.cells() as usize;
        room.sums.clear();
        if k < n {
            let steps = &self.levels.level(k).raised[r * (n - k)..][..n - k];
            self.mix(simd, (k + 1, steps), &self.emission, shares[0], state, room);
        }
        if k > 0 {
            let steps = &self.levels.level(k).lowered[r * k..][..k];
            self.mix(
                simd,
                (k - 1, steps),
                &self.absorption,
                shares[1],
                state,
                room,
            );
        }
        for (element, places) in row.iter_mut().zip(self.neighbours[k].chunks_exact(n)) {
            let mut sum = 0.0;
            for &place in places {
                sum += room.sums[place as usize];
            }
            *element += sum;
        }
    }

    /// Appends T_j = share Σ_i rate_ij (row of step i) for all cells j, where the rows are of level `k`.
    #[inline(always)]
    fn mix<S: Simd>(
        &self,
        simd: S,
        (k, steps): (usize, &[Step]),
        rates: &[f64],
        share: f64,
        state: &[f64],
        room: &mut Room,
    ) {
        let n = self.levels.cells() as usize;
        let level = self.levels.level(k);
        let (size, count) = (level.len(), steps.len());
        let Room {
            panel,
            weights,
            sums,
        } = room;
        // The rows side by side, some columns of all of them at a time.
        let stride = size.next_multiple_of(PANEL);
        let width = 2 * S::F64_LANES;
        panel.clear();
        panel.resize(stride * count, 0.0);
        for (i, step) in steps.iter().enumerate() {
            let row = &state[level.offset + step.place as usize * size..][..size];
            for (piece, columns) in panel.chunks_exact_mut(width * count).zip(row.chunks(width)) {
                piece[i * width..][..columns.len()].copy_from_slice(columns);
            }
        }
        let begin = sums.len();
        sums.resize(begin + stride * n.next_multiple_of(REST), 0.0);
        let mut target = &mut sums[begin..];
        let mut first = 0;
        while first < n {
            let width = if first + BAND <= n { BAND } else { REST };
            weights.clear();
            for step in steps {
                let row = &rates[step.cell as usize * n..][..n];
                weights.extend(
                    (first..first + width).map(|j| row.get(j).map_or(0.0, |rate| share * rate)),
                );
            }
            let (now, later) = target.split_at_mut(width * stride);
            if width == BAND {
                band::<S, BAND>(simd, panel, weights, now, stride);
            } else {
                band::<S, REST>(simd, panel, weights, now, stride);
            }
            target = later;
            first += width;
        }
    }
}

/// Room for the jumps of a row.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// The rows that steps lead to, cut into pieces of some columns, and these one after the other.
    panel: Vec<f64>,
    /// The weights of the rows, for some cells at a time.
    weights: Vec<f64>,
    /// T_j for all cells j, of the level above and of that below.
    sums: Vec<f64>,
}

/// The jumps to all rows of a level.
struct Block<'a> {
    jumps: &'a Jumps,
    k: usize,
    shares: [f64; 2],
    state: &'a [f64],
    out: &'a mut [f64],
    room: &'a mut Room,
}

impl WithSimd for Block<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let size = self.jumps.levels.level(self.k).len();
        for (r, row) in self.out.chunks_exact_mut(size).enumerate() {
            let at = (self.k, r);
            self.jumps
                .row(simd, self.shares, at, self.state, row, self.room);
        }
    }
}

/// Σ_i weight_ij row_i for COUNT cells j.
#[inline(always)]
fn band<S: Simd, const COUNT: usize>(
    simd: S,
    panel: &[f64],
    weights: &[f64],
    target: &mut [f64],
    stride: usize,
) {
    let (weights, _) = weights.as_chunks::<COUNT>();
    let width = 2 * S::F64_LANES;
    for (index, piece) in panel.chunks_exact(width * weights.len()).enumerate() {
        let mut sums = [[simd.splat_f64s(0.0); 2]; COUNT];
        let (rows, _) = S::as_simd_f64s(piece).0.as_chunks::<2>();
        for (row, weights) in rows.iter().zip(weights) {
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                let weight = simd.splat_f64s(weight);
                sum[0] = simd.mul_add_f64s(weight, row[0], sum[0]);
                sum[1] = simd.mul_add_f64s(weight, row[1], sum[1]);
            }
        }
        for (target, sum) in target.chunks_exact_mut(stride).zip(sums) {
            let (target, _) = S::as_mut_simd_f64s(&mut target[index * width..][..width]);
            target.copy_from_slice(&sum);
        }
    }
}
