//! Multiplicities of neighbouring levels and ladders, relative to one level.

use crate::numerics::double::Double;
use crate::numerics::scaled::Scaled;

/// A level whose size is 2 to minus this power of that of the lowest occupied level is negligible.
const EMPTY_BITS: f64 = 110.0;

/// C(N, k) / C(N, k₀) for k = k₀, k₀ + 1, ..., each from the one before.
///
/// Ergotropy needs only ratios of nearby counts. Each step adds a relative error of 24u², whatever the
/// size of the counts themselves.
#[derive(Clone, Debug)]
pub(crate) struct RelativeCounts {
    cells: u32,
    first: u32,
    counts: Vec<Scaled>,
}

impl RelativeCounts {
    /// The counts from level k₀ on.
    pub(crate) fn new(cells: u32, first: u32) -> Self {
        Self {
            cells,
            first,
            counts: vec![Scaled::from(1.0)],
        }
    }

    /// The counts from a level k₀ < k on whose C(N, k₀) is negligible compared with C(N, k), or from
    /// level 0.
    pub(crate) fn from_empty(cells: u32, k: u32) -> Self {
        let mut first = k;
        let mut log2 = 0.0;
        while first > 0 && log2 > -EMPTY_BITS {
            log2 += (f64::from(first) / f64::from(cells - first + 1)).log2();
            first -= 1;
        }
        Self::new(cells, first)
    }

    /// The first level k₀.
    pub(crate) fn first(&self) -> u32 {
        self.first
    }

    /// C(N, k) / C(N, k₀), computed with all counts before it. Zero outside k₀ ..= N.
    #[inline(always)]
    pub(crate) fn get(&mut self, k: u32) -> Scaled {
        let Some(index) = k.checked_sub(self.first).filter(|_| k <= self.cells) else {
            return Scaled::ZERO;
        };
        while self.counts.len() <= index as usize {
            let last = self.counts[self.counts.len() - 1];
            let k = f64::from(self.first) + (self.counts.len() - 1) as f64;
            let ratio = Double::from(f64::from(self.cells) - k) / Double::from(k + 1.0);
            self.counts.push(last * Scaled::from(ratio));
        }
        self.counts[index as usize]
    }

    /// ν_d / C(N, k₀) = C(N, d) (N-2d+1) / (N-d+1) / C(N, k₀), with two more roundings.
    #[inline(always)]
    pub(crate) fn copies(&mut self, d: u32) -> Scaled {
        let cells = f64::from(self.cells);
        let d_float = f64::from(d);
        let share = Double::from(cells - 2.0 * d_float + 1.0) / Double::from(cells - d_float + 1.0);
        self.get(d) * Scaled::from(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_begin_where_levels_are_negligible() {
        for (cells, k) in [
            (1000u32, 400u32),
            (1000, 990),
            (1_000_000, 3),
            (1_000_000, 300_000),
        ] {
            let first = RelativeCounts::from_empty(cells, k).first();
            let ratio = |first: u32| {
                let count = RelativeCounts::new(cells, first).get(k);
                count.ln() / std::f64::consts::LN_2
            };
            assert!(first == 0 || ratio(first) >= 110.0, "{cells} {k} {first}");
            assert!(
                first == k || ratio(first + 1) < 110.0,
                "{cells} {k} {first}"
            );
        }
    }

    #[test]
    fn counts_follow_from_each_other() {
        let mut counts = RelativeCounts::new(9, 2);
        // C(9, k)/36.
        let expected = [0.0, 0.0, 1.0, 84.0 / 36.0, 126.0 / 36.0, 126.0 / 36.0];
        for (k, expected) in (0..).zip(expected) {
            assert!((counts.get(k).to_f64() - expected).abs() < 1e-15);
        }
        assert_eq!(counts.get(10), Scaled::ZERO);
        // ν_3 = 84 - 36.
        assert!((counts.copies(3).to_f64() - 48.0 / 36.0).abs() < 1e-15);
    }
}
