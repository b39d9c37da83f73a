//! Sums of long vectors with several lists of weights.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use crate::numerics::parallel::join;
use crate::numerics::simd::floats::dot;
use crate::numerics::simd::vectorised;

/// Elements in a piece of a vector.
const PIECE: usize = 256;

/// Vectors of which the pieces stay in a cache until all lists had them.
const BLOCK: usize = 64;

/// Lists whose sums are in registers at once, with this many vectors of elements.
const BAND: usize = 4;
const NARROW: usize = 2;

/// Vectors of elements whose sums of a single list are.
const WIDE: usize = 8;

/// Elements of a piece that stays in the nearest cache while it is multiplied by all vectors.
const LONG: usize = 2048;

/// Products from which on a second thread is worth its start.
const WORTH: usize = 1_000_000;

/// Σ_j weights_j v_j for several lists of weights, in one pass over the vectors. Vectors beyond the end of a list do not count.
pub(crate) fn combine(vectors: &[Vec<f64>], lists: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let size = vectors.first().map_or(0, Vec::len);
    let mut sums = vec![vec![0.0; size]; lists.len()];
    // Both threads begin at a piece, so that sums have the same bits with one thread.
    let middle = size / 2 / PIECE * PIECE;
    let worth = vectors.len() * lists.len() * size >= WORTH;
    let (mut tops, mut bottoms) = (Vec::new(), Vec::new());
    for sum in &mut sums {
        let (top, bottom) = sum.split_at_mut(middle);
        tops.push(top);
        bottoms.push(bottom);
    }
    join(
        worth,
        || add_pieces(vectors, lists, 0, tops),
        || add_pieces(vectors, lists, middle, bottoms),
    );
    sums
}

/// The products of several vectors with one.
pub(crate) fn products(vectors: &[Vec<f64>], x: &[f64]) -> Vec<f64> {
    let middle = x.len() / 2;
    let half = |range: std::ops::Range<usize>| -> Vec<f64> {
        let mut all = vec![0.0; vectors.len()];
        vectorised(
            #[inline(always)]
            || {
                for from in range.clone().step_by(LONG) {
                    let piece = from..range.end.min(from + LONG);
                    for (sum, vector) in all.iter_mut().zip(vectors) {
                        *sum += dot(&vector[piece.clone()], &x[piece.clone()]);
                    }
                }
            },
        );
        all
    };
    let worth = vectors.len() * x.len() >= WORTH;
    let (one, other) = join(worth, || half(0..middle), || half(middle..x.len()));
    one.iter()
        .zip(other)
        .map(|(one, other)| one + other)
        .collect()
}

/// Adds the elements of the vectors from `begin` on.
fn add_pieces(vectors: &[Vec<f64>], lists: &[Vec<f64>], begin: usize, mut sums: Vec<&mut [f64]>) {
    let size = sums.first().map_or(0, |sum| sum.len());
    for from in (0..size).step_by(PIECE) {
        let to = size.min(from + PIECE);
        for (first, block) in (0..).step_by(BLOCK).zip(vectors.chunks(BLOCK)) {
            let pieces: Vec<&[f64]> = block
                .iter()
                .map(|vector| &vector[begin + from..begin + to])
                .collect();
            let vectors = (first, pieces.as_slice());
            let whole = lists.len() - lists.len() % BAND;
            for at in (0..whole).step_by(BAND) {
                add_band::<BAND, NARROW>(vectors, &lists[at..], from..to, &mut sums[at..]);
            }
            for at in whole..lists.len() {
                add_band::<1, WIDE>(vectors, &lists[at..], from..to, &mut sums[at..]);
            }
        }
    }
}

/// Adds some elements of a block of vectors, of which `first` is the first, to the sums of the first lists.
fn add_band<const LISTS: usize, const VECTORS: usize>(
    (first, pieces): (usize, &[&[f64]]),
    lists: &[Vec<f64>],
    range: Range<usize>,
    sums: &mut [&mut [f64]],
) {
    // Lists that end early have zeros.
    let weight = |list: usize, j: usize| lists[list].get(j).copied().unwrap_or(0.0);
    let of = |j: usize| std::array::from_fn(|list| weight(list, j));
    let weights: Vec<[f64; LISTS]> = (first..first + pieces.len()).map(of).collect();
    let targets = sums.iter_mut().take(LISTS);
    Arch::new().dispatch(Piece::<LISTS, VECTORS> {
        vectors: pieces,
        weights: &weights,
        targets: targets.map(|sum| &mut sum[range.clone()]).collect(),
    });
}

/// Some elements of the sums of a band of lists.
struct Piece<'a, const LISTS: usize, const VECTORS: usize> {
    vectors: &'a [&'a [f64]],
    weights: &'a [[f64; LISTS]],
    targets: Vec<&'a mut [f64]>,
}

impl<const LISTS: usize, const VECTORS: usize> WithSimd for Piece<'_, LISTS, VECTORS> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        let size = self.targets[0].len();
        let width = VECTORS * S::F64_LANES;
        let whole = size - size % width;
        for at in (0..whole).step_by(width) {
            let mut sums = [[simd.splat_f64s(0.0); VECTORS]; LISTS];
            for (sums, target) in sums.iter_mut().zip(&self.targets) {
                let (target, _) = S::as_simd_f64s(&target[at..at + width]);
                sums.copy_from_slice(target);
            }
            for (vector, weights) in self.vectors.iter().zip(self.weights) {
                let (source, _) = S::as_simd_f64s(&vector[at..at + width]);
                for (sum, &weight) in sums.iter_mut().zip(weights) {
                    let weight = simd.splat_f64s(weight);
                    for (sum, &x) in sum.iter_mut().zip(source) {
                        *sum = simd.mul_add_f64s(weight, x, *sum);
                    }
                }
            }
            for (target, sum) in self.targets.iter_mut().zip(sums) {
                let (target, _) = S::as_mut_simd_f64s(&mut target[at..at + width]);
                target.copy_from_slice(&sum);
            }
        }
        for at in whole..size {
            for (list, target) in self.targets.iter_mut().enumerate() {
                let mut sum = target[at];
                for (vector, weights) in self.vectors.iter().zip(self.weights) {
                    sum = weights[list].mul_add(vector[at], sum);
                }
                target[at] = sum;
            }
        }
    }
}
