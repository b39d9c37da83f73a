//! dρ/dt of a state, without a matrix of the generator.
//!
//! A state has a block for each level, or one for all strings where there is coherence between levels ([`levels`](super::levels)).
//! Let K = -Γ/2 for the total jump operator Γ = Σ D_ij σ+_i σ-_j + Σ U_ij σ-_i σ+_j, and H the coherent part; both move one
//! excitation at most. A block ρ_k changes by jumps from its neighbours and by Kρ + ρK - i[H, ρ]. All of D, U, K, H are real and
//! symmetric, so that a Hermitian block X + iY is held as the real matrix Z = X + Y, of which X and Y are the symmetric and the
//! antisymmetric part:
//!
//! ```text
//! dZ/dt = jumps(Z) + K Z - H Zᵀ + (K Zᵀ + H Z)ᵀ
//! ```
//!
//! Coherent couplings cost no memory. Of real states w + wᵀ with w = jumps(Z)/2 + KZ is the derivative; of jumps(Z)/2 any part will do of which the transpose is the other. Only elements that differ are held
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

use std::ops::Range;
use std::sync::Arc;

use pulp::{Arch, Simd, WithSimd};

use crate::numerics::parallel::join;
use crate::register::generator::hops::{Hop, Hops, Panels, Rows};
use crate::register::generator::jumps::{Jumps, Kinds, Part, Room};
use crate::register::layout::Layout;
use crate::register::levels::Levels;
use crate::register::packing::Packing;
use crate::register::rates::Rates;
use crate::register::state::density::RegisterState;
use crate::register::symmetry::{Exchanges, Symmetry};

/// Elements from which on a second thread is worth its start.
const WORTH: usize = 60_000;

/// The generator of an ensemble.
#[derive(Debug)]
pub(crate) struct Generator {
    levels: Arc<Levels>,
    packing: Arc<Packing>,
    /// Where all rows stand, and where those that are computed do.
    layout: Layout,
    computed: Layout,
    hops: Hops,
    jumps: Jumps,
    complex: bool,
    coherent: bool,
    dephasing: f64,
    /// Zero without coherence between levels, which is all that it acts on.
    collective_dephasing: f64,
}

impl Generator {
    /// The generator for real states or, if asked for or if H acts, complex ones, that are the same after exchanges of cells.
    pub(crate) fn new(symmetry: &Arc<Symmetry>, rates: &Rates, complex: bool) -> Self {
        let complex = complex || rates.energy.is_some();
        let levels = symmetry.levels();
        let layout = Layout::new(levels, |k| levels.level(k).len());
        let (packing, computed) = Packing::new(symmetry, complex);
        Self {
            levels: Arc::clone(levels),
            hops: Hops::new(levels, rates),
            jumps: Jumps::new(levels, rates, &layout),
            packing: packing.into(),
            layout,
            computed,
            complex,
            coherent: rates.energy.is_some(),
            dephasing: rates.dephasing,
            collective_dephasing: if levels.are_joined() {
                rates.collective_dephasing
            } else {
                0.0
            },
        }
    }

    /// The generator for what becomes of a start.
    pub(crate) fn of_start(rates: &Rates, start: &RegisterState) -> Self {
        let elements = start.body().elements();
        let exchanges = Exchanges::of(rates, Some((start.levels(), &elements)));
        let symmetry = Symmetry::new(start.cells(), start.is_joined(), exchanges);
        Self::new(&symmetry, rates, start.is_complex())
    }

    /// How states are packed.
    pub(crate) fn packing(&self) -> &Arc<Packing> {
        &self.packing
    }

    /// The derivative of a state that is not packed.
    pub(crate) fn derivative(&self, state: &[f64]) -> Vec<f64> {
        let mut packed = vec![0.0; self.packing.len()];
        self.apply(&self.packing.pack(state), &mut packed, &mut self.scratch());
        self.packing.unpack(&packed)
    }

    /// The generator moves nothing faster.
    pub(crate) fn most(&self) -> f64 {
        let cells = f64::from(self.levels.cells());
        self.hops.most() + self.dephasing * cells + self.collective_dephasing * cells * cells
    }

