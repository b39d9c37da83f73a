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
