//! The times of a charging curve.

use crate::error::{Error, in_range};

/// Beyond this, ends of blocks could leave the range of floats.
pub(crate) const MOST_TIME: f64 = 1e200;

/// The numbers of the times, sorted by time.
///
/// # Errors
/// [`Error::OutOfRange`] if a time is negative, above 1e200 or not a number.
pub(crate) fn in_order(times: &[f64]) -> Result<Vec<usize>, Error> {
    for &time in times {
        in_range(
            "a time",
            time,
            (0.0..=MOST_TIME).contains(&time),
            "from 0 to 1e200",
        )?;
    }
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by(|&a, &b| times[a].total_cmp(&times[b]));
    Ok(order)
}

/// The complaint that no float lies between the fastest relaxation and what follows it: at some time, steps
/// as short as this are needed.
pub(crate) fn too_stiff(time: f64, step: f64) -> Error {
    Error::OutOfRange {
        name: "the fastest rate times the time",
        value: time / step,
        allowed: "below 1e15",
    }
}
