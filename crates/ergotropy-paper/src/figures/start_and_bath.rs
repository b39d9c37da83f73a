//! Fig. 2 and 7: ergotropy over the start and the collective bath, for collective noise alone.

use ergotropy_plot::{Figure, HeatMap};
use ergotropy_sweep::{Progress, map};

use super::description::Facts;
use super::landscape::{Landscape, Peak, Plane, STEPS, TOP, table};
use super::plan::{Content, Plan, Trouble};
use super::words::{ALPHA_C, ETA, WORK, list, parameter, percent, value};
use crate::item::Item;

pub(super) const PLANS: [Plan; 2] = [
    Plan {
        item: Item::Figure(2),
        title: "Collective noise alone, 26 cells",
        paper: "The paper draws the steady 𝒲 of 26 cells over the start and the bath, and states that 𝒲 &gt; 0 off the line \
                <i>α</i><sub>c</sub> = <i>q</i> and typically grows as <i>α</i><sub>c</sub> → 1 or <i>q</i> → 1.",
        steps: STEPS,
        draw: |progress| draw(&[26], "", fig02, progress),
    },
    Plan {
        item: Item::Figure(7),
        title: "Collective noise alone, three sizes",
        paper: "The paper draws the same map for 4, 10 and 26 cells, and states that 𝒲 &gt; 0 except on the line \
                <i>α</i><sub>c</sub> = <i>q</i>, and that it typically increases as <i>α</i><sub>c</sub> → 1.",
        steps: 3 * STEPS,
        draw: |progress| {
            let range = format!("; 0 ≤ <i>q</i>, {ALPHA_C} ≤ {TOP}");
            draw(&[4, 10, 26], &range, fig07, progress)
        },
    },
];

/// Draws a panel for each size.
fn draw(
    sizes: &[u64],
    range: &str,
    found: fn(&[Landscape]) -> String,
    progress: &Progress,
) -> Result<Content, Trouble> {
    let maps = map(sizes, &Progress::hidden(), |&cells| {
        Landscape::new(Plane::Starts { cells }, progress)
    })?;
    let sizes: Vec<String> = sizes.iter().map(u64::to_string).collect();
    let pictures: Vec<HeatMap> = sizes
        .iter()
        .zip(&maps)
        .map(|(cells, map)| map.heat_map(format!("$N = {cells}$"), map.best.work.value))
        .collect::<Result<_, _>>()?;
    let frame = Figure::new().share_vertical();
    Ok(Content {
        wide: pictures.len() > 1,
        picture: pictures.into_iter().fold(frame, Figure::panel),
        table: table(&["q", "initial", "ergotropy±"], &maps),
        parameters: format!(
            "<i>N</i> = {}, {ETA} = 1, Gibbs start{range}",
            sizes.join(", ")
        ),
        alt: alt(&maps),
        found: found(&maps),
        facts: Some(facts(&sizes, &maps)),
    })
}

fn facts(sizes: &[String], maps: &[Landscape]) -> Facts {
    Facts::new(
        [
            "<i>N</i>",
            &format!("greatest {WORK}"),
            "at <i>q</i>",
            &format!("at {ALPHA_C}"),
            &format!("greatest {WORK} at {ALPHA_C} = 0"),
            "at <i>q</i>",
            &format!("off the line, {WORK} = 0 on"),
        ],
        sizes.iter().zip(maps).map(|(cells, map)| {
            [
                cells.clone(),
                value(map.best.work),
                parameter(map.best.x),
                parameter(map.best.y),
                value(map.second.work),
                parameter(map.second.x),
                percent(map.zero_share()),
            ]
        }),
    )
}

/// A sentence on the line on which the bath is as hot as the start.
fn diagonal(maps: &[Landscape]) -> String {
    let beside = if maps.iter().all(|map| map.zero_share() == 0.0) {
        format!("; at every other point of the grid {WORK} is above zero.")
    } else {
        format!(
            ". But {WORK} is zero, within its proved error, in a whole region around the line \
             (grey): a small difference of temperatures only reshuffles populations within the \
             order that a passive state needs."
        )
    };
    format!(
        "On the line {ALPHA_C} = <i>q</i> there is no work, since the bath is as hot as the \
         start{beside}"
    )
}

/// The picture in words.
fn alt(maps: &[Landscape]) -> String {
    let panels: Vec<String> = maps
        .iter()
        .map(|map| {
            format!(
                "up to {WORK} = {:.3} at <i>q</i> = {:.2}, {ALPHA_C} = {:.2}, up to {:.3} on the lower border, grey on \
                 {} off the diagonal",
                map.best.work.value,
                map.best.x,
                map.best.y,
                map.second.work.value,
                percent(map.zero_share()),
            )
        })
        .collect();
    format!(
        "{} of the steady ergotropy: <i>q</i> of the start to the right, {ALPHA_C} of the bath upwards, both from 0 to \
         {TOP}. Two lobes rise away from the diagonal {ALPHA_C} = <i>q</i>, one above it towards a hot bath, one \
         below it towards a hot start; between them {WORK} = 0 in a grey wedge. {}.",
        if maps.len() > 1 { "Maps" } else { "Map" },
        panels.join("; "),
    )
}

fn fig02(maps: &[Landscape]) -> String {
    let map = &maps[0];
    format!(
        "{} The greatest value on the map is {WORK} \
         = {} (star), {}. A bath at zero temperature, {ALPHA_C} = 0, gives up to {WORK} = {}, from \
         <i>q</i> = {} (circle): it brings each ladder down to its lowest rung, and the dark \
         ladders keep what they cannot radiate.",
        diagonal(maps),
        value(map.best.work),
        corner(map.best),
        value(map.second.work),
        parameter(map.second.x),
    )
}

fn corner(best: Peak) -> String {
    if best.x == 0.0 && best.y == TOP {
        format!("in the corner of the coldest start and the hottest bath, {ALPHA_C} = {TOP}")
    } else {
        let (q, alpha_c) = (parameter(best.x), parameter(best.y));
        format!("at <i>q</i> = {q} and {ALPHA_C} = {alpha_c}")
    }
}

fn fig07(maps: &[Landscape]) -> String {
    let heights = |peak: fn(&Landscape) -> Peak| {
        let heights: Vec<String> = maps.iter().map(|map| value(peak(map).work)).collect();
        list(&heights)
    };
    let zeros: Vec<String> = maps.iter().map(|map| percent(map.zero_share())).collect();
    format!(
        "{} Each map has its own scale of colours; the greatest values (stars) are {WORK} = {}. The two sides of the line are different \
         machines: above it the bath heats the ladders, below it the bath cools them, and the dark \
         ladders stay excited (circles: {WORK} = {} at {ALPHA_C} = 0). The grey region shrinks as \
         <i>N</i> grows, from {} of the map off the line to {}, the shares that claim C1 gives.",
        diagonal(maps),
        heights(|map| map.best),
        heights(|map| map.second),
        zeros[0],
        zeros[zeros.len() - 1],
    )
}
