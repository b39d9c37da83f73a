//! The lines on which the state is computed, and interpolation between them.

use crate::spin::lattice::Lattice;

/// The lines along which rungs are followed. Profiles have to be smooth from line to line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lines {
    /// The ladders themselves.
    Ladders,
    /// Lines of states with the same number 2j - u of rungs above them, give or take one: d + ⌈u/2⌉ is constant
    /// (for an odd number of cells d + ⌊u/2⌋). No such line ends at the top of a ladder.
    Above {
        odd: bool,
        /// The number of rungs 2j + 1 up to which the tops of ladders carry weight.
        round: f64,
        /// The part of the nodes' variable that is linear in d: its change from ladder to ladder.
        even: f64,
    },
}

impl Lines {
    /// The number of ladders by which a line is brighter at rung u than at rung 0.
    pub(crate) fn lift(self, u: usize) -> u32 {
        // The number of rungs is less than 2^32.
        #[allow(clippy::cast_possible_truncation)]
        match self {
            Self::Ladders => 0,
            Self::Above { odd: true, .. } => (u / 2) as u32,
            Self::Above { odd: false, .. } => u.div_ceil(2) as u32,
        }
    }

    /// The first rung above u that does not belong to the line of rung u, on the same ladder.
    pub(crate) fn next(self, u: usize) -> usize {
        match self {
            Self::Ladders => usize::MAX,
            Self::Above { odd: true, .. } => u + 2 - u % 2,
            Self::Above { odd: false, .. } => u + 1 + u % 2,
        }
    }

    /// The number of nodes through which one polynomial is laid.
    fn stencil(self) -> usize {
        match self {
            Self::Ladders => 16,
            Self::Above { .. } => 24,
        }
    }
}

/// Number of nodes without weight that are put before the first line, so that polynomials vanish there.
const EMPTY: u32 = 12;

/// The lines on which profiles are known. A line is named by its ladder at rung 0; these ladders rise.
#[derive(Clone, Debug)]
pub(crate) struct Nodes {
    lines: Lines,
    scale: Scale,
    ladders: Vec<u32>,
    places: Vec<f64>,
}

/// The variable x in which profiles are polynomials; it vanishes at the first ladder. For ladders it is
/// -ln (2j + 2) + const, for other lines -ln (2j + `round`) + `even` d + const.
///
/// Rates are rational in j and N, so profiles change on the scale of j and not of the window.
#[derive(Clone, Copy, Debug)]
struct Scale {
    first: u32,
    /// 2j + 2 of the first ladder, or 2j + `round`.
    length: f64,
    /// The linear part of x: its change from ladder to ladder.
    even: f64,
}

impl Scale {
    /// The value of x at a ladder, which may lie before the first. Differences between neighbours keep
    /// their digits.
    fn place(self, d: u32) -> f64 {
        let behind = f64::from(d) - f64::from(self.first);
        self.even * behind - (-2.0 * behind / self.length).ln_1p()
    }

    /// The ladder whose x is nearest to `place`.
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
    /// `count` of the ladders `first ..= last`, or somewhat fewer; all of them if there are at most
    /// `count`.
    ///
    /// The nodes are Chebyshev points, which keep a polynomial from oscillating between them.
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

    /// The nodes and weights that interpolate at ladder `d` ([`Nodes::weights`]).
    pub(crate) fn combination(&self, d: u32) -> Vec<(usize, f64)> {
        let (start, weights) = self.weights(d);
        (start..).zip(weights).collect()
    }

    /// The Lagrange weights that interpolate at ladder `d`, for consecutive nodes, and the number of the
    /// first node.
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
