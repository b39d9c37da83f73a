//! The elements of a state that differ: one for all that exchanges of cells, and a transpose, turn into each other.

use std::ops::Range;
use std::sync::Arc;

use crate::numerics::double::Double;
use crate::numerics::parallel::join;
use crate::numerics::simd::floats::dot;
use crate::register::layout::Layout;
use crate::register::levels::{Levels, short};
use crate::register::symmetry::Symmetry;

/// How the elements of states are packed.
///
/// A chain has half as many rows as strings, since reflection turns the others into these; a real state is symmetric besides.
#[derive(Debug)]
pub(crate) struct Packing {
    symmetry: Arc<Symmetry>,
    complex: bool,
    /// For each level, the strings whose rows are computed.
    rows: Vec<Vec<u32>>,
    /// For each packed element, its place in the rows that are computed, and that of its transpose.
    sources: Vec<[u32; 2]>,
    /// For each packed element, the number of cells in which its strings differ.
    differ: Vec<u8>,
    /// For each packed element, how many more excited cells one string has than the other; empty without coherence between levels.
    leaps: Vec<u8>,
    /// For each element, the packed one that it is.
    packed: Vec<u32>,
    /// Where the packed elements of each level begin, and where the last ones end.
    begins: Vec<usize>,
    /// For each string whose row is computed, its packed diagonal element, and the number of strings that it stands for.
    diagonal: Vec<(u32, f64)>,
    /// Runs of packed elements of one level that stand for equally many elements each.
    runs: Vec<Run>,
}

/// A run of packed elements whose strings have equally many excited cells in all.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) level: usize,
    /// Number of excited cells of both strings.
    pub(crate) excited: u32,
    pub(crate) range: Range<usize>,
    /// Number of elements that each stands for.
    pub(crate) count: f64,
}

/// The rows of a level that are computed, and what others are made of.
struct Origin {
    /// The first string of each orbit.
    rows: Vec<u32>,
    /// For each string, the number of the row that its own is made of, and that of the exchange.
    of: Vec<(usize, usize)>,
}

impl Origin {
    /// The orbits of the strings of a level under exchanges with these images.
    fn of(images: &[Vec<u32>]) -> Self {
        let size = images[0].len();
        let mut rows = Vec::new();
        let mut of = vec![(0, 0); size];
        let mut seen = vec![false; size];
        for place in 0..size {
            if !seen[place] {
                for (number, image) in images.iter().enumerate() {
                    let at = image[place] as usize;
                    if !seen[at] {
                        seen[at] = true;
                        of[at] = (rows.len(), number);
                    }
                }
                rows.push(short(place));
            }
        }
        Self { rows, of }
    }
}

impl Packing {
    /// The packing of states that are the same after exchanges of cells, and of their transposes unless they are complex, and where the
    /// rows that are computed stand.
    pub(crate) fn new(symmetry: &Arc<Symmetry>, complex: bool) -> (Self, Layout) {
        let levels = symmetry.levels();
        let images: Vec<_> = (0..levels.iter().len())
            .map(|k| symmetry.images(k))
            .collect();
        let origins: Vec<Origin> = images.iter().map(|images| Origin::of(images)).collect();
        let computed = Layout::new(levels, |k| origins[k].rows.len());
        let mut all = Self {
            symmetry: Arc::clone(symmetry),
            complex,
            rows: Vec::new(),
            sources: Vec::new(),
            differ: Vec::new(),
            leaps: Vec::new(),
            packed: vec![u32::MAX; levels.elements()],
            begins: vec![0],
            diagonal: Vec::new(),
            runs: Vec::new(),
        };
        for (k, (origin, images)) in origins.into_iter().zip(&images).enumerate() {
            all.add(k, &origin, images, &computed);
            all.begins.push(all.sources.len());
            let level = levels.level(k);
            for (number, &row) in origin.rows.iter().enumerate() {
                let at = all.packed[level.offset + row as usize * (level.len() + 1)];
                let count = origin.of.iter().filter(|(of, _)| *of == number).count();
                all.diagonal.push((at, count as f64));
            }
            all.rows.push(origin.rows);
        }
        (all, computed)
    }

