//! Numbers of places in the levels, and numbers of eigenvectors in each ladder.

use crate::numerics::double::{Double, ROUNDOFF_SQUARED};
use crate::numerics::scaled::{Scaled, power_of_two};
use crate::spin::multiplicity::Multiplicities;
use crate::spin::multiplicity::relative::RelativeCounts;

/// A count `value * 2^exponent`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count {
    pub(crate) value: Double,
    pub(crate) exponent: i64,
}

impl Count {
    /// The count in units of `2^unit`.
    #[inline(always)]
    pub(crate) fn over(self, unit: i64) -> Double {
        self.value.scaled(power_of_two(self.exponent - unit))
    }
}

impl From<Scaled> for Count {
    fn from(scaled: Scaled) -> Self {
        let (value, exponent) = scaled.parts();
        Self { value, exponent }
    }
}

/// A count that needs no exponent.
fn exact(value: &Double) -> Count {
    Count {
        value: *value,
        exponent: 0,
    }
}

/// Counts around the ladders of a state, all in one unit.
#[derive(Debug)]
pub(crate) struct Places {
    /// The ladder, or level, of the first entry of `copies`.
    pub(crate) ladder: u32,
    /// ν_d for each ladder, or C(N, k) for each level if whole levels share one eigenvalue.
    pub(crate) copies: Vec<Count>,
    /// The level of the first entry of `below`.
    pub(crate) level: u32,
    /// Σ_{k <= b} C(N, k) for rising b, until there are places for all eigenvectors.
    pub(crate) below: Vec<Count>,
    /// Bound on the relative errors of all counts.
    pub(crate) error: f64,
}

impl Places {
    /// The counts for weights on the ladders first ..= last, where ladder d has `rungs(d)` positive
    /// populations.
    pub(crate) fn new(
        multiplicities: &Multiplicities,
        (first, last): (u32, u32),
        rungs: impl Fn(u32) -> f64,
    ) -> Self {
        if let Some(table) = multiplicities.table() {
            return Self {
                ladder: first,
                copies: table.copies_double[first as usize..=last as usize]
                    .iter()
                    .map(exact)
                    .collect(),
                level: 0,
                below: table.below.iter().map(exact).collect(),
                error: 4.0 * ROUNDOFF_SQUARED,
            };
        }
        let cells = multiplicities.lattice().cells();
        let mut counts = RelativeCounts::from_empty(cells, first);
        let copies: Vec<Scaled> = (first..=last).map(|d| counts.copies(d)).collect();
        let mut all = Scaled::ZERO;
        for (d, &copies) in (first..=last).zip(&copies) {
            all = all + copies * Scaled::from(rungs(d));
        }
        Self::up_to(cells, counts, first, copies, all)
    }

    /// The counts for weights on the levels first ..= last, each spread over all states of its level.
    pub(crate) fn of_levels(multiplicities: &Multiplicities, (first, last): (u32, u32)) -> Self {
        let cells = multiplicities.lattice().cells();
        let lower = |k: u32| k.min(cells - k);
        if let Some(table) = multiplicities.table() {
            let level = |k| Scaled::from(&table.levels[lower(k) as usize]).to_double();
            return Self {
                ladder: first,
                copies: (first..=last).map(|k| exact(&level(k))).collect(),
                level: 0,
                below: table.below.iter().map(exact).collect(),
                error: 4.0 * ROUNDOFF_SQUARED,
            };
        }
        let mut counts = RelativeCounts::from_empty(cells, lower(first).min(lower(last)));
        let copies: Vec<Scaled> = (first..=last).map(|k| counts.get(lower(k))).collect();
        let mut all = Scaled::ZERO;
        for &copies in &copies {
            all = all + copies;
        }
        Self::up_to(cells, counts, first, copies, all)
    }

    /// Adds levels until there are places for all eigenvectors.
    fn up_to(
        cells: u32,
        mut counts: RelativeCounts,
        ladder: u32,
        copies: Vec<Scaled>,
        all: Scaled,
    ) -> Self {
        let mut below: Vec<Count> = Vec::new();
        let mut sum = Scaled::ZERO;
        for level in counts.first()..=cells {
            sum = sum + counts.get(level);
            below.push(Count::from(sum));
            if sum > all {
                break;
            }
        }
        Self {
            ladder,
            level: counts.first(),
            error: 32.0 * (below.len() + copies.len()) as f64 * ROUNDOFF_SQUARED,
            copies: copies.into_iter().map(Count::from).collect(),
            below,
        }
    }

    /// The count of ladder d: ν_d, or C(N, d) if whole levels share one eigenvalue.
    #[inline(always)]
    pub(crate) fn copies(&self, d: u32) -> Count {
        self.copies[(d - self.ladder) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_cells_have_places_for_all_and_an_error_of_each_sum() {
        let multiplicities = Multiplicities::new(600);
        let places = Places::new(&multiplicities, (3, 5), |d| 10.0 + f64::from(d));
        let count = |count: &Count| count.over(places.copies[0].exponent).to_f64();
        let all: f64 = places
            .copies
            .iter()
            .zip([13.0, 14.0, 15.0])
            .map(|(copies, rungs)| rungs * count(copies))
            .sum();
        let [.., before, last] = &places.below[..] else {
            panic!("the counts begin on an empty level");
        };
        assert!(count(before) <= all && count(last) > all);
        let sums = (places.below.len() + 3) as f64;
        assert_eq!(places.error, 32.0 * sums * ROUNDOFF_SQUARED);
    }
}
