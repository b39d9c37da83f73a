//! Work with the widest vectors and the fused multiply-add of the machine at hand.

use pulp::{Simd, WithSimd};

/// What is compiled once for each kind of machine.
struct Body<F>(F);

impl<R, F: FnMut() -> R> WithSimd for Body<F> {
    type Output = R;

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) -> R {
        // Called by reference: calls by value go through a function of the standard library's that is not
        // inlined, and would run without what the machine can do.
        (self.0)()
    }
}

/// Does some work compiled for the machine at hand.
///
/// The closure and what it calls must be `#[inline(always)]`. Its results have the same bits on all
/// machines, as long as sums are not left to the compiler's order and fused operations are written out.
pub(crate) fn vectorised<R>(work: impl FnMut() -> R) -> R {
    pulp::Arch::new().dispatch(Body(work))
}

/// Lanes of a sum, whose order does not depend on how wide the machine's vectors are.
pub(crate) const LANES: usize = 8;

/// `target += factor * source`, of as many whole groups of [`LANES`] as both have.
#[inline(always)]
pub(crate) fn add_multiple<S: Simd>(simd: S, target: &mut [f64], factor: f64, source: &[f64]) {
    let (target, _) = S::as_mut_simd_f64s(target);
    let (source, _) = S::as_simd_f64s(source);
    let factor = simd.splat_f64s(factor);
    for (target, &source) in target.iter_mut().zip(source) {
        *target = simd.mul_add_e_f64s(factor, source, *target);
    }
}

/// The scalar product of as many whole groups of [`LANES`] as both have.
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

/// The sum of all lanes, in a fixed order.
#[inline(always)]
pub(crate) fn total([a, b, c, d, e, f, g, h]: [f64; LANES]) -> f64 {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}
