//! Dense elimination of the first states of a front, in blocks.

use pulp::{Simd, WithSimd};

/// States that are eliminated together before the rest of the front is brought up to date.
const BLOCK: usize = 32;

/// Rates and shares below this are taken as zero: products of two of them are still normal floats.
pub(super) const TINY: f64 = 1e-150;

/// Lanes of a sum, whose order does not depend on how wide the machine's vectors are.
const LANES: usize = 8;

/// Vectors side by side in a tile.
const VECTORS: usize = 2;

/// Numbers that must follow the last row of a front: what a tile may touch beyond it.
pub(super) const fn slack(stride: usize) -> usize {
    8 * stride + 64
}

/// A front: the rates among the states of a stage and of its rim, row by row.
pub(super) struct Front<'a> {
    /// Rows of `stride` numbers each, the first `size` of which are rates from the row's state to the
    /// column's; [`slack`] follows. The diagonal means nothing.
    pub(super) rates: &'a mut [f64],
    pub(super) stride: usize,
    pub(super) size: usize,
    /// Rate of leaving for good, of each state.
    pub(super) leaks: &'a mut [f64],
}

/// Workspace of [`eliminate`].
#[derive(Debug, Default)]
pub(super) struct Scratch {
    left: Vec<f64>,
    right: Vec<f64>,
}

#[inline(always)]
fn flushed(x: f64) -> f64 {
    if x < TINY { 0.0 } else { x }
}

/// Eliminates the first states of a front; `pivots` has room for theirs.
///
/// Afterwards a column p < `pivots.len()` holds, below the diagonal, F\[i,p\] / pivot, a row F\[p,j\]
/// beyond it, and the rest of the front the rates without the eliminated states. False if a pivot is
/// no positive float; that of the `last` state of all may be zero.
pub(super) fn eliminate(
    front: &mut Front,
    pivots: &mut [f64],
    last: bool,
    scratch: &mut Scratch,
) -> bool {
    pulp::Arch::new().dispatch(Blocks {
        front,
        pivots,
        last,
        scratch,
    })
}

struct Blocks<'a, 'b> {
    front: &'a mut Front<'b>,
    pivots: &'a mut [f64],
    last: bool,
    scratch: &'a mut Scratch,
}

impl WithSimd for Blocks<'_, '_> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        let Self {
            front,
            pivots,
            last,
            scratch,
        } = self;
        // Sums of a tile fill the registers: 32 of eight lanes, else 16.
        if S::F64_LANES == 8 {
            blocks::<S, 8>(simd, front, pivots, last, scratch)
        } else {
            blocks::<S, 4>(simd, front, pivots, last, scratch)
        }
    }
}

#[inline(always)]
fn blocks<S: Simd, const ROWS: usize>(
    simd: S,
    front: &mut Front,
    pivots: &mut [f64],
    last: bool,
    scratch: &mut Scratch,
) -> bool {
    let own = pivots.len();
    let mut inverses = [0.0; BLOCK];
    let mut start = 0;
    while start < own {
        let end = (start + BLOCK).min(own);
        for p in start..end {
            let pivot = row(front, start, p, &inverses);
            let sunk = last && p + 1 == own;
            if !(pivot.is_finite() && (pivot >= TINY || sunk)) {
                return false;
            }
            pivots[p] = pivot;
            inverses[p - start] = if pivot > 0.0 { pivot.recip() } else { 0.0 };
        }
        if end < front.size {
            rest::<S, ROWS>(simd, front, start..end, &inverses, scratch);
        }
        start = end;
    }
    true
}

/// Brings row p of a block up to date, and gives its pivot.
#[inline(always)]
fn row(front: &mut Front, start: usize, p: usize, inverses: &[f64; BLOCK]) -> f64 {
    let (stride, size) = (front.stride, front.size);
    let (above, below) = front.rates.split_at_mut(p * stride);
    let row = &mut below[..size];
    let mut leak = front.leaks[p];
    for q in start..p {
        let share = flushed(row[q] * inverses[q - start]);
        row[q] = share;
        if share > 0.0 {
            let source = &above[q * stride + q + 1..q * stride + size];
            for (target, &rate) in row[q + 1..].iter_mut().zip(source) {
                *target = share.mul_add(rate, *target);
            }
            leak = share.mul_add(front.leaks[q], leak);
        }
    }
    front.leaks[p] = leak;
    let mut sums = [0.0; LANES];
    let (whole, remainder) = row[p + 1..].as_chunks_mut::<LANES>();
    for chunk in whole {
        for (sum, rate) in sums.iter_mut().zip(chunk) {
            *rate = flushed(*rate);
            *sum += *rate;
        }
    }
    for (sum, rate) in sums.iter_mut().zip(remainder) {
        *rate = flushed(*rate);
        *sum += *rate;
    }
    sums.into_iter().sum::<f64>() + leak
}

