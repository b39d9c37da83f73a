//! How far a charging curve is.

/// What is being done for a charging curve, and how much of it is done.
///
/// Handed over before each piece of work that can take longer than a moment: before the steady state, and, of
/// each block of time, before its elimination and with each of its directions.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Progress {
    /// The steady state is computed, towards which the populations go.
    SteadyState,
    /// The populations are followed.
    Following {
        /// Share of the time that is done, from 0 to 1, on a logarithmic scale.
        share: f64,
    },
}

impl Progress {
    /// The progress of populations that are followed from 0 to the last time, and have arrived at some time;
    /// steps begin with the first.
    pub(crate) fn following(time: f64, first: f64, last: f64) -> Self {
        let share = (time / first).ln_1p() / (last / first).ln_1p();
        Self::Following {
            share: share.clamp(0.0, 1.0),
        }
    }
}

/// What is told of the progress.
pub(crate) type Report<'a> = dyn FnMut(Progress) + 'a;
