//! From natural units to those of a laboratory.

use std::f64::consts::TAU;

use ergotropy::{Bounded, Leakage, PLANCK, Work};

use crate::flags::model::Model;

/// What turns ħω and γ_c into joule and seconds; `None` where the flags do not tell.
///
/// Factors are applied one by one, because each `scaled` allows for the rounding of one constant
/// and one product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    hertz: Option<f64>,
    gamma_hertz: Option<f64>,
}

impl Scale {
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            hertz: model.frequency.map(|frequency| frequency.0),
            gamma_hertz: model.gamma_c.map(|rate| rate.0),
        }
    }

    /// Energies in joule.
    pub(crate) fn joule(self, work: Work) -> Option<Work> {
        let hertz = self.hertz?;
        Some(each(work, |energy| energy.scaled(hertz).scaled(PLANCK)))
    }

    /// Energies in units of h GHz.
    pub(crate) fn h_ghz(self, work: Work) -> Option<Work> {
        let hertz = self.hertz?;
        Some(each(work, |energy| energy.scaled(hertz).scaled(1e-9)))
    }

    /// Leakage in 1/s.
    pub(crate) fn per_second(self, leakage: Leakage) -> Option<Leakage> {
        let hertz = self.gamma_hertz?;
        let flow = |rate: Bounded| rate.scaled(hertz).scaled(TAU);
        Some(Leakage {
            outflow: flow(leakage.outflow),
            inflow: flow(leakage.inflow),
            net: flow(leakage.net),
        })
    }

    /// A power in watt.
    pub(crate) fn watt(self, power: Bounded) -> Option<Bounded> {
        let (energy, rate) = (self.hertz?, self.gamma_hertz?);
        Some(power.scaled(energy).scaled(PLANCK).scaled(rate).scaled(TAU))
    }
}

fn each(work: Work, convert: impl Fn(Bounded) -> Bounded) -> Work {
    Work {
        energy: convert(work.energy),
        passive_energy: convert(work.passive_energy),
        ergotropy: convert(work.ergotropy),
    }
}
