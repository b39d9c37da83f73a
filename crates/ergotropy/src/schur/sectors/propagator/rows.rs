//! Matrices of floats whose rows are padded to whole vectors.

use faer::c64;

use crate::numerics::double::Doubles;
use crate::numerics::simd::LANES;

/// One group of numbers of a row; those beyond the end of the row are zero.
pub(crate) type Lanes = [f64; LANES];

/// Workspace for the propagator of one sector, and for its product with a start.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// exp(Lt), in padded rows.
    pub(crate) product: Vec<Lanes>,
    /// One site of the result.
    pub(crate) site: Vec<c64>,
    pub(crate) term: Vec<Lanes>,
    pub(crate) next: Vec<Lanes>,
}

impl Scratch {
    /// A bound of the spectral norm, √(greatest column sum × greatest row sum), given the error of column
    /// sums.
    #[inline(always)]
    pub(crate) fn norm(&self, width: usize, error: f64) -> f64 {
        let rows = self.product.chunks_exact(width);
        let most = rows
            .map(|row| row.as_flattened().iter().sum::<f64>())
            .fold(1.0, f64::max);
        // The error of a row sum is at most the sum of the errors of all columns.
        (most + (width * LANES) as f64 * error).sqrt() * (1.0 + 1e-12)
    }
}

/// `sum += factor * lanes`.
#[inline(always)]
pub(crate) fn add_multiple(sum: &mut Lanes, factor: f64, lanes: &Lanes) {
    for (sum, x) in sum.iter_mut().zip(lanes) {
        *sum += factor * x;
    }
}

/// `product = a b`, for rows of `width` groups.
#[inline(always)]
pub(crate) fn multiply(a: &[Lanes], b: &[Lanes], product: &mut [Lanes], width: usize) {
    for (row, product) in a.chunks_exact(width).zip(product.chunks_exact_mut(width)) {
        for (lane, product) in product.iter_mut().enumerate() {
            let mut sum = [0.0; LANES];
            for (&factor, b) in row.as_flattened().iter().zip(b.chunks_exact(width)) {
                add_multiple(&mut sum, factor, &b[lane]);
            }
            *product = sum;
        }
    }
}

/// A matrix rounded to floats, in padded rows.
pub(crate) fn rounded(matrix: &Doubles, n: usize) -> Vec<Lanes> {
    let width = n.div_ceil(LANES);
    let mut rounded = vec![[0.0; LANES]; n * width];
    for (i, element) in matrix.iter().enumerate() {
        let column = i % n;
        rounded[i / n * width + column / LANES][column % LANES] = element.to_f64();
    }
    rounded
}
