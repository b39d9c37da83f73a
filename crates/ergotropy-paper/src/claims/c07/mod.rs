//! C7: the part of any start that the collective noise conserves, and the decay of the rest.
//!
//! - `census`: all sectors of some cells, counted;
//! - `evolution`: coherent starts, and their state after a long time.

mod census;
mod evolution;

use ergotropy::Error;
use ergotropy::schur::Sector;
use serde_json::{Value, json};

use self::census::{Census, MOST_CELLS, ensemble};
use self::evolution::{COOL, Counterexample, RATIOS, long_evolution};
use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, solve};
use super::words::{list, plain};

pub(super) const CLAIM: Claim = Claim {
    id: "C7",
    heading: "What is left after a long time",
    statement: "The steady state is the direct sum of χ_j ⊗ τ_j for every start; all other \
     sectors leak, with a gap > 0.",
    source: "Eq. 20, 27, 84",
    figures: &[],
    judge,
};

/// Occupations of a bath that heats.
const WARM: [f64; 7] = [1e-12, 1e-6, 1e-3, 0.1, 1.0, 10.0, 1e6];
/// Rate of collective dephasing, under which dark coherence is tested.
const DEPHASING: f64 = 0.25;
/// Cells whose steady states are compared with long evolutions.
const FOLLOWED: [u32; 4] = [2, 3, 4, 5];
/// Numbers of cells for which only the gap is computed.
const MANY: [u32; 3] = [10, 100, 400];

/// The slowest decay between the lowest rungs of two ladders in a cold bath, per γ n_c. A coherence
/// that absorbs returns with probability 2√(jj')/(j + j').
fn closing(j: f64, j_prime: f64) -> f64 {
    (j - j_prime).powi(2) / (j + j_prime)
}

/// The greatest relative deviation from [`closing`] at [`COOL`].
fn closing_deviation() -> Result<f64, Error> {
    let mut worst = 0.0f64;
    for cells in 2..=MOST_CELLS {
        let ensemble = ensemble(cells, COOL)?;
        let spin = |d: u32| f64::from(cells) / 2.0 - f64::from(d);
        for d in 0..ensemble.lattice().ladders() {
            for d_prime in d + 1..ensemble.lattice().ladders() {
                let sector = Sector::new(&ensemble, d, d_prime, i64::from(d) - i64::from(d_prime))?;
                let expected = COOL * closing(spin(d), spin(d_prime));
                worst = worst.max((sector.gap() / expected - 1.0).abs());
            }
        }
    }
    Ok(worst)
}

/// The slowest decay of coherence between j = N/2 and N/2 - 1 at n_c = 1.
fn gap_of_many(cells: u32) -> Result<f64, Error> {
    let ensemble = ensemble(cells, 1.0)?;
    let mut least = f64::INFINITY;
    for delta in -1..=1 {
        least = least.min(Sector::new(&ensemble, 0, 1, delta)?.gap());
    }
    Ok(least)
}

/// All computed results.
struct Results {
    /// At the occupations of [`WARM`], then at n_c = 0 with and without dephasing.
    censuses: Vec<Census>,
    closing: f64,
    example: Counterexample,
    /// The greatest distance in units of the errors, and the greatest absolute distance.
    followed: [f64; 2],
    /// Gaps of [`MANY`] cells.
    many: Vec<f64>,
}

impl Results {
    fn new() -> Result<Self, Error> {
        let mut noise = WARM.map(|occupation| (occupation, 0.0)).to_vec();
        noise.extend([(0.0, DEPHASING), (0.0, 0.0)]);
        let followed = solve(&FOLLOWED, |&cells| long_evolution(cells))?;
        Ok(Self {
            censuses: solve(&noise, |&(occupation, dephasing)| {
                Census::new(occupation, dephasing)
            })?,
            closing: closing_deviation()?,
            example: Counterexample::new()?,
            followed: followed
                .into_iter()
                .fold([0.0f64; 2], |[a, b], [x, y]| [a.max(x), b.max(y)]),
            many: solve(&MANY, |&cells| gap_of_many(cells))?,
        })
    }

