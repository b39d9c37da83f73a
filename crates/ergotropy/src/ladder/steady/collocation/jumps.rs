//! Jumps by ladder and rung u = k - d.

use crate::ladder::chain::rates::{LadderRates, Rates};

/// A ladder and its rates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ladder {
    d: u32,
    twice_j: u32,
    rates: LadderRates,
}

impl Ladder {
    pub(crate) fn new(rates: &Rates, d: u32) -> Self {
        Self {
            d,
            twice_j: rates.lattice().twice_j(d),
            rates: rates.ladder(d),
        }
    }
}

/// Rates of the jumps out of a state.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Jumps {
    /// Within the ladder, to u - 1 and u + 1.
    pub(crate) own: [f64; 2],
    /// To d + 1 and u, u - 1, u - 2.
    pub(crate) darker: [f64; 3],
    /// To d - 1 and u, u + 1, u + 2.
    pub(crate) brighter: [f64; 3],
}

impl Jumps {
    /// The jumps from rung u of a ladder, without those that lead above the highest of `rungs` rungs.
    pub(crate) fn new(ladder: &Ladder, u: usize, rungs: usize) -> Self {
        let rung = match u32::try_from(u) {
            Ok(rung) if u < rungs && rung <= ladder.twice_j => rung,
            _ => return Self::default(),
        };
        let (k, rates) = (ladder.d + rung, &ladder.rates);
        let (down, up, across) = (rates.down(k), rates.up(k), rates.across(k));
        let below_top = |steps: usize, rate: f64| if u + steps < rungs { rate } else { 0.0 };
        Self {
            own: [down[1], below_top(1, up[1])],
            darker: [up[2], across[2], down[2]],
            brighter: [down[0], below_top(1, across[0]), below_top(2, up[0])],
        }
    }

    /// Rates of leaving for the brighter and for the darker ladder.
    pub(crate) fn leaving(&self) -> [f64; 2] {
        [self.brighter.iter().sum(), self.darker.iter().sum()]
    }

    pub(crate) fn exit(&self) -> f64 {
        self.own.iter().sum::<f64>() + self.leaving().iter().sum::<f64>()
    }
}
