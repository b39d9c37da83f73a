//! The one table of jumps between (d, k).
//!
//! A cell that loses or gains an excitation changes k by one and the ladder by one at most; a cell that
//! dephases changes the ladder alone. A jump leaves a state with a = j + m = k - d rungs below and
//! b = j - m = N - d - k rungs above. Its rate is a factor of the ladder times a product of two whole
//! numbers, each of them a or b plus a small constant:
//!
//! | jump | (d, k) → | goes as |
//! |---|---|---|
//! | emission, brighter | (d-1, k-1) | (b+1)(b+2) |
//! | emission | (d, k-1) | a(b+1) |
//! | emission, darker | (d+1, k-1) | a(a-1) |
//! | absorption, brighter | (d-1, k+1) | (a+1)(a+2) |
//! | absorption | (d, k+1) | b(a+1) |
//! | absorption, darker | (d+1, k+1) | b(b-1) |
//! | dephasing, brighter | (d-1, k) | (a+1)(b+1) |
//! | dephasing, darker | (d+1, k) | ab |
//!
//! Absorption is emission with a and b exchanged. The factors of the ladders are given in
//! [`rates`](crate::ladder::chain::rates). Source: Chase and Geremia, *Phys. Rev. A* 78, 052101 (2008);
//! Shammah et al., *Phys. Rev. A* 98, 063815 (2018).

use self::Rungs::{Above, Below};

/// A kind of jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Jump {
    EmissionBrighter,
    Emission,
    EmissionDarker,
    AbsorptionBrighter,
    Absorption,
    AbsorptionDarker,
    DephasingBrighter,
    DephasingDarker,
}

/// A whole number in a rate: the rungs below or above a state, plus a constant.
#[derive(Clone, Copy, Debug)]
enum Rungs {
    Below(i8),
    Above(i8),
}

impl Rungs {
    #[inline(always)]
    fn count(self, a: f64, b: f64) -> f64 {
        match self {
            Below(more) => a + f64::from(more),
            Above(more) => b + f64::from(more),
        }
    }

    #[inline(always)]
    fn along(self, t: f64) -> Line {
        let slope = match self {
            Below(_) => 1.0,
            Above(_) => -1.0,
        };
        let lowest = self.count(0.0, t);
        Line { lowest, slope }
    }
}

/// A whole number that changes by one from rung to rung.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The number at the lowest rung.
    lowest: f64,
    slope: f64,
}

impl Line {
    /// The number at the rung that has `below` rungs below.
    #[inline(always)]
    pub(crate) fn at(self, below: f64) -> f64 {
        self.slope.mul_add(below, self.lowest)
    }
}

/// A row of the table of jumps.
struct Row {
    /// Change of d.
    ladder: i8,
    /// Change of k.
    excitations: i8,
    goes_as: [Rungs; 2],
    reverse: Jump,
}

impl Jump {
    /// All jumps, in the order of their numbers; those of dephasing come last.
    pub(crate) const ALL: [Self; 8] = [
        Self::EmissionBrighter,
        Self::Emission,
        Self::EmissionDarker,
        Self::AbsorptionBrighter,
        Self::Absorption,
        Self::AbsorptionDarker,
        Self::DephasingBrighter,
        Self::DephasingDarker,
    ];

    /// Number of the kinds of jumps that exchange energy, which come first in [`Jump::ALL`].
    pub(crate) const EXCHANGES: usize = 6;

    #[inline(always)]
    const fn row(self) -> Row {
        let (ladder, excitations, goes_as, reverse) = match self {
            Self::EmissionBrighter => (-1, -1, [Above(1), Above(2)], Self::AbsorptionDarker),
            Self::Emission => (0, -1, [Below(0), Above(1)], Self::Absorption),
            Self::EmissionDarker => (1, -1, [Below(0), Below(-1)], Self::AbsorptionBrighter),
            Self::AbsorptionBrighter => (-1, 1, [Below(1), Below(2)], Self::EmissionDarker),
            Self::Absorption => (0, 1, [Above(0), Below(1)], Self::Emission),
            Self::AbsorptionDarker => (1, 1, [Above(0), Above(-1)], Self::EmissionBrighter),
            Self::DephasingBrighter => (-1, 0, [Below(1), Above(1)], Self::DephasingDarker),
            Self::DephasingDarker => (1, 0, [Below(0), Above(0)], Self::DephasingBrighter),
        };
        Row {
            ladder,
            excitations,
            goes_as,
            reverse,
        }
    }

