//! Jumps by ladder and rung u = k - d.

use crate::ladder::chain::jumps::Jump;
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

/// Rates of the jumps out of a state, or zero for jumps that are left out.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Jumps {
    /// Rates to u - 1 and u + 1 on the same ladder.
    pub(crate) own: [f64; 2],
    /// Rates to u, u - 1 and u - 2 on ladder d + 1.
    pub(crate) darker: [f64; 3],
    /// Rates to u, u + 1 and u + 2 on ladder d - 1.
    pub(crate) brighter: [f64; 3],
}

impl Jumps {
    /// The jumps from rung u of a ladder, without those that lead above the highest of `rungs` rungs.
    pub(crate) fn new(ladder: &Ladder, u: usize, rungs: usize) -> Self {
        let rung = match u32::try_from(u) {
            Ok(rung) if u < rungs && rung <= ladder.twice_j => rung,
            _ => return Self::default(),
        };
        let rates = ladder.rates.rates(ladder.d + rung);
        let of = |jump: Jump| {
            let leads_above = jump.rung() > 0 && u + jump.rung().unsigned_abs() as usize >= rungs;
            // Jumps to a darker ladder are kept: the lines go on there.
            let cut = leads_above && jump.ladder() <= 0;
            if cut { 0.0 } else { rates[jump.number()] }
        };
        Self {
            own: [Jump::Emission, Jump::Absorption].map(of),
            darker: [
                Jump::AbsorptionDarker,
                Jump::DephasingDarker,
                Jump::EmissionDarker,
            ]
            .map(of),
            brighter: [
                Jump::EmissionBrighter,
                Jump::DephasingBrighter,
                Jump::AbsorptionBrighter,
            ]
            .map(of),
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
