//! Beyond the paper: where the Gibbs product is the best start, and by how much it is not.

use ergotropy::schur::{Best, GibbsOrbit};
use ergotropy::{Bath, Error};
use ergotropy_plot::{Axis, Curves, Dash, Figure, Grid, Guide, HeatMap, Legend, Mark};
use ergotropy_plot::{PlotError, Series};
use ergotropy_sweep::{Progress, linear, map, product, threshold};

use crate::figures::landscape::TOP;
use crate::figures::table::{Row, Table};
use crate::figures::words::{ALPHA_C, ETA, parameter, percent, value};
use crate::figures::{Content, Facts, Plan, TWO_COLUMNS, Trouble};
use crate::item::Item;
use crate::point::Point as Model;
use crate::rotated::{SEED, best, cold_side, greatest, hot_side, paper_pairs, search};

pub(crate) const PLAN: Plan = Plan {
    item: Item::Extra("best-starts"),
    title: "The best start that any unitary can make of a Gibbs product",
    steps: STEPS,
    draw,
};

/// Cells, nodes along each axis, and the assignments that climbing begins from.
const MAPS: [(u32, usize, u32); 7] = [
    (2, 61, 0),
    (3, 61, 0),
    (4, 61, 0),
    (5, 31, 12),
    (6, 25, 1),
    (7, 21, 0),
    (8, 17, 0),
];
const STEPS: u64 = 3 * 61 * 61 + 31 * 31 + 25 * 25 + 21 * 21 + 17 * 17;

/// The lower end of both axes: on the axes themselves nothing gains.
const BOTTOM: f64 = 0.01;

/// Heights of the contours, and the top of the colours.
const LEVELS: [f64; 7] = [0.002, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2];
const MOST: f64 = 0.25;

/// The gain of the best start over q (to the right) and α_c (upwards).
struct GainMap {
    cells: u32,
    nodes: usize,
    points: Vec<(f64, f64)>,
    found: Vec<Best>,
    /// The best gain, or how much the best single exchange loses where nothing gains.
    heights: Vec<f64>,
}

/// The gain of the best exchange of two eigenvalues in the Gibbs product, negative where none gains.
fn best_exchange(orbit: &GibbsOrbit) -> f64 {
    let gibbs = orbit.gibbs();
    let copies = gibbs.copies();
    // Copies of one ladder are alike: two of each stand for all.
    let few: Vec<usize> = (0..copies.len())
        .filter(|&c| c < 2 || copies[c].ladder() != copies[c - 2].ladder())
        .collect();
    let mut top = f64::NEG_INFINITY;
    for (place, &one) in few.iter().enumerate() {
        for &other in &few[place + 1..] {
            for &a in copies[one].classes() {
                for &b in copies[other].classes().iter().filter(|&&b| b != a) {
                    if let Some(start) = gibbs.exchanged((one, a), (other, b)) {
                        top = top.max(orbit.value(&start).gain.value);
                    }
                }
            }
        }
    }
    top
}

impl GainMap {
    fn new((cells, nodes, draws): (u32, usize, u32), progress: &Progress) -> Result<Self, Error> {
        let axis = linear(BOTTOM, TOP, nodes);
        let points = product(&axis, &axis);
        let solved = map(&points, progress, |&(q, alpha)| {
            let orbit = GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)?;
            let best = best(&orbit, draws)?;
            let height = if best.work.gain.lower() > 0.0 {
                best.work.gain.value
            } else {
                best_exchange(&orbit).min(0.0)
            };
            Ok::<_, Error>((best, height))
        })?;
        let (found, heights) = solved.into_iter().unzip();
        Ok(Self {
            cells,
            nodes,
            points,
            found,
            heights,
        })
    }

    /// Share of the nodes at which no better start was found.
    fn gibbs_share(&self) -> f64 {
        let best = self.heights.iter().filter(|&&height| height <= 0.0);
        best.count() as f64 / self.heights.len() as f64
    }

    fn highest(&self) -> (f64, f64, &Best) {
        let gain = |place: &usize| self.found[*place].work.gain.value;
        let place = (0..self.found.len())
            .max_by(|a, b| gain(a).total_cmp(&gain(b)))
            .unwrap_or(0);
        let (q, alpha) = self.points[place];
        (q, alpha, &self.found[place])
    }

    fn heat_map(&self) -> Result<HeatMap, PlotError> {
        let how = if self.cells <= 4 {
            ""
        } else {
            " (lower bound)"
        };
        let map = HeatMap::new(
            Axis::linear("$q$ of the start").range(BOTTOM, TOP),
            Axis::linear("$α_c$ of the bath").range(BOTTOM, TOP),
            Grid::new(self.nodes, self.nodes, self.heights.clone())?,
        )
        .title(format!("$N = {}${how}", self.cells))
        .bar_label("gain")
        .range(0.0, MOST)
        .contours(LEVELS)
        .zero_below(0.0);
        let map = borders(self.cells).into_iter().fold(map, HeatMap::guide);
        Ok(notes(self.cells).into_iter().fold(map, HeatMap::mark))
    }
}

