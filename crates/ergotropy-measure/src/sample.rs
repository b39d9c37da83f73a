//! Sample: points that are the same in every run.

use ergotropy::schur::Complex64;
use ergotropy_sweep::{linear, logarithmic, product};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::point::Point;

/// `2^-20`.
pub const TINY: f64 = 1.0 / 1_048_576.0;

/// Numbers of cells of corners, taken in turn. The length of this list shares no factor with the lengths of the
/// lists of extremes, so that each number of cells meets every extreme.
const CELLS: [u32; 11] = [2, 3, 4, 5, 7, 10, 13, 16, 20, 26, 33];

/// Random numbers from a seed.
pub struct Random(ChaCha8Rng);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Uniform between two ends.
    pub fn between(&mut self, first: f64, last: f64) -> f64 {
        first + (last - first) * ((self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64)
    }

    /// Puts a list into random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = self.0.next_u64() % (end as u64 + 1);
            list.swap(end, usize::try_from(other).unwrap_or(end));
        }
    }
}

/// The grid over all four parameters, in random order so that each beginning of it is a fair sample.
pub fn grid(cells: u32) -> Vec<Point> {
    let alphas = linear(0.0, 0.99, 10);
    let ratios = logarithmic(1e-3, 1e3, 5);
    let mut points = Vec::new();
    for &alpha_c in &alphas {
        for &alpha_l in &alphas {
            for eta in linear(0.01, 0.99, 5) {
                let noise = |&ratio| Point::mixture(eta, ratio).baths(alpha_c, alpha_l);
                points.extend(ratios.iter().map(|ratio| noise(ratio).cells(cells)));
            }
        }
    }
    Random::new(1).shuffle(&mut points);
    points
}

/// Random points: α uniform in [0, 0.99], η in [0.01, 0.99], γ_r log-uniform in [1e-3, 1e3].
pub fn random(cells: u32, count: usize) -> Vec<Point> {
    let mut random = Random::new(2);
    (0..count)
        .map(|_| {
            let [alpha_c, alpha_l] = [(); 2].map(|()| random.between(0.0, 0.99));
            let eta = random.between(0.01, 0.99);
            let ratio = 10f64.powf(random.between(-3.0, 3.0));
            Point::mixture(eta, ratio)
                .baths(alpha_c, alpha_l)
                .cells(cells)
        })
        .collect()
}

/// All combinations of extremes with up to 33 cells, and some with 40.
pub fn corners() -> Vec<Point> {
    let alphas = [0.0, TINY, 0.375, 1.0 - TINY];
    let mut points = Vec::new();
    for (alpha_l, alpha_c) in product(&alphas, &alphas) {
        for eta in [1.0 / 1024.0, 0.625, 1.0 - 1.0 / 1024.0] {
            for ratio in [TINY * TINY, 1.0, TINY.recip()] {
                for dephasing in [0.0, 0.75] {
                    let cells = CELLS[points.len() % CELLS.len()];
                    let mut point = Point::mixture(eta, ratio)
                        .baths(alpha_c, alpha_l)
                        .cells(cells);
                    point.dephasing = dephasing;
                    points.push(point);
                }
            }
        }
    }
    // These are few, since forty cells take the oracle longest.
    let some = points.iter().step_by(41);
    let forty: Vec<Point> = some.map(|point| point.cells(40)).collect();
    points.extend(forty);
    points
}

/// Ordinary points of 2 to 32 cells: η and α multiples of 1/256, γ_r a power of two from 2^-10 to 2^10.
pub fn inside() -> Vec<Point> {
    let mut random = Random::new(5);
    let mut whole = |last: f64| random.between(1.0, last).floor();
    let cells = [2, 3, 4, 6, 8, 12, 17, 24, 32].into_iter().cycle();
    cells
        .take(120)
        .map(|cells| {
            let [alpha_c, alpha_l, eta] = [(); 3].map(|()| whole(256.0) / 256.0);
            let ratio = (whole(22.0) - 11.0).exp2();
            Point::mixture(eta, ratio)
                .baths(alpha_c, alpha_l)
                .cells(cells)
        })
        .collect()
}

/// Normalised random amplitudes of all bit strings.
pub fn amplitudes(cells: u32, seed: u64) -> Vec<Complex64> {
    let mut random = Random::new(100 + seed);
    let mut next = || random.between(-1.0, 1.0);
    let raw: Vec<Complex64> = (0..1u32 << cells)
        .map(|_| Complex64::new(next(), next()))
        .collect();
    let norm = raw.iter().map(Complex64::norm_sqr).sum::<f64>().sqrt();
    raw.into_iter().map(|z| z / norm).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids_hold_every_corner_once() {
        let points = grid(10);
        assert_eq!(points.len(), 2500);
        let corner = Point::mixture(0.99, 1e3).baths(0.0, 0.99).cells(10);
        assert_eq!(points.iter().filter(|&&p| p == corner).count(), 1);
        assert_ne!(points[0], Point::mixture(0.01, 1e-3).cells(10));
    }

    #[test]
    fn random_points_lie_in_their_ranges() {
        let points = random(10, 1000);
        assert!(points.iter().all(|p| p.alpha_c < 0.99 && p.eta >= 0.01));
        let mean = points.iter().map(|p| p.gamma_ratio.log10()).sum::<f64>() / 1000.0;
        assert!(mean.abs() < 0.2, "{mean}");
    }

    #[test]
    fn every_size_meets_every_extreme() {
        let points = corners();
        assert_eq!(points.len(), 296);
        for cells in CELLS {
            for ratio in [2f64.powi(-40), 2f64.powi(20)] {
                let met = |p: &Point| p.cells == cells && p.gamma_ratio == ratio;
                assert!(points.iter().any(met), "{cells} {ratio}");
            }
        }
        assert!(points.iter().filter(|p| p.cells == 40).count() >= 7);
    }

    #[test]
    fn points_inside_are_short_dyadic_numbers() {
        for point in inside() {
            assert_eq!((point.eta * 256.0).fract(), 0.0);
            assert!(point.alpha_c > 0.0 && point.alpha_c < 1.0);
            assert_eq!(point.gamma_ratio.log2().fract(), 0.0);
        }
    }
}
