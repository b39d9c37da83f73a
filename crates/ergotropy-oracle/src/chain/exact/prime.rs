//! Prime: arithmetic modulo a prime of 62 bits.

use dashu::integer::UBig;

use crate::{
    chain::elimination::{Arithmetic, Elimination},
    word::{high, low},
};

/// The field of residues modulo a prime below `2^62`.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrimeField {
    modulus: u64,
}

/// The fields of the greatest primes below `2^62`, in falling order.
pub(super) fn fields() -> impl Iterator<Item = PrimeField> {
    (1u64 << 61..1 << 62)
        .rev()
        .map(|modulus| PrimeField { modulus })
        .filter(|field| field.is_prime())
}

impl PrimeField {
    /// The prime.
    pub(super) fn modulus(self) -> u64 {
        self.modulus
    }

    /// The residue of `number`.
    pub(super) fn embed(self, number: &UBig) -> u64 {
        number % self.modulus
    }

    /// The product of two residues.
    pub(super) fn product(self, one: u64, other: u64) -> u64 {
        low(u128::from(one) * u128::from(other) % u128::from(self.modulus))
    }

    /// `base^exponent`, by squaring.
    pub(super) fn power(self, base: u64, exponent: u64) -> u64 {
        let mut power = 1;
        for bit in (0..u64::BITS - exponent.leading_zeros()).rev() {
            power = self.product(power, power);
            if exponent >> bit & 1 == 1 {
                power = self.product(power, base);
            }
        }
        power
    }

    /// The tree weight of every state; that of state 0 is the product of the exit rates.
    pub(super) fn tree_weights(self, elimination: &Elimination<u64>) -> Vec<u64> {
        let ground = elimination
            .exits
            .iter()
            .fold(1, |product, &exit| self.product(product, exit));
        let others = elimination
            .ratios
            .iter()
            .map(|&ratio| self.product(ratio, ground));
        std::iter::once(ground).chain(others).collect()
    }

    /// Miller and Rabin's test; the first twelve primes as bases decide every 64-bit number (Sorenson and Webster 2017).
    fn is_prime(self) -> bool {
        if self.modulus.is_multiple_of(2) {
            return false;
        }
        let minus_one = self.modulus - 1;
        let twos = minus_one.trailing_zeros();
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
            .into_iter()
            .all(|base| {
                let mut power = self.power(base, minus_one >> twos);
                if power == 1 {
                    return true;
                }
                (0..twos).any(|_| {
                    let witness = power == minus_one;
                    power = self.product(power, power);
                    witness
                })
            })
    }
}

impl Arithmetic for PrimeField {
    type Number = u64;

    fn zero(&self) -> u64 {
        0
    }

    fn is_zero(&self, number: &u64) -> bool {
        *number == 0
    }

    fn add(&self, one: &u64, other: &u64) -> u64 {
        let sum = one + other;
        if sum >= self.modulus {
            sum - self.modulus
        } else {
            sum
        }
    }

    fn multiply(&self, one: &u64, other: &u64) -> u64 {
        self.product(*one, *other)
    }

    fn invert(&self, number: &u64) -> u64 {
        self.power(*number, self.modulus - 2)
    }

    /// Shoup's multiplication: one division for the factor, none for the entries.
    fn add_multiple(&self, target: &mut [u64], factor: &u64, source: &[u64]) {
        let quotient = low((u128::from(*factor) << 64) / u128::from(self.modulus));
        for (target, &source) in target.iter_mut().zip(source) {
            let multiple = high(u128::from(quotient) * u128::from(source));
            // The true product minus an estimate that is at most one multiple too small, so the low
            // words are enough.
            let product = factor
                .wrapping_mul(source)
                .wrapping_sub(multiple.wrapping_mul(self.modulus));
            let sum = *target + product;
            let sum = if sum >= 2 * self.modulus {
                sum - 2 * self.modulus
            } else {
                sum
            };
            *target = if sum >= self.modulus {
                sum - self.modulus
            } else {
                sum
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fields_are_the_known_primes() {
        // The greatest primes below 2^62 are 57, 87 and 117 below it.
        let gaps: Vec<u64> = fields()
            .take(3)
            .map(|field| (1 << 62) - field.modulus())
            .collect();
        assert_eq!(gaps, [57, 87, 117]);
    }

    #[test]
    fn multiples_agree_with_products() {
        let field = fields().next().expect("there are primes");
        let source: Vec<u64> = (0..50).map(|i| field.power(3, i * i + 7)).collect();
        for factor in [0, 1, 2, field.modulus() - 1, field.power(5, 999)] {
            let mut target = source.clone();
            field.add_multiple(&mut target, &factor, &source);
            for (target, &source) in target.iter().zip(&source) {
                assert_eq!(*target, field.add(&source, &field.product(factor, source)));
            }
        }
    }

    #[test]
    fn inverses_multiply_to_one() {
        let field = fields().next().expect("there are primes");
        for number in [1, 2, 3, 1 << 40, field.modulus() - 1] {
            assert_eq!(field.product(number, field.invert(&number)), 1);
        }
    }
}
