//! How far windows reach beyond the populations on each side.

use crate::ladder::chain::support::{Extent, Margins, SIDES};
use crate::ladder::charging::krylov::tuning;

/// The margins of the next window, and the experience with each side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides {
    tuning: tuning::Margins,
    margins: Margins,
    /// A 1 for each side on which the populations have leaked beyond the steady state.
    roaming: Margins,
    /// Least margins, which are doubled where the tails of the populations are so long that they leak.
    least: Margins,
}

impl Sides {
    pub(crate) fn new(tuning: tuning::Margins) -> Self {
        Self {
            tuning,
            margins: Margins::even(tuning.first),
            roaming: Margins::even(0),
            least: Margins::even(tuning.least),
        }
    }

    pub(crate) fn margins(&self) -> Margins {
        self.margins
    }

    /// Widens the margins of sides through which too much weight left; returns false if the leak of all
    /// sides is small.
    pub(crate) fn widen(&mut self, leaks: [f64; 4]) -> bool {
        let grow = leaks.iter().sum::<f64>() > self.tuning.leak;
        if grow {
            for (side, leak) in SIDES.into_iter().zip(leaks) {
                if leak > self.tuning.leak / 8.0 {
                    *self.roaming.side(side) = 1;
                    let least = self.least.side(side);
                    *least = least.saturating_mul(2).min(self.tuning.most_least);
                    let margin = self.margins.side(side);
                    *margin = margin.saturating_mul(2).saturating_add(8);
                }
            }
        }
        grow
    }

    /// Halves the margins, for a block half as long; returns false if none can be smaller.
    pub(crate) fn narrow(&mut self) -> bool {
        let before = self.margins;
        for side in SIDES {
            let margin = self.margins.side(side);
            *margin = (*margin / 2).max(self.tuning.least.min(*margin));
        }
        self.margins != before
    }

    /// Sets the margins for a block `growth` times as long as the last one, from the movement of the
    /// populations in that block and the weight that left its window. A side that never leaked need not reach
    /// beyond the steady state.
    pub(crate) fn adapt(
        &mut self,
        [before, after, steady]: [&Extent; 3],
        growth: f64,
        leaks: [f64; 4],
    ) {
        for (side, leak) in SIDES.into_iter().zip(leaks) {
            let least = self.least.side(side);
            if leak < self.tuning.spared * self.tuning.leak {
                *least = (*least - *least / 4).max(self.tuning.least);
            }
            let least = *least;
            let moved = f64::from(after.beyond(before, side)) * growth;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let mut wanted = (self.tuning.room * moved).min(1e9) as u32 + least;
            if *self.roaming.side(side) == 0 {
                wanted = wanted.min(least + steady.beyond(after, side));
            }
            *self.margins.side(side) = wanted;
        }
    }
}
