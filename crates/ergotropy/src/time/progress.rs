//! The progress of a charging curve.

/// The part of a charging curve that is being computed.
///
/// A callback receives it before each piece of work that can take long: before the steady state, before the
/// elimination of each block of time, and after each direction of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Progress {
    /// The steady state, towards which the populations move, is being computed.
    SteadyState,
    /// The populations are being followed.
    Following {
        /// Fraction of the time that is done, from 0 to 1, on a logarithmic scale.
        share: f64,
    },
}

impl Progress {
    /// The progress at `time` of populations that are followed from 0 to `last`; `first` is the length of
    /// the first step.
    pub(crate) fn following(time: f64, first: f64, last: f64) -> Self {
        let share = (time / first).ln_1p() / (last / first).ln_1p();
        Self::Following {
            share: share.clamp(0.0, 1.0),
        }
    }
}

/// A callback that receives the progress.
pub(crate) type Report<'a> = dyn FnMut(Progress) + 'a;