/// Passes what goes through the states of a block on to the later ones: shares of the rows below it,
/// and their rates to the columns beyond it.
#[inline(always)]
fn rest<S: Simd, const ROWS: usize>(
    simd: S,
    front: &mut Front,
    block: std::ops::Range<usize>,
    inverses: &[f64; BLOCK],
    scratch: &mut Scratch,
) {
    let (stride, size) = (front.stride, front.size);
    let depth = block.len();
    let columns = VECTORS * S::F64_LANES;
    // Tiles begin at whole vectors; what they take in before the block's end is multiplied by zero.
    let first = block.end - block.end % 8;
    let tiles = (size - first).div_ceil(columns);
    scratch.right.clear();
    scratch.right.resize(tiles * depth * columns, 0.0);
    for (q, p) in block.clone().enumerate() {
        let row = &front.rates[p * stride..p * stride + size];
        for tile in 0..tiles {
            let start = first + tile * columns;
            let end = (start + columns).min(size);
            let skipped = block.end.saturating_sub(start);
            let wanted = &row[start + skipped..end];
            let to = (tile * depth + q) * columns + skipped;
            scratch.right[to..to + wanted.len()].copy_from_slice(wanted);
        }
    }
    // The triangle of the block, by which its own columns are solved for.
    let mut triangle = [[0.0; BLOCK]; BLOCK];
    let mut leaks = [0.0; BLOCK];
    for (q, p) in block.clone().enumerate() {
        let row = p * stride;
        triangle[q][q + 1..depth].copy_from_slice(&front.rates[row + p + 1..row + block.end]);
        leaks[q] = front.leaks[p];
    }
    scratch.left.clear();
    scratch.left.resize(depth * ROWS, 0.0);
    let left = scratch.left.as_chunks_mut::<ROWS>().0;
    for top in (block.end..size).step_by(ROWS) {
        let rows = ROWS.min(size - top);
        let mut leak = [0.0; ROWS];
        leak[..rows].copy_from_slice(&front.leaks[top..top + rows]);
        for r in 0..rows {
            let row = (top + r) * stride;
            let entries = &front.rates[row + block.start..row + block.end];
            for (column, &entry) in left.iter_mut().zip(entries) {
                column[r] = entry;
            }
        }
        for column in left.iter_mut() {
            column[rows..].fill(0.0);
        }
        for (q, (rates, &onward)) in triangle.iter().zip(&leaks).enumerate().take(depth) {
            let (done, later) = left.split_at_mut(q + 1);
            let share = &mut done[q];
            for (share, leak) in share.iter_mut().zip(&mut leak) {
                *share = flushed(*share * inverses[q]);
                *leak = share.mul_add(onward, *leak);
            }
            for (column, &rate) in later.iter_mut().zip(&rates[q + 1..depth]) {
                for (entry, share) in column.iter_mut().zip(&*share) {
                    *entry = share.mul_add(rate, *entry);
                }
            }
        }
        for r in 0..rows {
            let row = (top + r) * stride;
            let entries = &mut front.rates[row + block.start..row + block.end];
            for (entry, column) in entries.iter_mut().zip(left.iter()) {
                *entry = column[r];
            }
        }
        front.leaks[top..top + rows].copy_from_slice(&leak[..rows]);
        let right = scratch.right.chunks_exact(depth * columns);
        for (tile, right) in right.enumerate() {
            let corner = top * stride + first + tile * columns;
            add_product(simd, &mut front.rates[corner..], stride, left, right);
        }
    }
}

/// Adds the product of a column tile and a row tile to the tile at the head of `rates`.
#[inline(always)]
fn add_product<S: Simd, const ROWS: usize>(
    simd: S,
    rates: &mut [f64],
    stride: usize,
    left: &[[f64; ROWS]],
    right: &[f64],
) {
    let mut sums = [[simd.splat_f64s(0.0); VECTORS]; ROWS];
    let (right, _) = S::as_simd_f64s(right);
    for (left, right) in left.iter().zip(right.as_chunks::<VECTORS>().0) {
        for (sums, &share) in sums.iter_mut().zip(left) {
            let share = simd.splat_f64s(share);
            for (sum, &rate) in sums.iter_mut().zip(right) {
                *sum = simd.mul_add_e_f64s(share, rate, *sum);
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        let row = &mut rates[r * stride..][..VECTORS * S::F64_LANES];
        let (row, _) = S::as_mut_simd_f64s(row);
        for (rate, &sum) in row.iter_mut().zip(sums) {
            *rate = simd.add_f64s(*rate, sum);
        }
    }
}
