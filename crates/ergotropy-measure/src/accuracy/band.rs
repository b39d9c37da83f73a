//! Band: direct elimination on the whole lattice in plain floats, written apart from the library.
//!
//! The rates are those of Chase and Geremia, from half-integers j and m. States are numbered by falling excitations,
//! so that every jump stays within a band, and eliminated without a subtraction (Grassmann, Taksar and Heyman), so that
//! each population is right to a small multiple of its number of operations times a rounding; measured, some 1e-14.
//! O(N⁴) operations and O(N³) memory.

use ergotropy_oracle::{Lattice, Populations, UBig};

use crate::point::Point;

/// Keeps numbers among the floats; what falls below the least float is lost, and negligible.
const GREAT: f64 = 1e200;

/// Populations below 2^-300 count as none.
const BITS: i32 = 300;

/// The steady populations, in proportion, as integers.
pub fn steady_state(point: &Point) -> Populations {
    let cells = point.cells as usize;
    let lattice = Lattice::new(cells);
    let mut order: Vec<(usize, usize)> = lattice.states().collect();
    order.sort_by_key(|&(d, k)| std::cmp::Reverse((k, d)));
    let mut place = vec![0; order.len()];
    for (index, &(d, k)) in order.iter().enumerate() {
        place[lattice.index(d, k)] = index;
    }
    let mut band = Band::new(order.len(), cells + 2);
    for (from, &(d, k)) in order.iter().enumerate() {
        for (ladder, rung, rate) in exits(point, d, k) {
            band.add(from, place[lattice.index(ladder, rung)], rate);
        }
    }
    let found = band.stationary();
    let greatest = found.iter().copied().fold(0.0, f64::max);
    let mut weights = vec![UBig::ZERO; found.len()];
    for (&(d, k), x) in order.iter().zip(&found) {
        weights[lattice.index(d, k)] = integer(x / greatest);
    }
    Populations::from_weights(cells, weights)
}

/// `share · 2^300`, for a share of at most 1; exact but for what is below 1.
fn integer(share: f64) -> UBig {
    // 53 bits at a time: the parts are whole numbers.
    let mut rest = share;
    let mut number = UBig::ZERO;
    let mut bits = 0;
    while bits + 50 <= BITS {
        rest *= 50f64.exp2();
        let part = rest.floor();
        rest -= part;
        number = (number << 50) + UBig::try_from(part).unwrap_or(UBig::ZERO);
        bits += 50;
    }
    number
}

/// All jumps from (d, k) with their rates.
fn exits(point: &Point, d: usize, k: usize) -> Vec<(usize, usize, f64)> {
    let n = f64::from(point.cells);
    let (j, m) = (n / 2.0 - d as f64, k as f64 - n / 2.0);
    let collective = point.eta / (1.0 - point.alpha_c);
    let local = (1.0 - point.eta) * point.gamma_r / (1.0 - point.alpha_l);
    let mut exits = Vec::new();
    let mut push = |ladder: Option<usize>, rung: Option<usize>, rate: f64| {
        // A rate of zero marks what is not on the lattice.
        if let (Some(ladder), Some(rung), true) = (ladder, rung, rate > 0.0) {
            exits.push((ladder, rung, rate));
        }
    };
    for (up, collective, local) in [
        (false, collective, local),
        (true, collective * point.alpha_c, local * point.alpha_l),
    ] {
        let m = if up { -m } else { m };
        let rung = if up { Some(k + 1) } else { k.checked_sub(1) };
        let within = (j + m) * (j - m + 1.0);
        // Each cell by itself: within the ladder, to j - 1, and to j + 1.
        let same = if j > 0.0 {
            (n + 2.0) / (4.0 * j * (j + 1.0))
        } else {
            0.0
        };
        push(Some(d), rung, (collective + local * same) * within);
        if j > 0.0 {
            let darker = (n + 2.0 * j + 2.0) / (4.0 * j * (2.0 * j + 1.0));
            push(Some(d + 1), rung, local * darker * (j + m) * (j + m - 1.0));
        }
        let brighter = (n - 2.0 * j) / (4.0 * (j + 1.0) * (2.0 * j + 1.0));
        push(
            d.checked_sub(1),
            rung,
            local * brighter * (j - m + 1.0) * (j - m + 2.0),
        );
    }
    exits
}

/// A square matrix of rates whose entries lie near the diagonal.
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

    /// Eliminates states from the first to the last, and goes back.
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
    use ergotropy_oracle::{Chain, difference, to_f64};

    #[test]
    fn agrees_with_exact_rationals() {
        for cells in [2, 5, 12] {
            for noise in [(0.875, 0.75, 0.25, 1.0), (0.125, 0.25, 0.875, 1024.0)] {
                let point = Point::new(cells, noise);
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
