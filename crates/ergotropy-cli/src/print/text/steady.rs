//! The answer of `steady`.

use ergotropy::{Bounded, Leakage, Work};
use serde::Serialize;

use super::model::{Resolved, lines};
use crate::answer::scale::Scale;
use crate::answer::state::StateNumbers;
use crate::flags::model::Model;
use crate::print::number::{Number, shown};
use crate::print::table::{Align, Table};
use crate::print::{VERSION, json};

/// Decimals in natural units: all that are known.
const ALL: usize = 17;

/// Decimals in the units of a laboratory.
const SOME: usize = 9;

/// What a steady state holds.
#[derive(Debug)]
pub(crate) struct Steady<'a> {
    model: &'a Model,
    scale: Scale,
    state: &'a StateNumbers,
    fraction: Option<Bounded>,
}

#[derive(Debug, Serialize)]
struct Json<'a> {
    ergotropy: Number,
    energy: Number,
    passive_energy: Number,
    ergotropy_coherent: Number,
    ergotropy_incoherent: Number,
    ergotropy_over_energy: Option<Number>,
    bright_weight: Number,
    mean_spin: Number,
    purity: Number,
    entropy: Number,
    entropy_bound: Number,
    energy_bound: Number,
    leakage: Flows,
    left_out: Option<Number>,
    h_ghz: Option<Energies>,
    joule: Option<Energies>,
    per_second: Option<PerSecond>,
    picture: String,
    method: &'a str,
    model: Resolved,
    version: &'a str,
}

#[derive(Debug, Serialize)]
struct Energies {
    ergotropy: Number,
    energy: Number,
    passive_energy: Number,
}

impl From<Work> for Energies {
    fn from(work: Work) -> Self {
        Self {
            ergotropy: work.ergotropy.into(),
            energy: work.energy.into(),
            passive_energy: work.passive_energy.into(),
        }
    }
}

#[derive(Debug, Serialize)]
struct PerSecond {
    leakage: Flows,
}

#[derive(Debug, Serialize)]
struct Flows {
    outflow: Number,
    inflow: Number,
    net: Number,
}

impl From<Leakage> for Flows {
    fn from(leakage: Leakage) -> Self {
        Self {
            outflow: leakage.outflow.into(),
            inflow: leakage.inflow.into(),
            net: leakage.net.into(),
        }
    }
}

impl<'a> Steady<'a> {
    pub(crate) fn new(model: &'a Model, state: &'a StateNumbers) -> Self {
        Self {
            model,
            scale: Scale::new(model),
            state,
            fraction: state.work.extractable_share(),
        }
    }

    pub(crate) fn json(&self) -> String {
        let state = self.state;
        let leakage = self.scale.per_second(state.leakage);
        json(&Json {
            ergotropy: state.work.ergotropy.into(),
            energy: state.work.energy.into(),
            passive_energy: state.work.passive_energy.into(),
            ergotropy_coherent: state.parts.coherent.into(),
            ergotropy_incoherent: state.parts.incoherent.into(),
            ergotropy_over_energy: self.fraction.map(Number::from),
            bright_weight: state.bright_weight.into(),
            mean_spin: state.mean_spin.into(),
            purity: state.purity.into(),
            entropy: state.entropy.into(),
            entropy_bound: state.entropy_bound.into(),
            energy_bound: state.work.energy.into(),
            leakage: state.leakage.into(),
            left_out: state.left_out.map(Number::from),
            h_ghz: self.scale.h_ghz(state.work).map(Energies::from),
            joule: self.scale.joule(state.work).map(Energies::from),
            per_second: leakage.map(|leakage| PerSecond {
                leakage: leakage.into(),
            }),
            picture: state.picture.to_string(),
            method: &state.method,
            model: Resolved::new(self.model),
            version: VERSION,
        })
    }

    pub(crate) fn text(&self) -> String {
        let (h_ghz, joule) = (
            self.scale.h_ghz(self.state.work),
            self.scale.joule(self.state.work),
        );
        let mut headings = vec![("", Align::Left), ("hbar omega", Align::Point)];
        if joule.is_some() {
            headings.extend([("h GHz", Align::Point), ("joule", Align::Point)]);
        }
        headings.push(("error", Align::Left));
        let mut energies = Table::new(headings);
        let mut energy = |name: &str, pick: fn(&Work) -> Bounded| {
            let number = pick(&self.state.work);
            let mut row = vec![name.to_owned(), shown(number, ALL)];
            row.extend(h_ghz.as_ref().map(|work| shown(pick(work), SOME)));
            row.extend(joule.as_ref().map(|work| shown(pick(work), SOME)));
            row.push(number.kind.name().to_owned());
            energies.row(row);
        };
        energy("ergotropy W", |work| work.ergotropy);
        energy("energy E", |work| work.energy);
        energy("passive energy", |work| work.passive_energy);
        format!(
            "{}\n{}\n{}\n{}\n",
            lines(self.model),
            energies.text(),
            self.facts(),
            self.footer()
        )
    }

    fn facts(&self) -> String {
        let mut table = Table::new([
            ("", Align::Left),
            ("", Align::Point),
            ("", Align::Left),
            ("error", Align::Left),
        ]);
        let state = self.state;
        let mut fact = |name: &str, number: Bounded, unit: &str| {
            table.row([
                name.to_owned(),
                shown(number, ALL),
                unit.to_owned(),
                number.kind.name().to_owned(),
            ]);
        };
        if state.has_coherences() {
            fact("W of coherence", state.parts.coherent, "hbar omega");
            fact("W without coherence", state.parts.incoherent, "hbar omega");
        }
        if let Some(fraction) = self.fraction {
            fact("W/E", fraction, "");
        }
        fact("most W at this E and S", state.entropy_bound, "hbar omega");
        fact("most W at this E", state.work.energy, "hbar omega");
        fact("entropy S", state.entropy, "nats");
        fact("purity Tr rho^2", state.purity, "");
        fact("p_sym, weight of j = N/2", state.bright_weight, "");
        fact("<j>", state.mean_spin, "");
        if self.model.acts_on_cells() {
            fact("leakage out of j = N/2", state.leakage.outflow, "gamma_c");
            fact("leakage into j = N/2", state.leakage.inflow, "gamma_c");
            if let Some(leakage) = self.scale.per_second(state.leakage) {
                fact("leakage out of j = N/2", leakage.outflow, "1/s");
                fact("leakage into j = N/2", leakage.inflow, "1/s");
            }
        }
        table.text()
    }

    fn footer(&self) -> String {
        let start = match &self.model.initial {
            Some(initial) if !self.model.ensemble.has_unique_steady_state() => {
                format!("steady state from {}", initial.name)
            }
            _ => "steady state of any start".to_owned(),
        };
        let left_out = match self.state.left_out {
            Some(weight) if weight.value > 0.0 => {
                format!(
                    "\nat most {:.1e} of the weight lies where no populations are listed (bound, if those listed are right)",
                    weight.value + weight.error
                )
            }
            _ => String::new(),
        };
        format!(
            "{start}; {} picture, {}{left_out}\n(n) is the error of the last digit; a bound is proved, an estimate is not",
            self.state.picture, self.state.method
        )
    }
}
