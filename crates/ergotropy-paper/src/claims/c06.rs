//! C6: the two steps that extract the ergotropy from the bright ladder.

use ergotropy::{Bath, Error, LadderState, Move, Observables, Start, State};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, NEARLY_ZERO, each, pairs, solve};
use super::thermal::{collective, gibbs_state};

pub(super) const CLAIM: Claim = Claim {
    id: "C6",
    heading: "Extraction in two steps",
    statement: "From the ground state at η = 1, making energies local and then moving every population \
                of levels k >= 2 to level 1 is always possible and extracts the whole ergotropy.",
    source: "Supplementary Note V; Fig. 8",
    figures: &["fig08"],
    judge,
};

const CELLS: [u64; 9] = [1, 2, 3, 4, 5, 10, 26, 100, 400];
const ALPHAS: [f64; 8] = [0.0, NEARLY_ZERO, 0.1, 0.5, 0.9, 0.99, 0.9999, NEARLY_ONE];
/// Cells, α_c and q of Gibbs starts, for which the two steps can fall short.
const WARM: [(u64, f64, f64); 4] = [
    (2, 0.95, 0.3),
    (3, 0.9, 0.1),
    (4, 0.9, 0.01),
    (10, 0.6, 1e-6),
];

/// Results of the two steps over the states of all cells and baths.
#[derive(Default)]
struct Census {
    states: usize,
    impossible: usize,
    short: usize,
    /// The greatest number of arrivals in level 1, and the number of places for them.
    fullest: (u64, u64),
    /// The number of other starts in the bright ladder that lead to a different ergotropy.
    other: usize,
}

impl Census {
    fn new() -> Result<Self, Error> {
        let mut census = Self::default();
        for (cells, alpha) in pairs(&CELLS, &ALPHAS) {
            let ensemble = collective(cells, Bath::from_bose_ratio(alpha)?)?;
            let state = ensemble.steady_state_from(&Start::ground())?;
            for start in [Start::excited(), Start::dicke(cells / 2)] {
                let other = ensemble.steady_state_from(&start)?;
                census.other += usize::from(other.ergotropy() != state.ergotropy());
            }
            let (arrivals, places) = room(&state)?;
            census.states += 1;
            census.impossible += usize::from(arrivals > places);
            census.short += usize::from(!reaches_ergotropy(&state)?);
            if arrivals > census.fullest.0 {
                census.fullest = (arrivals, places);
            }
        }
        Ok(census)
    }
}

/// Results of the two steps for a Gibbs start.
struct Warm {
    arrivals: u64,
    places: u64,
    work: f64,
    by_steps: f64,
}

fn warm((cells, alpha, q): (u64, f64, f64)) -> Result<Warm, Error> {
    let state = gibbs_state(cells, Bath::from_bose_ratio(alpha)?, q)?;
    let (arrivals, places) = room(&state)?;
    Ok(Warm {
        arrivals,
        places,
        work: state.ergotropy().value,
        by_steps: work_of_steps(&state),
    })
}

