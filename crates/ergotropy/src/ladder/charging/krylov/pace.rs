//! How long the next block is.
//!
//! While the populations run, the noise of fast modes can grow inside a Krylov space by many orders towards
//! the end of a block that is too long: Q is far from normal. Such a block is told by a truncation that no
//! longer falls, counts for its first part, and makes the next ones careful.

use crate::ladder::charging::krylov::tuning;

/// The length of the next block, and how much more it may grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    tuning: tuning::Pace,
    next: f64,
    most_growth: f64,
}

impl Pace {
    /// The pace at the start, where states are left at most at a rate.
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

    /// Takes notice of a block of some length that took so many directions and counts for a share of it.
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
