//! Sums over slices of floats, in an order that does not depend on the machine.

use pulp::Simd;

/// Number of partial sums of a sum over a slice, on every machine.
pub(crate) const LANES: usize = 8;

/// `target += factor * source`, over the whole groups of [`LANES`] numbers that both slices have.
#[inline(always)]
pub(crate) fn add_multiple<S: Simd>(simd: S, target: &mut [f64], factor: f64, source: &[f64]) {
    let (target, _) = S::as_mut_simd_f64s(target);
    let (source, _) = S::as_simd_f64s(source);
    let factor = simd.splat_f64s(factor);
    for (target, &source) in target.iter_mut().zip(source) {
        *target = simd.mul_add_e_f64s(factor, source, *target);
    }
}

/// Σ a b over the whole groups of [`LANES`] numbers that both slices have, with fused operations.
#[inline(always)]
pub(crate) fn product<S: Simd>(simd: S, a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; LANES];
    {
        let (sums, _) = S::as_mut_simd_f64s(&mut sums);
        let (a, _) = S::as_simd_f64s(a);
        let (b, _) = S::as_simd_f64s(b);
        for (a, b) in a.chunks_exact(sums.len()).zip(b.chunks_exact(sums.len())) {
            for (sum, (&a, &b)) in sums.iter_mut().zip(a.iter().zip(b)) {
                *sum = simd.mul_add_e_f64s(a, b, *sum);
            }
        }
    }
    total(sums)
}

/// The sum of all partial sums.
#[inline(always)]
pub(crate) fn total([a, b, c, d, e, f, g, h]: [f64; LANES]) -> f64 {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// Σ a b of two equally long vectors, without fused operations.
#[inline(always)]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    // Sixteen partial sums are two of the widest vectors, which are added independently of each other.
    const SUMS: usize = 2 * LANES;
    let mut sums = [0.0; SUMS];
    let (a_groups, b_groups) = (a.chunks_exact(SUMS), b.chunks_exact(SUMS));
    let rest: f64 = a_groups
        .remainder()
        .iter()
        .zip(b_groups.remainder())
        .map(|(a, b)| a * b)
        .sum();
    for (a, b) in a_groups.zip(b_groups) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    rest + sums.iter().sum::<f64>()
}
