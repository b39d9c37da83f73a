//! Beyond the paper: what distance, shifts, two temperatures and disorder leave.

use ergotropy::Bounded;
use ergotropy_plot::{Axis, Colour, Curves, Dash, Figure, Reference, Series};
use ergotropy_sweep::{Progress, map};

use super::description::Facts;
use super::plan::{Content, Plan, Trouble};
use super::table::{Row, Table};
use super::words::{ALPHA_C, ALPHA_L, WORK, value};
use crate::imperfect::{DISORDERED, Disorder, SAMPLES, Sampled, TwoBaths, UNTIL};
use crate::item::Item;
use crate::places::{ALPHA, Places, Plateau, Shape, dicke, plateaus};
use crate::point::Point;

pub(super) const PLAN: Plan = Plan {
    item: Item::Extra("imperfect"),
    title: "Beyond the ideal battery: distance, two temperatures, disorder",
    paper: "Not in the paper: what finite distances, dipole-dipole shifts, local baths and cells that differ leave of the ideal battery.",
    steps: (4 * SPACINGS.len() + 2 * SIZES.len() + 4 * SPACINGS.len()) as u64
        + 2 * SPREADS.len() as u64 * SAMPLES,
    draw,
};

const CELLS: u64 = 6;

const SPACINGS: [f64; 8] = [0.03, 0.045, 0.07, 0.1, 0.15, 0.22, 0.35, 0.5];

const SIZES: [u64; 7] = [2, 3, 4, 5, 6, 7, 8];

/// Distance at which the ends of plateaus are compared.
const CLOSE: f64 = 0.02;

const SPREADS: [f64; 6] = [0.0, 0.1, 0.2, 0.4, 0.8, 1.6];

/// Couplings with a greater spread than this change their sign.
const MOST_SPREAD: f64 = 0.5;

const LINES: [(Shape, bool); 4] = [
    (Shape::Chain, false),
    (Shape::Ring, false),
    (Shape::Chain, true),
    (Shape::Ring, true),
];

const BATHS: [TwoBaths; 2] = [
    TwoBaths {
        alpha_c: 0.0,
        alpha_l: 0.9,
        local: 0.01,
    },
    TwoBaths {
        alpha_c: 0.6,
        alpha_l: 0.0,
        local: 0.1,
    },
];

/// Steady work of cells at one place and at places.
struct Steady {
    baths: TwoBaths,
    shift: bool,
    ideal: Bounded,
    works: Vec<Bounded>,
}

/// All numbers of the figure.
struct Study {
    peaks: Vec<Plateau>,
    ends: Vec<Plateau>,
    steady: Vec<Steady>,
    disorder: [Vec<Sampled>; 2],
}

fn study(progress: &Progress) -> Result<Study, ergotropy::Error> {
    let peaks: Vec<Places> = LINES
        .iter()
        .flat_map(|&(shape, shift)| {
            SPACINGS.map(|spacing| Places {
                shape,
                cells: CELLS,
                spacing,
                shift,
            })
        })
        .collect();
    let ends: Vec<Places> = [Shape::Chain, Shape::Ring]
        .into_iter()
        .flat_map(|shape| {
            SIZES.map(|cells| Places {
                shape,
                cells,
                spacing: CLOSE,
                shift: false,
            })
        })
        .collect();
    let mut steady = Vec::new();
    for baths in BATHS {
        for shift in [false, true] {
            let works = map(&SPACINGS, progress, |&spacing| {
                let shape = Shape::Chain;
                baths.steady(
                    CELLS,
                    Some(&Places {
                        shape,
                        cells: CELLS,
                        spacing,
                        shift,
                    }),
                )
            })?;
            let ideal = baths.steady(CELLS, None)?;
            steady.push(Steady {
                baths,
                shift,
                ideal,
                works,
            });
        }
    }
    let of_couplings: Vec<f64> = SPREADS
        .into_iter()
        .filter(|&spread| spread <= MOST_SPREAD)
        .collect();
    Ok(Study {
        peaks: plateaus(&peaks, progress)?,
        ends: plateaus(&ends, progress)?,
        steady,
        disorder: [
            Disorder::Couplings.means(&of_couplings, progress)?,
            Disorder::Frequencies.means(&SPREADS, progress)?,
        ],
    })
}

fn spacings() -> Axis {
    Axis::logarithmic("$a/λ$").range(SPACINGS[0], SPACINGS[SPACINGS.len() - 1])
}

