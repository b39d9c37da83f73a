//! The answer of `steady`.

use ergotropy::Picture;
use ergotropy_answer::{Number, Steady};

use super::model::lines;
use crate::flags::model::Model;
use crate::print::number::shown;
use crate::print::table::{Align, Table};

/// Number of decimals in natural units, so large that all known ones are shown.
const ALL: usize = 17;

/// Number of decimals in the units of a laboratory.
const SOME: usize = 9;

/// The numbers of a steady state.
pub(crate) fn steady(model: &Model, answer: &Steady) -> String {
    format!(
        "{}\n{}\n{}\n{}\n",
        lines(&answer.model),
        energies(answer),
        facts(model, answer),
        footer(model, answer)
    )
}

fn energies(answer: &Steady) -> String {
    let laboratory = [("h GHz", &answer.h_ghz), ("joule", &answer.joule)];
    let laboratory = laboratory.map(|(unit, energies)| Some((unit, energies.as_ref()?.named())));
    let laboratory: Vec<_> = laboratory.into_iter().flatten().collect();
    let mut headings = vec![("", Align::Left), ("hbar omega", Align::Point)];
    headings.extend(laboratory.iter().map(|&(unit, _)| (unit, Align::Point)));
    headings.push(("error", Align::Left));
    let mut table = Table::new(headings);
    for (at, (_, name, energy)) in answer.state.energies.named().into_iter().enumerate() {
        let mut row = vec![name.to_owned(), shown(energy.0, ALL)];
        row.extend(laboratory.iter().map(|(_, of)| shown(of[at].2.0, SOME)));
        row.push(energy.0.kind.name().to_owned());
        table.row(row);
    }
    table.text()
}

fn facts(model: &Model, answer: &Steady) -> String {
    let state = &answer.state;
    let observed = &state.observed;
    let mut facts: Vec<(&str, Number, &str)> = Vec::new();
    // Other states have no coherence between levels.
    let is = |picture: Picture| answer.picture == picture.to_string();
    let coherent = state.ergotropy_coherent.0.upper() > 0.0;
    if is(Picture::Schur) || (is(Picture::Register) && coherent) {
        facts.extend([
            ("W of coherence", state.ergotropy_coherent, "hbar omega"),
            (
                "W without coherence",
                state.ergotropy_incoherent,
                "hbar omega",
            ),
        ]);
    }
    facts.extend(state.ergotropy_over_energy.map(|share| ("W/E", share, "")));
    facts.extend(
        observed
            .work_of_cells
            .map(|work| ("W of cells one by one", work, "hbar omega")),
    );
    facts.extend([
        ("capacity", observed.capacity, "hbar omega"),
        (
            "W from infinitely many copies",
            state.entropy_bound,
            "hbar omega",
        ),
        ("most W at this E", state.energy_bound, "hbar omega"),
        ("entropy S", state.entropy, "nats"),
        ("purity Tr rho^2", state.purity, ""),
        ("p_sym, weight of j = N/2", state.bright_weight, ""),
        ("<j>", state.mean_spin, ""),
        ("<J_z>", observed.inversion, ""),
        ("<J+ J->", observed.collective_intensity, ""),
        ("variance of E", observed.energy_variance, "(hbar omega)^2"),
    ]);
    let per_second = answer.per_second.as_ref();
    let (flows, leakage, unit) = match (per_second, answer.model.eta) {
        (Some(rates), _) => (&rates.bath_flows, &rates.leakage, "1/s"),
        (None, Some(_)) => (&observed.bath_flows, &state.leakage, "gamma_c"),
        (None, None) => (&observed.bath_flows, &state.leakage, "in the unit of rates"),
    };
    if model.ensemble.collective_channel().acts() {
        let flow = &flows.collective;
        facts.push(("photons into the collective bath", flow.emitted, unit));
        facts.push(("photons from the collective bath", flow.absorbed, unit));
    }
    if model.ensemble.local_channel().acts() {
        let flow = &flows.local;
        facts.push(("photons into the local baths", flow.emitted, unit));
        facts.push(("photons from the local baths", flow.absorbed, unit));
    }
    if model.acts_on_cells() {
        facts.push(("leakage out of j = N/2", leakage.outflow, unit));
        facts.push(("leakage into j = N/2", leakage.inflow, unit));
    }
    let mut table = Table::new([
        ("", Align::Left),
        ("", Align::Point),
        ("", Align::Left),
        ("error", Align::Left),
    ]);
    for (name, Number(number), unit) in facts {
        table.row([
            name.to_owned(),
            shown(number, ALL),
            unit.to_owned(),
            number.kind.name().to_owned(),
        ]);
    }
    table.text()
}

fn footer(model: &Model, answer: &Steady) -> String {
    let start = match &model.initial {
        Some(initial) if !model.ensemble.has_unique_steady_state() => {
            format!("steady state from {}", initial.name)
        }
        _ => "steady state of any start".to_owned(),
    };
    let left_out = match answer.state.left_out {
        Some(Number(weight)) if weight.value > 0.0 => {
            let most = weight.value + weight.error;
            format!(
                "\nat most {most:.1e} of the weight lies where no populations are listed (bound, if those listed are right)"
            )
        }
        _ => String::new(),
    };
    format!(
        "{start}; {} picture, {}{left_out}\n(n) is the error of the last digit; a bound is proved, an estimate is not",
        answer.picture, answer.method
    )
}
