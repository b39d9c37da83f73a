//! The bit strings of each level of energy.

use std::ops::Range;
use std::sync::Arc;

/// The bit strings of N cells, sorted by the number of excited cells, as the blocks of a state: one block for each level, or one for all
/// where there is coherence between levels.
///
/// Bit i of a string is 1 if cell N - i is excited, so that cell 1 is the most significant one.
#[derive(Debug)]
pub(crate) struct Levels {
    cells: u32,
    blocks: Vec<Level>,
    /// Number of strings with k excited cells.
    sizes: Vec<usize>,
    /// The place of each string in its block.
    places: Vec<u32>,
}

/// The strings with k excited cells, or all strings.
#[derive(Debug)]
pub(crate) struct Level {
    /// The strings, in the order of the first string that each stands for, and then in rising order.
    pub(crate) strings: Vec<u32>,
    /// For each string the first of those that exchanges of cells make of it.
    firsts: Vec<u32>,
    /// Where the block of these strings begins in a state.
    pub(crate) offset: usize,
    cells: usize,
    /// For each string its cells in the ground state, each with the place of the string in which it is excited; then its excited
    /// cells, each with the place of the string in which it is not.
    steps: Vec<Step>,
}

/// A cell, counted from 0 by bits, and the place of a string that differs from another by this cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) cell: u32,
    pub(crate) place: u32,
}

impl Level {
    /// Number of strings.
    pub(crate) fn len(&self) -> usize {
        self.strings.len()
    }

    /// Where the block of these strings stands in a state.
    pub(crate) fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.len() * self.len()
    }

    /// The places of the strings whose first string is at least this one, and of those whose first string is greater.
    pub(crate) fn from(&self, first: u32) -> (usize, usize) {
        let begin = self.firsts.partition_point(|&own| own < first);
        let end = self.firsts.partition_point(|&own| own <= first);
        (begin, end)
    }

    /// The first of the strings that exchanges make of one.
    pub(crate) fn first(&self, place: usize) -> u32 {
        self.firsts[place]
    }

    /// The steps up and down from a string.
    #[inline(always)]
    pub(crate) fn steps(&self, place: usize) -> (&[Step], &[Step]) {
        let excited = self.strings[place].count_ones() as usize;
        let steps = &self.steps[place * self.cells..][..self.cells];
        steps.split_at(self.cells - excited)
    }
}

impl Levels {
    /// The strings of so many cells, at most 26, in a block for each level.
    pub(crate) fn new(cells: u32) -> Arc<Self> {
        Self::ordered(cells, false, |string| string)
    }

    /// The same strings in one block, for states with coherence between levels.
    pub(crate) fn joined(cells: u32) -> Arc<Self> {
        Self::ordered(cells, true, |string| string)
    }

    /// The strings in the order of the first one that each stands for. This must be no greater than that of any string with one more excited cell.
    pub(crate) fn ordered(cells: u32, joined: bool, first: impl Fn(u32) -> u32) -> Arc<Self> {
        let mut strings: Vec<u32> = (0..1 << cells).collect();
        let block = |string: u32| if joined { 0 } else { string.count_ones() };
        strings.sort_by_cached_key(|&string| (block(string), first(string), string));
        let blocks = strings.chunk_by(|&a, &b| block(a) == block(b));
        let blocks: Vec<Vec<u32>> = blocks.map(<[u32]>::to_vec).collect();
        let mut sizes = vec![0; cells as usize + 1];
        for string in &strings {
            sizes[string.count_ones() as usize] += 1;
        }
        let mut places = vec![0; 1 << cells];
        for (place, &string) in blocks.iter().flat_map(|block| (0..).zip(block)) {
            places[string as usize] = place;
        }
        let mut offset = 0;
        let level = |strings: Vec<u32>| {
            let of = |&string: &u32| {
                let steps = [false, true].map(|excited| {
                    (0..cells).filter(move |cell| (string >> cell & 1 == 1) == excited)
                });
                steps.into_iter().flatten().map(move |cell| (cell, string))
            };
            let step = |(cell, string): (u32, u32)| Step {
                cell,
                place: places[(string ^ (1 << cell)) as usize],
            };
            let size = strings.len();
            let level = Level {
                offset,
                cells: cells as usize,
                steps: strings.iter().flat_map(of).map(step).collect(),
                firsts: strings.iter().map(|&string| first(string)).collect(),
                strings,
            };
            offset += size * size;
            level
        };
        let blocks = blocks.into_iter().map(level).collect();
        Arc::new(Self {
            cells,
            blocks,
            sizes,
            places,
        })
    }

