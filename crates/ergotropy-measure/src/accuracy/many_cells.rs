//! Many cells: the solvers that are chosen there, against direct elimination on the whole lattice.

use std::collections::HashSet;
use std::fmt::Write;

use anyhow::Result;
use ergotropy::LadderState;
use ergotropy_oracle::{Populations, difference};
use ergotropy_sweep::{Progress, map};

use crate::accuracy::band;
use crate::point::Point;
use crate::table::{Table, size};

/// Elimination on the whole lattice takes O(N⁴) operations: not beyond so many cells.
const MOST_CELLS: u32 = 300;

pub fn section() -> Result<String> {
    let noises = [
        (0.875, 0.875, 0.25, 1.0),
        (0.5, 0.25, 0.5, 1.0),
        (0.125, 0.875, 0.25, 1.0),
        (0.875, 0.25, 0.9375, 1.0),
        (0.9375, 0.0, 0.5, 0.007_812_5),
    ];
    let points: Vec<Point> = [100, 200, 300, 500, 1000]
        .into_iter()
        .flat_map(|cells| noises.map(|noise| Point::new(cells, noise)))
        .collect();
    let rows = map(
        &points,
        &Progress::on_terminal(points.len() as u64),
        |&point| judge(point),
    )?;
    let mut table = Table::new(&[
        "N",
        "point",
        "W",
        "difference of W",
        "of E",
        "stated for W",
        "kind",
        "left out",
        "at most",
        "method",
    ]);
    for row in rows {
        table.row(row);
    }
    let mut text = String::new();
    writeln!(
        text,
        "What `steady_state()` gives: proved up to 160 cells, an estimate beyond. Up to {MOST_CELLS} cells it stands \
         against elimination on the whole lattice in plain floats, written apart from the library for this document. \
         It has roundings of its own, some 1e-14 of E, so that the difference shows the sum of both errors; it may therefore \
         exceed what is stated by that much. \
         More cells take the reference too long; there only the stated error is shown.\n\n\
         \"left out\" is the weight, in the reference, of what the state does not list, and \"at most\" the bound of it that \
         `left_out()` proves; \"none\" where no proof was found.\n\n{table}"
    )?;
    Ok(text)
}

fn judge(point: Point) -> Result<[String; 10]> {
    let head = [point.cells.to_string(), point.to_string()];
    let ensemble = point.ensemble()?;
    let state = match ensemble.steady_state() {
        Ok(state) => state,
        Err(error) => {
            let mut row = [const { String::new() }; 10];
            [row[0], row[1]] = head;
            row[2] = format!("refused: {error}");
            return Ok(row);
        }
    };
    let work = state.work();
    let [apart_work, apart_energy, left_out] = if point.cells <= MOST_CELLS {
        let reference = band::steady_state(&point);
        [
            size(difference(&reference.ergotropy(), work.ergotropy.value)),
            size(difference(&reference.energy(), work.energy.value)),
            size(not_listed(&reference, &state)),
        ]
    } else {
        ["no reference"; 3].map(str::to_owned)
    };
    let at_most = ensemble.left_out(&state);
    let [cells, noise] = head;
    Ok([
        cells,
        noise,
        format!("{:.12}", work.ergotropy.value),
        apart_work,
        apart_energy,
        size(work.ergotropy.error),
        work.ergotropy.kind.name().to_owned(),
        left_out,
        at_most.map_or_else(|| "none".to_owned(), size),
        state.method().to_owned(),
    ])
}

/// The weight, in a reference, of what a state does not list.
fn not_listed(reference: &Populations, state: &LadderState) -> f64 {
    let listed: HashSet<(u32, u32)> = state.populations().map(|(d, k, _)| (d, k)).collect();
    let total = reference.total().to_f64().value();
    let lattice = state.lattice();
    let all = lattice.iter().filter(|state| !listed.contains(state));
    all.map(|(d, k)| {
        let index = reference.lattice().index(d as usize, k as usize);
        reference.weights()[index].to_f64().value() / total
    })
    .sum()
}
