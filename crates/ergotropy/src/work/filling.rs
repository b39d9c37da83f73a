//! Levels, filled from the lowest up.

use crate::numerics::double::Double;
use crate::numerics::scaled::power_of_two;
use crate::numerics::simd::vectorised;
use crate::work::group::Group;
use crate::work::places::{Count, Places};

/// A running count keeps its unit as long as it is below 2 to this power.
const GROWTH: i64 = 400;

/// A running count in a unit that grows with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    value: Double,
    unit: i64,
}

impl From<Count> for Tally {
    fn from(count: Count) -> Self {
        Self {
            value: count.value,
            unit: count.exponent,
        }
        .lowered()
    }
}

impl Tally {
    #[inline(always)]
    pub(crate) fn count(self) -> Count {
        Count {
            value: self.value,
            exponent: self.unit,
        }
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, count: Count) {
        if count.exponent - self.unit > GROWTH {
            *self = Self {
                value: self.count().over(count.exponent),
                unit: count.exponent,
            };
        }
        self.value += count.over(self.unit);
        *self = self.lowered();
    }

    /// The same count with a value below 2^400.
    #[inline(always)]
    fn lowered(mut self) -> Self {
        while self.value.hi >= power_of_two(GROWTH) {
            self.value = self.value.scaled(power_of_two(-GROWTH));
            self.unit += GROWTH;
        }
        self
    }
}

/// Sums over all pieces; a piece is the part of a group that goes to one level.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    /// Σ p k.
    pub(crate) energy: Double,
    /// Σ p.
    weight: Double,
    /// Σ p (k - l) over the pieces moved from level k to level l.
    pub(crate) gain: Double,
    /// Σ p (s - l) over the pieces moved to a level l below the lowest occupied level s.
    pub(crate) below: f64,
    /// Number of pieces.
    pub(crate) pieces: f64,
}

impl Sums {
    pub(crate) fn add(&mut self, other: &Self) {
        self.energy += other.energy;
        self.weight += other.weight;
        self.gain += other.gain;
        self.below += other.below;
        self.pieces += other.pieces;
    }

    /// Σ p, the norm of the energy, rounded down.
    pub(crate) fn energy_norm(&self) -> f64 {
        self.weight.to_f64() * (1.0 - 4.0 * f64::EPSILON)
    }
}

/// Number of eigenvectors in some groups.
pub(crate) fn count(places: &Places, groups: &[Group]) -> Tally {
    // Double-doubles are slow without the machine's fused multiply-add.
    vectorised(
        #[inline(always)]
        || counted(places, groups),
    )
}

#[inline(always)]
fn counted(places: &Places, groups: &[Group]) -> Tally {
    let mut tally = Tally::from(Count {
        value: Double::ZERO,
        exponent: groups
            .first()
            .map_or(0, |group| places.copies(group.d).exponent),
    });
    for group in groups {
        tally.add(places.copies(group.d));
    }
    tally
}

/// Puts groups on the levels in their order, after the first `start` places.
pub(crate) fn fill(places: &Places, groups: &[Group], lowest: u32, start: Count) -> Sums {
    vectorised(
        #[inline(always)]
        || filled(places, groups, lowest, start),
    )
}

#[inline(always)]
fn filled(places: &Places, groups: &[Group], lowest: u32, start: Count) -> Sums {
    let mut sums = Sums::default();
    let mut tally = Tally::from(start);
    let last = places.below.len() - 1;
    let mut index = places
        .below
        .partition_point(|bound| bound.over(tally.unit) <= tally.value)
        .min(last);
    let mut bound = places.below[index].over(tally.unit);
    for group in groups {
        let copies = places.copies(group.d);
        let before = tally;
        tally.add(copies);
        if tally.unit != before.unit {
            bound = places.below[index].over(tally.unit);
        }
        let weight = Double::from(group.weight);
        let k = f64::from(group.k);
        sums.energy += weight * Double::from(k);
        sums.weight += weight;
        let mut place = |index: usize, weight: Double| {
            let level = (places.level as usize + index) as f64;
            sums.gain += weight * Double::from(k - level);
            sums.pieces += 1.0;
            if level < f64::from(lowest) {
                sums.below += weight.to_f64() * (f64::from(lowest) - level);
            }
        };
        if tally.value <= bound || index == last {
            place(index, weight);
            continue;
        }
        // In the unit of the last count neither the start nor the end of the group loses digits.
        let whole = copies.over(tally.unit);
        let mut from = before.count().over(tally.unit);
        while tally.value > bound && index < last {
            place(index, weight * ((bound - from) / whole));
            from = bound;
            index += 1;
            bound = places.below[index].over(tally.unit);
        }
        place(index, weight * ((tally.value - from) / whole));
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_parts_are_added_up() {
        let sums = |x: f64| Sums {
            energy: Double::from(x),
            weight: Double::from(2.0 * x),
            gain: Double::from(3.0 * x),
            below: 4.0 * x,
            pieces: 5.0 * x,
        };
        let mut all = sums(1.0);
        all.add(&sums(2.0));
        assert_eq!(
            [all.energy, all.weight, all.gain].map(Double::to_f64),
            [3.0, 6.0, 9.0]
        );
        assert_eq!([all.below, all.pieces], [12.0, 15.0]);
        let norm = all.energy_norm();
        assert!(norm < 6.0 && norm > 6.0 * (1.0 - 1e-14), "{norm}");
    }

    #[test]
    fn tallies_keep_counts_of_any_size() {
        let count = |exponent| Count {
            value: Double::from(1.5),
            exponent,
        };
        let mut tally = Tally::from(count(-3000));
        for exponent in [-2900, 0, 350, 390, 900, 5000, 4990] {
            tally.add(count(exponent));
            assert!(tally.value.hi > 0.0 && tally.value.hi < power_of_two(GROWTH));
        }
        // 1.5 2^5000 + 1.5 2^4990; all else is below the last digit.
        let sum = tally.count().over(4990).to_f64();
        assert_eq!(sum, 1.5 * 1025.0);
    }
}