    /// Number of cells.
    pub(crate) fn cells(&self) -> u32 {
        self.cells
    }

    /// Whether all strings are in one block.
    pub(crate) fn are_joined(&self) -> bool {
        self.blocks.len() == 1
    }

    /// The blocks, from the ground state up.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &Level> {
        self.blocks.iter()
    }

    /// The strings with k excited cells, or the block with that number.
    pub(crate) fn level(&self, k: usize) -> &Level {
        &self.blocks[k]
    }

    /// Number of strings with k excited cells, from the ground state up.
    pub(crate) fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// The block that jumps of emission come from to block k, and that from which those of absorption come.
    pub(crate) fn above(&self, k: usize) -> Option<usize> {
        self.neighbour(k, k + 1)
    }

    pub(crate) fn below(&self, k: usize) -> Option<usize> {
        self.neighbour(k, k.wrapping_sub(1))
    }

    fn neighbour(&self, k: usize, next: usize) -> Option<usize> {
        if self.are_joined() {
            Some(k)
        } else {
            Some(next).filter(|&next| next < self.blocks.len())
        }
    }

    /// The block of a string.
    pub(crate) fn block(&self, string: u32) -> usize {
        if self.are_joined() {
            0
        } else {
            string.count_ones() as usize
        }
    }

    /// The place of a string in its block.
    pub(crate) fn place(&self, string: u32) -> usize {
        self.places[string as usize] as usize
    }

    /// Number of elements of a state: Σ C(N,k)² = C(2N, N) without coherence between levels, and 4^N with it.
    pub(crate) fn elements(&self) -> usize {
        self.blocks
            .iter()
            .map(|level| level.len() * level.len())
            .sum()
    }
}

/// A place, or a number of strings, which is at most 2^26.
#[expect(clippy::cast_possible_truncation, reason = "below 2^32")]
pub(crate) fn short(place: usize) -> u32 {
    place as u32
}

/// C(2N, N), the number of elements of a state of so many cells without coherence between levels.
pub(crate) fn elements(cells: u32) -> u128 {
    (1..=u128::from(cells)).fold(1, |product, i| product * (u128::from(cells) + i) / i)
}

/// 4^N, the number of elements of any state.
pub(crate) fn joined_elements(cells: u32) -> u128 {
    1 << (2 * cells.min(50))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_neighbours() {
        let (apart, joined) = (Levels::new(5), Levels::joined(5));
        assert_eq!(apart.elements() as u128, elements(5));
        assert_eq!(joined.elements() as u128, joined_elements(5));
        for levels in [apart, joined] {
            for (block, level) in levels.iter().enumerate() {
                for (place, &string) in level.strings.iter().enumerate() {
                    assert_eq!(levels.place(string), place);
                    let (up, down) = level.steps(place);
                    assert_eq!(down.len(), string.count_ones() as usize);
                    let next = |to: Option<usize>, step: &Step| {
                        to.map(|to| levels.level(to).strings[step.place as usize])
                    };
                    for step in up {
                        let above = next(levels.above(block), step);
                        assert_eq!(above, Some(string | 1 << step.cell));
                        assert_ne!(above, Some(string));
                    }
                    for step in down {
                        let below =
                            next(levels.below(block), step).map(|below| below | 1 << step.cell);
                        assert_eq!(below, Some(string));
                        assert_eq!(string >> step.cell & 1, 1);
                    }
                }
            }
        }
    }
}
