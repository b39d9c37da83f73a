//! C9b: whether the Gibbs product is the best start, with the cost of the unitary subtracted.

use ergotropy::best_start::{Best, Climb, GibbsOrbit, Method};

use ergotropy::schur::Unitary;
use ergotropy::{Bath, Bounded, Error};
use serde_json::{Value, json};

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, each, is_positive, solve};
use super::words::{list, plain};
use crate::rotated::{SEED, condition, greatest, paper_pairs};

pub(super) const CLAIM: Claim = Claim {
    id: "C9b",
    heading: "Whether the thermal start is the best one",
    statement: "The product of Gibbs states is the optimal start once the cost of the unitary is paid.",
    source: "Supplementary Note VI",
    figures: &["fig10", "extra-best-starts", "extra-random-starts"],
    judge,
};

/// The example: two cells.
const Q: f64 = 0.5;
const ALPHA: f64 = 0.9;
/// Cells and steps of the grid in the unit square on which the conditions are checked.
const GRIDS: [(u32, u32); 3] = [(2, 40), (3, 40), (4, 32)];
const SIZES: [u32; 7] = [2, 3, 4, 5, 6, 7, 8];
/// Numbers of cells, and of random starts for each, from which dense ascent begins.
const ASCENTS: [(u32, u64); 7] = [(2, 40), (3, 40), (4, 40), (5, 40), (6, 10), (7, 5), (8, 2)];
/// Where exhaustion and climbing are compared for five cells: a hot and a cold bath.
const FIVE: [(f64, f64); 2] = [(0.5, 0.9), (0.5, 0.1)];
/// Distance from its border below which a condition is not checked.
const CLOSE: f64 = 1e-9;

fn orbit(cells: u32, q: f64, alpha: f64) -> Result<GibbsOrbit, Error> {
    GibbsOrbit::new(cells, q, Bath::from_bose_ratio(alpha)?)
}

fn exhausted(cells: u32, q: f64, alpha: f64) -> Result<Best, Error> {
    orbit(cells, q, alpha)?.best(Method::Exhaustion)
}

/// The number of cases in which a closed condition and exhaustion disagree, the number of all cases,
/// and the number of those in which some start gains.
struct Check {
    cells: u32,
    points: usize,
    gaining: usize,
    mismatches: usize,
}

fn check((cells, steps): (u32, u32)) -> Result<Check, Error> {
    let inside = |i: u32| f64::from(i) / f64::from(steps);
    let grid: Vec<(f64, f64)> = (1..steps)
        .flat_map(|i| (1..steps).map(move |k| (inside(i), inside(k))))
        .filter(|&(q, alpha)| condition(cells, q, alpha).is_some_and(|x| x.abs() > CLOSE))
        .collect();
    let found = solve(&grid, |&(q, alpha)| {
        let gain = exhausted(cells, q, alpha)?.work.gain;
        let expected = condition(cells, q, alpha).is_some_and(|x| x > 0.0);
        Ok((is_positive(gain), expected))
    })?;
    Ok(Check {
        cells,
        points: grid.len(),
        gaining: found.iter().filter(|found| found.0).count(),
        mismatches: found.iter().filter(|found| found.0 != found.1).count(),
    })
}

/// The best that ascent from random starts reaches at the example's temperatures.
fn ascended((cells, draws): (u32, u64)) -> Result<(Bounded, usize), Error> {
    let orbit = orbit(cells, Q, ALPHA)?;
    let indices: Vec<u64> = (0..draws).collect();
    let gains = solve(&indices, |&index| {
        let start = Unitary::haar(cells, SEED, index)?.rotate_gibbs(Q)?;
        Ok(orbit.ascend(&start)?.work.gain)
    })?;
    let gaining = gains.iter().filter(|&&gain| is_positive(gain)).count();
    let top = gains
        .into_iter()
        .reduce(|a, b| if b.value > a.value { b } else { a });
    Ok((
        top.unwrap_or(Bounded::new(0.0, 0.0, ergotropy::Kind::Bound)),
        gaining,
    ))
}

/// The gain of the exchange of two eigenvalues for twelve cells at zero temperature.
fn twelve_cells() -> Result<f64, Error> {
    let orbit = orbit(12, Q, 0.0)?;
    let gibbs = orbit.gibbs();
    let last = gibbs.copies().len() - 1;
    let exchanged = gibbs.exchanged((0, 5), (last, 6));
    let gain = exchanged.map(|start| orbit.value(&start).gain);
    Ok(gain
        .filter(|&gain| is_positive(gain))
        .map_or(0.0, |gain| gain.value))
}

