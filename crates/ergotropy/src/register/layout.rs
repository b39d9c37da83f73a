//! Where the rows of a state stand while its derivative is computed.

use std::ops::Range;

use crate::register::levels::Levels;

/// Rows have a multiple of this many elements, one or more whole vectors of any machine.
const WHOLE: usize = 8;

/// The places of rows: those of a block one after the other, each filled up with zeros to whole vectors.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Where the block of each level begins, and the length of its rows.
    blocks: Vec<(usize, usize)>,
    len: usize,
}

impl Layout {
    /// The layout of blocks with so many rows for each level.
    pub(crate) fn new(levels: &Levels, rows: impl Fn(usize) -> usize) -> Self {
        let mut len = 0;
        let block = |(k, level): (usize, &crate::register::levels::Level)| {
            let stride = level.len().next_multiple_of(WHOLE);
            let begin = len;
            len += rows(k) * stride;
            (begin, stride)
        };
        let blocks = levels.iter().enumerate().map(block).collect();
        Self { blocks, len }
    }

    /// Number of elements in all rows.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Length of the rows of a level.
    #[inline(always)]
    pub(crate) fn stride(&self, k: usize) -> usize {
        self.blocks[k].1
    }

    /// Where row r of a level stands.
    #[inline(always)]
    pub(crate) fn row(&self, k: usize, r: usize) -> Range<usize> {
        let (begin, stride) = self.blocks[k];
        begin + r * stride..begin + (r + 1) * stride
    }

    /// Where so many rows of a level stand.
    pub(crate) fn block(&self, k: usize, rows: usize) -> Range<usize> {
        let (begin, stride) = self.blocks[k];
        begin..begin + rows * stride
    }
}
