//! The widest vectors and the fused multiply-add of the machine at hand.

use pulp::{Simd, WithSimd};

/// The work, as the dispatcher wants it: compiled once for each kind of machine.
struct Body<F>(F);

impl<R, F: FnMut() -> R> WithSimd for Body<F> {
    type Output = R;

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) -> R {
        // The call goes by reference. A call by value goes through a function of the standard library
        // that is not inlined, so that the work would run without the machine's vectors.
        (self.0)()
    }
}

/// Runs work that was compiled for the machine at hand.
///
/// The closure and what it calls must be `#[inline(always)]`. Results have the same bits on all
/// machines, as long as no sum is left to the compiler's order and fused operations are written out.
pub(crate) fn vectorised<R>(work: impl FnMut() -> R) -> R {
    pulp::Arch::new().dispatch(Body(work))
}
