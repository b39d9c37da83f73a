//! The jumps of emission and absorption to the rows of a state.

use std::sync::Arc;

use pulp::{Arch, Simd, WithSimd};

use crate::register::layout::Layout;
use crate::register::levels::{Levels, Step, short};
use crate::register::rates::Rates;

/// Cells whose sums are in registers at once.
const BAND: usize = 4;

/// Vectors of columns that are summed at once.
const VECTORS: usize = 2;

/// More cells than a state over bit strings can have.
const MOST_CELLS: usize = 32;

/// The jumps Σ D_ij σ-_j ρ σ+_i and Σ U_ij σ+_j ρ σ-_i.
#[derive(Debug)]
pub(crate) struct Jumps {
    levels: Arc<Levels>,
    /// Rates of emission and of absorption, a row of whole bands for each cell.
    emission: Vec<f64>,
    absorption: Vec<f64>,
    /// Length of these rows.
    bands: usize,
    /// For each string of a level, where its strings above and below stand in the rows T_j, those of the level above first.
    neighbours: Vec<Vec<u32>>,
}

impl Jumps {
    pub(crate) fn new(levels: &Arc<Levels>, rates: &Rates, layout: &Layout) -> Self {
        let n = rates.cells;
        let bands = n.next_multiple_of(BAND);
        let neighbours = (0..levels.iter().len()).map(|k| {
            let stride = |k: Option<usize>| k.map_or(0, |k| short(layout.stride(k)));
            let (above, below) = (stride(levels.above(k)), stride(levels.below(k)));
            let first_below = above * short(bands);
            let mut neighbours = Vec::with_capacity(levels.level(k).len() * n);
            for place in 0..levels.level(k).len() {
                let (up, down) = levels.level(k).steps(place);
                neighbours.extend(up.iter().map(|step| step.cell * above + step.place));
                let down = down.iter();
                neighbours.extend(down.map(|step| first_below + step.cell * below + step.place));
            }
            neighbours
        });
        let banded = |rates: &[f64]| -> Vec<f64> {
            let row = |row: &[f64]| {
                let rest = vec![0.0; bands - n];
                [row, &rest].concat()
            };
            rates.chunks_exact(n).flat_map(row).collect()
        };
        Self {
            neighbours: neighbours.collect(),
            levels: Arc::clone(levels),
            emission: banded(&rates.emission),
            absorption: banded(&rates.absorption),
            bands,
        }
    }

    /// Adds the jumps of some kinds to the rows of some strings of a level.
    pub(crate) fn add(
        &self,
        kinds: Kinds,
        (k, strings): (usize, &[u32]),
        (layout, state): (&Layout, &[f64]),
        rows: &mut [f64],
        room: &mut Room,
    ) {
        Arch::new().dispatch(Block {
            jumps: self,
            k,
            strings,
            kinds,
            layout,
            state,
            rows,
            room,
        });
    }

    /// Adds row r of the jumps of some kinds, times a share.
    #[inline(always)]
    pub(crate) fn row<S: Simd>(
        &self,
        simd: S,
        (kinds, share): (Kinds, f64),
        (k, r): (usize, usize),
        (layout, state): (&Layout, &[f64]),
        row: &mut [f64],
        room: &mut Room,
    ) {
        let n = self.levels.cells() as usize;
        let sides = [self.levels.above(k), self.levels.below(k)];
        let [above, below] =
            sides.map(|side| side.map_or(0, |side| self.bands * layout.stride(side)));
        if room.sums.len() < above + below {
            room.sums.resize(above + below, 0.0);
        }
        let (sums_above, sums_below) = room.sums[..above + below].split_at_mut(above);
        let (up, down) = self.levels.level(k).steps(r);
        let [from_above, from_below] = sides;
        for (side, steps, asked, rates, sums) in [
            (from_above, up, kinds.emission, &self.emission, sums_above),
            (
                from_below,
                down,
                kinds.absorption,
                &self.absorption,
                sums_below,
            ),
        ] {
            match side {
                Some(side) if asked => {
                    self.mix(simd, rates, (side, steps), (layout, state), sums);
                }
                _ => sums.fill(0.0),
            }
        }
        let sums = &room.sums[..above + below];
        for (element, places) in row.iter_mut().zip(self.neighbours[k].chunks_exact(n)) {
            let mut sum = 0.0;
            for &place in places {
                sum += sums[place as usize];
            }
            *element = share.mul_add(sum, *element);
        }
    }

