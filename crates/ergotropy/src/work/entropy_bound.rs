//! The bound on ergotropy from energy and entropy alone.
//!
//! No state of energy E and entropy S gives more work than E - E_S, with E_S the energy of the product of Gibbs
//! states of that entropy. For a state that is nearly such a product this is a small difference of large
//! numbers. With D the relative entropy of the state to a product τ of Gibbs states of inverse temperature β,
//!
//! ```text
//! E - E_S = min over β of D(β)/β ,   D = Σ τ h(λ/τ) ,   h(x) = x ln x - x + 1 >= 0 ,
//! ```
//!
//! since D/β = E - (S - ln Z)/β, and (S - ln Z)/β is greatest, and equal to E_S, where τ has the entropy S. All
//! terms are positive, and a small error of β enters in second order.

use crate::bounded::{Bounded, Kind};
use crate::numerics::double::ROUNDOFF;

/// Difference, relative to the energy, below which the relative entropy is used if it is available.
const SMALL: f64 = 1e-6;

/// Least β for which D/β is used; near infinite temperature it is no better than the difference.
const LEAST_BETA: f64 = 1e-3;

/// The greatest work of all states with this energy and this entropy. This is an estimate, since the logarithms
/// of the platform are trusted.
///
/// `relative_entropy` gives D and its error for a product of Gibbs states of ratio q; `None` if that costs too
/// much.
pub(crate) fn entropy_bound(
    cells: u32,
    energy: Bounded,
    entropy: Bounded,
    relative_entropy: impl FnOnce(f64) -> Option<(f64, f64)>,
) -> Bounded {
    let cells = f64::from(cells);
    if entropy.value <= 0.0 && entropy.error == 0.0 {
        return Bounded::new(energy.value, energy.error, Kind::Estimate);
    }
    let excitation = |entropy: f64| gibbs_excitation(entropy / cells);
    let [low, middle, high] = [entropy.lower(), entropy.value, entropy.upper()].map(excitation);
    // The entropy of a cell at a given excitation e has a relative error of some roundings, and e changes
    // by at most the same relative error.
    let rounding = 16.0 * ROUNDOFF * (energy.value + cells * middle);
    let reach = cells * (high - middle).max(middle - low);
    let value = (energy.value - cells * middle).max(0.0);
    let difference = Bounded::new(value, energy.error + reach + rounding, Kind::Estimate);
    let q = middle / (1.0 - middle);
    let beta = -q.ln();
    if value > SMALL * energy.value || !(LEAST_BETA..f64::INFINITY).contains(&beta) {
        return difference;
    }
    let Some((divergence, error)) = relative_entropy(q) else {
        return difference;
    };
    // Error of D: the relative entropy of one cell at the excitation for S with respect to one at the
    // excitation for q.
    let off = (high - middle).max(middle - low) + 4.0 * ROUNDOFF * middle;
    let loss = 2.0 * cells * off * off / (middle * (1.0 - middle));
    let found = Bounded::new(
        divergence / beta,
        (error + loss) / beta + 8.0 * ROUNDOFF * divergence / beta,
        Kind::Estimate,
    );
    if found.error < difference.error {
        found
    } else {
        difference
    }
}

/// h(x) = x ln x - x + 1 as a function of x - 1, without differences of nearly equal numbers.
pub(crate) fn divergence(excess: f64) -> f64 {
    if excess.abs() < 1e-2 {
        // The series is Σ (-ε)^n / (n(n-1)) from n = 2 on; the eleventh term is below a rounding of the
        // first.
        let terms = (2..12).rev().map(f64::from);
        let sum = terms.fold(0.0, |sum, n| (n * (n - 1.0)).recip() - excess * sum);
        excess * excess * sum
    } else if excess <= -1.0 {
        1.0
    } else {
        (1.0 + excess) * excess.ln_1p() - excess
    }
}

/// Mean excitation e in [0, 1/2] of a cell whose entropy is s: -e ln e - (1-e) ln(1-e) = s.
fn gibbs_excitation(s: f64) -> f64 {
    if s <= 0.0 {
        return 0.0;
    }
    let entropy = |e: f64| -e * e.ln() - (1.0 - e) * (-e).ln_1p();
    let (mut low, mut high) = (0.0f64, 0.5f64);
    // Bisection ends when no float is left between the ends; the entropy increases on the interval.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divergences_are_positive_and_smooth() {
        for x in [0.0f64, 0.3, 0.98, 0.991, 1.0, 1.009, 1.02, 7.0] {
            let direct = if x > 0.0 { x * x.ln() - x + 1.0 } else { 1.0 };
            assert!((divergence(x - 1.0) - direct).abs() < 1e-15, "{x}");
        }
        assert!((divergence(1e-9) / 5e-19 - 1.0).abs() < 1e-8);
        assert_eq!(divergence(0.0), 0.0);
    }

    #[test]
    fn a_pure_state_gives_all_its_energy() {
        let exact = |x| Bounded::new(x, 0.0, Kind::Bound);
        let none = Bounded {
            error: 0.0,
            ..exact(0.0)
        };
        let bound = entropy_bound(5, exact(3.0), none, |_| None);
        assert_eq!(bound, Bounded::new(3.0, exact(3.0).error, Kind::Estimate));
    }

    #[test]
    fn relative_entropy_is_asked_for_small_differences_alone() {
        let entropy = Bounded::new(1.0, 1e-15, Kind::Estimate);
        let least = 4.0 * gibbs_excitation(0.25);
        let bound = |excess: f64, relative_entropy: &dyn Fn() -> Option<(f64, f64)>| {
            let energy = Bounded::new(least + excess, 1e-15, Kind::Bound);
            entropy_bound(4, energy, entropy, |_| relative_entropy())
        };
        for excess in [1e-5, 0.1, 2.0] {
            let bound = bound(excess, &|| panic!("a difference of {excess} is large"));
            assert!(bound.contains(excess) && bound.error < 1e-13);
        }
        let beta = {
            let e = gibbs_excitation(0.25);
            -(e / (1.0 - e)).ln()
        };
        // D/β and its error: that of D, what the error of the entropy adds in second order, and roundings.
        let found = bound(1e-9, &|| Some((1e-9, 1e-20)));
        assert_eq!(found.value, 1e-9 / beta);
        let roundings = 8.0 * ROUNDOFF * 1e-9 / beta;
        assert!(found.error >= 1e-20 / beta + roundings && found.error < 1e-19 + 2.0 * roundings);
        let none = bound(1e-9, &|| None);
        assert!(none.contains(1e-9) && none.error > 1e-16);
        // Roundings of D/β are all of the error where D and S are exact.
        let exact = Bounded {
            error: 0.0,
            ..entropy
        };
        let energy = Bounded::new(least + 1e-9, 1e-15, Kind::Bound);
        let found = entropy_bound(4, energy, exact, |_| Some((1e-9, 0.0)));
        let second = 2.0 * 4.0 * (4.0 * ROUNDOFF).powi(2);
        assert!((found.error - roundings).abs() < 10.0 * second, "{found:?}");
        // What is small depends on the energy.
        let energy = Bounded::new(1000.0 * least + 1e-4, 1e-15, Kind::Bound);
        let entropy = Bounded::new(1000.0, 1e-12, Kind::Estimate);
        let found = entropy_bound(4000, energy, entropy, |_| Some((1e-4, 1e-18)));
        assert_eq!(found.value, 1e-4 / beta);
        let poor = bound(1e-9, &|| Some((1e-9, 1.0)));
        assert_eq!((poor.value, poor.error), (none.value, none.error));
    }
}
