//! dρ/dt of a state without coherence between levels, without a matrix of the generator.
//!
//! Let K = -Γ/2 for the total jump operator Γ = Σ D_ij σ+_i σ-_j + Σ U_ij σ-_i σ+_j, and H the coherent part; both move one
//! excitation at most. A block ρ_k changes by jumps from its neighbours and by Kρ + ρK - i[H, ρ]. All of D, U, K, H are real and
//! symmetric, so that a Hermitian block X + iY is held as the real matrix Z = X + Y, of which X and Y are the symmetric and the
//! antisymmetric part:
//!
//! ```text
//! dZ/dt = jumps(Z) + K Z - H Zᵀ + (K Zᵀ + H Z)ᵀ
//! ```
//!
//! Coherent couplings cost no memory. Of real states w + wᵀ with w = jumps(Z)/2 + KZ is the derivative. Only elements that differ are held
//! ([`packing`](super::packing)), so that states stay symmetric bit by bit.
//!
//! A row r of the jumps of emission is Σ_j T_j[c + j] over the cells j that are not in the string c, with T_j = Σ_i D_ij Z[r + i]:
//! a small matrix product, and a sum over N numbers for each element. Cost: some N² fused operations for each of C(2N, N)
//! elements.
//!
//! - [`hops`]: what a state loses by jumps, and what H makes of it
//! - [`jumps`]: what jumps bring

mod hops;
pub(crate) mod jumps;

use std::sync::Arc;

use pulp::{Arch, Simd, WithSimd};

use crate::numerics::parallel::join;
use crate::register::generator::hops::{Hops, hopped};
use crate::register::generator::jumps::{Jumps, Room};
use crate::register::levels::{Level, Levels};
use crate::register::packing::Packing;
use crate::register::rates::Rates;
use crate::register::state::symmetry::Symmetry;

/// Rows and columns of a piece of a matrix that is transposed at once.
const SQUARE: usize = 32;

/// Elements from which on a second thread is worth its start.
const WORTH: usize = 60_000;

/// The generator of an ensemble.
#[derive(Debug)]
pub(crate) struct Generator {
    levels: Arc<Levels>,
    packing: Packing,
    hops: Hops,
    jumps: Jumps,
    complex: bool,
    coherent: bool,
    dephasing: f64,
}

impl Generator {
    /// The generator for real states or, if asked for or if H acts, complex ones, that are the same after exchanges of cells.
    pub(crate) fn new(
        levels: &Arc<Levels>,
        rates: &Rates,
        complex: bool,
        symmetry: &Symmetry,
    ) -> Self {
        let complex = complex || rates.energy.is_some();
        Self {
            levels: Arc::clone(levels),
            hops: Hops::new(levels, rates),
            jumps: Jumps::new(levels, rates),
            packing: Packing::new(levels, symmetry, complex),
            complex,
            coherent: rates.energy.is_some(),
            dephasing: rates.dephasing,
        }
    }

    /// How states are packed.
    pub(crate) fn packing(&self) -> &Packing {
        &self.packing
    }

    /// The derivative of a state that is not packed.
    pub(crate) fn derivative(&self, state: &[f64]) -> Vec<f64> {
        let mut packed = vec![0.0; self.packing.len()];
        self.apply(&self.packing.pack(state), &mut packed, &mut self.scratch());
        let mut derivative = vec![0.0; state.len()];
        self.packing.unpack(&packed, &mut derivative);
        derivative
    }

    /// The generator moves nothing faster.
    pub(crate) fn most(&self) -> f64 {
        self.hops.most() + self.dephasing * f64::from(self.levels.cells())
    }

    /// Whether states have an imaginary part.
    pub(crate) fn is_complex(&self) -> bool {
        self.complex
    }

    /// Whether H acts.
    pub(crate) fn is_coherent(&self) -> bool {
        self.coherent
    }

