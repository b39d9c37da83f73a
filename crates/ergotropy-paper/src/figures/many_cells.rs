//! Beyond the paper: W against N up to a million cells, its limit, and the best bath of many cells.

use ergotropy_plot::{Axis, Colour, Curves, Dash, Figure, Legend, Marker, Reference, Series};
use ergotropy_sweep::Progress;

use super::description::Facts;
use super::plan::{Content, Plan, Trouble};
use super::table::{Row, Table};
use super::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, list, parameter, small, value};
use crate::item::Item;
use crate::many_cells::{
    Approach, FRACTIONS, Optimum, Preparation, STEPS, approaches, macroscopic_optimum, optima,
};

pub(super) const PLAN: Plan = Plan {
    item: Item::Extra("many-cells"),
    title: "Many cells: how the ergotropy approaches its limit, and the best bath",
    paper: "Not in the paper, which argues that 𝒲 stays above zero for <i>N</i> → ∞: here is how it gets there, and which \
            bath is best.",
    steps: STEPS,
    draw,
};

/// Ends of the axis of N.
const ENDS: (f64, f64) = (10.0, 1e6);
/// The least distance that is drawn; distances below their error are left out too.
const LEAST: f64 = 1e-9;

fn name(curve: &Approach) -> String {
    let alpha_c = curve.alpha_c;
    match curve.preparation {
        Preparation::Gibbs { q } => format!("$η = 1$, $q = {q}$, $α_c = {alpha_c}$"),
        Preparation::Local { eta, alpha_l } => {
            format!("$η = {eta}$, $α_ℓ = {alpha_l}$, $α_c = {alpha_c}$")
        }
    }
}

fn sizes() -> Axis {
    Axis::logarithmic("$N$").range(ENDS.0, ENDS.1)
}

/// A line in the colour of its curve, with a disc at each point.
fn solid(label: String, points: impl IntoIterator<Item = (f64, f64)>, at: usize) -> Series {
    Series::line(label, points)
        .dash(Dash::Solid)
        .marker(Marker::Disc)
        .colour(Colour::of_series(at))
}

fn dashed(points: impl IntoIterator<Item = (f64, f64)>, at: usize) -> Series {
    Series::line("", points)
        .dash(Dash::Dashed)
        .colour(Colour::of_series(at))
}

fn levels(curves: &[Approach]) -> Curves {
    let frame = Curves::new(sizes(), Axis::linear("$𝒲$")).aspect(0.8);
    curves.iter().enumerate().fold(frame, |panel, (at, curve)| {
        let limit = curve.limit.value;
        let points = curve.points.iter();
        let points = points.map(|&(cells, work)| (cells as f64, work.value));
        panel
            .series(dashed([(ENDS.0, limit), (ENDS.1, limit)], at))
            .series(solid(name(curve), points, at))
    })
}

fn distances(curves: &[Approach]) -> Curves {
    let frame = Curves::new(sizes(), Axis::logarithmic("$|𝒲 - 𝒲_∞|$").range(LEAST, 3.0))
        .legend(Legend::Hidden)
        .aspect(0.8);
    curves.iter().enumerate().fold(frame, |panel, (at, curve)| {
        let seen = curve
            .points
            .iter()
            .map(|&(cells, work)| (cells as f64, work - curve.limit))
            .filter(|(_, apart)| apart.value.abs() > LEAST.max(apart.error))
            .map(|(cells, apart)| (cells, apart.value.abs()));
        let panel = panel.series(solid(String::new(), seen, at));
        if curve.predicted.is_empty() {
            return panel;
        }
        let shifted = curve.predicted.iter();
        panel.series(dashed(
            shifted.map(|&(cells, shift)| (cells as f64, shift)),
            at,
        ))
    })
}

