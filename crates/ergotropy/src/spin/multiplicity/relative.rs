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
