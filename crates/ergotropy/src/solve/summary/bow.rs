//! A parabola over a chord, below which a function lies between two points.

/// The function from + (to - from) x + half x (1 - x) for 0 <= x <= 1: a chord, and a parabola over it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bow {
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// Half the bend times the squared width, which is four times the height of the parabola.
    pub(crate) half: f64,
}

impl Bow {
    /// The greatest value, rounded up; infinite if the bend is not known.
    pub(crate) fn top(self) -> f64 {
        let Self { from, to, half } = self;
        if !half.is_finite() {
            return f64::INFINITY;
        }
        let rise = to - from;
        let top = if rise.abs() >= half {
            from.max(to)
        } else {
            f64::midpoint(from, to) + half / 4.0 + rise * (rise / (4.0 * half))
        };
        top + 8.0 * f64::EPSILON * (from.abs() + to.abs() + half)
    }

    /// The first and the last x at which the function is not negative; `None` if it is negative everywhere.
    pub(crate) fn above(self) -> Option<(f64, f64)> {
        const ROUNDED: f64 = 1e-12;
        let Self { from, to, half } = self;
        if self.top() < 0.0 {
            return None;
        }
        if !half.is_finite() {
            return Some((0.0, 1.0));
        }
        // Both roots of half x² - (rise + half) x - from = 0, each counted from its own end.
        let rise = to - from;
        let (square, rest) = ((rise + half).powi(2), 4.0 * half * from);
        // Too great a root makes the interval wider.
        let rounding = 32.0 * f64::EPSILON * (square + rest.abs());
        let root = (square + rest + rounding).max(0.0).sqrt();
        let way = |lacking: f64, slope: f64| {
            let way = 2.0 * lacking / (slope + root);
            if lacking <= 0.0 || !way.is_finite() {
                0.0
            } else {
                way.clamp(0.0, 1.0)
            }
        };
        let first = way(-from, half + rise) - ROUNDED;
        let last = 1.0 - way(-to, half - rise) + ROUNDED;
        Some((first.max(0.0), last.clamp(first.max(0.0), 1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(bow: Bow, x: f64) -> f64 {
        bow.from + (bow.to - bow.from) * x + bow.half * x * (1.0 - x)
    }

    #[test]
    fn tops_and_zeros_are_those_of_a_fine_grid() {
        for (from, to, half) in [
            (-1.0, -2.0, 8.0),
            (-1.0, 0.5, 0.1),
            (0.5, -1.0, 3.0),
            (-0.3, -0.3, 1.3),
            (1.0, 2.0, 0.0),
            (-1.0, 1.0, 0.0),
            (-1.0, -1.0, 3.9),
        ] {
            let bow = Bow { from, to, half };
            let grid = || (0..=100_000).map(|i| f64::from(i) / 1e5);
            let top = grid().map(|x| value(bow, x)).fold(f64::MIN, f64::max);
            assert!((bow.top() - top).abs() < 1e-9, "{bow:?} {top}");
            let above: Vec<f64> = grid().filter(|&x| value(bow, x) >= 0.0).collect();
            match (bow.above(), above.first().zip(above.last())) {
                (Some((first, last)), Some((&low, &high))) => {
                    assert!(first <= low && low - first < 2e-5, "{bow:?}");
                    assert!(high <= last && last - high < 2e-5, "{bow:?}");
                }
                (None, None) => {}
                other => panic!("{bow:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn nothing_is_known_without_a_bend() {
        let bow = Bow {
            from: -1.0,
            to: -2.0,
            half: f64::INFINITY,
        };
        assert_eq!((bow.top(), bow.above()), (f64::INFINITY, Some((0.0, 1.0))));
    }
}
