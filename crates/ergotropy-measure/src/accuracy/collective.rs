//! Collective noise alone: populations compared with exact rationals and a closed form, pure states with brute
//! force.

use crate::accuracy::case::{APART, Case, Outcome, WORK};
use crate::accuracy::section::{Rows, Section};
use crate::accuracy::truth::Reference;
use crate::point::Point;
use crate::question::{Question, Start};
use crate::sample::TINY;
use crate::table::size;

pub fn sections() -> [Section; 2] {
    let mut cases = Vec::new();
    for cells in [2, 7, 20, 40, 100, 200] {
        for alpha in [0.0, TINY, 0.75, 1.0 - TINY] {
            // Powers of 1 - 2^-20 are long fractions.
            if cells > 40 && alpha > 0.75 {
                continue;
            }
            for start in [Start::Ground, Start::Gibbs(0.375), Start::Gibbs(1.0)] {
                let question = Question::SteadyFrom(Point::collective(alpha).cells(cells), start);
                cases.push(Case::new(
                    format!("N = {cells}"),
                    question,
                    Reference::Oracle,
                ));
            }
        }
    }
    let mut closed = Vec::new();
    for cells in [1000, 100_000, 10_000_000] {
        for alpha in [0.5, 0.999] {
            let point = Point::collective(alpha).cells(cells);
            let question = Question::SteadyFrom(point, Start::Ground);
            closed.push(Case::new("ground", question, Reference::GroundStart));
        }
    }
    [
        Section {
            heading: Some("## Collective noise alone"),
            words: "η = 1: the weights of ladders are conserved, so the start decides. Starts ground and Gibbs with q from \
                3/8, 1; α_c from 0, 2^-20, 3/4, 1 - 2^-20; against exact rationals.",
            cases,
            rows: Rows::Groups(APART),
        },
        Section {
            heading: None,
            words: "From the ground state W has a closed form (Eq. 107), itself an estimate here:",
            cases: closed,
            rows: Rows::Cases(
                "N | α_c | W | difference | stated by both | kinds",
                beside_closed_form,
            ),
        },
    ]
}

fn beside_closed_form(one: &Outcome) -> Vec<String> {
    let point = one.point();
    let mut row = vec![point.cells.to_string(), point.alpha_c.to_string()];
    match one.only() {
        Ok((work, _)) => row.push(format!("{:.12}", work.ergotropy.value)),
        Err(reason) => row.push(reason),
    }
    for ([judged, _], [closed, _]) in one.judged().iter().zip(&one.account.states) {
        row.extend([size(judged.error), size(judged.stated)]);
        row.push(format!("{}, {}", judged.kind.name(), closed.kind.name()));
    }
    row
}

/// Starts that are not given by populations.
pub fn pure() -> Section {
    let mut cases = Vec::new();
    for cells in [2, 3, 4] {
        for alpha in [0.0, 0.375, 0.9] {
            for seed in 0..3 {
                let point = Point::collective(alpha).cells(cells);
                let question = Question::Pure(point, seed, vec![1e-3, 0.5, 10.0]);
                cases.push(Case::new(
                    format!("N = {cells}"),
                    question,
                    Reference::Oracle,
                ));
            }
        }
    }
    Section {
        heading: Some("## Any start under collective noise"),
        words: "W of the steady state and at times 1e-3, 1/2, 10 from random pure starts without symmetry, α_c from 0, 3/8, \
            9/10, against exponentials of the whole generator, which are themselves right to a rounding or so: errors near \
            1e-15 may be those of the reference.",
        cases,
        rows: Rows::Groups(WORK),
    }
}