    /// The derivative of a packed state.
    pub(crate) fn apply(&self, packed: &[f64], out: &mut [f64], work: &mut Scratch) {
        let parallel = self.levels.elements() >= WORTH;
        let Scratch {
            state,
            turned,
            computed,
            beside,
            rows,
        } = work;
        self.packing.unpack(packed, state);
        if self.complex {
            self.transpose(state, turned);
        }
        // Both halves of the rows of each level are independent of each other.
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let mut outs = computed.as_mut_slice();
        let mut others = beside.as_mut_slice();
        for (k, level) in self.levels.iter().enumerate() {
            let (size, count) = (level.len(), self.packing.rows(k).len());
            let middle = count / 2;
            let (block, rest) = outs.split_at_mut(count * size);
            outs = rest;
            let (block_beside, rest) =
                others.split_at_mut(if self.complex { count * size } else { 0 });
            others = rest;
            let (top, bottom) = block.split_at_mut(middle * size);
            let split = middle * if self.complex { size } else { 0 };
            let (top_beside, bottom_beside) = block_beside.split_at_mut(split);
            first.push((0, top, top_beside));
            second.push((middle, bottom, bottom_beside));
        }
        let (state, turned) = (state.as_slice(), turned.as_slice());
        let [row_one, row_two] = rows;
        join(
            parallel,
            || self.rows(state, turned, first, row_one),
            || self.rows(state, turned, second, row_two),
        );
        // The transpose of a row is a column of the others.
        let transposed = if self.complex { beside } else { &*computed };
        let half = |packed: &[f64], out: &mut [f64], begin: usize| {
            let sources = &self.packing.sources()[begin..][..out.len()];
            for (out, [own, other]) in out.iter_mut().zip(sources) {
                *out = computed[*own as usize] + transposed[*other as usize];
            }
            if self.dephasing > 0.0 {
                let differ = &self.packing.differ()[begin..];
                for ((out, &z), &differ) in out.iter_mut().zip(packed).zip(differ) {
                    *out -= self.dephasing * f64::from(differ) * z;
                }
            }
        };
        let middle = out.len() / 2;
        let (top, bottom) = out.split_at_mut(middle);
        join(
            parallel,
            || half(&packed[..middle], top, 0),
            || half(&packed[middle..], bottom, middle),
        );
    }

    /// -Γ/2 and H of a level, each row by row, where Γ has the decay of dephasing: N cells take N times its rate away from every
    /// element, and jumps give it back.
    pub(crate) fn effective(&self, k: usize) -> (Vec<f64>, Vec<f64>) {
        let size = self.levels.level(k).len();
        let (mut damping, energy) = self.hops.matrices(k);
        let decay = self.dephasing * f64::from(self.levels.cells()) / 4.0;
        for r in 0..size {
            damping[r * size + r] -= decay;
        }
        (damping, energy)
    }

    /// Adds the jumps of emission to the block of a level.
    pub(crate) fn add_emission(&self, k: usize, state: &[f64], block: &mut [f64], room: &mut Room) {
        self.jumps.add([1.0, 0.0], k, state, block, room);
    }

    /// The jumps of absorption and of dephasing, Σ U_ij σ+_j ρ σ-_i + γ/4 Σ σz ρ σz.
    pub(crate) fn other_jumps(&self, state: &[f64]) -> Vec<f64> {
        let mut all = vec![0.0; state.len()];
        let mut room = Room::default();
        let cells = f64::from(self.levels.cells());
        for (k, level) in self.levels.iter().enumerate() {
            let block = &mut all[level.offset..level.offset + level.len() * level.len()];
            self.jumps.add([0.0, 1.0], k, state, block, &mut room);
        }
        if self.dephasing > 0.0 {
            for level in self.levels.iter() {
                let size = level.len();
                for (i, &r) in level.strings.iter().enumerate() {
                    for (j, &c) in level.strings.iter().enumerate() {
                        let at = level.offset + i * size + j;
                        let agree = cells - 2.0 * f64::from((r ^ c).count_ones());
                        all[at] += self.dephasing / 2.0 * agree * state[at];
                    }
                }
            }
        }
        all
    }

    /// Room for the work of [`Generator::apply`].
    pub(crate) fn scratch(&self) -> Scratch {
        let (all, computed) = (self.levels.elements(), self.packing.computed());
        let of_complex = |elements: usize| if self.complex { elements } else { 0 };
        Scratch {
            state: vec![0.0; all],
            turned: vec![0.0; of_complex(all)],
            computed: vec![0.0; computed],
            beside: vec![0.0; of_complex(computed)],
            rows: Default::default(),
        }
    }