    /// Adds the elements of a level.
    fn add(&mut self, k: usize, origin: &Origin, images: &[Vec<u32>], computed: &Layout) {
        let (levels, complex) = (Arc::clone(self.levels()), self.complex);
        let level = levels.level(k);
        let size = level.len();
        let source = |r: usize, c: usize| {
            let (row, exchange) = origin.of[r];
            short(computed.row(k, row).start + images[exchange][c] as usize)
        };
        // Elements that stand for equally many come one after the other.
        let mut orbits: Vec<(usize, usize, usize)> = Vec::new();
        let mut member = vec![u32::MAX; size * size];
        for &r in &origin.rows {
            let r = r as usize;
            for c in 0..size {
                if member[r * size + c] != u32::MAX {
                    continue;
                }
                let mut count = 0;
                for image in images {
                    let (i, j) = (image[r] as usize, image[c] as usize);
                    let turned = if complex { i * size + j } else { j * size + i };
                    for at in [i * size + j, turned] {
                        if member[at] == u32::MAX {
                            member[at] = short(orbits.len());
                            count += 1;
                        }
                    }
                }
                orbits.push((count, r, c));
            }
        }
        let mut order: Vec<usize> = (0..orbits.len()).collect();
        let excited = |r: usize| level.strings[r].count_ones();
        order.sort_by_key(|&orbit| {
            let (count, r, c) = orbits[orbit];
            (excited(r) + excited(c), count)
        });
        let mut number = vec![0; orbits.len()];
        for orbit in order {
            let (count, r, c) = orbits[orbit];
            let at = self.sources.len();
            number[orbit] = short(at);
            let both = excited(r) + excited(c);
            let same = |run: &Run| (run.level, run.excited, run.count) == (k, both, count as f64);
            match self.runs.last_mut() {
                Some(run) if same(run) => run.range.end += 1,
                _ => self.runs.push(Run {
                    level: k,
                    excited: both,
                    range: at..at + 1,
                    count: count as f64,
                }),
            }
            self.sources.push([source(r, c), source(c, r)]);
            let differ = (level.strings[r] ^ level.strings[c]).count_ones();
            self.differ.push(u8::try_from(differ).unwrap_or(u8::MAX));
            if levels.are_joined() {
                let leap = excited(r).abs_diff(excited(c));
                self.leaps.push(u8::try_from(leap).unwrap_or(u8::MAX));
            }
        }
        let block = &mut self.packed[level.range()];
        for (packed, orbit) in block.iter_mut().zip(member) {
            *packed = number[orbit as usize];
        }
    }

    /// The exchanges that change no state.
    pub(crate) fn symmetry(&self) -> &Arc<Symmetry> {
        &self.symmetry
    }

    /// The strings.
    pub(crate) fn levels(&self) -> &Arc<Levels> {
        self.symmetry.levels()
    }

    /// Whether states have an imaginary part.
    pub(crate) fn is_complex(&self) -> bool {
        self.complex
    }

    /// Number of bit strings.
    pub(crate) fn strings(&self) -> f64 {
        f64::from(self.levels().cells()).exp2()
    }

    /// Memory in bytes of the tables.
    pub(crate) fn bytes(&self) -> u128 {
        4 * self.packed.len() as u128 + 9 * self.sources.len() as u128 + self.leaps.len() as u128
    }

    /// Number of packed elements.
    pub(crate) fn len(&self) -> usize {
        self.sources.len()
    }

    /// The packed elements of a level.
    pub(crate) fn range(&self, k: usize) -> Range<usize> {
        self.begins[k]..self.begins[k + 1]
    }

    /// For each element of a level, row by row, the packed one that it is.
    pub(crate) fn block(&self, k: usize) -> &[u32] {
        &self.packed[self.levels().level(k).range()]
    }

