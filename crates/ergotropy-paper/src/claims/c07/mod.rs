//! C7: what the collective noise leaves of any start, and how fast the rest goes.

use ergotropy::schur::{Fate, Modes, RegisterStart, Sector};
use ergotropy::{Bath, Bounded, Ensemble, Error};
use ergotropy_sweep::{Progress, map};
use serde_json::json;

use super::grid::{collective, finding, grows};
use super::starts::{distance, product, random, random_mixture, superposition};
use super::words::{choose, list, plain};
use super::{Finding, Test, Verdict};
use crate::sectors::{least_sum, spin};

pub(super) const TEST: Test = Test {
    id: "C7",
    statement: "The steady state is the direct sum of χ_j ⊗ τ_j for every start; all other \
     sectors leak, with a gap > 0.",
    source: "Eq. 20, 27, 84",
    figures: &[],
    judge,
};

const MOST_CELLS: u32 = 12;
/// Occupations of a bath that heats.
const WARM: [f64; 7] = [1e-12, 1e-6, 1e-3, 0.1, 1.0, 10.0, 1e6];
/// Where the gap is compared with its limit for a cold bath.
const COOL: f64 = 1e-6;
/// Rate of collective dephasing that is tried against dark coherence.
const DEPHASING: f64 = 0.25;
/// Cells and Bose ratios at which steady states are compared with long evolutions.
const FOLLOWED: [u32; 4] = [2, 3, 4, 5];
const RATIOS: [f64; 4] = [0.0, 1e-3, 0.5, 0.9];

fn ensemble(cells: u32, occupation: f64) -> Result<Ensemble, Error> {
    collective(cells.into(), Bath::from_occupation(occupation)?)
}

/// Whether Eq. 27 has this sector: j = j' and m = m'.
fn is_thermal(sector: &Sector) -> bool {
    let (d, d_prime) = sector.ladders();
    d == d_prime && sector.delta() == 0
}

/// A sector as people write it.
fn name(cells: u32, sector: &Sector) -> String {
    let (d, d_prime) = sector.ladders();
    format!(
        "j = {}, j' = {}, Δ = {}",
        spin(cells, d),
        spin(cells, d_prime),
        sector.delta()
    )
}

/// A number and the sector it belongs to.
#[derive(Clone, Debug)]
struct Place {
    value: f64,
    cells: u32,
    name: String,
}

impl Place {
    fn text(&self) -> String {
        format!("N = {}, {}", self.cells, self.name)
    }

    fn json(&self) -> serde_json::Value {
        json!({ "value": self.value, "cells": self.cells, "sector": self.name })
    }
}

/// All sectors of 1 to [`MOST_CELLS`] cells at one occupation.
#[derive(Clone, Debug, Default)]
struct Census {
    sectors: usize,
    /// Sectors with j ≠ j' or Δ ≠ 0 that do not vanish.
    survivors: usize,
    /// Those of them that Eq. 19 would call leaking, since a column sum is negative.
    survivors_with_leak: usize,
    /// Sectors with j = j' and Δ = 0 that do vanish.
    lost: usize,
    /// Sectors with j ≠ j' or Δ ≠ 0 whose bound is zero.
    empty_bounds: usize,
    /// Sectors whose gap is below the bound by more than roundings, or not positive.
    violations: usize,
    defective: usize,
    defective_thermal: usize,
    slowest: Option<Place>,
    /// Least and greatest gap in units of the bound, where it is not zero.
    tightest: Option<Place>,
    loosest: Option<Place>,
    /// Sectors of more than one element whose gap is the bound.
    attained: usize,
}

/// Keeps the place with the lesser (sign 1) or greater (sign -1) value.
fn keep(best: &mut Option<Place>, value: f64, sign: f64, cells: u32, sector: &Sector) {
    if best
        .as_ref()
        .is_none_or(|best| sign * value < sign * best.value)
    {
        *best = Some(Place {
            value,
            cells,
            name: name(cells, sector),
        });
    }
}