/// All computed results.
struct Results {
    /// Two cells: W_SS of the Gibbs product, and the best start.
    gibbs: Bounded,
    best: Best,
    checks: Vec<Check>,
    /// The greatest gains over all starts, by cells.
    tops: Vec<(f64, Best)>,
    /// β_q, β_c and the best gain at the paper's own pairs.
    paper: Vec<(f64, f64, Bounded)>,
    /// Five cells: the gain by exhaustion and by climbing.
    five: Vec<(Bounded, Bounded)>,
    ascents: Vec<(Bounded, usize)>,
    /// The gain of twelve cells at zero temperature; 0 if it is not above its error.
    cold: f64,
}

impl Results {
    fn new() -> Result<Self, Error> {
        let pair = orbit(2, Q, ALPHA)?;
        Ok(Self {
            gibbs: pair.value(&pair.gibbs()).steady_work,
            best: pair.best(Method::Exhaustion)?,
            checks: solve(&GRIDS, |&grid| check(grid))?,
            tops: solve(&SIZES, |&cells| greatest(cells, NEARLY_ONE))?,
            paper: solve(&paper_pairs(), |&(beta_q, beta_c)| {
                let gain = exhausted(4, (-beta_q).exp(), (-beta_c).exp())?.work.gain;
                Ok((beta_q, beta_c, gain))
            })?,
            five: solve(&FIVE, |&(q, alpha)| {
                let climb = Climb {
                    draws: 24,
                    seed: SEED,
                };
                let climbed = orbit(5, q, alpha)?.best(Method::Climbing(climb))?;
                Ok((exhausted(5, q, alpha)?.work.gain, climbed.work.gain))
            })?,
            ascents: solve(&ASCENTS, |&ascent| ascended(ascent))?,
            cold: twelve_cells()?,
        })
    }

    /// The pairs of the paper at which some start gains.
    fn gaining(&self) -> impl Iterator<Item = &(f64, f64, Bounded)> {
        self.paper.iter().filter(|point| is_positive(point.2))
    }

    /// The number of cases in which a closed condition and exhaustion disagree.
    fn mismatches(&self) -> usize {
        self.checks.iter().map(|check| check.mismatches).sum()
    }

    /// Whether climbing and exhaustion agree within their errors for five cells.
    fn agree(&self) -> bool {
        let apart = |(all, climbed): &(Bounded, Bounded)| (all.value - climbed.value).abs();
        let mut five = self.five.iter();
        five.all(|pair| apart(pair) <= pair.0.error + pair.1.error)
    }

    /// Sentences on the example, the theorem and the conditions.
    fn proved(&self) -> Vec<String> {
        let work = &self.best.work;
        vec![
            format!(
                "Smallest example: N = 2, q = {Q}, α_c = {ALPHA}. Exchanging the singlet and |11> \
                 costs {:.6} and raises W_SS from {:.6} to {:.6}: a gain of {:.6}, at least {:.12} \
                 by the bounds, the best of all unitaries.",
                work.cost.value,
                self.gibbs.value,
                work.steady_work.value,
                work.gain.value,
                work.gain.lower(),
            ),
            "The best start over all unitaries assigns the Gibbs eigenvalues to the vectors \
             |j, m, σ> (a theorem), so that up to N = 5 all of them can be tried."
                .to_owned(),
            format!(
                "Some start gains exactly if q/(1+q) < α_c²/(1+α_c) for N = 2 (proved), α_c² > q for \
                 N = 3, and in a hot and a cold region for N = 4: (1+q+2q²+q³)(α_c³+α_c⁴) > \
                 (q²+q³)Z or (1+2q²+q³+q⁴)α_c < q²Z, Z = 1+α_c+...+α_c⁴. On grids of {} points for \
                 N = {}: {} mismatches with exhaustion.",
                plain(self.checks.iter().map(|check| check.points)),
                plain(GRIDS.map(|grid| grid.0)),
                self.mismatches(),
            ),
        ]
    }

