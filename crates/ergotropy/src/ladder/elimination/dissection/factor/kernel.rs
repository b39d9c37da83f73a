//! Dense elimination of the first states of a front, in blocks.

use std::ops::Range;

use pulp::Simd;

use crate::numerics::simd::{LANES, add_multiple, total};

/// States that are eliminated together before the rest of the front is brought up to date.
const BLOCK: usize = 32;

/// Rates and shares below this count as zero; the product of two numbers above it is still a normal
/// float.
pub(crate) const TINY: f64 = 1e-150;

/// `LANES` zeros, then `LANES` ones: the vector that begins at `LANES - h` leaves out the first `h`
/// lanes.
const SKIP: [f64; 2 * LANES] = {
    let mut factors = [0.0; 2 * LANES];
    let mut lane = LANES;
    while lane < 2 * LANES {
        factors[lane] = 1.0;
        lane += 1;
    }
    factors
};

/// Rows that are solved together: enough of them to keep the processor busy while single results are
/// pending.
const GROUP: usize = 32;

/// Number of vectors in a row of a tile.
const VECTORS: usize = 2;

/// Numbers that must follow the last row of a front, since tiles may reach beyond that row.
pub(crate) const fn slack(stride: usize) -> usize {
    8 * stride + 64
}

/// A front: the rates among the states of a stage and of its rim, row by row.
pub(crate) struct Front<'a> {
    /// Rows of `stride` numbers, followed by [`slack`]. The first `size` numbers of a row are the rates
    /// from the state of the row to those of the columns; the diagonal has no meaning.
    pub(crate) rates: &'a mut [f64],
    pub(crate) stride: usize,
    pub(crate) size: usize,
    /// The rate of being killed, for each state.
    pub(crate) leaks: &'a mut [f64],
}

/// Workspace of [`eliminate`].
#[derive(Debug)]
pub(crate) struct Scratch {
    left: [f64; BLOCK * GROUP],
    triangle: [[f64; BLOCK]; BLOCK],
    inverses: [f64; BLOCK],
    leaks: [f64; BLOCK],
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            left: [0.0; BLOCK * GROUP],
            triangle: [[0.0; BLOCK]; BLOCK],
            inverses: [0.0; BLOCK],
            leaks: [0.0; BLOCK],
        }
    }
}

/// Eliminates the first `pivots.len()` states of a front and stores their pivots.
///
/// - Row p of the front then holds F\[p,j\] beyond the diagonal for each eliminated state p, and the rest of
///   the front holds the rates of the chain without these states.
/// - Row p of `square` holds F\[p,j\] right of the diagonal and F\[p,i\] / pivot_i left of it, for eliminated
///   states.
/// - Row p of `shares` holds F\[i,p\] / pivot_p for all states i of the rim.
///
/// Rows of `square` and `shares` are filled up to whole vectors. The result is false if a pivot is below
/// [`TINY`] or no float, and that pivot is the last one stored. With `last`, the last pivot may be zero.
#[inline(always)]
pub(crate) fn eliminate<S: Simd>(
    simd: S,
    front: &mut Front,
    pivots: &mut [f64],
    (square, shares): (&mut [f64], &mut [f64]),
    last: bool,
    scratch: &mut Scratch,
) -> bool {
    let own = pivots.len();
    let width = own.next_multiple_of(LANES);
    let mut start = 0;
    while start < own {
        let end = (start + BLOCK).min(own);
        for p in start..end {
            let pivot = pivot(simd, front, p);
            pivots[p] = pivot;
            let sunk = last && p + 1 == own;
            if !(pivot.is_finite() && (pivot >= TINY || sunk)) {
                return false;
            }
            let inverse = if pivot > 0.0 { pivot.recip() } else { 0.0 };
            scratch.inverses[p - start] = inverse;
            let (done, later) = square.split_at_mut((p + 1) * width);
            let row = &front.rates[p * front.stride..][..own];
            for (stored, &rate) in done[p * width..][..own].iter_mut().zip(row).skip(p + 1) {
                *stored = rate;
            }
            let later = later.chunks_exact_mut(width).take(end - p - 1);
            pass_on(simd, front, p, inverse, later.map(|row| &mut row[p]));
        }
        let block = start..end;
        if end < front.size {
            prepare(front, block.clone(), scratch);
        }
        for top in (end..own).step_by(GROUP) {
            let rows = top..own.min(top + GROUP);
            solve(simd, front, block.clone(), rows.clone(), scratch);
            for (row, r) in rows.enumerate() {
                let entries = &mut square[r * width..][block.clone()];
                for (entry, shares) in entries.iter_mut().zip(scratch.left.chunks_exact(GROUP)) {
                    *entry = shares[row];
                }
            }
        }
        let rim = (front.size - own).next_multiple_of(LANES);
        for top in (own..front.size).step_by(GROUP) {
            let rows = top..front.size.min(top + GROUP);
            solve(simd, front, block.clone(), rows.clone(), scratch);
            let stored = shares[start * rim..].chunks_exact_mut(rim);
            let found = scratch.left.chunks_exact(GROUP).take(end - start);
            for (stored, found) in stored.zip(found) {
                let (stored, _) = stored[top - own..].as_chunks_mut::<LANES>();
                let found = found.as_chunks::<LANES>().0;
                for (stored, found) in stored.iter_mut().zip(found) {
                    *stored = *found;
                }
            }
        }
        start = end;
    }
    true
}