/// The curves on which the gain vanishes, where they are known, and α_c = q.
fn borders(cells: u32) -> Vec<Guide> {
    let heights = linear(0.0, TOP, 200);
    let root = |condition: &dyn Fn(f64) -> bool| {
        threshold(0.0, 1.0, 1e-9, |x| {
            Ok::<_, std::convert::Infallible>(condition(x))
        })
        .unwrap_or(0.0)
    };
    let over_alpha = |q: &dyn Fn(f64) -> f64| -> Vec<(f64, f64)> {
        heights.iter().map(|&alpha| (q(alpha), alpha)).collect()
    };
    match cells {
        2 => {
            let q = |alpha: f64| {
                let share = alpha * alpha / (1.0 + alpha);
                share / (1.0 - share)
            };
            vec![Guide::new(over_alpha(&q)).dash(Dash::Solid)]
        }
        3 => vec![Guide::new(over_alpha(&|alpha| alpha * alpha)).dash(Dash::Solid)],
        4 => {
            let hot = |alpha: f64| root(&|q| hot_side(q, alpha) > 0.0);
            let cold: Vec<(f64, f64)> = heights
                .iter()
                .map(|&q| (q, root(&|alpha| cold_side(q, alpha) > 0.0)))
                .collect();
            vec![
                Guide::new(over_alpha(&hot)).dash(Dash::Solid),
                Guide::new(cold).dash(Dash::Solid),
            ]
        }
        _ => vec![Guide::new([(0.0, 0.0), (TOP, TOP)]).dash(Dash::Dotted)],
    }
}

/// What the regions are.
fn notes(cells: u32) -> Vec<Mark> {
    match cells {
        2 => vec![
            Mark::note(0.62, 0.36, "Gibbs start best:"),
            Mark::note(0.62, 0.25, "$q/(1+q) ≥ α_c^2/(1+α_c)$"),
        ],
        3 => vec![
            Mark::note(0.62, 0.36, "Gibbs start best:"),
            Mark::note(0.62, 0.25, "$q ≥ α_c^2$"),
        ],
        4 => vec![
            Mark::note(0.27, 0.8, "better starts,"),
            Mark::note(0.27, 0.71, "hot bath"),
            Mark::note(0.72, 0.47, "Gibbs start best"),
            Mark::note(0.7, 0.17, "better starts,"),
            Mark::note(0.7, 0.08, "cold bath"),
        ],
        _ => Vec::new(),
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
    let caption = format!(
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
        pixels: TWO_COLUMNS,
        table: table(&maps),
        parameters: format!(
            "{ETA} = 1, <i>q</i> = exp(&minus;<i>β</i><sub>q</sub>), {ALPHA_C} = \
             exp(&minus;<i>β</i><sub>c</sub>); <i>N</i> = 2 to 8; climbing with seed {SEED}. \
             Energies in units of <i>ħω</i>"
        ),
        caption,
        facts: Some(facts(&maps, &tops)),
    })
}

/// One part in 2^20 from infinite temperature.
const NEARLY_ONE: f64 = 1.0 - 1.0 / 1_048_576.0;

fn table(maps: &[GainMap]) -> Table {
    let mut table = Table::new(&[
        "q",
        "beta_q",
        "beta_c",
        "gain",
        "gain_error",
        "gain_kind",
        "ergotropy",
        "ergotropy_error",
        "ergotropy_kind",
        "cost",
        "cost_error",
        "cost_kind",
        "method",
        "best_start",
    ]);
    for map in maps {
        for (&(q, alpha), best) in map.points.iter().zip(&map.found) {
            table.push(
                &Row::of(&Model::collective(map.cells.into(), alpha))
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
    Facts {
        head: head.map(str::to_owned).to_vec(),
        rows: maps
            .iter()
            .zip(tops)
            .map(|(map, top)| {
                let (q, alpha, best) = map.highest();
                vec![
                    map.cells.to_string(),
                    if map.cells <= 4 {
                        "all assignments".to_owned()
                    } else {
                        "climbing".to_owned()
                    },
                    percent(map.gibbs_share()),
                    value(best.work.gain),
                    parameter(q),
                    parameter(alpha),
                    value(top.1.work.gain),
                    parameter(top.0),
                ]
            })
            .collect(),
    }
}
