//! A few ladders, and interpolation between them.

use crate::spin::Lattice;

/// Ladders taken for a polynomial at once.
const STENCIL: usize = 16;

/// Ladders on which profiles are known, in rising order.
#[derive(Clone, Debug)]
pub(super) struct Nodes {
    scale: Scale,
    ladders: Vec<u32>,
    places: Vec<f64>,
}

/// The variable in which profiles are polynomials: x = -ln (2j + 2) + const, zero at the first ladder.
///
/// Rates are rational in j and N, so that profiles change on the scale of j and not of the window.
#[derive(Clone, Copy, Debug)]
struct Scale {
    first: u32,
    /// 2j + 2 of the first ladder.
    length: f64,
}

impl Scale {
    /// The place of a ladder, also of one before the first. Differences of neighbours keep their digits.
    fn place(self, d: u32) -> f64 {
        let behind = f64::from(d) - f64::from(self.first);
        -(-2.0 * behind / self.length).ln_1p()
    }

    /// The ladder nearest to a place.
    fn ladder(self, place: f64) -> u32 {
        let behind = -0.5 * self.length * (-place).exp_m1();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let behind = behind.round().max(0.0) as u32;
        self.first.saturating_add(behind)
    }
}

impl Nodes {
    /// `count` of the ladders `first ..= last`, or somewhat fewer, or all of them if they are not more.
    ///
    /// They are Chebyshev points, which keep a polynomial from swinging between them.
    pub(super) fn new(lattice: Lattice, first: u32, last: u32, count: usize) -> Self {
        let scale = Scale {
            first,
            length: f64::from(lattice.twice_j(first)) + 2.0,
        };
        let span = (last - first) as usize + 1;
        let mut ladders: Vec<u32> = if span <= count {
            (first..=last).collect()
        } else {
            let half = scale.place(last) / 2.0;
            let step = std::f64::consts::PI / (count as f64 - 1.0);
            (0..count)
                .map(|i| half - half * (step * i as f64).cos())
                .map(|place| scale.ladder(place).clamp(first, last))
                .collect()
        };
        ladders.dedup();
        let places = ladders.iter().map(|&d| scale.place(d)).collect();
        Self {
            scale,
            ladders,
            places,
        }
    }

    pub(super) fn ladders(&self) -> &[u32] {
        &self.ladders
    }

    pub(super) fn len(&self) -> usize {
        self.ladders.len()
    }

    /// The weights (Lagrange) with which nodes make up the polynomial at ladder `d`, and the first of them.
    pub(super) fn weights(&self, d: u32) -> (usize, Vec<f64>) {
        let after = self.ladders.partition_point(|&node| node < d);
        if self.ladders.get(after) == Some(&d) {
            return (after, vec![1.0]);
        }
        let width = STENCIL.min(self.len());
        let start = after.saturating_sub(width / 2).min(self.len() - width);
        let x = self.scale.place(d);
        let places = &self.places[start..start + width];
        let weight = |(i, own): (usize, &f64)| {
            let others = places.iter().enumerate().filter(|&(j, _)| j != i);
            others
                .map(|(_, other)| (x - other) / (own - other))
                .product()
        };
        (start, places.iter().enumerate().map(weight).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_are_met_between_nodes_and_just_beyond() {
        let lattice = Lattice::new(1_000_000);
        let nodes = Nodes::new(lattice, 300_000, 309_000, 12);
        assert!(
            nodes.len() == 12 && nodes.ladders()[0] == 300_000 && nodes.ladders()[11] == 309_000
        );
        let curve = |d: u32| nodes.scale.place(d).powi(5) * 1e8 + 1.0;
        for d in [299_999, 300_000, 300_001, 304_321, 308_999, 309_001] {
            let (start, weights) = nodes.weights(d);
            let ladders = &nodes.ladders()[start..];
            let value: f64 = weights
                .iter()
                .zip(ladders)
                .map(|(w, &d)| w * curve(d))
                .sum();
            assert!(
                (value - curve(d)).abs() < 1e-13 * curve(d),
                "{d}: {value} {}",
                curve(d)
            );
        }
    }

    #[test]
    fn few_ladders_are_all_nodes() {
        let nodes = Nodes::new(Lattice::new(20), 3, 10, 8);
        assert_eq!(nodes.ladders(), [3, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!(nodes.weights(5), (2, vec![1.0]));
    }
}
