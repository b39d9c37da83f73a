//! Limits of the times of a charging curve.

use crate::error::Error;

/// Greatest time; the ends of blocks beyond it could leave the range of floats.
pub(crate) const MOST_TIME: f64 = 1e200;

/// The error for rates so fast that the step they need is below the spacing of floats at this time.
pub(crate) fn too_stiff(time: f64, step: f64) -> Error {
    Error::OutOfRange {
        name: "the fastest rate times the time",
        value: time / step,
        allowed: "below 1e15",
    }
}
