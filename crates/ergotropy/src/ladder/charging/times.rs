//! The times of a charging curve.

use crate::error::Error;

/// Beyond this, ends of blocks could leave the range of floats.
pub(crate) const MOST_TIME: f64 = 1e200;

/// The complaint that no float lies between the fastest relaxation and what follows it: at some time, steps
/// as short as this are needed.
pub(crate) fn too_stiff(time: f64, step: f64) -> Error {
    Error::OutOfRange {
        name: "the fastest rate times the time",
        value: time / step,
        allowed: "below 1e15",
    }
}
