//! A rectangle of ladders and rungs.

use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::rates::{Exchange, Rates};
use crate::ladder::chain::window::Window;
use crate::spin::lattice::Lattice;

/// Ladders `low ..= high` and their rungs u = k - d from `bottom` to `top`; shorter ladders have fewer
/// of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patch {
    lattice: Lattice,
    pub(crate) low: u32,
    pub(crate) high: u32,
    pub(crate) bottom: u32,
    pub(crate) top: u32,
}

/// Rates on a patch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PatchRates {
    /// The least rates, in the order of [`Jump::ALL`].
    pub(crate) least: [f64; Jump::ALL.len()],
    /// The greatest rates, in the same order.
    pub(crate) greatest: [f64; Jump::ALL.len()],
    /// Rates within ladders whose factors bound those of all ladders of the patch.
    pub(crate) own: [Exchange<f64>; 3],
}

impl Patch {
    /// All rungs of the ladders `low ..= high`; `None` if there is no such ladder.
    pub(crate) fn of_ladders(lattice: Lattice, low: u32, high: u32) -> Option<Self> {
        let high = high.min(lattice.ladders() - 1);
        (low <= high).then(|| Self {
            lattice,
            low,
            high,
            bottom: 0,
            top: lattice.twice_j(low),
        })
    }

    /// One rung of one ladder; `None` if the ladder does not have this rung.
    pub(crate) fn of_state(lattice: Lattice, d: u32, rung: u32) -> Option<Self> {
        let mut patch = Self::of_ladders(lattice, d, d)?;
        (patch.bottom, patch.top) = (rung, rung.min(patch.top));
        (patch.bottom == patch.top).then_some(patch)
    }

    /// The rates on the patch.
    pub(crate) fn rates(&self, rates: &Rates) -> PatchRates {
        let (above, most) = self.above();
        let last = self.last();
        let [first_ladder, last_ladder] = [self.low, last].map(|d| rates.ladder(d));
        let least = first_ladder.at(f64::from(self.bottom), f64::from(above));
        let mut greatest = last_ladder.at(f64::from(self.top), f64::from(most));
        let mut own = [first_ladder.own(), last_ladder.own(), last_ladder.own()];
        if last < self.high {
            let single = rates.ladder(self.high);
            own[2] = single.own();
            let end = single.at(f64::from(self.top), f64::from(most));
            for (greatest, end) in greatest.iter_mut().zip(end) {
                *greatest = greatest.max(end);
            }
        }
        PatchRates {
            least,
            greatest,
            own,
        }
    }

    /// The last ladder up to which all factors of rates grow with d. A ladder of one rung is left out: it
    /// has no jumps within it and none to a darker ladder.
    fn last(&self) -> u32 {
        if self.lattice.twice_j(self.high) == 0 && self.low < self.high {
            self.high - 1
        } else {
            self.high
        }
    }

    /// The least and the greatest number of rungs above a state of the patch.
    pub(crate) fn above(&self) -> (u32, u32) {
        let [least, most] = [self.high, self.low].map(|d| self.lattice.twice_j(d));
        (
            least.saturating_sub(self.top),
            most.saturating_sub(self.bottom),
        )
    }

    /// Whether all states of the patch are in the window.
    pub(crate) fn inside(&self, window: &Window) -> bool {
        if self.bottom > self.lattice.twice_j(self.low) {
            return true;
        }
        let ladders = window.ladders();
        if self.low < ladders.start || self.high >= ladders.end {
            return false;
        }
        (self.low..=self.high).all(|d| {
            let run = window.run(d);
            let top = self.top.min(self.lattice.twice_j(d));
            self.bottom > top || (run.start == d && run.end > d + top)
        })
    }

    /// Two halves of the patch, cut across its longer side; `None` for a single state.
    ///
    /// Functions of the ladder vary on the scale of `width` or of the distance from the nearer end of
    /// the lattice; functions of the rung vary on the scale of the rung.
    pub(crate) fn halves(&self, width: f64) -> Option<[Self; 2]> {
        let room = f64::from(self.lattice.twice_j(self.high).min(self.low) + 1);
        let wide = f64::from(self.high - self.low) / room.min(width);
        let tall = f64::from(self.top - self.bottom) / f64::from(self.bottom + 1);
        let mut halves = [*self; 2];
        if self.top > self.bottom && (tall >= wide || self.low == self.high) {
            let mean = (f64::from(self.bottom + 1) * f64::from(self.top + 1)).sqrt();
            // This lies between `bottom` and `top`, which are integers.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let middle = (mean as u32 - 1).clamp(self.bottom, self.top - 1);
            halves[0].top = middle;
            halves[1].bottom = middle + 1;
        } else if self.high > self.low {
            let middle = u32::midpoint(self.low, self.high);
            halves[0].high = middle;
            halves[1].low = middle + 1;
        } else {
            return None;
        }
        Some(halves)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch((low, high): (u32, u32), (bottom, top): (u32, u32)) -> Patch {
        Patch {
            lattice: Lattice::new(1000),
            low,
            high,
            bottom,
            top,
        }
    }

    /// The halves as ladders and rungs.
    fn cut(patch: Patch, width: f64) -> Option<[[u32; 4]; 2]> {
        let halves = patch.halves(width)?;
        Some(halves.map(|half| [half.low, half.high, half.bottom, half.top]))
    }

    #[test]
    fn patches_are_cut_across_their_longer_side() {
        // Rungs are cut where u + 1 is the geometric mean of its ends.
        let tall = cut(patch((7, 7), (3, 15)), 1.0);
        assert_eq!(tall, Some([[7, 7, 3, 7], [7, 7, 8, 15]]));
        let least = cut(patch((7, 7), (0, 1)), 1.0);
        assert_eq!(least, Some([[7, 7, 0, 0], [7, 7, 1, 1]]));
        let high = cut(patch((7, 7), (9, 10)), 1.0);
        assert_eq!(high, Some([[7, 7, 9, 9], [7, 7, 10, 10]]));
        // Eight ladders from the tenth on have a relative width of 8/11, five rungs from the fourth 5/5.
        let wide = cut(patch((10, 18), (4, 9)), 100.0);
        assert_eq!(wide, Some([[10, 18, 4, 6], [10, 18, 7, 9]]));
        let wide = cut(patch((10, 18), (5, 9)), 100.0);
        assert_eq!(wide, Some([[10, 14, 5, 9], [15, 18, 5, 9]]));
        let even = cut(patch((10, 18), (3, 6)), 100.0);
        assert_eq!(even, Some([[10, 18, 3, 4], [10, 18, 5, 6]]));
        let wide = cut(patch((10, 18), (4, 9)), 4.0);
        assert_eq!(wide, Some([[10, 14, 4, 9], [15, 18, 4, 9]]));
        assert_eq!(cut(patch((10, 10), (4, 4)), 4.0), None);
    }
}
