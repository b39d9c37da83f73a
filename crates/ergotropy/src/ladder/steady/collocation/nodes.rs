//! A few ladders, and interpolation between them.

use crate::spin::lattice::Lattice;

/// The lines along which rungs are followed. Profiles have to be smooth from line to line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lines {
    /// The ladders themselves.
    Ladders,
    /// As many rungs 2j - u above the state, give or take one, so that d + ⌈u/2⌉ is fixed (for an odd number of
    /// cells d + ⌊u/2⌋). No such line ends where ladders do.
    Above {
        odd: bool,
        /// Spin 2j up to which the ends of ladders carry weight.
        round: f64,
        /// Nodes for each ladder, beside those that are evenly spread over ln j.
        even: f64,
    },
}

impl Lines {
    /// How much brighter than its first ladder the ladder is in which a line has rung u.
    pub(crate) fn lift(self, u: usize) -> u32 {
        // Rungs are fewer than 2^32.
        #[allow(clippy::cast_possible_truncation)]
        match self {
            Self::Ladders => 0,
            Self::Above { odd: true, .. } => (u / 2) as u32,
            Self::Above { odd: false, .. } => u.div_ceil(2) as u32,
        }
    }

    /// The first rung above u that belongs to another line than rung u of the same ladder.
    pub(crate) fn next(self, u: usize) -> usize {
        match self {
            Self::Ladders => usize::MAX,
            Self::Above { odd: true, .. } => u + 2 - u % 2,
            Self::Above { odd: false, .. } => u + 1 + u % 2,
        }
    }

    /// Lines taken for a polynomial at once.
    fn stencil(self) -> usize {
        match self {
            Self::Ladders => 16,
            Self::Above { .. } => 24,
        }
    }
}

/// Lines without weight before the first, so that polynomials know that there is none.
const EMPTY: u32 = 12;

/// Lines on which profiles are known, by their first ladders in rising order.
#[derive(Clone, Debug)]
pub(crate) struct Nodes {
    lines: Lines,
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
    /// 2j + 2 of the first ladder, or 2j + `round`.
    length: f64,
    /// What is added to x from ladder to ladder.
    even: f64,
}

impl Scale {
    /// The place of a ladder, also of one before the first. Differences of neighbours keep their digits.
    fn place(self, d: u32) -> f64 {
        let behind = f64::from(d) - f64::from(self.first);
        self.even * behind - (-2.0 * behind / self.length).ln_1p()
    }

    /// The ladder nearest to a place.
    fn ladder(self, place: f64, last: u32) -> u32 {
        let (mut low, mut high) = (self.first, last);
        while low < high {
            let middle = u32::midpoint(low, high);
            if f64::midpoint(self.place(middle), self.place(middle + 1)) < place {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl Nodes {
    /// `count` of the ladders `first ..= last`, or somewhat fewer, or all of them if they are not more.
    ///
    /// They are Chebyshev points, which keep a polynomial from swinging between them.
    pub(crate) fn new(lattice: Lattice, lines: Lines, first: u32, last: u32, count: usize) -> Self {
        let (offset, even) = match lines {
            Lines::Ladders => (2.0, 0.0),
            Lines::Above { round, even, .. } => (round, even),
        };
        let scale = Scale {
            first,
            length: f64::from(lattice.twice_j(first)) + offset,
            even,
        };
        let span = (last - first) as usize + 1;
        let mut ladders: Vec<u32> = if span <= count {
            (first..=last).collect()
        } else {
            let whole = scale.place(last);
            let step = std::f64::consts::FRAC_PI_2 / (count as f64 - 1.0);
            let share = |i: usize| match lines {
                Lines::Ladders => (step * i as f64).sin().powi(2),
                Lines::Above { .. } => (step * i as f64).sin(),
            };
            (0..count)
                .map(|i| scale.ladder(whole * share(i), last))
                .collect()
        };
        ladders.dedup();
        if let (Lines::Above { .. }, [one, two, ..]) = (lines, &ladders[..]) {
            let step = two - one;
            let empty = (1..=EMPTY).filter_map(|i| one.checked_sub(i * step));
            let mut all: Vec<u32> = empty.collect();
            all.reverse();
            all.append(&mut ladders);
            ladders = all;
        }
        let places = ladders.iter().map(|&d| scale.place(d)).collect();
        Self {
            lines,
            scale,
            ladders,
            places,
        }
    }

    pub(crate) fn lines(&self) -> Lines {
        self.lines
    }

    pub(crate) fn ladders(&self) -> &[u32] {
        &self.ladders
    }

    pub(crate) fn len(&self) -> usize {
        self.ladders.len()
    }

    /// [`Nodes::weights`] beside the nodes that they belong to.
    pub(crate) fn combination(&self, d: u32) -> Vec<(usize, f64)> {
        let (start, weights) = self.weights(d);
        (start..).zip(weights).collect()
    }

    /// The weights (Lagrange) with which nodes make up the polynomial at ladder `d`, and the first of them.
    pub(crate) fn weights(&self, d: u32) -> (usize, Vec<f64>) {
        let after = self.ladders.partition_point(|&node| node < d);
        if self.ladders.get(after) == Some(&d) {
            return (after, vec![1.0]);
        }
        let width = self.lines.stencil().min(self.len());
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
        let nodes = Nodes::new(lattice, Lines::Ladders, 300_000, 309_000, 12);
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
        let nodes = Nodes::new(Lattice::new(20), Lines::Ladders, 3, 10, 8);
        assert_eq!(nodes.ladders(), [3, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!(nodes.weights(5), (2, vec![1.0]));
    }
}
