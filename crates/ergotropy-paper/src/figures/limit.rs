//! Beyond the paper: the limit N → ∞ over both ratios.

use ergotropy::closed_form::limit;
use ergotropy::{Bath, Bounded};
use ergotropy_plot::{Axis, Figure, Grid, Guide, HeatMap};
use ergotropy_sweep::{Progress, linear, map, product};

use super::plan::{Content, Plan, Trouble};
use super::table::{Row, Table};
use super::words::{ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK};
use crate::item::Item;

pub(super) const PLAN: Plan = Plan {
    item: Item::Extra("limit"),
    title: "The ergotropy of infinitely many cells",
    paper: "Not in the paper, whose Eq. 30 says that the limit is above zero off the line <i>α</i><sub>c</sub> = <i>q</i>: here is \
            its value.",
    steps: (NODES * NODES) as u64,
    draw,
};

const NODES: usize = 101;
const TOP: f64 = 0.95;
const LEVELS: [f64; 8] = [0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0];
/// The work at the top of the colour scale.
const MOST: f64 = 10.0;

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let axis = linear(0.0, TOP, NODES);
    let points = product(&axis, &axis);
    let works: Vec<Bounded> = map(&points, progress, |&(q, alpha_c)| {
        limit::gibbs_start(Bath::from_bose_ratio(alpha_c)?, q)
    })?;
    let heights = works.iter().map(|work| work.value).collect();
    let picture = HeatMap::new(
        Axis::linear("$q$ ($η = 1$) or $α_ℓ$ ($0 < η < 1$)").range(0.0, TOP),
        Axis::linear("$α_c$").range(0.0, TOP),
        Grid::new(NODES, NODES, heights)?,
    )
    .title("$N → ∞$")
    .bar_label("$𝒲$")
    .range(0.0, MOST)
    .contours(LEVELS)
    .label_contours()
    .emphasise_small()
    .zero_below(0.0)
    .guide(Guide::new([(0.0, 0.0), (TOP, TOP)]).label("$α_c = q$"));
    let mut table = Table::new(&["q", "ergotropy±"]);
    for (&(q, alpha_c), &work) in points.iter().zip(&works) {
        table.push(&Row::of_infinitely_many(alpha_c, q).number(q).bounded(work));
    }
    let zeros = off_the_line(&points, &works);
    let found = format!(
        "The limit <i>N</i> → ∞ of {WORK}, of Eq. 30: under collective noise alone from a Gibbs start of ratio \
         <i>q</i>, and, with {ALPHA_L} in the place of <i>q</i>, for a mixture with any fixed \
         0 &lt; {ETA} &lt; 1 and {GAMMA_R} &gt; 0. It is finite for {ALPHA_C}, <i>q</i> &lt; 1 and vanishes on the line \
         {ALPHA_C} = <i>q</i> only ({zeros} of the other points of the map have {WORK} = 0), where it is \
         flat to all orders. It grows without bound towards {ALPHA_C} = 1, as {ALPHA_C}/(1 &minus; \
         {ALPHA_C}), and towards <i>q</i> = 1. Colours end at {MOST}.",
    );
    Ok(Content {
        picture: Figure::new().panel(picture),
        wide: false,
        table,
        parameters: "<i>N</i> → ∞".to_owned(),
        alt: format!(
            "Map of the limit: <i>q</i> or {ALPHA_L} to the right, {ALPHA_C} upwards, both from 0 to {TOP}. The values are \
             zero on the diagonal, rise slowly beside it, and fast towards the upper left and the lower right corner."
        ),
        found,
        facts: None,
    })
}

/// The number of points off the line that have no ergotropy.
fn off_the_line(points: &[(f64, f64)], works: &[Bounded]) -> usize {
    let pairs = points.iter().zip(works);
    pairs
        .filter(|((q, alpha_c), work)| q != alpha_c && work.value <= 0.0)
        .count()
}