    fn warm(&self) -> &[Census] {
        &self.censuses[..WARM.len()]
    }

    fn dephased(&self) -> &Census {
        &self.censuses[WARM.len()]
    }

    fn cold(&self) -> &Census {
        &self.censuses[WARM.len() + 1]
    }

    fn warm_sentences(&self) -> Vec<String> {
        let looser = |a: &&Census, b: &&Census| a.loosest.value.total_cmp(&b.loosest.value);
        let loosest = self.warm().iter().max_by(looser).unwrap_or(self.cold());
        let harmonic = self.many[MANY.len() - 1] * f64::from(MANY[MANY.len() - 1]) / 2.0;
        vec![
            format!(
                "Of the {} sectors of N = 1 to {MOST_CELLS}, at n_c = {}, those with j = j', m = m' survive and \
                 all others leak, and no mode decays more slowly than the bound of Eq. 84, read as its least \
                 value over m.",
                self.cold().sectors,
                occupations(),
            ),
            format!(
                "That bound is attained in sectors of one element and in some others, and elsewhere too small by \
                 up to {:.0e} ({}, n_c = {:e}), as A_m can equal A'_m' for one m of a sector that leaks.",
                loosest.loosest.value,
                loosest.loosest.text(),
                loosest.occupation,
            ),
            format!(
                "For n_c → 0 the gap closes: the lowest rungs of two ladders lose their coherence at γ n_c (j \
                 - j')²/(j + j') (to {:.0e} at n_c = {COOL:e}), which is γ n_c/(N - 1) for the brightest \
                 two; Eq. 84 gives γ n_c (√j - √j')².",
                self.closing,
            ),
            format!(
                "It closes with N as well: at n_c = 1 coherence between j = N/2 and N/2 - 1 decays at {} γ for \
                 N = {}, in the end {harmonic:.3} times γ n_c (n_c + 1)/N.",
                list(&self.many, 4),
                plain(MANY),
            ),
            format!(
                "Steady states agree with evolutions over 60 times the slowest decay (N = {}, α_c = {}, cats, \
                 products and random states: density matrices and W apart by at most {:.0e}).",
                plain(FOLLOWED),
                plain(RATIOS),
                self.followed[1],
            ),
        ]
    }

    fn cold_sentences(&self) -> Vec<String> {
        let (cold, example) = (self.cold(), &self.example);
        vec![
            format!(
                "At n_c = 0 it fails: the lowest rungs of all ladders are dark, and so is coherence \
                 between them, in {} sectors with j ≠ j', Δ = j' - j; in these and in {} that do leak \
                 Eq. 84 gives zero.",
                cold.survivors,
                cold.empty_bounds.saturating_sub(cold.survivors),
            ),
            format!(
                "The criterion of Eq. 19, one negative column sum, does not make a sector vanish: {} of \
                 the dark ones have one, but what has reached the lowest rung does not come back.",
                cold.survivors_with_leak
            ),
            format!(
                "Smallest counterexample: (|00> + singlet)/√2 at α_c = 0 stays for ever (moved by {:.0e}), with \
                 coherence {:.4} between j = 1 and j = 0, and W = {:.4}; its χ_j ⊗ τ_j would have W = \
                 {:.4}. No entanglement is needed: (|0> + |1>)|0>/√2 ends with W = {:.4}.",
                example.moved,
                example.coherence,
                example.work.value,
                example.direct_sum.value,
                example.of_product.value,
            ),
            format!(
                "At n_c = {COOL:e} that coherence lives for 1/(γ n_c), when W = {:.4}.",
                example.late.value
            ),
            format!(
                "At n_c = 0 the generator is defective as well, so that Eq. 72 lacks terms t^k exp(λt): \
                 {} of {} sectors have Jordan blocks, {} of them with j = j', m = m' (the smallest: N = 2, \
                 j = 1, which empties as t exp(-2γt)).",
                cold.defective, cold.sectors, cold.defective_thermal
            ),
            format!(
                "Collective dephasing restores Eq. 27 at n_c = 0 too: at a rate {DEPHASING} γ, {} sectors with j ≠ j' \
                 or m ≠ m' survive, as dark coherence decays at Γ_φ (j - j')²/2.",
                self.dephased().survivors,
            ),
        ]
    }