    /// w = jumps/2 + KZ of real states, and jumps + KZ - HZᵀ with KZᵀ + HZ beside it of others, for some rows of each level.
    fn rows(
        &self,
        state: &[f64],
        turned: &[f64],
        blocks: Vec<(usize, &mut [f64], &mut [f64])>,
        room: &mut Room,
    ) {
        for (k, (begin, out, other)) in blocks.into_iter().enumerate() {
            let job = Rows {
                generator: self,
                k,
                begin,
                state,
                turned,
                out,
                other,
                room,
            };
            Arch::new().dispatch(job);
        }
    }

    /// Zᵀ of all blocks.
    fn transpose(&self, state: &[f64], turned: &mut [f64]) {
        self.by_levels(turned, |level, turned| {
            let size = level.len();
            transpose(
                size,
                &state[level.offset..level.offset + size * size],
                turned,
            );
        });
    }

    /// Changes the block of each level by itself; each half of the levels may have a thread.
    fn by_levels(&self, blocks: &mut [f64], change: impl Fn(&Level, &mut [f64]) + Sync) {
        let half = |mut blocks: &mut [f64], levels: &mut dyn Iterator<Item = &Level>| {
            for level in levels {
                let (block, rest) = blocks.split_at_mut(level.len() * level.len());
                change(level, block);
                blocks = rest;
            }
        };
        // The middle level is the largest by far, and belongs to the second half.
        let middle = self.levels.iter().len() / 2;
        let (below, above) = blocks.split_at_mut(self.levels.level(middle).offset);
        join(
            self.levels.elements() >= WORTH,
            || half(below, &mut self.levels.iter().take(middle)),
            || half(above, &mut self.levels.iter().skip(middle)),
        );
    }
}

/// Room for the work of [`Generator::apply`].
#[derive(Debug)]
pub(crate) struct Scratch {
    state: Vec<f64>,
    turned: Vec<f64>,
    computed: Vec<f64>,
    beside: Vec<f64>,
    rows: [Room; 2],
}

/// Some of the rows of a level that are computed, beginning with number `begin`.
struct Rows<'a> {
    generator: &'a Generator,
    k: usize,
    begin: usize,
    state: &'a [f64],
    turned: &'a [f64],
    out: &'a mut [f64],
    other: &'a mut [f64],
    room: &'a mut Room,
}

impl WithSimd for Rows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self {
            generator,
            k,
            begin,
            state,
            turned,
            out,
            other,
            room,
        } = self;
        let level = generator.levels.level(k);
        let size = level.len();
        let block = level.offset..level.offset + size * size;
        let z = &state[block.clone()];
        let strings = &generator.packing.rows(k)[begin..];
        if generator.complex {
            let t = &turned[block];
            let rows = out.chunks_exact_mut(size).zip(other.chunks_exact_mut(size));
            for (&r, (row, beside)) in strings.iter().zip(rows) {
                let at = (k, r as usize);
                let hops = generator.hops.of(at.0, at.1);
                hopped(simd, hops, [z, t], |hop| [hop.damping, -hop.energy], row);
                hopped(simd, hops, [z, t], |hop| [hop.energy, hop.damping], beside);
                generator.jumps.row(simd, [1.0, 1.0], at, state, row, room);
            }
        } else {
            for (&r, row) in strings.iter().zip(out.chunks_exact_mut(size)) {
                let at = (k, r as usize);
                hopped(
                    simd,
                    generator.hops.of(at.0, at.1),
                    [z],
                    |hop| [hop.damping],
                    row,
                );
                generator.jumps.row(simd, [0.5, 0.5], at, state, row, room);
            }
        }
    }
}

/// The transpose of a square matrix.
fn transpose(size: usize, from: &[f64], to: &mut [f64]) {
    for top in (0..size).step_by(SQUARE) {
        for left in (0..size).step_by(SQUARE) {
            for r in top..size.min(top + SQUARE) {
                for c in left..size.min(left + SQUARE) {
                    to[r * size + c] = from[c * size + r];
                }
            }
        }
    }
}
