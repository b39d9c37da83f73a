//! C25: what local noise does to uniqueness, rank and symmetry.

use ergotropy::{Ensemble, Error, Start};
use ergotropy_sweep::{Progress, map};
use serde_json::json;

use super::grid::finding;
use super::lobes::mixture;
use super::words::{choose, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C25",
    statement: "Local noise gives a unique stationary state of full rank for every η < 1; it \
     breaks permutation symmetry.",
    source: "Note VII A; Results",
    figures: &["fig11"],
    judge,
};

/// Numbers of cells, and a long time for the slowest of the tried rates.
const CELLS: [u64; 5] = [1, 2, 3, 7, 10];
const LONG: f64 = 1e9;

#[derive(Clone, Copy, Debug)]
struct Noise {
    eta: f64,
    ratio: f64,
    alpha_c: f64,
    alpha_l: f64,
}

const fn noise(eta: f64, ratio: f64, alpha_c: f64, alpha_l: f64) -> Noise {
    Noise {
        eta,
        ratio,
        alpha_c,
        alpha_l,
    }
}

/// Within the claim, with both kinds of noise and not both of them cold.
const GENERIC: [Noise; 7] = [
    noise(0.9, 1.0, 0.6, 0.2),
    noise(0.9, 0.01, 0.6, 0.0),
    noise(0.9, 1.0, 0.0, 0.3),
    noise(1e-6, 1.0, 0.9, 0.0),
    noise(1.0 - 1e-6, 1.0, 0.5, 0.0),
    noise(0.0, 1.0, 0.5, 0.2),
    noise(0.5, 1e3, 1e-3, 1e-3),
];

/// A corner of the parameters, and the condition that excludes it.
struct Edge {
    name: &'static str,
    noise: Noise,
    outside: &'static str,
}

/// Still η < 1, where the claim could fail.
const EDGES: [Edge; 3] = [
    Edge {
        name: "both baths cold, α_c = α_ℓ = 0",
        noise: noise(0.9, 1.0, 0.0, 0.0),
        outside: "(α_c, α_ℓ) ≠ (0, 0)",
    },
    Edge {
        name: "η = 0 with α_ℓ = 0",
        noise: noise(0.0, 1.0, 0.6, 0.0),
        outside: "(η, α_ℓ) ≠ (0, 0)",
    },
    Edge {
        name: "γ_r = 0",
        noise: noise(0.9, 0.0, 0.6, 0.2),
        outside: "γ_r > 0",
    },
];

impl Noise {
    fn ensemble(self, cells: u64) -> Result<Ensemble, Error> {
        mixture(cells, self.eta, self.ratio, self.alpha_c, self.alpha_l)
    }
}

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

fn rank(noise: Noise, cells: u64) -> Result<Rank, Error> {
    let ensemble = noise.ensemble(cells)?;
    if !ensemble.has_unique_steady_state() {
        return Ok(Rank {
            unique: false,
            empty: 0,
            least: f64::NAN,
        });
    }
    let state = ensemble.steady_state()?;
    // An elimination without subtraction gives zero exactly where no sequence of jumps leads.
    let states = ensemble.lattice().iter();
    let populations: Vec<f64> = states.map(|(d, k)| state.population(d, k)).collect();
    Ok(Rank {
        unique: true,
        empty: populations.iter().filter(|&&p| p == 0.0).count(),
        least: populations.into_iter().fold(1.0, f64::min),
    })
}

/// The greatest difference of populations after a long time between starts as far apart as they can be.
fn memory(noise: Noise, cells: u64) -> Result<f64, Error> {
    let ensemble = noise.ensemble(cells)?;
    let steady = ensemble.steady_state()?;
    let mut most = 0.0f64;
    for start in [Start::ground(), Start::excited(), Start::gibbs(1.0)?] {
        let curve = ensemble.charge(&start, &[LONG])?;
        for (d, k, p) in curve.points()[0].state.populations() {
            most = most.max((p - steady.population(d, k)).abs());
        }
    }
    Ok(most)
}

