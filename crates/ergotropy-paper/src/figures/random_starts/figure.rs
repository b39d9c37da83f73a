//! The figure of the random starts.

use ergotropy_plot::{Axis, Curves, Figure, Legend, Mark, Reference};
use ergotropy_sweep::Progress;

use super::sample::{Sample, samples};
use crate::figures::description::Facts;
use crate::figures::extent::extent;
use crate::figures::plan::{Content, Plan, Trouble};
use crate::figures::rotations::{self, GAIN, colour, label, row};
use crate::figures::table::Table;
use crate::figures::words::{BETA_C, BETA_Q, parameter, small};
use crate::item::Item;
use crate::rotated::{PAPER_BETA_C, PAPER_BETA_Q, SEED, paper_pairs, search};

pub(crate) const PLAN: Plan = Plan {
    item: Item::Extra("random-starts"),
    title: "How random rotations are distributed, and where the best start lies",
    paper: "Not in the paper, which judges the thermal start by random unitaries: here is how far the best one lies from \
            those.",
    steps: STEPS,
    draw,
};

/// Cells of the upper row, as in the paper.
const CELLS: u32 = 4;
/// Cells and unitaries of the lower row.
const SIZES: [(u32, u64); 7] = [
    (2, MANY),
    (3, MANY),
    (4, MANY),
    (5, 2000),
    (6, 800),
    (7, 200),
    (8, 60),
];
const MANY: u64 = 4000;
const STEPS: u64 = 4 * MANY + 3060;
/// (β_q, β_c) of the lower row: start and bath hot, and start and bath cold.
const COMPARED: [(f64, f64); 2] = [(0.5, 0.1), (5.0, 1.0)];

/// Rows of histograms with the best start of each.
fn panel(samples: &[&Sample], title: String, rows: &str, name: fn(&Sample) -> String) -> Curves {
    let least = extent(samples.iter().map(|sample| sample.least)).0.min(0.0);
    let last = samples.len() as f64;
    let names: Vec<(f64, String)> = samples
        .iter()
        .enumerate()
        .map(|(at, sample)| (at as f64 + 1.0, name(sample)))
        .collect();
    let frame = Curves::new(
        Axis::linear("gain over no rotation, $Δ𝒲 - 𝒲_{\"SS\"}(1)$")
            .range(1.05 * least, -0.4 * least),
        Axis::linear(rows).range(0.7, last + 1.0).names(names),
    )
    .title(title)
    .reference(Reference::vertical(0.0).label("no gain"))
    .legend(Legend::Hidden)
    .aspect(0.75);
    samples
        .iter()
        .enumerate()
        .fold(frame, |panel, (at, sample)| {
            let row = at as f64 + 1.0;
            let gain = sample.best.work.gain;
            let mark = if gain.lower() > 0.0 {
                Mark::star(gain.value, row + 0.25).label(short(gain.value))
            } else {
                Mark::circle(0.0, row + 0.25).label("$0$")
            };
            panel
                .series(sample.ridge(row, colour(sample.setting.beta_q)))
                .mark(mark)
        })
}

