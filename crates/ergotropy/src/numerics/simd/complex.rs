//! Dot products of long complex vectors, with errors that hardly grow with their length.

use num_complex::Complex64;

use crate::numerics::double::ROUNDOFF;

/// Number of terms that are added one after the other.
const LEAF: usize = 16;

/// Σ a* b, summed by halves, with an error of at most [`dot_error`] times Σ |a||b|.
pub(crate) fn dot(a: &[Complex64], b: &[Complex64]) -> Complex64 {
    if a.len() <= LEAF {
        return a.iter().zip(b).map(|(a, b)| a.conj() * b).sum();
    }
    let middle = (a.len() / 2).next_multiple_of(LEAF);
    dot(&a[..middle], &b[..middle]) + dot(&a[middle..], &b[middle..])
}

/// The error of [`dot`] relative to Σ |a||b|.
///
/// A product has an error of √2 (2 + 2) u, and each addition that a term passes through adds one u.
pub(crate) fn dot_error(length: usize) -> f64 {
    let halvings = f64::from(length.max(1).ilog2()) + 2.0;
    (6.0 + LEAF as f64 + halvings) * ROUNDOFF * (1.0 + 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_add_up() {
        for length in [0u32, 1, 15, 16, 17, 33, 1000] {
            let a: Vec<Complex64> = (0..length)
                .map(|i| Complex64::new(f64::from(i), 1.0))
                .collect();
            let b: Vec<Complex64> = (0..length)
                .map(|i| Complex64::new(1.0, f64::from(i)))
                .collect();
            // The terms are (i - 1i)(1 + i 1i) = 2i + 1i (i² - 1): integers, hence exact.
            let n = f64::from(length);
            let linear = n * (n - 1.0);
            let squares = (n - 1.0) * n * (2.0 * n - 1.0) / 6.0 - n;
            assert_eq!(
                dot(&a, &b),
                Complex64::new(linear, if length == 0 { 0.0 } else { squares })
            );
        }
    }
}