    /// T_j = Σ_i rate_ij (row of step i) for all cells j, where the rows are of level `k`.
    #[inline(always)]
    fn mix<S: Simd>(
        &self,
        simd: S,
        rates: &[f64],
        (k, steps): (usize, &[Step]),
        (layout, state): (&Layout, &[f64]),
        sums: &mut [f64],
    ) {
        let mut sources: [(&[f64], &[f64]); MOST_CELLS] = [(&[], &[]); MOST_CELLS];
        for (source, step) in sources.iter_mut().zip(steps) {
            let weights = &rates[step.cell as usize * self.bands..][..self.bands];
            *source = (&state[layout.row(k, step.place as usize)], weights);
        }
        let sources = &sources[..steps.len()];
        let stride = layout.stride(k);
        let wide = VECTORS * S::F64_LANES;
        let whole = stride - stride % wide;
        for at in (0..whole).step_by(wide) {
            self.columns::<S, VECTORS>(simd, sources, at, sums);
        }
        for at in (whole..stride).step_by(S::F64_LANES) {
            self.columns::<S, 1>(simd, sources, at, sums);
        }
    }

    /// The columns of some vectors from `at` on, of all T_j.
    #[inline(always)]
    fn columns<S: Simd, const COUNT: usize>(
        &self,
        simd: S,
        sources: &[(&[f64], &[f64])],
        at: usize,
        sums: &mut [f64],
    ) {
        let width = COUNT * S::F64_LANES;
        let stride = sums.len() / self.bands;
        let targets = sums.chunks_exact_mut(BAND * stride);
        for (first, targets) in (0..self.bands).step_by(BAND).zip(targets) {
            let mut tile = [[simd.splat_f64s(0.0); COUNT]; BAND];
            for (row, weights) in sources {
                let (row, _) = S::as_simd_f64s(&row[at..at + width]);
                let row: &[S::f64s; COUNT] = row.try_into().unwrap_or_else(|_| unreachable!());
                for (sums, &weight) in tile.iter_mut().zip(&weights[first..first + BAND]) {
                    let weight = simd.splat_f64s(weight);
                    for (sum, &x) in sums.iter_mut().zip(row) {
                        *sum = simd.mul_add_f64s(weight, x, *sum);
                    }
                }
            }
            for (target, sums) in targets.chunks_exact_mut(stride).zip(tile) {
                let (target, _) = S::as_mut_simd_f64s(&mut target[at..at + width]);
                target.copy_from_slice(&sums);
            }
        }
    }
}

/// Which jumps are added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kinds {
    pub(crate) emission: bool,
    pub(crate) absorption: bool,
}

/// Room for the jumps of a row: T_j for all cells j, of the level above and of that below.
#[derive(Debug, Default)]
pub(crate) struct Room {
    sums: Vec<f64>,
}

/// The jumps to some rows of a level.
struct Block<'a> {
    jumps: &'a Jumps,
    k: usize,
    strings: &'a [u32],
    kinds: Kinds,
    layout: &'a Layout,
    state: &'a [f64],
    rows: &'a mut [f64],
    room: &'a mut Room,
}

impl WithSimd for Block<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let stride = self.layout.stride(self.k);
        for (&r, row) in self.strings.iter().zip(self.rows.chunks_exact_mut(stride)) {
            let at = (self.k, r as usize);
            let state = (self.layout, self.state);
            self.jumps
                .row(simd, (self.kinds, 1.0), at, state, row, self.room);
        }
    }
}