fn judge() -> Result<Finding, Error> {
    let Census {
        states,
        impossible,
        short,
        fullest,
        other,
    } = Census::new()?;
    let warm = solve(&WARM, |&case| warm(case))?;
    let crowded = warm
        .iter()
        .filter(|case| case.arrivals > case.places)
        .count();

    let in_short = format!(
        "The two steps take out all the work in each of {states} steady states from the ground state, for up to 400 \
         cells."
    );
    let parts = vec![
        Part::holds(
            "moving every population of levels k >= 2 to level 1 is always possible",
            impossible == 0,
            format!("level 1 has room in all {states} states."),
        ),
        Part::holds(
            "that extracts the whole ergotropy",
            short == 0,
            "within its error, in each of them.",
        ),
    ];
    let sentences = [
        format!(
            "Level 1 had room for all populations from above in {} of {states} steady states (N = 1 .. 400, α_c from 0 to 1 - 2⁻²⁰): at most N - 1 arrive, k = 2 .. N, \
             and N - 1 places beside p_1 are free, so that the last one is used ({} of {} for the largest N).",
            states - impossible,
            fullest.0,
            fullest.1
        ),
        format!(
            "The steps extract Σ (k-1) p_k = W within its error in {} of them, since p_0 > p_1 > ... for α_c < 1 leaves a passive state.",
            states - short
        ),
        "The same holds for every start in the bright ladder, which all lead to one steady state (checked for the excited and the half-excited Dicke state).".to_owned(),
        format!(
            "It is particular to these starts: a Gibbs start of q > 0 occupies every place of level 1, and in {crowded} of {} cases tried there is no room \
             (N = 4, q = 0.01, α_c = 0.9: {} populations above level 1 for {} free places; moving them all would give {:.6}, W = {:.6}).",
            WARM.len(),
            warm[2].arrivals,
            warm[2].places,
            warm[2].by_steps,
            warm[2].work
        ),
    ];
    let numbers = json!({
        "states": states,
        "states_without_room": impossible,
        "states_short_of_ergotropy": short,
        "most_arrivals": fullest.0,
        "places_for_them": fullest.1,
        "same_steady_state_for_bright_starts": other == 0,
        "gibbs_cells": WARM.map(|case| case.0),
        "gibbs_alpha_c": WARM.map(|case| case.1),
        "gibbs_q": WARM.map(|case| case.2),
        "gibbs_populations_above_level_1": each(&warm, |case| case.arrivals),
        "gibbs_free_places": each(&warm, |case| case.places),
        "gibbs_work": each(&warm, |case| case.work),
        "gibbs_work_of_steps": each(&warm, |case| case.by_steps),
    });
    let grounds = [
        ("all starts in the bright ladder end alike", other == 0),
        ("from a Gibbs start there is no room", crowded == WARM.len()),
    ];
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

/// The steps of the extraction.
fn steps(state: &State) -> Result<Vec<Move>, Error> {
    let moves = state.as_ladder().map(LadderState::extraction);
    Ok(moves.transpose()?.unwrap_or_default())
}

/// The number of eigenvectors of positive weight above level 1, and the number of free places in
/// level 1.
fn room(state: &State) -> Result<(u64, u64), Error> {
    let steps = steps(state)?;
    let occupied = |levels: &dyn Fn(u32) -> bool| {
        steps
            .iter()
            .filter(|step| levels(step.from))
            .map(|step| step.copies.to_string().parse().unwrap_or(u64::MAX))
            .fold(0, u64::saturating_add)
    };
    let places = u64::from(state.cells()) - occupied(&|k| k == 1);
    Ok((occupied(&|k| k >= 2), places))
}

/// Σ (k-1) p_k over k >= 2.
fn work_of_steps(state: &State) -> f64 {
    state
        .populations()
        .map(|(_, k, weight)| weight.value * (f64::from(k) - 1.0).max(0.0))
        .sum()
}

/// Whether the best extraction consists of the paper's steps: all population above level 1 moves to
/// level 1, and the rest stays.
fn reaches_ergotropy(state: &State) -> Result<bool, Error> {
    let steps = steps(state)?;
    let as_drawn = steps.iter().all(|step| step.to == step.from.min(1));
    let work = state.ergotropy();
    let roundings = 4.0 * f64::EPSILON * (1.0 + work.value) * steps.len() as f64;
    Ok(as_drawn && (work_of_steps(state) - work.value).abs() <= work.error + roundings)
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict;
    use super::*;

    #[test]
    fn holds_for_the_bright_ladder() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdict, Verdict::Holds, "{found:#?}");
        assert_eq!(found.numbers["most_arrivals"], 399);
        assert_eq!(found.numbers["gibbs_populations_above_level_1"][2], 11);
        Ok(())
    }
}
