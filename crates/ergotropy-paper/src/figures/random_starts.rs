//! Beyond the paper: how random rotations of the start are distributed, and how that narrows with N.

use ergotropy::Error;
use ergotropy::schur::{Best, Unitary};
use ergotropy_plot::{Axis, Colour, Curves, Figure, Legend, Mark, Reference, Series};
use ergotropy_sweep::{Progress, map};

use crate::figures::clouds::cloud::{BETA_C, BETA_Q, GAIN, colour, label, row};
use crate::figures::table::Table;
use crate::figures::words::{ALPHA_C, ETA, numbers, parameter, small};
use crate::figures::{Content, Facts, Plan, TWO_COLUMNS, Trouble};
use crate::item::Item;
use crate::rotated::{PAPER_BETA_C, PAPER_BETA_Q, SEED, Setting, paper_pairs, search};

pub(crate) const PLAN: Plan = Plan {
    item: Item::Extra("random-starts"),
    title: "How random rotations are distributed, and where the best start lies",
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
    (5, 5000),
    (6, 2000),
    (7, 400),
    (8, 100),
];
const MANY: u64 = 10_000;
const STEPS: u64 = 4 * MANY + 7500;
/// (β_q, β_c) of the lower row: both hot, and both cold.
const COMPARED: [(f64, f64); 2] = [(0.5, 0.1), (5.0, 1.0)];

const BINS: usize = 40;
/// Height of the highest bin over the distance of two rows.
const HEIGHT: f64 = 0.8;

/// The gains of random rotations at one setting.
struct Sample {
    setting: Setting,
    gains: Vec<f64>,
    least: f64,
    greatest: f64,
    mean: f64,
    deviation: f64,
    best: Best,
}

impl Sample {
    fn new(setting: Setting, gains: Vec<f64>) -> Result<Self, Error> {
        let count = gains.len() as f64;
        let mean = gains.iter().sum::<f64>() / count;
        let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / count;
        Ok(Self {
            least: gains.iter().copied().fold(f64::INFINITY, f64::min),
            greatest: gains.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            mean,
            deviation: variance.sqrt(),
            best: setting.best()?,
            gains,
            setting,
        })
    }

    /// From, to and count of each bin.
    fn bins(&self) -> Vec<(f64, f64, usize)> {
        let count = bin_count(self.gains.len());
        let width = (self.greatest - self.least) / count as f64;
        let edge = |bin: usize| self.least + bin as f64 * width;
        let mut bins: Vec<(f64, f64, usize)> = (0..count)
            .map(|bin| (edge(bin), edge(bin + 1), 0))
            .collect();
        for gain in &self.gains {
            let bin = bins.partition_point(|bin| bin.1 <= *gain).min(count - 1);
            bins[bin].2 += 1;
        }
        bins
    }

    /// The histogram on a row, its highest bin as high as any other's.
    fn ridge(&self, row: f64, colour: Colour) -> Series {
        let bins = self.bins();
        let most = bins.iter().map(|bin| bin.2).max().unwrap_or(1) as f64;
        let mut outline = vec![(self.least, row)];
        for &(from, to, count) in &bins {
            let top = row + HEIGHT * count as f64 / most;
            outline.extend([(from, top), (to, top)]);
        }
        outline.push((self.greatest, row));
        let band: Vec<(f64, f64)> = outline.iter().map(|&(_, top)| (row, top)).collect();
        Series::line("", outline)
            .dash(ergotropy_plot::Dash::Solid)
            .colour(colour)
            .band(band)
    }
}

/// Fewer bins for fewer numbers, so that their scatter does not hide the shape (Rice's rule).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and BINS"
)]
fn bin_count(numbers: usize) -> usize {
    (2.0 * (numbers as f64).cbrt()).clamp(1.0, BINS as f64) as usize
}

/// Samples of one number of cells for several pairs of temperatures, from the same unitaries.
fn samples(
    cells: u32,
    draws: u64,
    pairs: &[(f64, f64)],
    progress: &Progress,
) -> Result<Vec<Sample>, Error> {
    let settings = pairs
        .iter()
        .map(|&(beta_q, beta_c)| Setting::new(cells, beta_q, beta_c))
        .collect::<Result<Vec<_>, _>>()?;
    let indices: Vec<u64> = (0..draws).collect();
    let gains = map(&indices, progress, |&index| {
        let unitary = Unitary::haar(cells, SEED, index)?;
        settings
            .iter()
            .map(|setting| setting.worth(&unitary).map(|work| work.gain.value))
            .collect::<Result<Vec<f64>, Error>>()
    })?;
    settings
        .into_iter()
        .enumerate()
        .map(|(place, setting)| {
            Sample::new(setting, gains.iter().map(|gains| gains[place]).collect())
        })
        .collect()
}

/// Rows of histograms with the best start of each.
fn panel(samples: &[&Sample], title: String, rows: &str, name: fn(&Sample) -> String) -> Curves {
    let least = samples
        .iter()
        .map(|sample| sample.least)
        .fold(0.0, f64::min);
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
    .reference(Reference::vertical(0.0))
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

/// Two or three digits, for a label.
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
    let greatest = paper
        .iter()
        .chain(sizes.iter().flatten())
        .filter(|sample| sample.setting.cells > 2)
        .map(|sample| sample.greatest)
        .fold(f64::NEG_INFINITY, f64::max);
    let caption = format!(
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
    // Some of the paper's pairs are drawn again among the sizes.
    let again = |sample: &&Sample| {
        let setting = &sample.setting;
        setting.cells == CELLS && COMPARED.contains(&(setting.beta_q, setting.beta_c))
    };
    let others = sizes.iter().flatten().filter(|sample| !again(sample));
    let all: Vec<&Sample> = paper.iter().chain(others).collect();
    Ok(Content {
        picture,
        pixels: TWO_COLUMNS,
        table: table(&all),
        parameters: format!(
            "{ETA} = 1, <i>q</i> = exp(&minus;{BETA_Q}), {ALPHA_C} = exp(&minus;{BETA_C}); {BETA_C} = {}; {BETA_Q} = {}; {} unitaries of 2 to 4 cells, {} of 5, \
             {} of 6, {} of 7 and {} of 8, seed {SEED}",
            numbers(&PAPER_BETA_C),
            numbers(&PAPER_BETA_Q),
            MANY,
            SIZES[3].1,
            SIZES[4].1,
            SIZES[5].1,
            SIZES[6].1,
        ),
        caption,
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
        "best_gain",
        "best_gain_error",
        "best_gain_kind",
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
    Facts {
        head: head.map(str::to_owned).to_vec(),
        rows: samples
            .iter()
            .map(|sample| {
                vec![
                    sample.setting.cells.to_string(),
                    sample.setting.beta_q.to_string(),
                    sample.setting.beta_c.to_string(),
                    sample.gains.len().to_string(),
                    parameter(sample.mean),
                    parameter(sample.deviation),
                    parameter(sample.greatest),
                    small(sample.best.work.gain),
                ]
            })
            .collect(),
    }
}