fn dash(shift: bool) -> Dash {
    if shift { Dash::Dashed } else { Dash::Solid }
}

fn told(shift: bool) -> &'static str {
    if shift { "with shift" } else { "without shift" }
}

fn draw(progress: &Progress) -> Result<Content, Trouble> {
    let study = study(progress)?;
    let picture = Figure::new()
        .columns(2)
        .panel(peaks(&study))
        .panel(ends(&study))
        .panel(steady(&study))
        .panel(disorder(&study)?);
    let scaled: Vec<f64> = study.ends.iter().filter_map(Plateau::scaled_end).collect();
    let (least, most) = super::extent::extent(scaled);
    let peak = |line: usize, at: usize| study.peaks[line * SPACINGS.len() + at].share();
    let [couplings, frequencies] = &study.disorder;
    let found = format!(
        "(a) The greatest {WORK} over what cells at one place keep: without the shift it falls with the distance alone; with it chains fall to {:.2} at \
         <i>a</i> = {} <i>λ</i>, rings keep {:.2}. (b) Without the shift the plateau ends at <i>γ</i><sub>0</sub><i>t</i> = {least:.2}/<i>x</i>² to \
         {most:.2}/<i>x</i>² for 2 to 8 cells, <i>x</i> = 2π<i>a</i>/<i>λ</i>: nearly whatever their number. (c) Local baths at another temperature make \
         a steady state with {WORK} &gt; 0 also at finite distances; it falls with the distance, and with the shift. (d) Equal cells are not \
         needed: couplings that differ by {:.0}&nbsp;% leave {:.3} of {:.3}, frequencies that differ by {} <i>γ</i><sub>0</sub> \
         leave {:.3}, on average of {SAMPLES} samples (bands: standard errors).",
        peak(2, 0),
        SPACINGS[0],
        peak(3, 0),
        100.0 * couplings[couplings.len() - 1].spread,
        couplings[couplings.len() - 1].mean,
        couplings[0].mean,
        frequencies[2].spread,
        frequencies[2].mean,
    );
    Ok(Content {
        picture,
        wide: true,
        table: table(&study),
        parameters: format!(
            "<i>N</i> = {CELLS}, in (d) {DISORDERED}; ground start, {ALPHA_C} = {ALPHA} in (a), (b), (d); (b) <i>a</i> = {CLOSE} <i>λ</i>; (c) \
             chains; (d) one mode, <i>γ</i><sub>0</sub><i>t</i> ≤ {UNTIL}"
        ),
        alt: format!(
            "Four panels. (a) Four falling curves against distance: chain and ring, without and with shift; the chain with shift lies far \
             below the others at short distances. (b) The scaled end of the plateau against the number of cells, between {least:.2} and {most:.2}. \
             (c) Four falling curves of the steady {WORK} against distance. (d) The mean of the greatest {WORK} against the spread of \
             couplings and of frequencies, both falling."
        ),
        found,
        facts: Some(facts(&study)),
    })
}

fn peaks(study: &Study) -> Curves {
    let frame = Curves::new(
        spacings(),
        Axis::linear("greatest $𝒲$ over $𝒲_\"one place\"$"),
    )
    .aspect(0.8);
    let frame = frame.reference(Reference::horizontal(1.0));
    let lines = study.peaks.chunks(SPACINGS.len()).zip(LINES);
    lines
        .enumerate()
        .fold(frame, |panel, (at, (line, (shape, shift)))| {
            let points = line
                .iter()
                .map(|plateau| (plateau.places.spacing, plateau.share()));
            let label = format!("{}, {}", shape.name(), told(shift));
            panel.series(
                Series::line(label, points)
                    .dash(dash(shift))
                    .colour(Colour::of_series(at % 2)),
            )
        })
}

fn ends(study: &Study) -> Curves {
    let frame = Curves::new(
        Axis::linear("$N$"),
        Axis::linear("end of the plateau, $γ_0 t x^2$").range(0.0, 2.0),
    )
    .aspect(0.8);
    let lines = study.ends.chunks(SIZES.len());
    lines.fold(frame, |panel, line| {
        let points = line
            .iter()
            .filter_map(|plateau| Some((plateau.places.cells as f64, plateau.scaled_end()?)));
        panel.series(Series::line(line[0].places.shape.name(), points).marked())
    })
}

