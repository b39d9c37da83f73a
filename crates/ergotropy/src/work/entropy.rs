//! The entropy of a density matrix, from its eigenvalues.

use std::f64::consts::LN_2;

use crate::bounded::{Bounded, Kind};
use crate::numerics::double::{Double, ROUNDOFF};

/// Von Neumann entropy -Σ λ ln λ, in nats, of a state of so many cells that is known up to a trace norm `off`.
///
/// The error is an estimate: the logarithm of the platform is trusted to four units in the last place. The error of the state enters by
/// the inequality of Fannes and Audenaert in 2^N dimensions.
pub(crate) fn entropy(cells: u32, eigenvalues: impl Iterator<Item = f64>, off: f64) -> Bounded {
    let terms = eigenvalues
        .filter(|&x| x > 0.0)
        .map(|x| Double::from(-x) * Double::from(x.ln()));
    let value = terms.sum::<Double>().to_f64().max(0.0);
    let distance = (off / 2.0).min(0.5);
    let binary = if distance > 0.0 {
        -distance * distance.ln() - (1.0 - distance) * (-distance).ln_1p()
    } else {
        0.0
    };
    let error = distance * f64::from(cells) * LN_2 + binary + 8.0 * ROUNDOFF * value;
    Bounded::new(value, error, Kind::Estimate)
}