    /// The place of this jump in [`Jump::ALL`].
    #[inline(always)]
    pub(crate) const fn number(self) -> usize {
        self as usize
    }

    /// Change of the ladder d.
    #[inline(always)]
    pub(crate) fn ladder(self) -> i32 {
        self.row().ladder.into()
    }

    /// Change of the excitations k.
    #[inline(always)]
    pub(crate) fn excitations(self) -> i32 {
        self.row().excitations.into()
    }

    /// Change of the rung k - d.
    #[inline(always)]
    pub(crate) fn rung(self) -> i32 {
        self.excitations() - self.ladder()
    }

    /// The kind of jump that leads back.
    pub(crate) const fn reverse(self) -> Self {
        self.row().reverse
    }

    /// The state to which this jump leads from (d, k); `None` where d or k would fall below zero.
    #[inline(always)]
    pub(crate) fn target(self, d: u32, k: u32) -> Option<(u32, u32)> {
        d.checked_add_signed(self.ladder())
            .zip(k.checked_add_signed(self.excitations()))
    }

    /// The two whole numbers in the rate of this jump from a state with `a` rungs below and `b` above.
    #[inline(always)]
    pub(crate) fn goes_as(self, a: f64, b: f64) -> [f64; 2] {
        // Spelled out, because a closure in `map` is not always inlined.
        let [one, other] = self.row().goes_as;
        [one.count(a, b), other.count(a, b)]
    }

    /// The two whole numbers in the rate of this jump along a ladder of t = 2j, as functions of the
    /// number of rungs below.
    #[inline(always)]
    pub(crate) fn along(self, t: f64) -> [Line; 2] {
        let [one, other] = self.row().goes_as;
        [one.along(t), other.along(t)]
    }

    /// How many rungs at the bottom and at the top of a ladder have no such jump.
    pub(crate) fn idle(self) -> [usize; 2] {
        let mut idle = [0, 0];
        for rungs in self.row().goes_as {
            // a(a-1) vanishes on the two lowest rungs, ab on the lowest and on the highest.
            match rungs {
                Below(0) => idle[0] = idle[0].max(1),
                Below(-1) => idle[0] = 2,
                Above(0) => idle[1] = idle[1].max(1),
                Above(-1) => idle[1] = 2,
                Below(_) | Above(_) => {}
            }
        }
        idle
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spin::lattice::Lattice;

    #[test]
    fn each_jump_is_undone_by_its_reverse() {
        for (number, jump) in Jump::ALL.into_iter().enumerate() {
            assert_eq!(jump.number(), number);
            let back = jump.reverse();
            assert_eq!(back.reverse(), jump);
            assert_eq!(
                (back.ladder(), back.excitations()),
                (-jump.ladder(), -jump.excitations())
            );
            let exchanges = jump.excitations() != 0;
            assert_eq!(exchanges, number < Jump::EXCHANGES);
        }
    }

    #[test]
    fn no_jump_leads_off_the_lattice() {
        for cells in 1..9 {
            let lattice = Lattice::new(cells);
            for (d, k) in lattice.iter() {
                let (a, b) = (f64::from(k - d), f64::from(cells - d - k));
                for jump in Jump::ALL {
                    let target = jump.target(d, k);
                    let inside = target.is_some_and(|(d, k)| lattice.contains(d.into(), k.into()));
                    let [one, other] = jump.goes_as(a, b);
                    // The bright ladder has no jump to a brighter one because its factor vanishes, not
                    // the whole numbers.
                    assert!(inside || one * other == 0.0 || (d == 0 && jump.ladder() < 0));
                    let [below, above] = jump.idle().map(|rungs| rungs as f64);
                    assert_eq!(one * other == 0.0, a < below || b < above, "{jump:?}");
                }
            }
        }
    }
}