    /// Sentences on the greatest gains and their places.
    fn found(&self) -> Vec<String> {
        let most = self
            .gaining()
            .max_by(|a, b| a.2.value.total_cmp(&b.2.value));
        let most = most.unwrap_or(&self.paper[0]);
        vec![
            format!(
                "The greatest gains lie at α_c → 1: {} for N = {}, those beyond N = 4 by climbing, hence \
                 lower bounds, at q = {}.",
                list(self.tops.iter().map(|top| top.1.work.gain.value), 4),
                plain(SIZES),
                list(self.tops.iter().map(|top| top.0), 3),
            ),
            format!(
                "Of the {} pairs of Fig. 10, {} have a start that gains; most at β_q = {}, β_c = {}: \
                 {:.6}.",
                self.paper.len(),
                self.gaining().count(),
                most.0,
                most.1,
                most.2.value
            ),
            format!(
                "Ascent from random starts at q = {Q}, α_c = {ALPHA} reaches gains of {} for N = {}; for \
                 N = 5 climbing and exhaustion agree.",
                list(self.ascents.iter().map(|ascent| ascent.0.value), 4),
                plain(SIZES),
            ),
            format!(
                "As α_c → 0 the Gibbs product is best up to N = 11 (proved for χ ⊗ τ); at N = 12 an exchange \
                 gains {:.1e} (q = {Q}).",
                self.cold
            ),
        ]
    }

    fn numbers(&self) -> Value {
        json!({
            "example": {
                "cells": 2,
                "q": Q,
                "alpha_c": ALPHA,
                "start": self.best.reassignment.to_string(),
                "cost": self.best.work.cost.value,
                "ergotropy": self.best.work.steady_work.value,
                "ergotropy_of_gibbs": self.gibbs.value,
                "gain": self.best.work.gain.value,
                "gain_error": self.best.work.gain.error,
            },
            "conditions": each(&self.checks, |check| json!({
                "cells": check.cells,
                "points": check.points,
                "points_with_gain": check.gaining,
                "mismatches": check.mismatches,
            })),
            "greatest_gains": each(SIZES.iter().zip(&self.tops), |(cells, top)| json!({
                "cells": cells,
                "gain": top.1.work.gain.value,
                "q": top.0,
                "alpha_c": NEARLY_ONE,
            })),
            "pairs_of_the_paper": each(&self.paper, |(beta_q, beta_c, gain)| json!({
                "beta_q": beta_q,
                "beta_c": beta_c,
                "gain": gain.value,
                "gain_error": gain.error,
            })),
            "ascent_from_random_starts": each(ASCENTS.iter().zip(&self.ascents), |((cells, starts), (gain, gaining))| json!({
                "cells": cells,
                "starts": starts,
                "starts_that_end_above_gibbs": gaining,
                "gain": gain.value,
            })),
            "five_cells": each(FIVE.iter().zip(&self.five), |((q, alpha), (all, climbed))| json!({
                "q": q,
                "alpha_c": alpha,
                "gain_by_exhaustion": all.value,
                "gain_by_climbing": climbed.value,
            })),
            "gain_of_twelve_cells_at_zero_temperature": self.cold,
        })
    }
}

fn judge() -> Result<Finding, Error> {
    let found = Results::new()?;
    let work = &found.best.work;
    let in_short = format!(
        "Other starts win: for two cells at q = {Q}, α_c = {ALPHA}, exchanging singlet and |11> gains {:.4} ħω more \
         than the {:.4} ħω it costs.",
        work.gain.value, work.cost.value
    );
    let parts = vec![Part::fails(
        "the Gibbs product is the optimal start once the cost is paid",
        is_positive(work.gain),
        "for N = 2 it is best if and only if q/(1+q) >= α_c²/(1+α_c).",
    )];
    let grounds = [
        (
            "the closed conditions have no exception",
            found.mismatches() == 0,
        ),
        (
            "some start gains at a pair of Fig. 10",
            found.gaining().next().is_some(),
        ),
        ("climbing and exhaustion agree", found.agree()),
        ("an exchange of twelve cells gains", found.cold > 0.0),
    ];
    let sentences = [found.proved(), found.found()].concat();
    Ok(judged(
        in_short,
        parts,
        &grounds,
        &sentences,
        found.numbers(),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn two_cells_have_a_better_start_than_the_gibbs_product() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold, "{found:#?}");
        found.assert_pinned(&[
            ("/example/gain", 9.0 / 271.0, 1e-14),
            ("/example/cost", 1.0 / 9.0, 1e-14),
            ("/example/ergotropy", 377.0 / 2439.0, 1e-14),
            ("/example/ergotropy_of_gibbs", 25.0 / 2439.0, 1e-14),
            ("/conditions/0/mismatches", 0.0, 0.0),
            ("/conditions/1/mismatches", 0.0, 0.0),
            ("/conditions/2/mismatches", 0.0, 0.0),
            ("/greatest_gains/0/gain", 1.0 / 24.0, 1e-5),
            ("/greatest_gains/1/gain", 3.0 / 32.0, 1e-5),
            ("/greatest_gains/2/gain", 3.0 / 20.0, 1e-5),
        ]);
        Ok(())
    }
}
