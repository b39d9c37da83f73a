//! The two numbers between which the limit is.

use crate::bounded::{Bounded, Kind};
use crate::closed_form::ratio::Ratio;

/// The middle of the bracket (2), with half its width as the error.
pub(crate) fn bracket(alpha: Ratio, q: Ratio) -> Bounded {
    let fall = -q.ln;
    let (entropy, roundings) = relative_entropy(alpha, q);
    let most = entropy / fall;
    // The width of the bracket to second order in L, which is an upper bound of the width.
    let width = most.clamp(0.0, fall / 8.0);
    let value = (most - width / 2.0).max(0.0);
    Bounded::new(value, width / 2.0 + roundings / fall, Kind::Estimate)
}

/// D(α‖q) of two thermal oscillators, and the error of its roundings.
pub(crate) fn relative_entropy(alpha: Ratio, q: Ratio) -> (f64, f64) {
    let norm = (alpha.complement / q.complement).ln();
    let slope = if alpha.value == 0.0 {
        0.0
    } else {
        alpha.value / alpha.complement * alpha.logarithm_over(q)
    };
    let roundings = 8.0 * f64::EPSILON * (1.0 + norm.abs() + slope.abs());
    ((norm + slope).max(0.0), roundings)
}
