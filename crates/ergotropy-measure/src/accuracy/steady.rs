//! Steady states compared with exact rationals, and with sixty digits where rationals are too long.

use crate::accuracy::case::{APART, Case};
use crate::accuracy::section::{Rows, Section};
use crate::accuracy::truth::Reference;
use crate::point::Point;
use crate::question::Question;
use crate::sample::{self, TINY};

const MORE_CELLS: [Point; 5] = [
    Point::mixture(0.875, 1.0).baths(0.875, 0.25).cells(50),
    Point::mixture(0.875, TINY).baths(1.0 - TINY, 0.0).cells(50),
    Point::mixture(0.125, 1024.0).baths(0.25, 0.9375).cells(60),
    Point::mixture(0.875, 1.0).baths(TINY, 0.0).cells(60),
    Point::mixture(0.5, 1.0).baths(0.25, 0.5).cells(70),
];

pub fn sections() -> [Section; 3] {
    let case = |name: &str, point, reference| Case::new(name, Question::Steady(point), reference);
    let corners = sample::corners().into_iter();
    let corners = corners.map(|point| case(range(point.cells), point, Reference::Oracle));
    let inside = sample::inside().into_iter();
    let inside = inside.map(|point| case("inside", point, Reference::Oracle));
    let more = MORE_CELLS.map(|point| {
        let name = format!("N = {} {point}", point.cells);
        case(&name, point, Reference::SixtyDigits)
    });
    [
        Section {
            heading: Some("## Steady states"),
            words: "{count} corners: every combination of α_c and α_ℓ from 0, 2^-20, 3/8, 1 - 2^-20, η from 2^-10, 5/8, \
                1 - 2^-10, γ_r from 2^-40, 1, 2^20, with and without dephasing, for up to 40 cells, against exact rationals.",
            cases: corners.collect(),
            rows: Rows::Groups(APART),
        },
        Section {
            heading: None,
            words: "{count} points inside, of 2 to 32 cells, with η and α multiples of 1/256 and γ_r a power of two from \
                2^-10 to 2^10:",
            cases: inside.collect(),
            rows: Rows::Groups(APART),
        },
        Section {
            heading: None,
            words: "More cells, against elimination in 256 bits, right to sixty digits:",
            cases: more.into(),
            rows: Rows::Groups(APART),
        },
    ]
}

/// The row to which a number of cells belongs.
fn range(cells: u32) -> &'static str {
    match cells {
        ..=5 => "N = 2 to 5",
        6..=10 => "N = 6 to 10",
        11..=20 => "N = 11 to 20",
        _ => "N = 21 to 40",
    }
}