    /// The packed element that stands for row r and column c of a level.
    #[inline(always)]
    pub(crate) fn place(&self, k: usize, r: usize, c: usize) -> usize {
        self.block(k)[r * self.levels().level(k).len() + c] as usize
    }

    /// The trace of a packed state.
    pub(crate) fn trace(&self, packed: &[f64]) -> f64 {
        let terms = self.diagonal.iter();
        let terms = terms.map(|&(at, count)| Double::from(packed[at as usize]).times(count));
        terms.sum::<Double>().to_f64()
    }

    /// Takes a multiple of the unit matrix away so that no trace is left.
    pub(crate) fn remove_trace(&self, packed: &mut [f64]) {
        let share = self.trace(packed) / self.strings();
        for &(at, _) in &self.diagonal {
            packed[at as usize] -= share;
        }
    }

    /// The strings of a level whose rows are computed.
    pub(crate) fn rows(&self, k: usize) -> &[u32] {
        &self.rows[k]
    }

    /// For each packed element, its place in the rows that are computed, and that of its transpose.
    pub(crate) fn sources(&self) -> &[[u32; 2]] {
        &self.sources
    }

    /// For each packed element, the number of cells in which its strings differ.
    pub(crate) fn differ(&self) -> &[u8] {
        &self.differ
    }

    /// For each packed element, how many more excited cells one string has than the other; empty without coherence between levels.
    pub(crate) fn leaps(&self) -> &[u8] {
        &self.leaps
    }

    /// The runs of packed elements that stand for equally many, and have equally many excited cells.
    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The packed form of a state.
    pub(crate) fn pack(&self, state: &[f64]) -> Vec<f64> {
        let mut packed = vec![0.0; self.len()];
        for (&at, &element) in self.packed.iter().zip(state) {
            packed[at as usize] = element;
        }
        packed
    }

    /// All elements of a packed state.
    pub(crate) fn unpack(&self, packed: &[f64]) -> Vec<f64> {
        self.packed.iter().map(|&at| packed[at as usize]).collect()
    }

    /// All elements of a packed state, as rows of a layout; each half of the levels may have a thread.
    pub(crate) fn unpack_rows(
        &self,
        packed: &[f64],
        layout: &Layout,
        rows: &mut [f64],
        parallel: bool,
    ) {
        // The middle level is the largest by far.
        let (levels, middle) = (self.rows.len(), self.rows.len() / 2);
        let (below, above) = rows.split_at_mut(layout.block(middle, 0).start);
        let unpack = |levels: Range<usize>, mut rows: &mut [f64]| {
            for k in levels {
                let (own, rest) =
                    rows.split_at_mut(layout.block(k, self.levels().level(k).len()).len());
                self.unpack_level(k, packed, layout.stride(k), own);
                rows = rest;
            }
        };
        join(
            parallel,
            || unpack(0..middle, below),
            || unpack(middle..levels, above),
        );
    }

    /// The elements of a level of a packed state, as its rows of a layout.
    pub(crate) fn unpack_level(&self, k: usize, packed: &[f64], stride: usize, rows: &mut [f64]) {
        let size = self.levels().level(k).len();
        let block = self.block(k);
        let targets = rows.chunks_exact_mut(stride);
        for (target, block) in targets.zip(block.chunks_exact(size)) {
            for (element, &at) in target.iter_mut().zip(block) {
                *element = packed[at as usize];
            }
        }
    }

    /// Σ_k √n_k |ρ_k|, which is at least the trace norm.
    pub(crate) fn trace_norm(&self, packed: &[f64]) -> f64 {
        let mut squares = vec![0.0; self.rows.len()];
        for run in &self.runs {
            let part = &packed[run.range.clone()];
            squares[run.level] += run.count * dot(part, part);
        }
        let levels = squares.iter().zip(self.levels().iter());
        levels
            .map(|(square, level)| (square * level.len() as f64).sqrt())
            .sum()
    }
}