/// The numbers of a vector, with those below [`TINY`] set to zero.
#[inline(always)]
fn flushed<S: Simd>(simd: S, x: S::f64s) -> S::f64s {
    let tiny = simd.less_than_f64s(x, simd.splat_f64s(TINY));
    simd.select_f64s(tiny, simd.splat_f64s(0.0), x)
}

/// The column at which the vector with column p + 1 begins, and factors that leave out its lanes before
/// p + 1.
#[inline(always)]
fn beyond(p: usize) -> (usize, &'static [f64]) {
    let skipped = (p + 1) % LANES;
    (p + 1 - skipped, &SKIP[LANES - skipped..][..LANES])
}

/// The pivot of state p: its rate to all later states plus its leak.
#[inline(always)]
fn pivot<S: Simd>(simd: S, front: &mut Front, p: usize) -> f64 {
    let (first, factors) = beyond(p);
    let row = &mut front.rates[p * front.stride..][first..front.stride];
    let mut sums = [0.0; LANES];
    {
        let (sums, _) = S::as_mut_simd_f64s(&mut sums);
        let (row, _) = S::as_mut_simd_f64s(row);
        let (factors, _) = S::as_simd_f64s(factors);
        let mut chunks = row.chunks_exact_mut(sums.len());
        if let Some(chunk) = chunks.next() {
            for ((sum, rates), &factor) in sums.iter_mut().zip(chunk).zip(factors) {
                *rates = flushed(simd, *rates);
                *sum = simd.mul_f64s(*rates, factor);
            }
        }
        for chunk in chunks {
            for (sum, rates) in sums.iter_mut().zip(chunk) {
                *rates = flushed(simd, *rates);
                *sum = simd.add_f64s(*sum, *rates);
            }
        }
    }
    total(sums) + front.leaks[p]
}

/// Eliminates state p from the later rows of its block, and stores the share of each of these rows.
#[inline(always)]
fn pass_on<'a, S: Simd>(
    simd: S,
    front: &mut Front,
    p: usize,
    inverse: f64,
    shares: impl Iterator<Item = &'a mut f64>,
) {
    let stride = front.stride;
    let (first, factors) = beyond(p);
    let (above, below) = front.rates.split_at_mut((p + 1) * stride);
    let source = &above[p * stride + first..];
    let (head, tail) = source.split_at(LANES.min(source.len()));
    let (head, _) = S::as_simd_f64s(head);
    let (factors, _) = S::as_simd_f64s(factors);
    let (before, leaks) = front.leaks.split_at_mut(p + 1);
    let leak = before[p];
    let rows = below.chunks_exact_mut(stride).zip(leaks);
    for ((row, own_leak), stored) in rows.zip(shares) {
        // The share is not stored in the row: a vector load right after that store would have to wait
        // for it.
        let share = row[p] * inverse;
        let share = if share < TINY { 0.0 } else { share };
        *stored = share;
        let (near, far) = row[first..].split_at_mut(LANES.min(stride - first));
        let (near, _) = S::as_mut_simd_f64s(near);
        let all = simd.splat_f64s(share);
        for ((target, &rate), &factor) in near.iter_mut().zip(head).zip(factors) {
            let some = simd.mul_f64s(all, factor);
            *target = simd.mul_add_e_f64s(some, rate, *target);
        }
        add_multiple(simd, far, share, tail);
        *own_leak = share.mul_add(leak, *own_leak);
    }
}

