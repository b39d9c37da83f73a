//! Charging curves compared with transients in 256 bits, and those of more cells with proved curves.

use ergotropy_sweep::logarithmic;

use crate::accuracy::case::{Case, TOGETHER};
use crate::accuracy::section::{Rows, Section};
use crate::accuracy::truth::Reference;
use crate::point::Point;
use crate::question::{Question, Start};
use crate::sample::TINY;

const TIMES: [f64; 6] = [1e-6, 3e-3, 0.1, 0.7, 20.0, 1e4];

/// Ordinary noise, and noise with one extreme parameter.
const NOISES: [Point; 6] = [
    Point::mixture(0.875, 1.0).baths(0.75, 0.25),
    Point::mixture(0.125, 1024.0).baths(0.25, 0.75),
    Point::mixture(0.875, TINY * TINY).baths(0.75, 0.0),
    Point::mixture(0.75, 1.0).baths(1.0 - TINY, 0.25),
    Point::mixture(0.75, 1.0).baths(0.25, 1.0 - TINY),
    Point::mixture(0.5, 1.0),
];

const NAMES: [&str; 6] = [
    "inside",
    "strong local noise",
    "weak local noise",
    "hot collective bath",
    "hot local bath",
    "cold baths",
];

/// Noise for more cells, ordinary and with extreme parameters.
const MORE_NOISES: [Point; 10] = [
    Point::mixture(0.9, 1.0).baths(0.9, 0.3),
    Point::mixture(0.1, 10.0).baths(0.9, 0.9),
    Point::mixture(0.99, 1e3).baths(0.99, 0.3),
    Point::mixture(0.99, 1e3),
    Point::mixture(0.01, 1e-3).baths(0.99, 0.99),
    Point::mixture(0.5, 1.0).baths(0.3, 0.5),
    Point::mixture(0.01, 1e-3).baths(0.0, 0.99),
    Point::mixture(0.01, 1e3).baths(0.0, 0.99),
    Point::mixture(0.99, 1e-3).baths(0.99, 0.0),
    Point::mixture(0.99, 1e3).baths(0.99, 0.0),
];

/// Numbers of more cells, and for each how many of the noises are used.
const MORE_CELLS: [(u32, usize); 3] = [(49, 10), (64, 10), (100, 5)];

pub fn sections() -> [Section; 2] {
    let mut few = Vec::new();
    for (name, noise) in NAMES.into_iter().zip(NOISES) {
        for cells in [2, 5, 8] {
            for start in [Start::Excited, Start::Gibbs(0.625)] {
                let question = Question::Charging(noise.cells(cells), start, TIMES.into());
                few.push(Case::new(
                    format!("{name}, {noise}"),
                    question,
                    Reference::Oracle,
                ));
            }
        }
    }
    [
        Section {
            heading: Some("## Charging"),
            words: "W and E of 2, 5 and 8 cells at times from 1e-6 to 1e4, from the excited state and from a Gibbs state with \
                q = 5/8, against exp(Qt) in 256 bits.",
            cases: few,
            rows: Rows::Groups(TOGETHER),
        },
        Section {
            heading: Some("### More than 48 cells"),
            words: "Curves of more than 48 cells, which are estimates, against `charge_with_proof`, the method of up to 48 \
                cells: W and E of 49 and 64 cells (the first five noises: of 100, too) at 21 times from 1e-6 to 1e4, from \
                the ground state, the excited state and the Gibbs state with q = 1/2. Both belong to this library, but \
                share only the formulas of the rates and, late, the steady state. The reference is off by {reference} at \
                most, a bound, which is added to what is stated.",
            cases: more_cells(),
            rows: Rows::Groups(TOGETHER),
        },
    ]
}

/// Cases in groups by noise and by number of cells.
fn more_cells() -> Vec<Case> {
    let mut cases = Vec::new();
    for (number, noise) in MORE_NOISES.into_iter().enumerate() {
        for (cells, _) in MORE_CELLS.into_iter().filter(|stood| number < stood.1) {
            for start in [Start::Ground, Start::Excited, Start::Gibbs(0.5)] {
                let times = logarithmic(1e-6, 1e4, 21);
                cases.push(Case {
                    names: vec![noise.to_string(), format!("N = {cells}")],
                    question: Question::Charging(noise.cells(cells), start, times),
                    reference: Reference::Proof,
                });
            }
        }
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accuracy::case::judge;
    use ergotropy::Kind;

    #[test]
    fn curves_that_are_not_proved_hold_what_they_state() -> anyhow::Result<()> {
        for one in judge(&more_cells()[..3])? {
            let judged = one.judged().concat();
            assert_eq!(judged.len(), 42);
            assert!(judged.iter().all(|one| one.share() <= 1.0));
            assert!(judged.iter().all(|one| one.kind == Kind::Estimate));
        }
        Ok(())
    }
}
