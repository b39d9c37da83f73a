//! Beyond the paper: ergotropy over time of cells at places.

use ergotropy::Bounded;
use ergotropy_plot::{Axis, Colour, Curves, Dash, Figure, Series};
use ergotropy_sweep::{Progress, logarithmic, map};

use super::description::Facts;
use super::plan::{Content, Plan, Trouble};
use super::table::{Row, Table};
use super::words::{ALPHA_C, WORK, list, numbers, value};
use crate::item::Item;
use crate::places::{ALPHA, LATEST_SHIFTED, Places, SEED, Shape, dicke, works};
use crate::point::Point;

pub(super) const PLAN: Plan = Plan {
    item: Item::Extra("places"),
    title: "Cells at places: how long collective noise is collective",
    paper: "Not in the paper, which names the distance alone (Eq. 40-43): here is the work over time at finite distances, with and \
            without the dipole-dipole shift.",
    steps: (PANELS.len() * SPACINGS.len()) as u64,
    draw,
};

const CELLS: u64 = 6;

/// Distances of neighbours in wavelengths.
const SPACINGS: [f64; 5] = [0.03, 0.05, 0.1, 0.2, 0.5];

/// Shape, shift, first distance, last time and title of a panel. Random places have pairs so close that their shift takes long to follow.
const PANELS: [Panel; 4] = [
    panel(Shape::Chain, false, 0, 100.0, "chain, without shift"),
    panel(Shape::Chain, true, 0, LATEST_SHIFTED, "chain, with shift"),
    panel(Shape::Ring, true, 0, LATEST_SHIFTED, "ring, with shift"),
    panel(
        Shape::Random,
        true,
        2,
        LATEST_SHIFTED,
        "at random, with shift",
    ),
];

#[derive(Clone, Copy)]
struct Panel {
    shape: Shape,
    shift: bool,
    first: usize,
    last: f64,
    title: &'static str,
}

const fn panel(shape: Shape, shift: bool, first: usize, last: f64, title: &'static str) -> Panel {
    Panel {
        shape,
        shift,
        first,
        last,
        title,
    }
}

const FIRST: f64 = 0.01;
const POINTS: usize = 80;

struct Charged {
    places: Places,
    points: Vec<(f64, Bounded)>,
}

