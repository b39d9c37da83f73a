//! The jumps of emission and absorption to the rows of a state.

use std::ops::Range;
use std::sync::Arc;

use pulp::{Arch, Simd, WithSimd};

use crate::register::layout::Layout;
use crate::register::levels::{Levels, Step, short};
use crate::register::rates::Rates;

/// Numbers of cells whose sums can be in registers at once.
const BANDS: [usize; 3] = [4, 5, 6];

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
    /// Number of cells of a band, and length of these rows.
    band: usize,
    bands: usize,
    /// For each string of a level, where its strings above and below stand in the rows T_j, those of the level above first.
    neighbours: Vec<Vec<u32>>,
    /// For each string of a level the columns of [`Part::Half`].
    halves: Vec<Vec<Columns>>,
}

impl Jumps {
    pub(crate) fn new(levels: &Arc<Levels>, rates: &Rates, layout: &Layout) -> Self {
        let n = rates.cells;
        // The band that is filled up with the fewest cells that are not there.
        let filled = |band: &usize| n.next_multiple_of(*band);
        let band = BANDS.into_iter().min_by_key(filled).unwrap_or(BANDS[0]);
        let bands = filled(&band);
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
        let halves = (0..levels.iter().len()).map(|k| {
            let rows = 0..levels.level(k).len();
            rows.map(|r| Columns::half(levels, k, r)).collect()
        });
        Self {
            halves: halves.collect(),
            neighbours: neighbours.collect(),
            levels: Arc::clone(levels),
            emission: banded(&rates.emission),
            absorption: banded(&rates.absorption),
            band,
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

    /// Adds row r of some jumps.
    #[inline(always)]
    pub(crate) fn row<S: Simd>(
        &self,
        simd: S,
        part: Part,
        (k, r): (usize, usize),
        (layout, state): (&Layout, &[f64]),
        row: &mut [f64],
        room: &mut Room,
    ) {
        let n = self.levels.cells() as usize;
        let level = self.levels.level(k);
        let sides = [self.levels.above(k), self.levels.below(k)];
        let [above, below] = sides.map(|side| side.map_or(0, |side| layout.stride(side)));
        let split = self.bands * above;
        if room.sums.len() < split + self.bands * below {
            room.sums.resize(split + self.bands * below, 0.0);
        }
        let (columns, kinds) = match part {
            Part::All(kinds) => (Columns::all(level.len(), [above, below]), kinds),
            Part::Half => (self.halves[k][r].clone(), Kinds::BOTH),
        };
        let (sums_above, sums_below) = room.sums.split_at_mut(split);
        let sums_below = &mut sums_below[..self.bands * below];
        let (up, down) = level.steps(r);
        let state = (layout, state);
        if let Some(side) = sides[0] {
            if kinds.emission {
                let rows = (side, up, columns.above.clone());
                self.mix(simd, &self.emission, rows, state, sums_above);
            } else {
                sums_above.fill(0.0);
            }
        }
        if let Some(side) = sides[1] {
            if kinds.absorption {
                let rows = (side, down, columns.below.clone());
                self.mix(simd, &self.absorption, rows, state, sums_below);
            } else {
                sums_below.fill(0.0);
            }
        }
        let sums = &room.sums[..split + self.bands * below];
        let of = |places: &[u32]| {
            let mut sum = 0.0;
            for &place in places {
                sum += sums[place as usize];
            }
            sum
        };
        // Of each column the strings above stand first.
        let Range { start, end } = columns.both;
        let (places, strings) = (&self.neighbours[k], &level.strings);
        let elements = |columns: Range<usize>| {
            let places = places[n * columns.start..n * columns.end].chunks_exact(n);
            strings[columns].iter().zip(places)
        };
        for ((string, places), element) in elements(0..start).zip(&mut *row) {
            *element += of(&places[n - string.count_ones() as usize..]);
        }
        for ((_, places), element) in elements(start..end).zip(&mut row[start..end]) {
            *element = columns.share.mul_add(of(places), *element);
        }
        for ((string, places), element) in elements(end..level.len()).zip(&mut row[end..]) {
            *element += of(&places[..n - string.count_ones() as usize]);
        }
    }

    /// Some columns of T_j = Σ_i rate_ij (row of step i) for all cells j, where the rows are of level `k`.
    #[inline(always)]
    fn mix<S: Simd>(
        &self,
        simd: S,
        rates: &[f64],
        (k, steps, columns): (usize, &[Step], Range<usize>),
        (layout, state): (&Layout, &[f64]),
        sums: &mut [f64],
    ) {
        let mut sources: [(&[f64], &[f64]); MOST_CELLS] = [(&[], &[]); MOST_CELLS];
        for (source, step) in sources.iter_mut().zip(steps) {
            let weights = &rates[step.cell as usize * self.bands..][..self.bands];
            *source = (&state[layout.row(k, step.place as usize)], weights);
        }
        let (sources, stride) = (&sources[..steps.len()], layout.stride(k));
        let bands = sums.chunks_exact_mut(self.band * stride);
        for (first, sums) in (0..self.bands).step_by(self.band).zip(bands) {
            let (band, columns) = ((sources, first), columns.clone());
            match self.band {
                5 => tiles::<S, 5>(simd, band, columns, stride, sums),
                6 => tiles::<S, 6>(simd, band, columns, stride, sums),
                _ => tiles::<S, 4>(simd, band, columns, stride, sums),
            }
        }
    }
}

/// The rows that jumps come from, with their rates to all cells.
type Sources<'a> = &'a [(&'a [f64], &'a [f64])];

/// Some columns of T_j for a band of cells that begins with the given one.
#[inline(always)]
fn tiles<S: Simd, const BAND: usize>(
    simd: S,
    band: (Sources<'_>, usize),
    columns: Range<usize>,
    stride: usize,
    sums: &mut [f64],
) {
    let begin = columns.start - columns.start % S::F64_LANES;
    let end = columns.end.next_multiple_of(S::F64_LANES);
    let wide = VECTORS * S::F64_LANES;
    let whole = end - (end - begin) % wide;
    for at in (begin..whole).step_by(wide) {
        tile::<S, VECTORS, BAND>(simd, band, at, stride, sums);
    }
    for at in (whole..end).step_by(S::F64_LANES) {
        tile::<S, 1, BAND>(simd, band, at, stride, sums);
    }
}

/// The columns of some vectors from `at` on.
#[inline(always)]
fn tile<S: Simd, const COUNT: usize, const BAND: usize>(
    simd: S,
    (sources, first): (Sources<'_>, usize),
    at: usize,
    stride: usize,
    sums: &mut [f64],
) {
    let width = COUNT * S::F64_LANES;
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
    for (target, sums) in sums.chunks_exact_mut(stride).zip(tile) {
        let (target, _) = S::as_mut_simd_f64s(&mut target[at..at + width]);
        target.copy_from_slice(&sums);
    }
}

/// Which jumps are added to a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// Those of some kinds, to all columns.
    All(Kinds),
    /// Half of the jumps of a real state, so that the other half is that of the transposed element: emission to the columns that stand for
    /// later strings than the row, absorption to those that stand for earlier ones, and half of both where they stand for the same.
    Half,
}

/// Jumps of some kinds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kinds {
    pub(crate) emission: bool,
    pub(crate) absorption: bool,
}

impl Kinds {
    pub(crate) const BOTH: Self = Self {
        emission: true,
        absorption: true,
    };
}

/// Where jumps of a row lead and come from.
#[derive(Clone, Debug)]
struct Columns {
    /// Columns to which all jumps lead, times the share; only absorption leads to those before, and only emission to those after.
    both: Range<usize>,
    share: f64,
    /// Columns of the levels above and below that jumps come from.
    above: Range<usize>,
    below: Range<usize>,
}

impl Columns {
    /// The columns of [`Part::Half`]. A string with one more excited cell stands for a later first string, so that those that emission leads
    /// from stand at the end of the level above, and those of absorption at the begin of the level below.
    fn half(levels: &Levels, k: usize, r: usize) -> Self {
        let first = levels.level(k).first(r);
        let (begin, end) = levels.level(k).from(first);
        let above = levels.above(k).map_or(0..0, |side| {
            let level = levels.level(side);
            level.from(first).0..level.len()
        });
        let below = levels
            .below(k)
            .map_or(0, |side| levels.level(side).from(first).1);
        Self {
            both: begin..end,
            share: 0.5,
            above,
            below: 0..below,
        }
    }

    fn all(size: usize, [above, below]: [usize; 2]) -> Self {
        Self {
            both: 0..size,
            share: 1.0,
            above: 0..above,
            below: 0..below,
        }
    }
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
            let part = Part::All(self.kinds);
            self.jumps.row(simd, part, at, state, row, self.room);
        }
    }
}
