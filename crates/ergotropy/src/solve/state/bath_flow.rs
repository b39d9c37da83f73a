//! Quanta that cells give to a bath and take from it.

use crate::bounded::Bounded;

/// Rates at which the cells exchange quanta of energy ħω with one bath.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BathFlow {
    /// Rate at which quanta leave the cells into the bath.
    pub emitted: Bounded,
    /// Rate at which the cells absorb quanta from the bath.
    pub absorbed: Bounded,
    /// Heat flow into the bath, in ħω times the unit of rates: what is emitted minus what is absorbed.
    pub heat: Bounded,
}

impl BathFlow {
    /// The flow for the mean of what emission and absorption are proportional to, each times its rate.
    pub(crate) fn new([emission, absorption]: [f64; 2], [down, up]: [Bounded; 2]) -> Self {
        let (emitted, absorbed) = (down.scaled(emission), up.scaled(absorption));
        Self {
            emitted,
            absorbed,
            heat: emitted - absorbed,
        }
    }
}

/// The flows into the bath of all cells together and into those of single cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BathFlows {
    /// The bath of all cells together.
    pub collective: BathFlow,
    /// The baths of single cells, all of them.
    pub local: BathFlow,
}