    /// Memory in bytes of the tables, and of the room for a derivative.
    pub(crate) fn bytes(&self) -> u128 {
        let parts = if self.complex { 2 } else { 1 };
        let rows = 8 * parts * (self.layout.len() + self.computed.len());
        rows as u128 + self.packing.bytes()
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
            computed,
            beside,
            rooms,
        } = work;
        self.packing
            .unpack_rows(packed, &self.layout, state, parallel);
        // Both halves of the rows of each level are independent of each other.
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let mut outs = computed.as_mut_slice();
        let mut others = beside.as_mut_slice();
        for k in 0..self.levels.iter().len() {
            let (size, count) = (self.layout.stride(k), self.packing.rows(k).len());
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
        let state = state.as_slice();
        let [room_one, room_two] = rooms;
        join(
            parallel,
            || self.rows(state, first, room_one),
            || self.rows(state, second, room_two),
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
            if self.collective_dephasing > 0.0 {
                let leaps = &self.packing.leaps()[begin..];
                for ((out, &z), &leap) in out.iter_mut().zip(packed).zip(leaps) {
                    *out -= self.collective_dephasing * f64::from(leap).powi(2) * z;
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

    /// Row r of -Γ/2 and H of a level, where Γ has the decay of dephasing: N cells take N times its rate away from every element, and
    /// jumps give it back.
    pub(crate) fn effective(&self, k: usize, r: usize) -> Vec<Hop> {
        let mut hops = self.hops.of(k, r).to_vec();
        // The first one leads to the string itself.
        hops[0].damping -= self.dephasing * f64::from(self.levels.cells()) / 4.0;
        hops
    }

    /// Where all rows of a state stand.
    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Room for [`Generator::bring`].
    pub(crate) fn room(&self) -> Brought {
        Brought {
            computed: vec![0.0; self.computed.len()],
            rooms: Default::default(),
        }
    }

    /// The jumps of some kinds to the rows of some levels that are computed, from a state that is given as rows.
    pub(crate) fn bring(
        &self,
        kinds: Kinds,
        levels: Range<usize>,
        rows: &[f64],
        brought: &mut Brought,
    ) {
        let Brought { computed, rooms } = brought;
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let begin = self.computed.block(levels.start, 0).start;
        let mut rest = &mut computed[begin..];
        let mut count = 0;
        for k in levels {
            let (strings, stride) = (self.packing.rows(k), self.layout.stride(k));
            let (block, others) = rest.split_at_mut(strings.len() * stride);
            rest = others;
            count += block.len();
            let (one, other) = strings.split_at(strings.len() / 2);
            let (top, bottom) = block.split_at_mut(one.len() * stride);
            first.push((k, one, top));
            second.push((k, other, bottom));
        }
        let add = |blocks: Vec<(usize, &[u32], &mut [f64])>, room: &mut Room| {
            for (k, strings, block) in blocks {
                block.fill(0.0);
                let state = (&self.layout, rows);
                self.jumps.add(kinds, (k, strings), state, block, room);
            }
        };
        let [one, other] = rooms;
        join(count >= WORTH, || add(first, one), || add(second, other));
    }

    /// Adds what was brought to some packed elements.
    pub(crate) fn add_brought(&self, range: Range<usize>, brought: &Brought, packed: &mut [f64]) {
        let computed = &brought.computed;
        for (element, [own, other]) in packed.iter_mut().zip(&self.packing.sources()[range]) {
            let own = computed[*own as usize];
            // Elements that are one with their transposes have the mean of both.
            *element += if self.complex {
                own
            } else {
                f64::midpoint(own, computed[*other as usize])
            };
        }
    }

    /// Sets the packed elements of a level from rows and columns.
    pub(crate) fn fill(
        &self,
        k: usize,
        packed: &mut [f64],
        element: impl Fn(usize, usize) -> f64 + Sync,
    ) {
        let range = self.packing.range(k);
        let strings = self.packing.rows(k);
        let (begin, stride) = (self.computed.block(k, 0).start, self.layout.stride(k));
        let fill = |packed: &mut [f64], sources: &[[u32; 2]]| {
            for (packed, [own, _]) in packed.iter_mut().zip(sources) {
                let at = *own as usize - begin;
                *packed = element(strings[at / stride] as usize, at % stride);
            }
        };
        let middle = packed.len() / 2;
        let sources = &self.packing.sources()[range];
        let (top, bottom) = packed.split_at_mut(middle);
        let (one, other) = sources.split_at(middle);
        let worth = sources.len() >= WORTH / 8;
        join(worth, || fill(top, one), || fill(bottom, other));
    }

    /// The jumps of absorption and of dephasing, Σ U_ij σ+_j ρ σ-_i + γ/4 Σ σz ρ σz, of a packed state that is given as rows too.
    pub(crate) fn other_jumps(&self, packed: &[f64], rows: &[f64]) -> Vec<f64> {
        let absorption = Kinds {
            emission: false,
            absorption: true,
        };
        let cells = f64::from(self.levels.cells());
        let agree = |differ: &u8| cells - 2.0 * f64::from(*differ);
        let elements = packed.iter().zip(self.packing.differ());
        let mut all: Vec<f64> = elements
            .map(|(z, differ)| self.dephasing / 2.0 * agree(differ) * z)
            .collect();
        let mut brought = self.room();
        self.bring(absorption, 0..self.levels.iter().len(), rows, &mut brought);
        self.add_brought(0..packed.len(), &brought, &mut all);
        all
    }

    /// Room for the work of [`Generator::apply`].
    pub(crate) fn scratch(&self) -> Scratch {
        let (all, computed) = (self.layout.len(), self.computed.len());
        let of_complex = |elements: usize| if self.complex { elements } else { 0 };
        Scratch {
            state: vec![0.0; all],
            computed: vec![0.0; computed],
            beside: vec![0.0; of_complex(computed)],
            rooms: Default::default(),
        }
    }

    /// w = jumps/2 + KZ of real states, and jumps + KZ - HZᵀ with KZᵀ + HZ beside it of others, for some rows of each level.
    fn rows(
        &self,
        state: &[f64],
        blocks: Vec<(usize, &mut [f64], &mut [f64])>,
        room: &mut RoomOfRows,
    ) {
        for (k, (begin, out, other)) in blocks.into_iter().enumerate() {
            let job = Block {
                generator: self,
                k,
                begin,
                state,
                out,
                other,
                room,
            };
            Arch::new().dispatch(job);
        }
    }
}

/// What jumps bring to the rows that are computed, and room for that.
#[derive(Debug)]
pub(crate) struct Brought {
    computed: Vec<f64>,
    rooms: [Room; 2],
}

/// Room for the work of [`Generator::apply`].
#[derive(Debug)]
pub(crate) struct Scratch {
    state: Vec<f64>,
    computed: Vec<f64>,
    beside: Vec<f64>,
    rooms: [RoomOfRows; 2],
}

/// Room for some rows.
#[derive(Debug, Default)]
struct RoomOfRows {
    jumps: Room,
    panels: Panels,
}

/// Some of the rows of a level that are computed, beginning with number `begin`.
struct Block<'a> {
    generator: &'a Generator,
    k: usize,
    begin: usize,
    state: &'a [f64],
    out: &'a mut [f64],
    other: &'a mut [f64],
    room: &'a mut RoomOfRows,
}

impl WithSimd for Block<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self {
            generator,
            k,
            begin,
            state,
            out,
            other,
            room: RoomOfRows { jumps, panels },
        } = self;
        let layout = &generator.layout;
        let stride = layout.stride(k);
        let strings = &generator.packing.rows(k)[begin..][..out.len() / stride];
        let rows = Rows {
            level: k,
            strings,
            block: &state[layout.block(k, generator.levels.level(k).len())],
            stride,
        };
        let part = if generator.complex {
            let both = [&mut *out, other];
            generator.hops.exchange(simd, rows, both, panels);
            Part::All(Kinds::BOTH)
        } else {
            generator.hops.damp(simd, rows, out, panels);
            Part::Half
        };
        for (&r, row) in strings.iter().zip(out.chunks_exact_mut(stride)) {
            let (at, state) = ((k, r as usize), (layout, state));
            generator.jumps.row(simd, part, at, state, row, jumps);
        }
    }
}
