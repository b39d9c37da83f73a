//! Binomial coefficients: machine integers, exact integers, or rounded numbers.

use num_bigint::BigUint;

use crate::numerics::double::{Double, ROUNDOFF, ROUNDOFF_SQUARED};
use crate::numerics::scaled::Scaled;

/// Greatest min(k, n - k) for which a rounded coefficient is a product of factors.
pub(crate) const PRODUCTS: u32 = 1 << 20;

/// C(n, k) for n <= 30.
pub(crate) fn few(n: u32, k: u32) -> u32 {
    (0..k).fold(1, |count, i| count * (n - i) / (i + 1))
}

/// ν_d = C(n, d) - C(n, d - 1) for n <= 30.
pub(crate) fn few_copies(n: u32, d: u32) -> u32 {
    few(n, d) - d.checked_sub(1).map_or(0, |above| few(n, above))
}

/// C(n, k) for k = 0 ..= n/2, each from the one before.
pub(crate) fn lower_levels(n: u32) -> Vec<BigUint> {
    let mut levels = vec![BigUint::from(1u32)];
    for k in 0..n / 2 {
        levels.push(&levels[k as usize] * (n - k) / (k + 1));
    }
    levels
}

/// C(n, k) from the powers of its primes (Kummer, *J. reine angew. Math.* 44, 93 (1852)).
///
/// The exponent of a prime p is the number of carries when k and n - k are added in base p. There are
/// no divisions, and no number is longer than the result.
pub(crate) fn exact(n: u32, k: u32) -> BigUint {
    let k = k.min(n - k);
    if k <= 64 {
        return (0..k).fold(BigUint::from(1u32), |product, i| {
            product * (n - i) / (i + 1)
        });
    }
    let mut factors: Vec<BigUint> = primes(n)
        .filter_map(|p| {
            let power = BigUint::from(p).pow(carries(n, k, p));
            (power > BigUint::from(1u32)).then_some(power)
        })
        .collect();
    // Factors are multiplied in pairs, so that both have about the same length.
    while factors.len() > 1 {
        factors = factors
            .chunks(2)
            .map(|pair| pair.iter().product())
            .collect();
    }
    factors.pop().unwrap_or_else(|| BigUint::from(1u32))
}

/// Number of carries in the sum k + (n - k) in base p.
fn carries(n: u32, k: u32, p: u32) -> u32 {
    let (mut whole, mut part) = (n, k);
    let (mut borrow, mut count) = (0, 0);
    while whole > 0 {
        borrow = u32::from(u64::from(whole % p) < u64::from(part % p) + u64::from(borrow));
        count += borrow;
        whole /= p;
        part /= p;
    }
    count
}

/// The primes up to n, by the sieve of Eratosthenes over odd numbers.
fn primes(n: u32) -> impl Iterator<Item = u32> {
    let odd = (n as usize).div_ceil(2);
    let mut composite = vec![false; odd];
    for i in 1..odd {
        if !composite[i] {
            let p = 2 * i + 1;
            for multiple in (p * p / 2..odd).step_by(p) {
                composite[multiple] = true;
            }
        }
    }
    let odds = (3..=n).step_by(2).zip(composite.into_iter().skip(1));
    (2..=n.min(2)).chain(odds.filter_map(|(p, composite)| (!composite).then_some(p)))
}

/// C(n, k) rounded, and its relative error.
///
/// The error is proved up to 2^20 factors. Beyond, it is an estimate, since the logarithms of the platform
/// are trusted.
pub(crate) fn rounded(n: u32, k: u32) -> (Scaled, f64) {
    let k = k.min(n - k);
    if k <= PRODUCTS {
        let product = (0..k).fold(Scaled::from(1.0), |product, i| {
            product * Scaled::from(Double::from(f64::from(n - i)) / Double::from(f64::from(i + 1)))
        });
        return (product, 25.0 * f64::from(k) * ROUNDOFF_SQUARED);
    }
    // ln C = ln n! - ln k! - ln (n-k)! by Stirling's series. Its terms n ln n add up to
    // k ln(n/k) + (n-k) ln(n/(n-k)), which do not cancel.
    let (n, k) = (f64::from(n), f64::from(k));
    let rest = n - k;
    let series = |x: f64| (12.0 * x).recip();
    let main = k * (n / k).ln() - rest * (-k / n).ln_1p();
    let ln = main + 0.5 * (n / (std::f64::consts::TAU * k * rest)).ln() + series(n)
        - series(k)
        - series(rest);
    let exponent = (ln / std::f64::consts::LN_2).floor();
    let mantissa = (ln - exponent * std::f64::consts::LN_2).exp();
    #[allow(clippy::cast_possible_truncation)] // below 2^31
    let shift = exponent as i64;
    (Scaled::from(mantissa).shifted(shift), 16.0 * ROUNDOFF * ln)
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::ToPrimitive;

    #[test]
    fn a_product_has_the_error_of_its_factors() {
        assert_eq!(rounded(1000, 900).1, 2500.0 * ROUNDOFF_SQUARED);
        // Logarithms have roundings in units of their own size.
        let (_, error) = rounded(1 << 31, 1 << 30);
        let ln = f64::from(1u32 << 31) * std::f64::consts::LN_2;
        assert!(
            (error / (16.0 * ROUNDOFF * ln) - 1.0).abs() < 1e-6,
            "{error:e}"
        );
    }

    #[test]
    fn primes_are_those_that_nothing_divides() {
        for n in 1..300u32 {
            let found: Vec<u32> = primes(n).collect();
            let expected: Vec<u32> = (2..=n)
                .filter(|p| (2..*p).all(|divisor| p % divisor != 0))
                .collect();
            assert_eq!(found, expected, "{n}");
        }
        assert_eq!(primes(10_000).count(), 1229);
    }

    #[test]
    fn long_products_of_primes_are_those_of_factors() {
        for (n, k) in [(130u32, 65u32), (400, 150), (400, 250), (1023, 500)] {
            let mut product = BigUint::from(1u32);
            for i in 0..k {
                product = product * (n - i) / (i + 1);
            }
            assert_eq!(exact(n, k), product, "{n} {k}");
        }
    }

    #[test]
    fn rounded_coefficients_have_their_errors() {
        for (n, k) in [(9u32, 4u32), (60, 30), (800, 70), (800, 730)] {
            let (found, error) = rounded(n, k);
            let exact = exact(n, k);
            // The leading 60 bits of the integer.
            let dropped = exact.bits().saturating_sub(60);
            let leading = Scaled::from((&exact >> dropped).to_f64().unwrap_or(0.0));
            let ratio = (found / leading.shifted(dropped.cast_signed())).to_f64();
            assert!((ratio - 1.0).abs() < 1e-15, "{n} {k}: {ratio}");
            assert!(error <= 25.0 * 70.0 * ROUNDOFF_SQUARED && error > 0.0);
        }
    }

    #[test]
    fn stirling_continues_the_products() {
        let n = 3 * PRODUCTS;
        let (product, _) = rounded(n, PRODUCTS);
        for (k, mirrored) in [(PRODUCTS + 1, false), (PRODUCTS + 1, true)] {
            let (series, error) = rounded(n, if mirrored { n - k } else { k });
            let ratio = Double::from(f64::from(n - k + 1)) / Double::from(f64::from(k));
            let miss = (series / (product * Scaled::from(ratio))).to_f64() - 1.0;
            assert!(miss.abs() <= error && error < 1e-8, "{miss:e} {error:e}");
        }
    }
}
