//! Work in the widest vectors and with the fused multiply-add of the machine.

use pulp::{Simd, WithSimd};

/// Work in the form of the dispatcher, which compiles it once for each kind of machine.
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

/// Runs work that is compiled for the machine.
///
/// The closure and all functions that it calls must be `#[inline(always)]`. Results have the same bits
/// on all machines if no order of a sum is left to the compiler and fused operations are written out.
pub(crate) fn vectorised<R>(work: impl FnMut() -> R) -> R {
    pulp::Arch::new().dispatch(Body(work))
}