/// A panel with a quantity of the best bath as a function of N.
fn best(optima: &[Optimum], label: &str, limit: f64, quantity: fn(&Optimum) -> f64) -> Curves {
    let frame = Curves::new(Axis::logarithmic("$N$"), Axis::linear(label))
        .reference(Reference::horizontal(limit).label("$N → ∞$"))
        .aspect(0.8);
    optima
        .chunk_by(|a, b| a.model.eta == b.model.eta)
        .fold(frame, |panel, chain| {
            let points = chain
                .iter()
                .map(|optimum| (optimum.model.cells as f64, quantity(optimum)));
            panel.series(Series::line(format!("$η = {}$", chain[0].model.eta), points).marked())
        })
}

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let curves = approaches(progress)?;
    let optima = optima(progress)?;
    let (heat, share) = macroscopic_optimum();
    let picture = Figure::new()
        .columns(2)
        .panel(levels(&curves))
        .panel(distances(&curves))
        .panel(best(&optima, "$N (1 - α_c^*)$", heat, |optimum| {
            optimum.heat
        }))
        .panel(best(&optima, "$𝒲^*/N$", share, |optimum| {
            optimum.work.value / optimum.model.cells as f64
        }));
    let found = format!(
        "(a) {WORK} against the number of cells, and its limit (dashed). (b) The distance from the limit: \
         under collective noise alone it vanishes faster than any power of <i>N</i>, unless two ways \
         of filling the levels are equally good, as at <i>q</i> = 1/2 and {ALPHA_C} = 0, where it falls as \
         1/√<i>N</i>; with local noise as <i>c</i>/<i>N</i>, where <i>c</i> comes from a \
         shift of the baths that is known in closed form (dashed, no fit). (c), (d) The best \
         collective bath at {ALPHA_L} = 0: since the limit grows with {ALPHA_C} \
         without bound, the best {ALPHA_C} moves to 1, as 1 &minus; {heat:.3}/<i>N</i>, and takes \
         {WORK} with it, to {share:.4} <i>N</i>, whatever {ETA} and {GAMMA_R} are. At a million cells the distance from \
         the limit is {}.",
        ends(&curves),
    );
    Ok(Content {
        picture,
        wide: true,
        table: table(&curves, &optima)?,
        parameters: format!(
            "{GAMMA_R} = 1; (c), (d) {ALPHA_L} = 0, {ETA} = {} and {}",
            FRACTIONS[0], FRACTIONS[1]
        ),
        alt: format!(
            "Four panels against <i>N</i> on a logarithmic axis. (a) Six curves of {WORK} rise and level off at dashed lines. \
             (b) Their distances from these fall: as straight lines with local noise, as bending ones without, and slowest \
             for <i>q</i> = 1/2. (c) <i>N</i> (1 &minus; {ALPHA_C}*) and (d) {WORK}*/<i>N</i> rise towards dashed lines at \
             {heat:.3} and {share:.4}."
        ),
        found,
        facts: Some(facts(&curves, &optima)),
    })
}

/// How far the mixtures of noise still are from their limits, times N.
fn ends(curves: &[Approach]) -> String {
    let told: Vec<String> = curves
        .iter()
        .filter_map(|curve| match (curve.preparation, curve.points.last()) {
            (Preparation::Local { eta, alpha_l }, Some(&(cells, work))) => Some(format!(
                "{:.3}/<i>N</i> ({ETA} = {eta}, {ALPHA_L} = {alpha_l})",
                (curve.limit - work).value * cells as f64
            )),
            _ => None,
        })
        .collect();
    list(&told)
}

fn table(curves: &[Approach], optima: &[Optimum]) -> Result<Table, Trouble> {
    let mut table = Table::new(&["q", "bath", "ergotropy±", "limit±"]);
    for curve in curves {
        for &(cells, work) in &curve.points {
            let row = Row::of(&curve.preparation.model(cells, curve.alpha_c));
            let row = match curve.preparation {
                Preparation::Gibbs { q } => row.number(q),
                Preparation::Local { .. } => row.word(""),
            };
            table.push(&row.word("fixed").bounded(work).bounded(curve.limit));
        }
    }
    for optimum in optima {
        let Optimum { model, work, .. } = optimum;
        let preparation = Preparation::Local {
            eta: model.eta,
            alpha_l: model.alpha_l,
        };
        let limit = preparation.limit(model.alpha_c)?;
        let row = Row::of(model).word("").word("best");
        table.push(&row.bounded(*work).bounded(limit));
    }
    Ok(table)
}

fn facts(curves: &[Approach], optima: &[Optimum]) -> Facts {
    let head = [
        "<i>N</i>",
        ETA,
        "<i>q</i> or <i>α</i><sub>ℓ</sub>",
        ALPHA_C,
        WORK,
        "limit at this bath",
        "distance",
    ];
    let ends = curves.iter().filter_map(|curve| {
        let &(cells, work) = curve.points.last()?;
        let (eta, ratio) = match curve.preparation {
            Preparation::Gibbs { q } => (1.0, q),
            Preparation::Local { eta, alpha_l } => (eta, alpha_l),
        };
        Some([
            cells.to_string(),
            eta.to_string(),
            ratio.to_string(),
            parameter(curve.alpha_c),
            value(work),
            value(curve.limit),
            small(curve.limit - work),
        ])
    });
    let best = optima.iter().map(|Optimum { model, work, .. }| {
        [
            model.cells.to_string(),
            model.eta.to_string(),
            model.alpha_l.to_string(),
            parameter(model.alpha_c),
            value(*work),
            "—".to_owned(),
            "best bath".to_owned(),
        ]
    });
    Facts::new(head, ends.chain(best))
}