impl Census {
    fn new(occupation: f64, dephasing: f64) -> Result<Self, Error> {
        let mut census = Self::default();
        for cells in 1..=MOST_CELLS {
            let ensemble = ensemble(cells, occupation)?.collective_dephasing(dephasing)?;
            // Eigenvalues are right to a few roundings of the greatest rate.
            let greatest = (2.0 * occupation + 1.0) * f64::from(cells + 2).powi(2) / 4.0
                + dephasing * f64::from(cells).powi(2);
            let slack = 8.0 * f64::from(cells) * f64::EPSILON * greatest;
            for sector in Sector::all(&ensemble) {
                census.count(cells, &sector, slack);
            }
        }
        Ok(census)
    }

    fn count(&mut self, cells: u32, sector: &Sector, slack: f64) {
        self.sectors += 1;
        let survives = sector.fate() != Fate::Leaking;
        let defective = sector.modes() == Modes::Defective;
        self.defective += usize::from(defective);
        if is_thermal(sector) {
            self.lost += usize::from(!survives);
            self.defective_thermal += usize::from(defective);
            self.violations += usize::from(sector.gap() <= slack);
            return;
        }
        let (bound, gap) = (sector.gershgorin(), sector.gap());
        self.survivors += usize::from(survives);
        self.survivors_with_leak += usize::from(survives && least_sum(sector) < 0.0);
        self.empty_bounds += usize::from(bound == 0.0);
        self.violations += usize::from(!(gap >= bound - slack && gap > 0.0));
        if !survives {
            keep(&mut self.slowest, gap, 1.0, cells, sector);
            // Where roundings could decide, the ratio says nothing.
            if bound > 1e6 * slack {
                keep(&mut self.tightest, gap / bound, 1.0, cells, sector);
                keep(&mut self.loosest, gap / bound, -1.0, cells, sector);
                self.attained += usize::from(sector.len() > 1 && gap / bound < 1.0 + 1e-9);
            }
        }
    }

    /// Whether Eq. 20, 27 and 84 hold in all sectors.
    fn is_clean(&self) -> bool {
        self.survivors + self.lost + self.empty_bounds + self.violations == 0
    }
}

/// The slowest decay between the lowest rungs of two ladders, per γ n_c, for a cold bath: what goes
/// up from them returns with probability 2√(jj')/(j + j').
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

/// (|00> + singlet)/√2 at α_c = 0, and a product of two cells.
struct Counterexample {
    /// How far the steady state is from the start.
    moved: f64,
    coherence: f64,
    work: Bounded,
    /// The work of ⊕ χ_j ⊗ τ_j with the same χ_j.
    direct_sum: Bounded,
    /// The work at n_c = [`COOL`] after the time 1/(γ n_c).
    late: Bounded,
    /// Dark work of (|0> + |1>)|0>/√2.
    of_product: Bounded,
}

impl Counterexample {
    fn new() -> Result<Self, Error> {
        let root = 0.5f64.sqrt();
        let start = superposition(2, &[(0, 1.0), (1, root), (2, -root)])?.to_density_matrix()?;
        let cold = ensemble(2, 0.0)?;
        let steady = cold.steady_state_of(&start)?;
        let matrix = steady.density_matrix()?;
        // <00|ρ|singlet>
        let coherence = (matrix.element(0, 1) - matrix.element(0, 2)).norm() * root;
        let dephased = cold.collective_dephasing(1.0)?.steady_state_of(&start)?;
        let late = ensemble(2, COOL)?.charge_of(&start, &[1.0 / COOL])?;
        let half = (root.into(), root.into());
        let tilted = product(&[half, (1.0.into(), 0.0.into())])?;
        Ok(Self {
            moved: distance(&matrix, &start),
            coherence,
            work: steady.ergotropy(),
            direct_sum: dephased.ergotropy(),
            late: late.points()[0].work.ergotropy,
            of_product: cold.steady_state_of(&tilted)?.ergotropy(),
        })
    }

    /// Whether the start stays, although it is no direct sum.
    fn stands(&self) -> bool {
        self.moved < 1e-12 && self.coherence > 1e-3 && grows(self.direct_sum, self.work)
    }
}

