//! The length of the next block.
//!
//! Q is far from normal. So while the populations move, the noise of fast modes can grow inside a Krylov
//! space by many orders of magnitude towards the end of a block that is too long. Such a block shows a
//! truncation that no longer falls with more directions. It counts for its first part, and the next blocks
//! grow more slowly.

use crate::ladder::charging::krylov::tuning;

/// The length of the next block, and the factor by which the block after it may grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    tuning: tuning::Pace,
    next: f64,
    most_growth: f64,
}

impl Pace {
    /// The pace at the start, whose states are left at most at the rate `fastest`.
    pub(crate) fn new(tuning: tuning::Pace, fastest: f64) -> Self {
        Self {
            tuning,
            next: tuning.first / fastest,
            most_growth: f64::INFINITY,
        }
    }

    /// The length of the next block.
    pub(crate) fn next(&self) -> f64 {
        self.next
    }

    /// Sets the next length after a block of the given length that took `directions` directions and
    /// counts for `share` of its length.
    pub(crate) fn notice(&mut self, length: f64, directions: usize, share: f64) {
        if share < 1.0 {
            self.most_growth = self.tuning.caution;
            self.next = length * share;
            return;
        }
        let of = self.tuning.growth.iter();
        let growth = of
            .filter(|(most, _)| directions <= *most)
            .map(|(_, growth)| *growth)
            .next();
        self.next = length * growth.unwrap_or(1.0).min(self.most_growth);
        self.most_growth *= if directions <= self.tuning.easy {
            self.tuning.reassured
        } else {
            self.tuning.wary
        };
    }
}
