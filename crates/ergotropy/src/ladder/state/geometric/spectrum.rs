//! The eigenvalues of geometric ladders, and counts of states.

use crate::ladder::state::geometric::GeometricLadders;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::scaled::{Scaled, power_of_two};
use crate::numerics::simd::vectorised;
use crate::spin::multiplicity::relative::RelativeCounts;

/// Weight below which a boundary is skipped.
pub(crate) const NOTHING: f64 = 1e-24;

/// A count `(hi + lo) 2^exponent`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count {
    pub(crate) hi: f64,
    pub(crate) lo: f64,
    pub(crate) exponent: i64,
}

impl Count {
    const ZERO: Self = Self {
        hi: 0.0,
        lo: 0.0,
        exponent: 0,
    };

    #[inline(always)]
    pub(crate) fn over(self, unit: i64) -> Double {
        Double {
            hi: self.hi,
            lo: self.lo,
        }
        .scaled(power_of_two(self.exponent - unit))
    }
}

impl From<Scaled> for Count {
    fn from(scaled: Scaled) -> Self {
        let (Double { hi, lo }, exponent) = scaled.parts();
        Self { hi, lo, exponent }
    }
}

/// Converts a number of rungs or ladders, which is far below 2^63.
#[inline(always)]
pub(crate) fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The eigenvalues of a state of geometric ladders, with tables for the boundaries between levels.
pub(crate) struct Spectrum<'a> {
    pub(crate) cells: i64,
    /// The first ladder.
    pub(crate) ladder: i64,
    /// The first level whose states are counted.
    pub(crate) level: i64,
    /// The first level b such that the levels 0 ..= b have as many states as there are eigenvalues.
    pub(crate) full: i64,
    /// C(N, k) of level k at index k + 1 - `level`; zero at index 0.
    pub(crate) counts: Vec<Count>,
    /// Σ_{k' <= k} C(N, k') at index k - `level`.
    pub(crate) below: Vec<Count>,
    /// For each ladder, the sum of the lowest populations of all ladders before it.
    pub(crate) prefix: Vec<Double>,
    /// For each ladder, -ln λ of its lowest rung up to a constant; the values never fall.
    pub(crate) logarithms: Vec<f64>,
    /// For each ladder, λ of its lowest rung times the power of two of the count of that rung's level.
    pub(crate) eigenvalues: Vec<f64>,
    /// x^u for each rung u.
    pub(crate) powers: &'a [f64],
    /// -ln x.
    pub(crate) step: f64,
    /// Least number of ladders that a threshold passes from one rung to the next.
    pub(crate) stride: usize,
    pub(crate) ladders: &'a GeometricLadders,
}

impl<'a> Spectrum<'a> {
    /// `None` unless eigenvalues fall from ladder to ladder.
    pub(crate) fn new(ladders: &'a GeometricLadders) -> Option<Self> {
        vectorised(
            #[inline(always)]
            || Self::of(ladders),
        )
    }