/// Coherent starts: a cat, a product without symmetry, a pure and a mixed state at random.
fn coherent_starts(cells: u32) -> Result<Vec<RegisterStart>, Error> {
    let top = (1usize << cells) - 1;
    let tilted: Vec<_> = (0..cells)
        .map(|i| {
            let part = (1.0 + f64::from(i)) / f64::from(cells);
            (
                1.0.into(),
                ergotropy::schur::Complex64::new(part, 0.5 - part),
            )
        })
        .collect();
    [
        superposition(cells, &[(0, 1.0), (top, 1.0)]),
        product(&tilted),
        random(cells, 7),
        random_mixture(cells, 3, 11),
    ]
    .into_iter()
    .map(|start| start?.to_density_matrix())
    .collect()
}

/// The greatest distance between steady states and evolutions long enough that only e^-60 is left
/// of the slowest mode, in units of the errors they tell and absolutely.
fn long_evolution(cells: u32) -> Result<[f64; 2], Error> {
    let mut worst = [0.0f64; 2];
    for alpha in RATIOS {
        let ensemble = collective(cells.into(), Bath::from_bose_ratio(alpha)?)?;
        let slowest = Sector::all(&ensemble)
            .iter()
            .map(Sector::gap)
            .fold(f64::INFINITY, f64::min);
        for start in coherent_starts(cells)? {
            let steady = ensemble.steady_state_of(&start)?;
            for late in ensemble.states_of(&start, &[60.0 / slowest])? {
                let off = distance(&steady.density_matrix()?, &late.density_matrix()?);
                let work = (steady.ergotropy().value - late.ergotropy().value).abs();
                let told = steady.error() + late.error();
                // Going back to bit strings rounds once more.
                worst[0] = worst[0].max(off / (told + 1e-14));
                worst[1] = worst[1].max(off).max(work);
            }
        }
    }
    Ok(worst)
}

/// The slowest decay of coherence between j = N/2 and N/2 - 1 at n_c = 1.
fn gap_of_many(cells: u32) -> Result<f64, Error> {
    let ensemble = ensemble(cells, 1.0)?;
    let least = (-1..=1)
        .map(|delta| Ok(Sector::new(&ensemble, 0, 1, delta)?.gap()))
        .collect::<Result<Vec<f64>, Error>>()?;
    Ok(least.into_iter().fold(f64::INFINITY, f64::min))
}

/// All that is computed.
struct Findings {
    warm: Vec<Census>,
    cold: Census,
    dephased: Census,
    closing: f64,
    example: Counterexample,
    /// Worst distance in units of the errors, and as it is.
    followed: [f64; 2],
    /// Gaps of [`MANY`] cells.
    many: Vec<f64>,
}

/// Cells for which the gap is computed alone.
const MANY: [u32; 3] = [10, 100, 400];

impl Findings {
    fn new() -> Result<Self, Error> {
        // The cold baths come last: with and without dephasing.
        let noise: Vec<(f64, f64)> = WARM
            .iter()
            .map(|&occupation| (occupation, 0.0))
            .chain([(0.0, DEPHASING), (0.0, 0.0)])
            .collect();
        let mut warm = map(&noise, &Progress::hidden(), |&(occupation, dephasing)| {
            Census::new(occupation, dephasing)
        })?;
        let cold = warm.pop().unwrap_or_default();
        let dephased = warm.pop().unwrap_or_default();
        let followed = map(&FOLLOWED, &Progress::hidden(), |&cells| {
            long_evolution(cells)
        })?;
        Ok(Self {
            warm,
            cold,
            dephased,
            closing: closing_deviation()?,
            example: Counterexample::new()?,
            followed: followed
                .into_iter()
                .fold([0.0f64; 2], |[a, b], [x, y]| [a.max(x), b.max(y)]),
            many: map(&MANY, &Progress::hidden(), |&cells| gap_of_many(cells))?,
        })
    }

    fn holds_warm(&self) -> bool {
        self.warm.iter().all(Census::is_clean) && self.agrees()
    }

    fn agrees(&self) -> bool {
        self.followed[0] <= 1.0 && self.followed[1] < 1e-12
    }

    fn holds_cold(&self) -> bool {
        self.cold.is_clean() && !self.example.stands()
    }
}