fn judge() -> Result<Finding, Error> {
    let mut grid = Vec::new();
    for noise in GENERIC {
        grid.extend(CELLS.map(|cells| (noise, cells)));
    }
    let ranks = map(&grid, &Progress::hidden(), |&(noise, cells)| {
        rank(noise, cells)
    })?;
    let generic = ranks.iter().all(|rank| rank.is_full());
    let least = ranks.iter().map(|rank| rank.least).fold(1.0, f64::min);
    let memory = map(&GENERIC, &Progress::hidden(), |&noise| memory(noise, 7))?
        .into_iter()
        .fold(0.0, f64::max);
    let forgets = memory <= 1e-12;

    let edges = map(&EDGES, &Progress::hidden(), |edge| rank(edge.noise, 7))?;
    let needed: Vec<&str> = EDGES
        .iter()
        .zip(&edges)
        .filter(|(_, rank)| !rank.is_full())
        .map(|(edge, _)| edge.outside)
        .collect();
    let exceptions: Vec<String> = EDGES
        .iter()
        .zip(&edges)
        .filter(|(_, rank)| !rank.is_full())
        .map(|(Edge { name, .. }, rank)| {
            if rank.unique {
                format!("{name} ({} of 20 populations are zero)", rank.empty)
            } else {
                format!("{name} (not unique: every ladder keeps its weight)")
            }
        })
        .collect();
    // What local noise breaks: the weight of a ladder, from a start wholly in the bright one.
    let bright = GENERIC[0].ensemble(7)?.charge(&Start::ground(), &[1.0])?;
    let weight = bright.points()[0].state.bright_weight();
    let breaks_spin = weight.upper() < 1.0;
    let verdict = match (generic && forgets && breaks_spin, exceptions.is_empty()) {
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::HoldsIf,
        (false, _) => Verdict::DoesNotHold,
    };

    let sentences = [
        format!(
            "Unique and of full rank: {} for {} sets of parameters and N = {} (η from 0 to 1 - \
             1e-6, α_c = 0 or α_ℓ = 0 among them); the least population is {least:.1e}, of \
             an elimination without subtraction.",
            choose(generic, "yes", "no"),
            GENERIC.len(),
            plain(&CELLS),
        ),
        format!(
            "From the ground state, the excited state and the mixed state, populations of N = 7 \
             {} after γ_c t = 1e9.",
            choose(forgets, "agree with it to 1e-12", "still differ from it"),
        ),
        if exceptions.is_empty() {
            "No exception was found at the edges.".to_owned()
        } else {
            format!(
                "The exceptions: {}. So it holds if γ_r > 0 and some bath that acts is above \
                 zero temperature.",
                exceptions.join("; ")
            )
        },
        format!(
            "\"Breaks permutation symmetry\" is the wrong word for what happens: equal local \
             channels commute with every exchange of cells, and the unique stationary state is \
             invariant. {}",
            if breaks_spin {
                format!(
                    "What ends is the conservation of j (single jumps are not symmetric, their \
                     sum over the cells is): from the ground state p_sym is {:.4} at γ_c t = 1, \
                     where collective noise alone would keep it at 1.",
                    weight.value
                )
            } else {
                "Not even j changes.".to_owned()
            },
        ),
    ];
    let numbers = json!({
        "generic": grid.iter().zip(&ranks).map(|((noise, cells), rank)| json!({
            "cells": cells, "eta": noise.eta, "gamma_ratio": noise.ratio,
            "alpha_c": noise.alpha_c, "alpha_l": noise.alpha_l,
            "full_rank": rank.is_full(), "least_population": rank.least,
        })).collect::<Vec<_>>(),
        "edges": EDGES.iter().zip(&edges).map(|(Edge { name, .. }, rank)| json!({
            "edge": name, "unique": rank.unique, "zero_populations": rank.empty,
        })).collect::<Vec<_>>(),
        "greatest_difference_between_starts": memory,
        "bright_weight_at_1": weight.value,
    });
    let line = in_short(verdict, &needed, [least, memory], weight.value);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(verdict: Verdict, needed: &[&str], [least, memory]: [f64; 2], bright: f64) -> String {
    let broken = format!(
        "what local noise breaks is j (p_sym = {bright:.4} at γ_c t = 1), not the symmetry"
    );
    match verdict {
        Verdict::Holds => {
            format!("Unique and of full rank in all cases, least population {least:.0e}; {broken}.")
        }
        Verdict::HoldsIf => format!("If {}: {broken}.", needed.join(", ")),
        _ => format!(
            "States are not unique or not of full rank: least population {least:.0e}, starts differ by {memory:.0e} at the end; p_sym = {bright:.4}."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cold_baths_and_silent_ones_are_the_exceptions() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        assert_eq!(
            found.numbers["edges"][0]["zero_populations"].as_u64(),
            Some(19)
        );
        assert_eq!(found.numbers["edges"][2]["unique"].as_bool(), Some(false));
        assert!(
            found.numbers["bright_weight_at_1"]
                .as_f64()
                .is_some_and(|p| p < 0.9)
        );
        Ok(())
    }
}