    #[inline(always)]
    fn of(ladders: &'a GeometricLadders) -> Option<Self> {
        let cells = ladders.lattice().cells();
        let first = ladders.first();
        let number = ladders.bottoms().len();
        let mut run = RelativeCounts::from_empty(cells, first);
        let mut all = Scaled::ZERO;
        let mut prefix = vec![Double::ZERO];
        let (mut logarithms, mut eigenvalues) = (Vec::with_capacity(number), Vec::new());
        let mut last: Option<Scaled> = None;
        let (mut sum, mut logarithm, mut spacing) = (Double::ZERO, Double::ZERO, 0.0f64);
        for (index, bottom) in ladders.bottoms().iter().enumerate() {
            let d = ladders.ladder_of(index);
            let copies = run.copies(d);
            all = all + copies * Scaled::from(ladders.rungs(d) as f64);
            let eigenvalue = Scaled::from(bottom) / copies;
            if eigenvalue.is_zero() {
                return None;
            }
            if let Some(last) = last {
                let fall = (last / eigenvalue).ln();
                if fall < -16.0 * ROUNDOFF {
                    return None;
                }
                spacing = spacing.max(fall);
                logarithm += Double::from(fall.max(0.0));
            }
            last = Some(eigenvalue);
            logarithms.push(logarithm.to_f64());
            let unit = Count::from(run.get(d)).exponent;
            eigenvalues.push(eigenvalue.shifted(unit).to_f64());
            sum += bottom;
            prefix.push(sum);
        }
        let level = run.first();
        let mut counts = vec![Count::ZERO];
        let mut below = Vec::new();
        let mut places = Scaled::ZERO;
        let mut full = cells;
        let last_ladder = ladders.ladder_of(number.checked_sub(1)?);
        for k in level..=cells {
            let count = run.get(k);
            places = places + count;
            counts.push(Count::from(count));
            below.push(Count::from(places));
            if places >= all {
                full = full.min(k);
                if k >= last_ladder {
                    break;
                }
            }
        }
        let ratio = ladders.ratio();
        let step = match ratio.value.hi {
            0.0 => 1.0,
            value if value > 0.5 => -(-ratio.complement.hi).ln_1p(),
            value => -value.ln(),
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
        let stride = if spacing > 0.0 {
            (step / spacing) as usize
        } else {
            0
        };
        Some(Self {
            cells: cells.into(),
            ladder: first.into(),
            level: level.into(),
            full: full.into(),
            counts,
            below,
            prefix,
            logarithms,
            eigenvalues,
            powers: ladders.powers(),
            step,
            stride,
            ladders,
        })
    }

    /// The levels first ..< last whose upper boundaries have to be valued. Across each higher boundary
    /// all weight above it is moved down.
    pub(crate) fn boundaries(&self) -> (u32, u32) {
        let last = self.full;
        let level = |k: i64| u32::try_from(k).unwrap_or(u32::MAX);
        let first = (self.level..last)
            .find(|&k| self.most_below(k) > NOTHING)
            .unwrap_or(last);
        (level(first), level(last))
    }

    /// λ_max L_b, a bound on the weight that crosses the boundary above level b.
    fn most_below(&self, b: i64) -> f64 {
        let unit = self.counts[self.index(self.ladder)].exponent;
        self.eigenvalues[0] * self.below[self.offset(b)].over(unit).to_f64()
    }

    /// Bound on the weight that crosses the boundaries below the first that is valued.
    pub(crate) fn skipped(&self) -> f64 {
        let first = i64::from(self.boundaries().0);
        let looked_past = (first - self.level) as f64 * NOTHING;
        looked_past + self.level as f64 * self.level as f64 * self.most_below(self.level)
    }

    /// Relative error from ordering eigenvalues by rounded logarithms.
    pub(crate) fn order_error(&self) -> f64 {
        let greatest = self.logarithms.last().copied().unwrap_or(0.0);
        8.0 * ROUNDOFF * (greatest + self.powers.len() as f64 * self.step + 16.0)
    }

    pub(crate) fn offset(&self, k: i64) -> usize {
        usize::try_from(k - self.level).unwrap_or(0)
    }

    /// Index in `counts` of level k; 0 below the first level.
    pub(crate) fn index(&self, k: i64) -> usize {
        usize::try_from(k + 1 - self.level).unwrap_or(0)
    }

    pub(crate) fn unit(&self, b: i64) -> i64 {
        self.counts[self.index(b)].exponent
    }

    /// L_b in units of 2^unit.
    pub(crate) fn places(&self, b: i64, unit: i64) -> f64 {
        if b < self.level {
            return 0.0;
        }
        self.below[self.offset(b)].over(unit).to_f64()
    }

    /// Number of ladders that have a rung u.
    pub(crate) fn with_rung(&self, u: usize) -> usize {
        let last = (self.cells - signed(u)).div_euclid(2);
        usize::try_from(last + 1 - self.ladder)
            .unwrap_or(0)
            .min(self.logarithms.len())
    }

    /// Of the first `before` ladders, the number whose -ln λ is below `reach`.
    pub(crate) fn reached(&self, mut before: usize, reach: f64) -> usize {
        let y = &self.logarithms;
        if before >= self.stride
            && before > 0
            && self.stride > 0
            && y[before - self.stride] >= reach
        {
            before -= self.stride;
        }
        while before > 0 && y[before - 1] >= reach {
            before -= 1;
        }
        before
    }

    /// Σ p(d, k) (k - b) over all states above level b.
    pub(crate) fn above(&self, level: u32) -> Double {
        let b = i64::from(level);
        let mut sum = Double::ZERO;
        for (index, bottom) in self.ladders.bottoms().iter().enumerate() {
            let d = self.ladder + signed(index);
            let rungs = self.powers.len().min(self.with_rungs(d));
            let skip = usize::try_from(b - d).unwrap_or(0).min(rungs);
            let mut ladder = Double::ZERO;
            for (u, &power) in (skip..).zip(&self.powers[skip..rungs]) {
                ladder += Double::from(power * (d - b + signed(u)) as f64);
            }
            sum += bottom * ladder;
        }
        sum
    }

    /// Number of rungs of ladder d.
    fn with_rungs(&self, d: i64) -> usize {
        usize::try_from(self.cells - 2 * d + 1).unwrap_or(0)
    }
}
