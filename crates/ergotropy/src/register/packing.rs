//! The elements of a state that differ: one for all that exchanges of cells, and a transpose, turn into each other.

use std::ops::Range;
use std::sync::Arc;

use crate::numerics::simd::floats::dot;
use crate::register::levels::{Levels, short};
use crate::register::state::symmetry::Symmetry;

/// How the elements of states are packed.
///
/// A chain has half as many rows as strings, since reflection turns the others into these; a real state is symmetric besides.
#[derive(Debug)]
pub(crate) struct Packing {
    levels: Arc<Levels>,
    /// For each level, the strings whose rows are computed.
    rows: Vec<Vec<u32>>,
    /// For each packed element, its place in the rows that are computed, and that of its transpose.
    sources: Vec<[u32; 2]>,
    /// For each packed element, the number of cells in which its strings differ.
    differ: Vec<u8>,
    /// For each element, the packed one that it is.
    packed: Vec<u32>,
    /// Runs of packed elements of one level that stand for equally many elements each.
    runs: Vec<Run>,
}

/// A run of packed elements.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) level: usize,
    pub(crate) range: Range<usize>,
    /// Number of elements that each stands for.
    pub(crate) count: f64,
}

impl Packing {
    /// The packing of states that are the same after exchanges of cells, and of their transposes unless they are complex.
    pub(crate) fn new(levels: &Arc<Levels>, symmetry: &Symmetry, complex: bool) -> Self {
        let mut all = Self {
            levels: Arc::clone(levels),
            rows: Vec::new(),
            sources: Vec::new(),
            differ: Vec::new(),
            packed: vec![u32::MAX; levels.elements()],
            runs: Vec::new(),
        };
        let mut begin = 0;
        for (k, level) in levels.iter().enumerate() {
            let size = level.len();
            // For each string, the row that its own is computed from, and where each column of it stands there.
            let images = symmetry.images(levels, k);
            let mut rows = Vec::new();
            let mut origin = vec![(0, 0); size];
            let mut seen = vec![false; size];
            for place in 0..size {
                if !seen[place] {
                    for (number, image) in images.iter().enumerate() {
                        let at = image[place] as usize;
                        if !seen[at] {
                            seen[at] = true;
                            origin[at] = (rows.len(), number);
                        }
                    }
                    rows.push(short(place));
                }
            }
            let source = |r: usize, c: usize| {
                let (row, exchange) = origin[r];
                short(begin + row * size + images[exchange][c] as usize)
            };
            // Elements that stand for equally many come one after the other.
            let mut orbits: Vec<(usize, usize, usize)> = Vec::new();
            let mut member = vec![u32::MAX; size * size];
            for &r in &rows {
                let r = r as usize;
                for c in 0..size {
                    if member[r * size + c] != u32::MAX {
                        continue;
                    }
                    let mut count = 0;
                    for image in &images {
                        let (i, j) = (image[r] as usize, image[c] as usize);
                        for at in [
                            i * size + j,
                            if complex { i * size + j } else { j * size + i },
                        ] {
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
            order.sort_by_key(|&orbit| orbits[orbit].0);
            let mut number = vec![0; orbits.len()];
            for orbit in order {
                let (count, r, c) = orbits[orbit];
                let at = all.sources.len();
                number[orbit] = short(at);
                match all.runs.last_mut() {
                    Some(run) if run.level == k && run.count == count as f64 => run.range.end += 1,
                    _ => all.runs.push(Run {
                        level: k,
                        range: at..at + 1,
                        count: count as f64,
                    }),
                }
                all.sources.push([source(r, c), source(c, r)]);
                let differ = (level.strings[r] ^ level.strings[c]).count_ones();
                all.differ.push(u8::try_from(differ).unwrap_or(u8::MAX));
            }
            let block = &mut all.packed[level.offset..level.offset + size * size];
            for (packed, orbit) in block.iter_mut().zip(member) {
                *packed = number[orbit as usize];
            }
            begin += rows.len() * size;
            all.rows.push(rows);
        }
        all
    }

    /// Number of bit strings.
    pub(crate) fn strings(&self) -> f64 {
        f64::from(self.levels.cells()).exp2()
    }

    /// Number of packed elements.
    pub(crate) fn len(&self) -> usize {
        self.sources.len()
    }

    /// The strings of a level whose rows are computed.
    pub(crate) fn rows(&self, k: usize) -> &[u32] {
        &self.rows[k]
    }

    /// Number of elements of the rows that are computed.
    pub(crate) fn computed(&self) -> usize {
        let sizes = self.rows.iter().zip(self.levels.iter());
        sizes.map(|(rows, level)| rows.len() * level.len()).sum()
    }

    /// For each packed element, its place in the rows that are computed, and that of its transpose.
    pub(crate) fn sources(&self) -> &[[u32; 2]] {
        &self.sources
    }

    /// For each packed element, the number of cells in which its strings differ.
    pub(crate) fn differ(&self) -> &[u8] {
        &self.differ
    }

    /// The runs of packed elements that stand for equally many.
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
    pub(crate) fn unpack(&self, packed: &[f64], state: &mut [f64]) {
        for (element, &at) in state.iter_mut().zip(&self.packed) {
            *element = packed[at as usize];
        }
    }

    /// Σ_k √n_k |ρ_k|, which is at least the trace norm.
    pub(crate) fn trace_norm(&self, packed: &[f64]) -> f64 {
        let mut squares = vec![0.0; self.rows.len()];
        for run in &self.runs {
            let part = &packed[run.range.clone()];
            squares[run.level] += run.count * dot(part, part);
        }
        let levels = squares.iter().zip(self.levels.iter());
        levels
            .map(|(square, level)| (square * level.len() as f64).sqrt())
            .sum()
    }
}