fn judge() -> Result<Finding, Error> {
    let found = Findings::new()?;
    let verdict = match (found.holds_warm(), found.holds_cold()) {
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::HoldsIf,
        (false, _) => Verdict::DoesNotHold,
    };
    let sentences = [warm_sentences(&found), cold_sentences(&found)].concat();
    let line = in_short(verdict, &found);
    Ok(finding(verdict, line, &sentences, numbers(&found)))
}

/// Occupations as people write them.
fn occupations() -> String {
    plain(&WARM.map(|n| {
        if (1e-3..=1e3).contains(&n) {
            n.to_string()
        } else {
            format!("{n:e}")
        }
    }))
}

fn warm_sentences(found: &Findings) -> Vec<String> {
    let each = found.warm.first().map_or(0, |census| census.sectors);
    let count = |of: fn(&Census) -> usize| found.warm.iter().map(of).sum::<usize>();
    let exceptions = count(|census| census.survivors + census.lost + census.empty_bounds);
    let mut sentences = vec![format!(
        "Of the {each} sectors of N = 1 to {MOST_CELLS}, at n_c = {}, those with j = j', m = m' {}, \
         and {} decays more slowly than the bound of Eq. 84, read as its least value over m.",
        occupations(),
        choose(
            exceptions == 0,
            "survive and all others leak",
            "are not the only ones that survive or have no bound"
        ),
        choose(
            count(|census| census.violations) == 0,
            "no mode",
            "some mode"
        ),
    )];
    let loosest = WARM
        .iter()
        .zip(&found.warm)
        .filter_map(|(n, census)| Some((n, census.loosest.as_ref()?)))
        .max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    if let Some((occupation, place)) = loosest {
        sentences.push(format!(
            "That bound is attained {}, and elsewhere too small by up to {:.0e} ({}, n_c = \
             {occupation:e}), as A_m can equal A'_m' for one m of a sector that leaks.",
            choose(
                count(|census| census.attained) == 0,
                "in sectors of one element alone",
                "in sectors of one element and in some others"
            ),
            place.value,
            place.text()
        ));
    }
    sentences.push(format!(
        "For n_c → 0 the gap closes: the lowest rungs of two ladders lose their coherence at γ n_c (j \
         - j')²/(j + j') (to {:.0e} at n_c = {COOL:e}), which is γ n_c/(N - 1) for the brightest \
         two; Eq. 84 gives γ n_c (√j - √j')².",
        found.closing,
    ));
    let harmonic = MANY
        .iter()
        .zip(&found.many)
        .map(|(&cells, gap)| gap * f64::from(cells) / 2.0)
        .next_back();
    sentences.push(format!(
        "It closes with N as well: at n_c = 1 coherence between j = N/2 and N/2 - 1 decays at {} γ for \
         N = {}, in the end {:.3} times γ n_c (n_c + 1)/N.",
        list(found.many.iter().copied(), 4),
        plain(&MANY),
        harmonic.unwrap_or(f64::NAN),
    ));
    sentences.push(format!(
        "Steady states {} evolutions over 60 times the slowest decay (N = {}, α_c = {}, cats, \
         products and random states: density matrices and W apart by at most {:.0e}).",
        choose(found.agrees(), "agree with", "differ from"),
        plain(&FOLLOWED),
        plain(&RATIOS),
        found.followed[1],
    ));
    sentences
}

fn cold_sentences(found: &Findings) -> Vec<String> {
    let Findings {
        cold,
        dephased,
        example,
        ..
    } = found;
    if found.holds_cold() {
        return vec!["The same is true at n_c = 0.".to_owned()];
    }
    vec![
        format!(
            "At n_c = 0 it fails: the lowest rungs of all ladders are dark, and so is coherence \
             between them, in {} sectors with j ≠ j', Δ = j' - j; in these and in {} that do leak \
             Eq. 84 gives zero.",
            cold.survivors,
            cold.empty_bounds - cold.survivors.min(cold.empty_bounds),
        ),
        format!(
            "The criterion of Eq. 19, one negative column sum, does not make a sector vanish: {} of \
             the dark ones have one, but what has reached the lowest rung does not come back.",
            cold.survivors_with_leak
        ),
        format!(
            "Smallest counterexample: (|00> + singlet)/√2 at α_c = 0 {} (moved by {:.0e}), with \
             coherence {:.4} between j = 1 and j = 0, and W = {:.4}; its χ_j ⊗ τ_j would have W = \
             {:.4}. No entanglement is needed: (|0> + |1>)|0>/√2 ends with W = {:.4}.",
            choose(example.stands(), "stays for ever", "does not stay"),
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
            "Collective dephasing {} at n_c = 0 too: at a rate {DEPHASING} γ, {} sectors with j ≠ j' \
             or m ≠ m' survive, as dark coherence decays at Γ_φ (j - j')²/2.",
            choose(
                dephased.survivors + dephased.lost == 0,
                "restores Eq. 27",
                "does not restore Eq. 27"
            ),
            dephased.survivors,
        ),
    ]
}

