//! Numbers whose error trusts the exponentials and logarithms of the platform.

use crate::bounded::{Bounded, Kind};

/// Relative error of the closed forms, if exponentials and logarithms are accurate to two units in the last
/// place.
pub(crate) const RELATIVE_ERROR: f64 = 64.0 * f64::EPSILON;

/// A value with the relative error [`RELATIVE_ERROR`], as an estimate.
pub(crate) fn estimate(value: f64) -> Bounded {
    Bounded::new(value, RELATIVE_ERROR * value.abs(), Kind::Estimate)
}
