//! Dense elimination of the first states of a front, in blocks.

use pulp::Simd;

/// States that are eliminated together before the rest of the front is brought up to date.
const BLOCK: usize = 32;

/// Rates and shares below this are taken as zero: products of two of them are still normal floats.
pub(super) const TINY: f64 = 1e-150;

/// Lanes of a sum, whose order does not depend on how wide the machine's vectors are; rows begin at
/// multiples of them.
const LANES: usize = 8;

/// Factors of a row's first lanes: read from `LANES - h` on, they leave out `h` of them.
const SKIP: [f64; 2 * LANES] = {
    let mut factors = [0.0; 2 * LANES];
    let mut lane = LANES;
    while lane < 2 * LANES {
        factors[lane] = 1.0;
        lane += 1;
    }
    factors
};

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
    triangle: Vec<[f64; BLOCK]>,
    leaks: [f64; BLOCK],
}

/// Eliminates the first states of a front; `pivots` has room for theirs.
///
/// Afterwards a column p < `pivots.len()` holds, below the diagonal, F\[i,p\] / pivot, a row F\[p,j\]
/// beyond it, and the rest of the front the rates without the eliminated states. False if a pivot is
/// no positive float; that of the `last` state of all may be zero.
#[inline(always)]
pub(super) fn eliminate<S: Simd>(
    simd: S,
    front: &mut Front,
    pivots: &mut [f64],
    last: bool,
    scratch: &mut Scratch,
) -> bool {
    // Sums of a tile fill the registers: 32 of eight lanes, else 16.
    if S::F64_LANES == 8 {
        blocks::<S, 8>(simd, front, pivots, last, scratch)
    } else {
        blocks::<S, 4>(simd, front, pivots, last, scratch)
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
            let pivot = row(simd, front, start, p, &inverses);
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

/// Numbers below [`TINY`] set to zero.
#[inline(always)]
fn flushed<S: Simd>(simd: S, x: S::f64s) -> S::f64s {
    let tiny = simd.less_than_f64s(x, simd.splat_f64s(TINY));
    simd.select_f64s(tiny, simd.splat_f64s(0.0), x)
}

/// Where the vectors begin in which column p + 1 lies, and factors that leave out what is before it.
#[inline(always)]
fn beyond(p: usize) -> (usize, &'static [f64]) {
    let skipped = (p + 1) % LANES;
    (p + 1 - skipped, &SKIP[LANES - skipped..][..LANES])
}

/// Brings row p of a block up to date, and gives its pivot.
#[inline(always)]
fn row<S: Simd>(
    simd: S,
    front: &mut Front,
    start: usize,
    p: usize,
    inverses: &[f64; BLOCK],
) -> f64 {
    let stride = front.stride;
    let (above, below) = front.rates.split_at_mut(p * stride);
    let row = &mut below[..stride];
    let mut leak = front.leaks[p];
    for q in start..p {
        let share = row[q] * inverses[q - start];
        let share = if share < TINY { 0.0 } else { share };
        row[q] = share;
        if share > 0.0 {
            let (first, factors) = beyond(q);
            let (target, _) = S::as_mut_simd_f64s(&mut row[first..]);
            let (source, _) = S::as_simd_f64s(&above[q * stride + first..(q + 1) * stride]);
            let (factors, _) = S::as_simd_f64s(factors);
            let all = simd.splat_f64s(share);
            let head = factors.len();
            for ((target, &rate), &factor) in target.iter_mut().zip(source).zip(factors) {
                let some = simd.mul_f64s(all, factor);
                *target = simd.mul_add_e_f64s(some, rate, *target);
            }
            for (target, &rate) in target.iter_mut().zip(source).skip(head) {
                *target = simd.mul_add_e_f64s(all, rate, *target);
            }
            leak = share.mul_add(front.leaks[q], leak);
        }
    }
    front.leaks[p] = leak;
    let (first, factors) = beyond(p);
    let mut sums = [0.0; LANES];
    {
        let (sums, _) = S::as_mut_simd_f64s(&mut sums);
        let (row, _) = S::as_mut_simd_f64s(&mut row[first..]);
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
    let Scratch {
        left,
        triangle,
        leaks,
    } = scratch;
    // The triangle of the block, by which its own columns are solved for.
    triangle.resize(BLOCK, [0.0; BLOCK]);
    for (q, p) in block.clone().enumerate() {
        let row = &front.rates[p * stride + block.start..][..depth];
        for (target, &rate) in triangle[q][q + 1..depth].iter_mut().zip(&row[q + 1..]) {
            *target = rate;
        }
        leaks[q] = front.leaks[p];
    }
    left.resize(BLOCK * ROWS, 0.0);
    let left = &mut left.as_chunks_mut::<ROWS>().0[..depth];
    // Tiles begin at whole vectors; what they spoil before the block's end is written after them.
    let first = block.end - block.end % LANES;
    let end = size.next_multiple_of(LANES);
    let (above, below) = front.rates.split_at_mut(block.end * stride);
    let above = &above[block.start * stride..];
    for top in (block.end..size).step_by(ROWS) {
        let rows = ROWS.min(size - top);
        let below = &mut below[(top - block.end) * stride..];
        let mut leak = [0.0; ROWS];
        leak[..rows].copy_from_slice(&front.leaks[top..top + rows]);
        if rows < ROWS {
            for column in left.iter_mut() {
                *column = [0.0; ROWS];
            }
        }
        for (r, row) in below.chunks_exact(stride).take(rows).enumerate() {
            let entries = &row[block.clone()];
            for (column, &entry) in left.iter_mut().zip(entries) {
                column[r] = entry;
            }
        }
        let (leaving, _) = S::as_mut_simd_f64s(&mut leak);
        for (q, (rates, &onward)) in triangle.iter().zip(&*leaks).enumerate().take(depth) {
            let (done, later) = left.split_at_mut(q + 1);
            let (shares, _) = S::as_mut_simd_f64s(&mut done[q]);
            let inverse = simd.splat_f64s(inverses[q]);
            let onward = simd.splat_f64s(onward);
            for (share, leak) in shares.iter_mut().zip(leaving.iter_mut()) {
                *share = flushed(simd, simd.mul_f64s(*share, inverse));
                *leak = simd.mul_add_e_f64s(*share, onward, *leak);
            }
            for (column, &rate) in later.iter_mut().zip(&rates[q + 1..depth]) {
                let (column, _) = S::as_mut_simd_f64s(column);
                let rate = simd.splat_f64s(rate);
                for (entry, &share) in column.iter_mut().zip(&*shares) {
                    *entry = simd.mul_add_e_f64s(share, rate, *entry);
                }
            }
        }
        let mut tile = first;
        while tile + VECTORS * S::F64_LANES <= end {
            add_product::<S, ROWS, VECTORS>(simd, &mut below[tile..], stride, left, &above[tile..]);
            tile += VECTORS * S::F64_LANES;
        }
        if tile < end {
            add_product::<S, ROWS, 1>(simd, &mut below[tile..], stride, left, &above[tile..]);
        }
        for (r, row) in below.chunks_exact_mut(stride).take(rows).enumerate() {
            let entries = &mut row[block.clone()];
            for (entry, column) in entries.iter_mut().zip(left.iter()) {
                *entry = column[r];
            }
        }
        front.leaks[top..top + rows].copy_from_slice(&leak[..rows]);
    }
}

/// Adds the product of some rows' shares and the rates of a block's rows to the tile at the head of
/// `rates`.
#[inline(always)]
fn add_product<S: Simd, const ROWS: usize, const VECTORS: usize>(
    simd: S,
    rates: &mut [f64],
    stride: usize,
    left: &[[f64; ROWS]],
    right: &[f64],
) {
    let mut sums = [[simd.splat_f64s(0.0); VECTORS]; ROWS];
    for (left, right) in left.iter().zip(right.chunks(stride)) {
        let (right, _) = S::as_simd_f64s(&right[..VECTORS * S::F64_LANES]);
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
