//! What energy and entropy alone say about ergotropy.

use crate::bounded::{Bounded, Kind};
use crate::numerics::double::ROUNDOFF;

/// The most work that a state of this energy and this entropy can give: E less the energy of the
/// product of Gibbs states with that entropy. An estimate.
pub(crate) fn entropy_bound(cells: u32, energy: Bounded, entropy: Bounded) -> Bounded {
    let cells = f64::from(cells);
    let gibbs = |entropy: f64| cells * gibbs_excitation(entropy / cells);
    let value = (energy.value - gibbs(entropy.value)).max(0.0);
    let reach = (gibbs(entropy.upper()) - gibbs(entropy.value))
        .max(gibbs(entropy.value) - gibbs(entropy.lower()));
    let error = energy.error + reach + 16.0 * ROUNDOFF * energy.value;
    Bounded::new(value, error, Kind::Estimate)
}

/// Mean excitation e in [0, 1/2] of a cell whose entropy is s: -e ln e - (1-e) ln(1-e) = s.
fn gibbs_excitation(s: f64) -> f64 {
    if s <= 0.0 {
        return 0.0;
    }
    let entropy = |e: f64| -e * e.ln() - (1.0 - e) * (-e).ln_1p();
    let (mut low, mut high) = (0.0f64, 0.5f64);
    // Bisection ends when no float lies between; the entropy is increasing on the interval.
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if entropy(middle) < s {
            low = middle;
        } else {
            high = middle;
        }
    }
}
