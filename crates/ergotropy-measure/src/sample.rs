//! Sample: points that are the same in every run.

use ergotropy_sweep::{linear, logarithmic};

use crate::point::Point;

/// Steele, Lea and Flood's splitmix64 (2014).
pub struct Stream(u64);

impl Stream {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// Uniform between two ends.
    pub fn between(&mut self, first: f64, last: f64) -> f64 {
        first + (last - first) * ((self.next() >> 11) as f64 / (1u64 << 53) as f64)
    }

    /// Puts a list into random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = self.next() % (end as u64 + 1);
            list.swap(end, usize::try_from(other).unwrap_or(end));
        }
    }
}

/// The grid over all four parameters, in random order so that its beginning is a fair sample.
pub fn grid(cells: u32) -> Vec<Point> {
    let alphas = linear(0.0, 0.99, 10);
    let etas = linear(0.01, 0.99, 5);
    let ratios = logarithmic(1e-3, 1e3, 5);
    let mut points = Vec::new();
    for &alpha_c in &alphas {
        for &alpha_l in &alphas {
            for &eta in &etas {
                points.extend(
                    ratios
                        .iter()
                        .map(|&ratio| Point::new(cells, (eta, alpha_c, alpha_l, ratio))),
                );
            }
        }
    }
    Stream::new(1).shuffle(&mut points);
    points
}

/// Random points: α uniform in [0, 0.99], η in [0.01, 0.99], γ_r log-uniform in [1e-3, 1e3].
pub fn random(cells: u32, count: usize) -> Vec<Point> {
    let mut stream = Stream::new(2);
    (0..count)
        .map(|_| {
            let alpha_c = stream.between(0.0, 0.99);
            let alpha_l = stream.between(0.0, 0.99);
            let eta = stream.between(0.01, 0.99);
            let ratio = 10f64.powf(stream.between(-3.0, 3.0));
            Point::new(cells, (eta, alpha_c, alpha_l, ratio))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids_hold_every_corner_once() {
        let points = grid(10);
        assert_eq!(points.len(), 2500);
        let corner = Point::new(10, (0.99, 0.0, 0.99, 1e3));
        assert_eq!(points.iter().filter(|&&p| p == corner).count(), 1);
        assert_ne!(points[0], Point::new(10, (0.01, 0.0, 0.0, 1e-3)));
    }

    #[test]
    fn random_points_lie_in_their_ranges() {
        let points = random(10, 1000);
        assert!(points.iter().all(|p| p.alpha_c < 0.99 && p.eta >= 0.01));
        let mean = points.iter().map(|p| p.gamma_r.log10()).sum::<f64>() / 1000.0;
        assert!(mean.abs() < 0.2, "{mean}");
    }
}
