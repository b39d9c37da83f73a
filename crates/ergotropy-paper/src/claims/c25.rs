//! C25: uniqueness, rank and symmetry of the steady state under local noise.

use ergotropy::{Error, Observables, Start};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, pairs, solve};
use super::words::plain;
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C25",
    heading: "One steady state under local noise",
    statement: "Local noise gives a unique stationary state of full rank for every η < 1; it \
     breaks permutation symmetry.",
    source: "Note VII A; Results",
    figures: &["fig11"],
    judge,
};

/// Numbers of cells, and a long time for the slowest of the tried rates.
const CELLS: [u64; 5] = [1, 2, 3, 7, 10];
const LONG: f64 = 1e9;

/// Noise on seven cells.
const fn noise(eta: f64, gamma_ratio: f64, alpha_c: f64, alpha_l: f64) -> Point {
    Point {
        alpha_c,
        alpha_l,
        ..Point::mixture(7, eta, gamma_ratio)
    }
}

/// Points within the claim: both kinds of noise, and at least one bath above zero temperature.
const GENERIC: [Point; 7] = [
    noise(0.9, 1.0, 0.6, 0.2),
    noise(0.9, 0.01, 0.6, 0.0),
    noise(0.9, 1.0, 0.0, 0.3),
    noise(1e-6, 1.0, 0.9, 0.0),
    noise(1.0 - 1e-6, 1.0, 0.5, 0.0),
    noise(0.0, 1.0, 0.5, 0.2),
    noise(0.5, 1e3, 1e-3, 1e-3),
];

/// Limiting cases with η < 1, in which the claim could fail.
const EDGES: [(&str, Point); 3] = [
    ("both baths cold, α_c = α_ℓ = 0", noise(0.9, 1.0, 0.0, 0.0)),
    ("η = 0 with α_ℓ = 0", noise(0.0, 1.0, 0.6, 0.0)),
    ("γ_r = 0", noise(0.9, 0.0, 0.6, 0.2)),
];

/// Uniqueness, the number of empty (d, k), and the least population per copy of a state.
#[derive(Clone, Copy)]
struct Rank {
    unique: bool,
    empty: usize,
    least: f64,
}

impl Rank {
    fn is_full(self) -> bool {
        self.unique && self.empty == 0
    }
}

fn rank(point: Point) -> Result<Rank, Error> {
    let ensemble = point.ensemble()?;
    if !ensemble.has_unique_steady_state() {
        return Ok(Rank {
            unique: false,
            empty: 0,
            least: f64::NAN,
        });
    }
    let state = ensemble.steady_state()?;
    // An elimination without subtraction gives exactly zero for the states that no sequence of jumps
    // reaches.
    let states = ensemble.lattice().iter();
    let populations: Vec<f64> = states.map(|(d, k)| state.population(d, k).value).collect();
    Ok(Rank {
        unique: true,
        empty: populations.iter().filter(|&&p| p == 0.0).count(),
        least: populations.into_iter().fold(1.0, f64::min),
    })
}

/// The greatest difference of populations after a long time between two starts as different as
/// possible.
fn memory(point: &Point) -> Result<f64, Error> {
    let ensemble = point.ensemble()?;
    let steady = ensemble.steady_state()?;
    let mut most = 0.0f64;
    for start in [Start::ground(), Start::excited(), Start::gibbs(1.0)?] {
        let curve = ensemble.charge(&start, &[LONG])?;
        for (d, k, p) in curve.points()[0].state.populations() {
            most = most.max((p - steady.population(d, k)).value.abs());
        }
    }
    Ok(most)
}

fn judge() -> Result<Finding, Error> {
    let grid = each(pairs(&GENERIC, &CELLS), |(point, cells)| Point {
        cells,
        ..point
    });
    let ranks = solve(&grid, |&point| rank(point))?;
    let least = ranks.iter().map(|rank| rank.least).fold(1.0, f64::min);
    let memory = solve(&GENERIC, memory)?.into_iter().fold(0.0, f64::max);
    let edges = solve(&EDGES, |edge| rank(edge.1))?;
    // Local noise does not conserve the weight of a ladder: the start is wholly in the bright one.
    let bright = GENERIC[0].ensemble()?.charge(&Start::ground(), &[1.0])?;
    let weight = bright.points()[0].state.bright_weight();

    let parts = vec![
        Part::holds_if(
            "the stationary state is unique and of full rank",
            ranks.iter().all(|rank| rank.is_full()) && memory <= 1e-12,
            "if γ_r > 0, (α_c, α_ℓ) ≠ (0, 0) and (η, α_ℓ) ≠ (0, 0).",
        ),
        Part::fails(
            "local noise breaks permutation symmetry",
            weight.upper() < 1.0,
            format!(
                "it is the same for all cells; what it breaks is j (p_sym = {:.4} at γ_c t = 1).",
                weight.value
            ),
        ),
    ];
    let in_short = "The steady state is unique and of full rank unless all that acts is cold; but local noise does not break \
         the symmetry under exchange of cells, it only mixes the ladders."
        .to_owned();
    let [pure, local, silent] = [&edges[0], &edges[1], &edges[2]];
    let sentences = [
        format!(
            "Tried: {} sets of parameters and N = {} (η from 0 to 1 - \
             1e-6, α_c = 0 or α_ℓ = 0 among them); the least population is {least:.1e}, of \
             an elimination without subtraction.",
            GENERIC.len(),
            plain(CELLS),
        ),
        "From the ground state, the excited state and the mixed state, populations of N = 7 \
         agree with it to 1e-12 after γ_c t = 1e9."
            .to_owned(),
        format!(
            "The exceptions: {} ({} of 20 populations are zero); {} ({} of 20 populations are zero); {} (not \
             unique: every ladder keeps its weight). So it holds if γ_r > 0 and some bath that acts is above \
             zero temperature.",
            EDGES[0].0, pure.empty, EDGES[1].0, local.empty, EDGES[2].0,
        ),
        format!(
            "\"Breaks permutation symmetry\" is the wrong word for what happens: equal local \
             channels commute with every exchange of cells, and the unique stationary state is \
             invariant. What ends is the conservation of j (single jumps are not symmetric, their \
             sum over the cells is): from the ground state p_sym is {:.4} at γ_c t = 1, \
             where collective noise alone would keep it at 1.",
            weight.value
        ),
    ];
    let grounds = [
        (
            "where all baths that act are cold the rank is not full",
            [pure, local]
                .iter()
                .all(|rank| rank.unique && rank.empty > 0),
        ),
        ("without local noise it is not unique", !silent.unique),
    ];
    let numbers = json!({
        "generic": each(grid.iter().zip(&ranks), |(point, rank)| json!({
            "cells": point.cells, "eta": point.eta, "gamma_ratio": point.gamma_ratio,
            "alpha_c": point.alpha_c, "alpha_l": point.alpha_l,
            "full_rank": rank.is_full(), "least_population": rank.least,
        })),
        "edges": each(EDGES.iter().zip(&edges), |(edge, rank)| json!({
            "edge": edge.0, "unique": rank.unique, "zero_populations": rank.empty,
        })),
        "greatest_difference_between_starts": memory,
        "bright_weight_at_1": weight.value,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, HoldsIf};
    use super::*;

    #[test]
    fn cold_baths_and_silent_ones_are_the_exceptions() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [HoldsIf, DoesNotHold], "{found:#?}");
        assert_eq!(found.number("/edges/0/zero_populations"), 19.0);
        assert_eq!(found.numbers["edges"][2]["unique"], false);
        assert!(found.number("/bright_weight_at_1") < 0.9);
        Ok(())
    }
}