impl Charged {
    /// Time and height of the highest point.
    fn highest(&self) -> (f64, Bounded) {
        let points = self.points.iter().copied();
        points.fold(self.points[0], |best, at| {
            if at.1.value > best.1.value { at } else { best }
        })
    }
}

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let panels = PANELS.iter().map(|panel| {
        let curves = map(&SPACINGS[panel.first..], progress, |&spacing| {
            let places = Places {
                shape: panel.shape,
                cells: CELLS,
                spacing,
                shift: panel.shift,
            };
            let times = logarithmic(FIRST, panel.last, POINTS);
            let works = places.curve(&times)?;
            let points = times.into_iter().zip(works).collect();
            Ok::<_, ergotropy::Error>(Charged { places, points })
        })?;
        Ok((*panel, curves))
    });
    let panels: Vec<(Panel, Vec<Charged>)> = panels.collect::<Result<_, Trouble>>()?;
    let ideal = Point::collective(CELLS, ALPHA).ensemble()?;
    let times = logarithmic(FIRST, PANELS[0].last, POINTS);
    let ideal = times.iter().copied().zip(works(&ideal, &times)?);
    let ideal: Vec<(f64, f64)> = ideal.map(|(time, work)| (time, work.value)).collect();
    let mut picture = Figure::new().columns(2).share_vertical().share_legend();
    for (panel, curves) in &panels {
        let axis = Axis::logarithmic("$γ_0 t$").range(FIRST, panel.last);
        let whole = ideal.iter().copied().filter(|at| at.0 <= panel.last);
        let one_place = Series::line("one place", whole)
            .dash(Dash::Dashed)
            .colour(Colour::of_series(SPACINGS.len()));
        let mut drawn = Curves::new(axis, Axis::linear("$𝒲(t)$"))
            .title(panel.title)
            .aspect(0.7)
            .series(one_place);
        for (at, curve) in curves.iter().enumerate() {
            let points = curve.points.iter().map(|&(time, work)| (time, work.value));
            let line = Series::line(format!("$a = {}λ$", curve.places.spacing), points);
            let colour = Colour::of_series(panel.first + at);
            drawn = drawn.series(line.dash(Dash::Solid).colour(colour));
        }
        picture = picture.panel(drawn);
    }
    let dicke = dicke(CELLS)?;
    let closest = |panel: usize| panels[panel].1[0].highest().1;
    let found = format!(
        "Cells at one place keep {WORK} = {} for ever (dashed). At a distance they reach it, keep it for a while and lose all of it, the sooner the \
         farther they are from each other (a): the plateau ends at about 0.5/<i>x</i>², <i>x</i> = 2π<i>a</i>/<i>λ</i>. The \
         dipole-dipole shift (b) grows as 1/<i>x</i>³, and spoils chains of close cells: at <i>a</i> = {} <i>λ</i> the \
         greatest {WORK} is {} in place of {}. On a ring (c) all cells are shifted alike in the state in which they are charged, and the peak stays: {}. Places \
         at random (d) have close pairs that the shift tunes away from the rest.",
        value(dicke),
        SPACINGS[0],
        value(closest(1)),
        value(closest(0)),
        value(closest(2)),
    );
    Ok(Content {
        picture,
        wide: true,
        table: table(&panels),
        parameters: format!(
            "<i>N</i> = {CELLS}, {ALPHA_C} = {ALPHA}, ground start, dipoles normal to chain and ring; <i>a</i>/<i>λ</i> = {}; random places \
             in a cube of side <i>a N</i><sup>1/3</sup>, seed {SEED}",
            numbers(&SPACINGS)
        ),
        alt: alt(&panels),
        found,
        facts: Some(facts(&panels, dicke)),
    })
}

fn table(panels: &[(Panel, Vec<Charged>)]) -> Table {
    let mut table = Table::new(&[
        "places",
        "spacing",
        "shift",
        "initial",
        "time",
        "ergotropy±",
    ]);
    for curve in panels.iter().flat_map(|(_, curves)| curves) {
        let Places {
            shape,
            spacing,
            shift,
            ..
        } = curve.places;
        for &(time, work) in &curve.points {
            let row = Row::of(&Point::collective(CELLS, ALPHA)).word(shape.name());
            let row = row.number(spacing).word(shift.to_string()).word("ground");
            table.push(&row.number(time).bounded(work));
        }
    }
    table
}

fn facts(panels: &[(Panel, Vec<Charged>)], dicke: Bounded) -> Facts {
    let head = [
        "places",
        "shift",
        "<i>a</i>/<i>λ</i>",
        &format!("greatest {WORK}"),
        "at <i>γ</i><sub>0</sub><i>t</i>",
        "over that of one place",
    ];
    Facts::new(
        head,
        panels.iter().flat_map(|(_, curves)| curves).map(|curve| {
            let (time, work) = curve.highest();
            [
                curve.places.shape.name().to_owned(),
                if curve.places.shift { "yes" } else { "no" }.to_owned(),
                curve.places.spacing.to_string(),
                value(work),
                format!("{time:.3}"),
                format!("{:.3}", work.value / dicke.value),
            ]
        }),
    )
}

/// The picture in words.
fn alt(panels: &[(Panel, Vec<Charged>)]) -> String {
    let told: Vec<String> = panels
        .iter()
        .map(|(panel, curves)| {
            let peaks: Vec<String> = curves
                .iter()
                .map(|curve| format!("{:.3}", curve.highest().1.value))
                .collect();
            format!("{}: peaks {}", panel.title, list(&peaks))
        })
        .collect();
    format!(
        "Four panels of {WORK} over time on a logarithmic axis, a curve for each distance of neighbours and a dashed one for cells at one \
         place, which rises and stays. All others rise with it and fall to zero, the later the closer the cells are. {}.",
        told.join("; ")
    )
}