/// Copies into the workspace the rates among the states of a block, with which later rows are solved,
/// and the leaks of the block.
#[inline(always)]
fn prepare(front: &Front, block: Range<usize>, scratch: &mut Scratch) {
    let depth = block.len();
    for (q, p) in block.clone().enumerate() {
        let row = &front.rates[p * front.stride..][block.clone()];
        for (target, &rate) in scratch.triangle[q][q + 1..depth]
            .iter_mut()
            .zip(&row[q + 1..])
        {
            *target = rate;
        }
        scratch.leaks[q] = front.leaks[p];
    }
}

/// Eliminates the states of a block from some later rows: leaves the shares of these rows in the
/// workspace, and updates their leaks and their rates to the columns beyond the block.
#[inline(always)]
fn solve<S: Simd>(
    simd: S,
    front: &mut Front,
    block: Range<usize>,
    rows: Range<usize>,
    scratch: &mut Scratch,
) {
    // The sums of one tile fill the registers: there are 32 registers of eight lanes, or 16 of fewer
    // lanes.
    if S::F64_LANES == 8 {
        solve_tiles::<S, 8>(simd, front, block, rows, scratch);
    } else {
        solve_tiles::<S, 4>(simd, front, block, rows, scratch);
    }
}

#[inline(always)]
fn solve_tiles<S: Simd, const ROWS: usize>(
    simd: S,
    front: &mut Front,
    block: Range<usize>,
    rows: Range<usize>,
    scratch: &mut Scratch,
) {
    let stride = front.stride;
    let depth = block.len();
    let used = rows.len().next_multiple_of(LANES);
    let (above, below) = front.rates.split_at_mut(block.end * stride);
    let above = &above[block.start * stride..];
    let below = &mut below[(rows.start - block.end) * stride..];
    let left = &mut scratch.left[..depth * GROUP];
    if rows.len() < used {
        for column in left.chunks_exact_mut(GROUP) {
            column[used - LANES..used].fill(0.0);
        }
    }
    for (r, row) in below.chunks_exact(stride).take(rows.len()).enumerate() {
        let columns = left.chunks_exact_mut(GROUP);
        for (column, &entry) in columns.zip(&row[block.clone()]) {
            column[r] = entry;
        }
    }
    let mut leaks = [0.0; GROUP];
    leaks[..rows.len()].copy_from_slice(&front.leaks[rows.clone()]);
    for q in 0..depth {
        let (done, later) = left.split_at_mut((q + 1) * GROUP);
        let shares = &mut done[q * GROUP..][..used];
        let inverse = simd.splat_f64s(scratch.inverses[q]);
        for share in S::as_mut_simd_f64s(shares).0 {
            *share = flushed(simd, simd.mul_f64s(*share, inverse));
        }
        add_multiple(simd, &mut leaks[..used], scratch.leaks[q], shares);
        let rates = &scratch.triangle[q][q + 1..depth];
        for (column, &rate) in later.chunks_exact_mut(GROUP).zip(rates) {
            add_multiple(simd, &mut column[..used], rate, shares);
        }
    }
    front.leaks[rows.clone()].copy_from_slice(&leaks[..rows.len()]);
    // Tiles begin at whole vectors. If a block ends within a vector, tiles overwrite columns of the
    // block, which are not read again.
    let first = block.end - block.end % LANES;
    let end = front.size.next_multiple_of(LANES);
    for top in (0..rows.len()).step_by(ROWS) {
        let left = &left[top..];
        let below = &mut below[top * stride..];
        let mut tile = first;
        while tile + VECTORS * S::F64_LANES <= end {
            add_product::<S, ROWS, VECTORS>(simd, &mut below[tile..], stride, left, &above[tile..]);
            tile += VECTORS * S::F64_LANES;
        }
        if tile < end {
            add_product::<S, ROWS, 1>(simd, &mut below[tile..], stride, left, &above[tile..]);
        }
    }
}

/// Adds to the tile at the head of `rates` the product of the shares of some rows with the rates of a
/// block.
#[inline(always)]
fn add_product<S: Simd, const ROWS: usize, const VECTORS: usize>(
    simd: S,
    rates: &mut [f64],
    stride: usize,
    left: &[f64],
    right: &[f64],
) {
    let mut sums = [[simd.splat_f64s(0.0); VECTORS]; ROWS];
    for (left, right) in left.chunks(GROUP).zip(right.chunks(stride)) {
        let (right, _) = S::as_simd_f64s(&right[..VECTORS * S::F64_LANES]);
        for (sums, &share) in sums.iter_mut().zip(&left[..ROWS]) {
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
