//! Band: direct elimination on the whole lattice in plain floats, independent of the library.
//!
//! The rates are those of the oracle. States are numbered by falling excitations, so that every jump stays
//! within a band, and eliminated without a subtraction (Grassmann, Taksar and Heyman). The error of each
//! population is a small multiple of its number of operations times a rounding; measured, some 1e-14. O(N⁴)
//! operations and O(N³) memory.

use ergotropy_oracle::{Chain, Populations, UBig, to_f64};

use crate::point::Point;

/// Greatest number of cells whose elimination is affordable.
pub const MOST_CELLS: u32 = 300;

/// Scale that keeps numbers within the range of floats; numbers below the least float are lost, and are
/// negligible.
const GREAT: f64 = 1e200;

/// The steady populations as integers in the right proportion; those below 2^-300 of the greatest count
/// as zero.
pub fn steady_state(point: &Point) -> Populations {
    let cells = point.cells as usize;
    let chain = Chain::new(&point.exact());
    let size = chain.lattice().size();
    let mut band = Band::new(size, cells + 2);
    for jump in chain.jumps() {
        // The lattice numbers its states by rising excitations.
        let [from, to] = [jump.from, jump.to].map(|state| size - 1 - state);
        band.add(from, to, to_f64(&jump.rate));
    }
    let found = band.stationary();
    let greatest = found.iter().copied().fold(0.0, f64::max);
    let weights = found.iter().rev().map(|x| integer(x / greatest));
    Populations::from_weights(cells, weights.collect())
}

/// `share · 2^300`, rounded down, for a share of at most 1.
fn integer(share: f64) -> UBig {
    UBig::try_from((share * 300f64.exp2()).floor()).unwrap_or(UBig::ZERO)
}

/// A square matrix of rates with entries near the diagonal only.
struct Band {
    size: usize,
    reach: usize,
    rates: Vec<f64>,
}

impl Band {
    fn new(size: usize, reach: usize) -> Self {
        let rates = vec![0.0; size * (2 * reach + 1)];
        Self { size, reach, rates }
    }

    fn at(&self, from: usize, to: usize) -> usize {
        from * (2 * self.reach + 1) + to + self.reach - from
    }

    fn add(&mut self, from: usize, to: usize, rate: f64) {
        let at = self.at(from, to);
        self.rates[at] += rate;
    }

    /// Eliminates states from the first to the last, and returns the stationary weights.
    fn stationary(mut self) -> Vec<f64> {
        for p in 0..self.size {
            let end = (p + self.reach).min(self.size - 1);
            let first = self.at(p, p) + 1;
            let pivot_row = self.rates[first..first + end - p].to_vec();
            let pivot: f64 = pivot_row.iter().sum();
            for i in p + 1..=end {
                let to_p = self.at(i, p);
                if self.rates[to_p] == 0.0 || pivot == 0.0 {
                    continue;
                }
                let factor = self.rates[to_p] / pivot;
                self.rates[to_p] = factor;
                let row = &mut self.rates[to_p + 1..=to_p + pivot_row.len()];
                for (rate, &other) in row.iter_mut().zip(&pivot_row) {
                    *rate += factor * other;
                }
            }
        }
        let mut weights = vec![0.0; self.size];
        weights[self.size - 1] = 1.0;
        for p in (0..self.size - 1).rev() {
            let end = (p + self.reach).min(self.size - 1);
            let sum: f64 = (p + 1..=end)
                .map(|i| weights[i] * self.rates[self.at(i, p)])
                .sum();
            weights[p] = sum;
            if sum > GREAT {
                weights[p..].iter_mut().for_each(|weight| *weight /= GREAT);
            }
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ergotropy_oracle::difference;

    #[test]
    fn agrees_with_exact_rationals() {
        for cells in [2, 5, 12] {
            for noise in [
                Point::mixture(0.875, 1.0).baths(0.75, 0.25),
                Point::mixture(0.125, 1024.0).baths(0.25, 0.875),
            ] {
                let point = noise.cells(cells);
                let exact = Chain::new(&point.exact())
                    .steady_state()
                    .map(|state| state.ergotropy());
                let found = to_f64(&steady_state(&point).ergotropy());
                assert!(exact.is_some_and(|exact| difference(&exact, found) < 1e-14));
            }
        }
    }

    #[test]
    fn shares_become_integers() {
        assert_eq!(integer(1.0), UBig::ONE << 300);
        assert_eq!(integer(3f64 * 2f64.powi(-299)), UBig::from(6u8));
        assert_eq!(integer(0.0), UBig::ZERO);
    }
}
