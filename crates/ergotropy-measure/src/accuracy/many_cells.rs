//! Many cells: steady states compared with elimination on the whole lattice, and with their limit.

use ergotropy::{Bath, Bounded, Error, closed_form::limit};

use crate::accuracy::case::{Case, Outcome};
use crate::accuracy::section::{Rows, Section};
use crate::accuracy::truth::Reference;
use crate::point::Point;
use crate::question::Question;
use crate::table::{size, size_or_none, stated};

const NOISES: [Point; 5] = [
    Point::mixture(0.875, 1.0).baths(0.875, 0.25),
    Point::mixture(0.5, 1.0).baths(0.25, 0.5),
    Point::mixture(0.125, 1.0).baths(0.875, 0.25),
    Point::mixture(0.875, 1.0).baths(0.25, 0.9375),
    Point::mixture(0.9375, 0.007_812_5).baths(0.0, 0.5),
];

/// Ordinary noise for which steady states are compared with their limit.
const APPROACHED: [Point; 2] = [
    Point::mixture(0.9, 1.0).baths(0.9, 0.3),
    Point::mixture(0.5, 1.0).baths(0.25, 0.5),
];

pub fn sections() -> [Section; 2] {
    let case = |point, reference| Case::new("steady", Question::Steady(point), reference);
    let lattice = [100, 200, 300, 500, 1000]
        .into_iter()
        .flat_map(|cells| NOISES.map(|noise| case(noise.cells(cells), Reference::Band)));
    let approach = APPROACHED.into_iter().flat_map(|noise| {
        [1000, 10_000, 100_000, 1_000_000].map(|cells| case(noise.cells(cells), Reference::None))
    });
    [
        Section {
            heading: Some("## Many cells"),
            words: "What `steady_state()` gives: proved up to 160 cells, an estimate beyond. Up to 300 cells it stands \
                against elimination on the whole lattice in plain floats, written apart from the library for this document. \
                It has roundings of its own, some 1e-14 of E, so that the difference shows the sum of both errors; it may \
                therefore exceed what is stated by that much. More cells take the reference too long; there only the stated \
                error is shown.\n\n\
                \"left out\" is the weight, in the reference, of what the state does not list, and \"at most\" the bound of \
                it that `left_out()` proves; \"none\" where no proof was found.",
            cases: lattice.collect(),
            rows: Rows::Cases(
                "N | point | W | difference of W | of E | stated for W | kind | left out | at most | method",
                on_the_lattice,
            ),
        },
        Section {
            heading: Some("## Towards infinitely many cells"),
            words: "No reference reaches so far, but the limit of W for N → ∞ is known in closed form \
                (`closed_form::limit`), and different methods answer at different N. So W - limit must fall about as 1/N \
                down to the stated errors; N (W - limit) itself moves slowly, as thresholds between levels settle over \
                many sizes.",
            cases: approach.collect(),
            rows: Rows::Cases(
                "point | N | W | stated | W - limit | N (W - limit) | stated, times N | method",
                beside_the_limit,
            ),
        },
    ]
}

fn on_the_lattice(one: &Outcome) -> Vec<String> {
    let head = vec![one.point().cells.to_string(), one.point().to_string()];
    let (work, method) = match one.only() {
        Ok(found) => found,
        Err(reason) => return [head, vec![reason]].concat(),
    };
    let or_none = |number: Option<f64>| number.map_or_else(|| "no reference".to_owned(), size);
    let errors = one
        .judged()
        .first()
        .map(|pair| pair.map(|judged| judged.error));
    let row = vec![
        format!("{:.12}", work.ergotropy.value),
        or_none(errors.map(|errors| errors[0])),
        or_none(errors.map(|errors| errors[1])),
        size(work.ergotropy.error),
        work.ergotropy.kind.name().to_owned(),
        or_none(one.left_out),
        size_or_none(one.at_most),
        method.clone(),
    ];
    [head, row].concat()
}

fn beside_the_limit(one: &Outcome) -> Vec<String> {
    let head = vec![one.point().to_string(), one.point().cells.to_string()];
    let limit = limit(one.point()).map_err(|reason| format!("no limit: {reason}"));
    let ((work, method), limit) = match one.only().and_then(|found| Ok((found, limit?))) {
        Ok(found) => found,
        Err(reason) => return [head, vec![reason]].concat(),
    };
    let cells = f64::from(one.point().cells);
    let apart = work.ergotropy.value - limit.value;
    let row = vec![
        format!("{:.12}", work.ergotropy.value),
        stated(work.ergotropy),
        format!("{apart:.3e}"),
        format!("{:.8}", cells * apart),
        size(cells * (work.ergotropy.error + limit.error)),
        method.clone(),
    ];
    [head, row].concat()
}

fn limit(point: Point) -> Result<Bounded, Error> {
    let [collective, local] = [point.alpha_c, point.alpha_l].map(Bath::from_bose_ratio);
    Ok(limit::mixture(collective?, local?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_times_the_cells_come_at_least_twice_as_near_to_the_limit() -> Result<(), Error> {
        for noise in APPROACHED {
            let limit = limit(noise)?.value;
            let mut before = f64::INFINITY;
            for cells in [10_000, 40_000, 160_000] {
                let works = Question::Steady(noise.cells(cells)).answer()?.works;
                let apart = (works[0].ergotropy.value - limit).abs();
                assert!(2.0 * apart < before, "{cells} {apart}");
                before = apart;
            }
        }
        Ok(())
    }
}