fn numbers(found: &Findings) -> serde_json::Value {
    let place = |place: Option<&Place>| place.map(Place::json);
    let censuses: Vec<serde_json::Value> = WARM
        .iter()
        .map(|&occupation| (occupation, 0.0))
        .chain([(0.0, DEPHASING), (0.0, 0.0)])
        .zip(found.warm.iter().chain([&found.dephased, &found.cold]))
        .map(|((occupation, dephasing), census)| {
            json!({
                "n_c": occupation,
                "collective_dephasing": dephasing,
                "sectors": census.sectors,
                "surviving_beyond_eq_27": census.survivors,
                "of_these_with_a_negative_column_sum": census.survivors_with_leak,
                "bounds_that_are_zero": census.empty_bounds,
                "gaps_below_the_bound": census.violations,
                "defective": census.defective,
                "slowest_leak": place(census.slowest.as_ref()),
                "least_gap_over_bound": place(census.tightest.as_ref()),
                "bound_attained_beyond_single_elements": census.attained,
                "greatest_gap_over_bound": place(census.loosest.as_ref()),
            })
        })
        .collect();
    json!({
        "most_cells": MOST_CELLS,
        "censuses": censuses,
        "deviation_of_closing_gap": found.closing,
        "gap_at_n_c_1_bright_and_next": MANY
            .iter()
            .zip(&found.many)
            .map(|(cells, gap)| json!({ "cells": cells, "gap": gap }))
            .collect::<Vec<_>>(),
        "long_evolution_distance": found.followed[1],
        "dark_coherence": found.example.coherence,
        "dark_ergotropy": found.example.work.value,
        "direct_sum_ergotropy": found.example.direct_sum.value,
        "ergotropy_at_n_c_1e_6_after_1_over_n_c": found.example.late.value,
        "dark_ergotropy_of_a_product": found.example.of_product.value,
    })
}

fn in_short(verdict: Verdict, found: &Findings) -> String {
    let example = &found.example;
    match verdict {
        Verdict::Holds => {
            "All sectors but j = j', m = m' leak at every n_c, none more slowly than Eq. 84 allows."
                .to_owned()
        }
        Verdict::HoldsIf => format!(
            "If n_c > 0{}: at n_c = 0 (|00> + singlet)/√2 stays, with W = {:.3}, not the {:.3} of χ ⊗ τ; the gap closes as n_c.",
            choose(found.dephased.is_clean(), " or J_z dephases", ""),
            example.work.value,
            example.direct_sum.value,
        ),
        _ => format!(
            "A sector with j ≠ j' or m ≠ m' survives at n_c > 0, or steady states are off by {:.0e}.",
            found.followed[1]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cold_baths_keep_coherence_between_ladders() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let number = |name: &str| found.numbers[name].as_f64().unwrap_or(f64::NAN);
        assert!((number("dark_ergotropy") - 0.5).abs() < 1e-12);
        assert!(number("direct_sum_ergotropy") < 1e-12);
        assert!(number("deviation_of_closing_gap") < 1e-4);
        let cold = found.numbers["censuses"]
            .as_array()
            .and_then(|all| all.last());
        // One for each pair of ladders of 1 to 12 cells.
        let pairs = (1..=MOST_CELLS)
            .map(|n| (n / 2) * (n / 2 + 1) / 2)
            .sum::<u32>();
        assert_eq!(
            cold.and_then(|cold| cold["surviving_beyond_eq_27"].as_u64()),
            Some(pairs.into())
        );
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
