//! The figure of the best starts.

use ergotropy::best_start::Best;
use ergotropy_plot::{Axis, Curves, Figure, Legend, Mark, Series};
use ergotropy_sweep::{Progress, map};

use super::gain_map::GainMap;
use crate::figures::description::Facts;
use crate::figures::plan::{Content, Plan, Trouble};
use crate::figures::table::{Row, Table};
use crate::figures::words::{ALPHA_C, ETA, parameter, percent, value};
use crate::item::Item;
use crate::point::{NEARLY_ONE, Point};
use crate::rotated::{SEED, greatest, paper_pairs, search};

pub(crate) const PLAN: Plan = Plan {
    item: Item::Extra("best-starts"),
    title: "The best start that any unitary can make of a Gibbs product",
    paper: "Not in the paper, which takes the thermal start for the best one: here is where it is, and where it is not.",
    steps: STEPS,
    draw,
};

/// Cells, nodes along each axis, and the assignments that climbing begins from.
const MAPS: [(u32, usize, u32); 7] = [
    (2, 41, 0),
    (3, 41, 0),
    (4, 41, 0),
    (5, 25, 6),
    (6, 21, 1),
    (7, 19, 0),
    (8, 19, 0),
];
const STEPS: u64 = points(&MAPS);

/// The number of points of all maps.
const fn points(maps: &[(u32, usize, u32)]) -> u64 {
    match maps {
        [] => 0,
        [(_, nodes, _), rest @ ..] => (*nodes as u64).pow(2) + points(rest),
    }
}

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let maps = map(&MAPS, &Progress::hidden(), |&size| {
        GainMap::new(size, progress)
    })?;
    let sizes: Vec<u32> = MAPS.iter().map(|size| size.0).collect();
    let tops = map(&sizes, &Progress::hidden(), |&cells| {
        greatest(cells, NEARLY_ONE)
    })?;
    let mut picture = Figure::new().columns(3).share_colours();
    for map in &maps {
        let mut panel = map.heat_map()?;
        if map.cells == 4 {
            for (beta_q, beta_c) in paper_pairs() {
                let (q, alpha) = ((-beta_q).exp(), (-beta_c).exp());
                panel = panel.mark(Mark::circle(q, alpha));
            }
        }
        picture = picture.panel(panel);
    }
    let greatest_gains = sizes
        .iter()
        .zip(&tops)
        .map(|(&cells, top)| (f64::from(cells), top.1.work.gain.value));
    let shares = maps
        .iter()
        .map(|map| (f64::from(map.cells), 100.0 * map.gibbs_share()));
    let over_size = |label: &str, top: f64| {
        Curves::new(
            Axis::linear("number of cells $N$").range(1.5, 8.5),
            Axis::linear(label).range(0.0, top),
        )
        .legend(Legend::Hidden)
        .aspect(1.0)
    };
    picture = picture
        .panel(
            over_size("gain $/ω$", 0.3)
                .title("greatest gain, $α_c → 1$")
                .series(Series::line("", greatest_gains).marked()),
        )
        .panel(
            over_size("share of the map, %", 80.0)
                .title("where Gibbs start is best")
                .series(Series::line("", shares).marked()),
        );
    let (least, most) = (&tops[0], &tops[tops.len() - 1]);
    let found = format!(
        "By how much the best unitary of all cells beats doing nothing: its steady work, less its \
         cost, less the steady work of the Gibbs product. The best start over all unitaries is an \
         assignment of the Gibbs eigenvalues to the vectors |<i>j</i>, <i>m</i>, <i>σ</i>⟩, a \
         theorem; up to N = 4 all of them are compared here, and beyond, hill climbing finds a lower \
         bound. In the grey regions the Gibbs product is best, or nothing better was found. The lines of (a) to (c) are \
         closed formulas: proved for N = 2, found on grids for 3 and 4, where a second region \
         appears below {ALPHA_C} = <i>q</i> (dotted in d to g): a bath that is colder than the \
         start has better starts too. The \
         circles are the temperatures of Fig. 10. As N grows the wedge in which the Gibbs product \
         is best closes, from {} of the map at N = 2 to {} at N = {}, and the greatest \
         gain rises from {} to at least {}. For two cells the \
         better start exchanges the eigenvalues of |11⟩ and of the singlet, so that the bright ladder \
         has more weight and the singlet less. In the CSV, <code>best_start</code> lists for each ladder \
         d = <i>N</i>/2 &minus; <i>j</i> the powers k of the eigenvalues ∝ <i>q</i><sup>k</sup> on its rungs, from \
         the lowest, copy by copy.",
        percent(maps[0].gibbs_share()),
        percent(maps[maps.len() - 1].gibbs_share()),
        sizes[sizes.len() - 1],
        value(least.1.work.gain),
        parameter(most.1.work.gain.value),
    );
    Ok(Content {
        picture,
        wide: true,
        table: table(&maps),
        parameters: format!(
            "{ETA} = 1, <i>q</i> = exp(&minus;<i>β</i><sub>q</sub>), {ALPHA_C} = \
             exp(&minus;<i>β</i><sub>c</sub>); <i>N</i> = 2 to 8; climbing with seed {SEED}. \
             Energies in units of <i>ħω</i>"
        ),
        alt: format!(
            "Seven maps of the gain for 2 to 8 cells, <i>q</i> of the start to the right and {ALPHA_C} upwards, and two \
             curves against <i>N</i>. A coloured region above a line from corner to corner has better starts; from four \
             cells on there is a second one below the diagonal. The grey wedge between them, where the Gibbs product is \
             best, closes from {} of the map to {}; the greatest gain rises from {:.3} to {:.3}.",
            percent(maps[0].gibbs_share()),
            percent(maps[maps.len() - 1].gibbs_share()),
            least.1.work.gain.value,
            most.1.work.gain.value,
        ),
        found,
        facts: Some(facts(&maps, &tops)),
    })
}

fn table(maps: &[GainMap]) -> Table {
    let mut table = Table::new(&[
        "q",
        "beta_q",
        "beta_c",
        "gain±",
        "ergotropy±",
        "cost±",
        "method",
        "best_start",
    ]);
    for map in maps {
        for (&(q, alpha), best) in map.points.iter().zip(&map.found) {
            table.push(
                &Row::of(&Point::collective(map.cells.into(), alpha))
                    .number(q)
                    .number(0.0 - q.ln())
                    .number(0.0 - alpha.ln())
                    .bounded(best.work.gain)
                    .bounded(best.work.steady_work)
                    .bounded(best.work.cost)
                    .word(search(map.cells))
                    .word(best.reassignment.to_string()),
            );
        }
    }
    table
}

fn facts(maps: &[GainMap], tops: &[(f64, Best)]) -> Facts {
    let head = [
        "<i>N</i>",
        "found by",
        "map where the Gibbs product is best",
        "greatest gain of the map",
        "at <i>q</i>",
        &format!("at {ALPHA_C}"),
        &format!("greatest gain, {ALPHA_C} → 1"),
        "at <i>q</i>",
    ];
    let rows = maps.iter().zip(tops).map(|(map, top)| {
        let (q, alpha, best) = map.highest();
        let found_by = if map.cells <= 4 {
            "all assignments"
        } else {
            "climbing"
        };
        [
            map.cells.to_string(),
            found_by.to_owned(),
            percent(map.gibbs_share()),
            value(best.work.gain),
            parameter(q),
            parameter(alpha),
            value(top.1.work.gain),
            parameter(top.0),
        ]
    });
    Facts::new(head, rows)
}