    fn numbers(&self) -> Value {
        json!({
            "most_cells": MOST_CELLS,
            "censuses": each(&self.censuses, Census::row),
            "deviation_of_closing_gap": self.closing,
            "gap_at_n_c_1_bright_and_next": each(MANY.iter().zip(&self.many), |(cells, gap)| json!({ "cells": cells, "gap": gap })),
            "long_evolution_distance": self.followed[1],
            "dark_coherence": self.example.coherence,
            "dark_ergotropy": self.example.work.value,
            "direct_sum_ergotropy": self.example.direct_sum.value,
            "ergotropy_at_n_c_1e_6_after_1_over_n_c": self.example.late.value,
            "dark_ergotropy_of_a_product": self.example.of_product.value,
        })
    }
}

/// Occupations in the notation of the report.
fn occupations() -> String {
    plain(WARM.map(|n| {
        if (1e-3..=1e3).contains(&n) {
            n.to_string()
        } else {
            format!("{n:e}")
        }
    }))
}

fn judge() -> Result<Finding, Error> {
    let found = Results::new()?;
    let in_short = "If the bath is above zero temperature, or J_z dephases, every start ends as stated; at zero temperature \
                    coherence between ladders can stay for ever."
        .to_owned();
    let leaks = found.warm().iter().all(Census::is_clean) && found.dephased().is_clean();
    let parts = vec![
        Part::holds_if(
            "the steady state is the direct sum of χ_j ⊗ τ_j for every start",
            leaks && found.followed[0] <= 1.0 && found.followed[1] < 1e-12,
            format!(
                "if n_c > 0 or J_z dephases; at n_c = 0 (|00> + singlet)/√2 stays, with W = {:.3}, not the {:.3} of \
                 χ ⊗ τ.",
                found.example.work.value, found.example.direct_sum.value,
            ),
        ),
        Part::holds_if(
            "all other sectors leak, with a gap > 0",
            leaks,
            "if n_c > 0 or J_z dephases; the gap closes as n_c.",
        ),
    ];
    let attained: usize = found.warm().iter().map(|census| census.attained).sum();
    let grounds = [
        ("at n_c = 0 a dark start stays", found.example.stands()),
        ("the gap closes as it is said to", found.closing < 1e-3),
        ("the bound is attained beyond single elements", attained > 0),
    ];
    let sentences = [found.warm_sentences(), found.cold_sentences()].concat();
    let numbers = found.numbers();
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn cold_baths_keep_coherence_between_ladders() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::HoldsIf, "{found:#?}");
        found.assert_pinned(&[("/dark_ergotropy", 0.5, 1e-12)]);
        assert!(found.number("/direct_sum_ergotropy") < 1e-12);
        assert!(found.number("/deviation_of_closing_gap") < 1e-4);
        let cold = format!("/censuses/{}/surviving_beyond_eq_27", WARM.len() + 1);
        // One for each pair of ladders of 1 to 12 cells.
        let pairs: u32 = (1..=MOST_CELLS).map(|n| (n / 2) * (n / 2 + 1) / 2).sum();
        assert_eq!(found.number(&cold), f64::from(pairs));
        Ok(())
    }

    #[test]
    fn the_closing_gap_is_exact_for_dark_pairs() -> Result<(), Error> {
        // j' = 0: a sector of one element, which decays at its own bound n_c j.
        let sector = Sector::new(&ensemble(6, 1e-3)?, 0, 3, -3)?;
        assert_eq!(sector.len(), 1);
        assert!((sector.gap() - 1e-3 * closing(3.0, 0.0)).abs() < 1e-17);
        assert!((sector.gap() / sector.gershgorin() - 1.0).abs() < 1e-15);
        Ok(())
    }
}