fn steady(study: &Study) -> Curves {
    let frame = Curves::new(spacings(), Axis::linear("steady $𝒲$")).aspect(0.8);
    study
        .steady
        .iter()
        .enumerate()
        .fold(frame, |panel, (at, line)| {
            let points = SPACINGS
                .into_iter()
                .zip(line.works.iter().map(|work| work.value));
            let label = format!(
                "$α_c = {}$, $α_ℓ = {}$, {}",
                line.baths.alpha_c,
                line.baths.alpha_l,
                told(line.shift)
            );
            panel.series(
                Series::line(label, points)
                    .dash(dash(line.shift))
                    .colour(Colour::of_series(at / 2)),
            )
        })
}

fn disorder(study: &Study) -> Result<Curves, Trouble> {
    let frame = Curves::new(
        Axis::linear("spread"),
        Axis::linear("mean of the greatest $𝒲$"),
    )
    .aspect(0.8);
    let frame =
        frame.reference(Reference::horizontal(dicke(DISORDERED)?.value).label("equal cells"));
    let names = ["couplings", "frequencies, in $γ_0$"];
    Ok(study
        .disorder
        .iter()
        .zip(names)
        .fold(frame, |panel, (means, name)| {
            let points = means.iter().map(|mean| (mean.spread, mean.mean));
            let bands = means
                .iter()
                .map(|mean| (mean.mean - mean.error, mean.mean + mean.error));
            panel.series(Series::line(name, points).marked().band(bands))
        }))
}

fn table(study: &Study) -> Table {
    let mut table = Table::new(&[
        "panel",
        "places",
        "spacing",
        "shift",
        "spread",
        "ergotropy±",
        "end",
    ]);
    let mut push = |row: Row, words: [String; 5], work: Bounded, end: Option<f64>| {
        let row = words.into_iter().fold(row, Row::word).bounded(work);
        let end = end.map_or_else(String::new, |end| format!("{end:?}"));
        table.push(&row.word(end));
    };
    let empty = String::new;
    for (panel, plateaus) in [("a", &study.peaks), ("b", &study.ends)] {
        for plateau in plateaus {
            let Places {
                shape,
                cells,
                spacing,
                shift,
            } = plateau.places;
            let words = [
                panel.to_owned(),
                shape.name().to_owned(),
                format!("{spacing:?}"),
                shift.to_string(),
                empty(),
            ];
            push(
                Row::of(&Point::collective(cells, ALPHA)),
                words,
                plateau.greatest,
                plateau.end,
            );
        }
    }
    for line in &study.steady {
        let point = Point {
            alpha_c: line.baths.alpha_c,
            alpha_l: line.baths.alpha_l,
            ..Point::mixture(CELLS, 1.0, line.baths.local)
        };
        for (spacing, &work) in SPACINGS.iter().zip(&line.works) {
            let words = [
                "c".to_owned(),
                "chain".to_owned(),
                format!("{spacing:?}"),
                line.shift.to_string(),
                empty(),
            ];
            push(Row::of(&point), words, work, None);
        }
    }
    for (name, means) in ["couplings", "frequencies"]
        .into_iter()
        .zip(&study.disorder)
    {
        for mean in means {
            let words = [
                "d".to_owned(),
                name.to_owned(),
                empty(),
                empty(),
                format!("{:?}", mean.spread),
            ];
            let work = Bounded::new(mean.mean, mean.error, ergotropy::Kind::Estimate);
            push(
                Row::of(&Point::collective(DISORDERED, ALPHA)),
                words,
                work,
                None,
            );
        }
    }
    table
}

fn facts(study: &Study) -> Facts {
    let head = [
        ALPHA_C,
        ALPHA_L,
        "shift",
        &format!("{WORK} at one place"),
        &format!("at <i>a</i> = {} <i>λ</i>", SPACINGS[0]),
        &format!("at <i>a</i> = {} <i>λ</i>", SPACINGS[3]),
        &format!("at <i>a</i> = {} <i>λ</i>", SPACINGS[7]),
    ];
    Facts::new(
        head,
        study.steady.iter().map(|line| {
            [
                line.baths.alpha_c.to_string(),
                line.baths.alpha_l.to_string(),
                if line.shift { "yes" } else { "no" }.to_owned(),
                value(line.ideal),
                value(line.works[0]),
                value(line.works[3]),
                value(line.works[7]),
            ]
        }),
    )
}