/// A number with two or three digits, for a label.
fn short(x: f64) -> String {
    if x >= 1e-3 {
        return format!("${x:.3}$");
    }
    let text = format!("{x:.1e}");
    match text.split_once('e') {
        Some((digits, exponent)) => format!("${digits}×10^{{{exponent}}}$"),
        None => text,
    }
}

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let paper = samples(CELLS, MANY, &paper_pairs(), progress)?;
    let mut sizes = Vec::new();
    for (cells, draws) in SIZES {
        sizes.push(samples(cells, draws, &COMPARED, progress)?);
    }
    let mut picture = Figure::new().columns(2);
    for (bath, samples) in PAPER_BETA_C
        .into_iter()
        .zip(paper.chunks(PAPER_BETA_Q.len()))
    {
        let rows: Vec<&Sample> = samples.iter().rev().collect();
        let title = format!("$N = {CELLS}$, $β_c = {bath}$");
        picture = picture.panel(panel(&rows, title, "start", |sample| {
            label(sample.setting.beta_q)
        }));
    }
    for (place, (beta_q, beta_c)) in COMPARED.into_iter().enumerate() {
        let rows: Vec<&Sample> = sizes.iter().map(|samples| &samples[place]).collect();
        let title = format!("$β_q = {beta_q}$, $β_c = {beta_c}$");
        picture = picture.panel(panel(&rows, title, "cells", |sample| {
            format!("$N = {}$", sample.setting.cells)
        }));
    }
    let (first, last) = (&sizes[0][0], &sizes[SIZES.len() - 1][0]);
    let three_or_more = paper
        .iter()
        .chain(sizes.iter().flatten())
        .filter(|sample| sample.setting.cells > 2);
    let (_, greatest) = extent(three_or_more.map(|sample| sample.greatest));
    let found = format!(
        "How the gain {GAIN} of Haar-random rotations is distributed: above for four cells at the \
         temperatures of Fig. 10, below as the number of cells grows, for a hot pair of \
         temperatures (c) and a cold one (d). Each histogram has its own vertical scale. Stars: \
         the best start of all, proved for N ≤ 4 and a lower bound beyond; circles: no unitary \
         gains. A random unitary of many cells makes the energy and every weight of the \
         ladders the mean over all of them: from N = {} to {} the standard deviation in (c) falls \
         from {} to {}, while the best start moves away to the right, {:.0} standard deviations \
         from the mean at N = {}. So random draws cannot show whether the Gibbs product is the \
         optimal start. The greatest gain drawn for N ≥ 3 is {greatest:.4}; at N = 2 it is \
         {:.4}.",
        first.setting.cells,
        last.setting.cells,
        parameter(first.deviation),
        parameter(last.deviation),
        (last.best.work.gain.value - last.mean) / last.deviation,
        last.setting.cells,
        first.greatest,
    );
    // Some of the paper's pairs occur again among the sizes.
    let again = |sample: &&Sample| {
        let setting = &sample.setting;
        setting.cells == CELLS && COMPARED.contains(&(setting.beta_q, setting.beta_c))
    };
    let others = sizes.iter().flatten().filter(|sample| !again(sample));
    let all: Vec<&Sample> = paper.iter().chain(others).collect();
    Ok(Content {
        picture,
        wide: true,
        table: table(&all),
        parameters: format!(
            "{}; {MANY} unitaries of 2 to 4 cells, {} of 5, {} of 6, {} of 7 and {} of 8, seed {SEED}",
            rotations::parameters(&PAPER_BETA_C, &PAPER_BETA_Q),
            SIZES[3].1,
            SIZES[4].1,
            SIZES[5].1,
            SIZES[6].1,
        ),
        alt: format!(
            "Four panels of histograms in rows, over the gain. Every histogram is a narrow hill below zero, narrower for \
             more cells; the dashed line marks zero. A star to the right of it marks the best start of a row, a circle on \
             it a row in which no start gains; the stars move right from {:.3} (N = {}) to {:.3} (N = {}) in (c).",
            first.best.work.gain.value,
            first.setting.cells,
            last.best.work.gain.value,
            last.setting.cells,
        ),
        found,
        facts: Some(facts(&all)),
    })
}

fn table(samples: &[&Sample]) -> Table {
    let mut table = Table::new(&[
        "q",
        "beta_q",
        "beta_c",
        "seed",
        "unitaries",
        "gain_from",
        "gain_to",
        "count",
        "best_gain±",
        "best_method",
    ]);
    for sample in samples {
        for (from, to, count) in sample.bins() {
            table.push(
                &row(&sample.setting)
                    .word(SEED.to_string())
                    .word(sample.gains.len().to_string())
                    .number(from)
                    .number(to)
                    .word(count.to_string())
                    .bounded(sample.best.work.gain)
                    .word(search(sample.setting.cells)),
            );
        }
    }
    table
}

fn facts(samples: &[&Sample]) -> Facts {
    let head = [
        "<i>N</i>",
        BETA_Q,
        BETA_C,
        "unitaries",
        "mean gain",
        "standard deviation",
        "greatest drawn",
        "best start",
    ];
    let rows = samples.iter().map(|sample| {
        [
            sample.setting.cells.to_string(),
            sample.setting.beta_q.to_string(),
            sample.setting.beta_c.to_string(),
            sample.gains.len().to_string(),
            parameter(sample.mean),
            parameter(sample.deviation),
            parameter(sample.greatest),
            small(sample.best.work.gain),
        ]
    });
    Facts::new(head, rows)
}
