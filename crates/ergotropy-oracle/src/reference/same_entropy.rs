//! Same entropy: the greatest work of all states with the same energy and the same entropy.
//!
//! This work is the energy minus that of the product of Gibbs states with this entropy. Each cell is then
//! excited with the probability `e <= 1/2` of `h(e) = -e ln e - (1 - e) ln(1 - e) = S / N`. Up to half a nat
//! for each cell the entropy itself has all its digits. Above, its difference from `N ln 2` has all digits:
//! this is `sum phi(r) / 2^N` over all eigenvalues `r / 2^N`, with `phi(r) = r ln r - r + 1` never negative,
//! and it gives `y = 1 - 2e` by `ln 2 - h(e) = [(1 + y) ln(1 + y) + (1 - y) ln(1 - y)] / 2 = y artanh y +
//! ln(1 - y^2) / 2`.

use super::{number::Number, state::Reference};
use crate::{wide::Wide, word::signed};

/// Newton's method ends when a step, relative to the number, is below two to this power; the next step would be
/// of the order of its square.
const CONVERGED: i64 = -165;

impl Reference {
    /// The energy minus that of the product of Gibbs states with the same entropy.
    pub fn entropy_bound(&self) -> Number {
        let cells = Wide::from(self.cells() as u64);
        let half = Wide::power_of_two(-1);
        let entropy = self.wide_entropy() / cells;
        let excited = if entropy < half {
            excitation(entropy)
        } else {
            half.distance(polarisation(self.missing_entropy() / cells).scaled(-1))
        };
        Number::difference(self.wide_energy(), cells * excited, self.error)
    }

    /// `N ln 2 - S`.
    fn missing_entropy(&self) -> Wide {
        let power = signed(self.cells());
        let terms = self.spectrum().into_iter().map(|eigenvalue| {
            let ratio = eigenvalue.value.scaled(power);
            let gap = ratio.distance(Wide::ONE);
            // In both cases the logarithm of a number near one is computed from the gap.
            let excess = if ratio.is_zero() {
                Wide::ONE
            } else if ratio > Wide::ONE {
                (ratio * (gap / ratio).minus_ln_of_complement()).distance(gap)
            } else {
                gap.distance(ratio * ratio.minus_ln())
            };
            Wide::from(&eigenvalue.copies) * excess
        });
        terms.sum::<Wide>().scaled(-power)
    }
}

/// The solution `e` of `h(e) = entropy < 1/2`.
fn excitation(entropy: Wide) -> Wide {
    if entropy.is_zero() {
        return Wide::ZERO;
    }
    let start = entropy / (Wide::ONE + entropy.minus_ln());
    newton(start, entropy, |e| {
        let [present, absent] = [e.minus_ln(), e.minus_ln_of_complement()];
        (
            e * present + e.complement() * absent,
            present.distance(absent),
        )
    })
}

/// The solution `y` of `y artanh y + ln(1 - y^2) / 2 = missing <= ln 2 - 1/2`.
fn polarisation(missing: Wide) -> Wide {
    if missing.is_zero() {
        return Wide::ZERO;
    }
    // This start is between the root and its double, as `y^2 / 2` is less than the function; 5/8 is
    // beyond every root.
    let power = (missing.exponent() + 2).div_euclid(2);
    let start = Wide::power_of_two(power).min(Wide::from(0.625));
    newton(start, missing, |y| {
        let slope = y.atanh();
        (
            (y * slope).distance((y * y).minus_ln_of_complement().scaled(-1)),
            slope,
        )
    })
}

/// The root of `function = target` by Newton's method; a function returns its value and its slope, which is positive.
fn newton(start: Wide, target: Wide, function: impl Fn(Wide) -> (Wide, Wide)) -> Wide {
    let mut root = start;
    loop {
        let (value, slope) = function(root);
        let step = value.distance(target) / slope;
        root = if value < target {
            root + step
        } else {
            root.distance(step)
        };
        if step <= root.scaled(CONVERGED) {
            return root;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts that two numbers agree to `bits` bits.
    fn assert_near(one: Wide, other: Wide, bits: i64) {
        assert!(
            one.distance(other) <= other.scaled(-bits),
            "{one:?} and {other:?}"
        );
    }

    fn entropy(e: Wide) -> Wide {
        e * e.minus_ln() + e.complement() * e.minus_ln_of_complement()
    }

    #[test]
    fn excitations_come_back_from_their_entropy() {
        for n in 1..20 {
            for power in [0, -1, -20, -300, -5000] {
                let e = (Wide::from(n) / Wide::from(101)).scaled(power);
                assert_near(excitation(entropy(e)), e, 300);
            }
        }
    }

    #[test]
    fn polarisations_come_back_from_what_entropy_lacks() {
        for n in 1..20 {
            for power in [0, -1, -20, -100] {
                let y = (Wide::from(n) / Wide::from(32)).scaled(power);
                let [more, less] = [Wide::ONE + y, y.complement()];
                // Cancellation costs twice the digits by which y is below one.
                let gain = more * (more.scaled(-2)).minus_ln();
                let lack = (more.scaled(1) * *crate::wide::LN_2).distance(gain);
                let missing = lack.distance(less * less.minus_ln()).scaled(-1);
                assert_near(polarisation(missing), y, 300 + 2 * power - 10);
            }
        }
    }
}
