//! C6: the two steps that extract the ergotropy from the bright ladder.

use ergotropy::{Bath, Error, LadderState, Start};
use serde_json::json;

use super::grid::{NEARLY_ONE, NEARLY_ZERO, collective, finding};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C6",
    statement: "From the ground state at η = 1, making energies local and then moving every population \
                of levels k >= 2 to level 1 is always possible and extracts the whole ergotropy.",
    source: "Supplementary Note V; Fig. 8",
    figures: &["fig08"],
    judge,
};

const CELLS: [u64; 9] = [1, 2, 3, 4, 5, 10, 26, 100, 400];
const ALPHAS: [f64; 8] = [0.0, NEARLY_ZERO, 0.1, 0.5, 0.9, 0.99, 0.9999, NEARLY_ONE];
/// Gibbs starts, to see where the steps end.
const WARM: [(u64, f64, f64); 4] = [
    (2, 0.95, 0.3),
    (3, 0.9, 0.1),
    (4, 0.9, 0.01),
    (10, 0.6, 1e-6),
];

fn judge() -> Result<Finding, Error> {
    let mut states = 0;
    let (mut impossible, mut short) = (0, 0);
    let mut fullest = (0, 0);
    let mut same_for_bright_starts = true;
    for cells in CELLS {
        for alpha in ALPHAS {
            let ensemble = collective(cells, Bath::from_bose_ratio(alpha)?)?;
            let state = ensemble.steady_state_from(&Start::ground())?;
            for start in [Start::excited(), Start::dicke(cells / 2)] {
                let other = ensemble.steady_state_from(&start)?;
                same_for_bright_starts &= other.ergotropy() == state.ergotropy();
            }
            let (arrivals, places) = room(&state)?;
            states += 1;
            impossible += usize::from(arrivals > places);
            short += usize::from(!reaches_ergotropy(&state)?);
            if arrivals > fullest.0 {
                fullest = (arrivals, places);
            }
        }
    }
    let mut warm = Vec::new();
    for (cells, alpha, q) in WARM {
        let state = collective(cells, Bath::from_bose_ratio(alpha)?)?
            .steady_state_from(&Start::gibbs(q)?)?;
        let by_steps = work_of_steps(&state);
        warm.push((room(&state)?, state.ergotropy(), by_steps));
    }
    let crowded = warm
        .iter()
        .filter(|((arrivals, places), ..)| arrivals > places)
        .count();

    let verdict = match (impossible + short, same_for_bright_starts) {
        (0, true) => Verdict::Holds,
        (0, false) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };
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
        format!(
            "The same holds for {} start in the bright ladder, which all lead to one steady state{}.",
            if same_for_bright_starts {
                "every"
            } else {
                "not every"
            },
            if same_for_bright_starts {
                " (checked for the excited and the half-excited Dicke state)"
            } else {
                ""
            }
        ),
        format!(
            "It is particular to these starts: a Gibbs start of q > 0 occupies every place of level 1, and in {crowded} of {} cases tried there is no room \
             (N = 4, q = 0.01, α_c = 0.9: {} populations above level 1 for {} free places; moving them all would give {:.6}, W = {:.6}).",
            WARM.len(),
            warm[2].0.0,
            warm[2].0.1,
            warm[2].2,
            warm[2].1.value
        ),
    ];
    Ok(finding(
        verdict,
        in_short(verdict, states, [impossible, short], crowded),
        &sentences,
        json!({
            "states": states,
            "states_without_room": impossible,
            "states_short_of_ergotropy": short,
            "most_arrivals": fullest.0,
            "places_for_them": fullest.1,
            "same_steady_state_for_bright_starts": same_for_bright_starts,
            "gibbs_cells": WARM.map(|case| case.0),
            "gibbs_alpha_c": WARM.map(|case| case.1),
            "gibbs_q": WARM.map(|case| case.2),
            "gibbs_populations_above_level_1": warm.iter().map(|case| case.0.0).collect::<Vec<_>>(),
            "gibbs_free_places": warm.iter().map(|case| case.0.1).collect::<Vec<_>>(),
            "gibbs_work": warm.iter().map(|case| case.1.value).collect::<Vec<_>>(),
            "gibbs_work_of_steps": warm.iter().map(|case| case.2).collect::<Vec<_>>(),
        }),
    ))
}

fn in_short(verdict: Verdict, states: usize, failed: [usize; 2], crowded: usize) -> String {
    let [impossible, short] = failed;
    match verdict {
        Verdict::Holds => format!(
            "Level 1 has room and the steps give W in all {states} states tested (N = 1 .. 400); from a Gibbs start {crowded} of {} have no room.",
            WARM.len()
        ),
        Verdict::HoldsIf => format!(
            "If the start is the ground state: all {states} states pass, but other starts in the bright ladder end elsewhere."
        ),
        _ => format!(
            "Of {states} steady states {impossible} have no room in level 1, and {short} give less than W by these steps."
        ),
    }
}

/// How many eigenvectors of positive weight lie above level 1, and how many places are free in it.
fn room(state: &LadderState) -> Result<(u64, u64), Error> {
    let steps = state.extraction()?;
    let occupied = |levels: &dyn Fn(u32) -> bool| {
        steps
            .iter()
            .filter(|step| levels(step.from))
            .map(|step| step.copies.to_string().parse().unwrap_or(u64::MAX))
            .fold(0, u64::saturating_add)
    };
    let places = u64::from(state.lattice().cells()) - occupied(&|k| k == 1);
    Ok((occupied(&|k| k >= 2), places))
}

/// Σ (k-1) p_k over k >= 2.
fn work_of_steps(state: &LadderState) -> f64 {
    state
        .populations()
        .map(|(_, k, weight)| weight * (f64::from(k) - 1.0).max(0.0))
        .sum()
}

/// Whether the best extraction is the paper's steps: all above level 1 goes there, the rest stays.
fn reaches_ergotropy(state: &LadderState) -> Result<bool, Error> {
    let steps = state.extraction()?;
    let as_drawn = steps.iter().all(|step| step.to == step.from.min(1));
    let work = state.ergotropy();
    let roundings = 4.0 * f64::EPSILON * (1.0 + work.value) * steps.len() as f64;
    Ok(as_drawn && (work_of_steps(state) - work.value).abs() <= work.error + roundings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_for_the_bright_ladder() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::Holds, "{}", found.evidence);
        assert_eq!(found.numbers["most_arrivals"], 399);
        assert_eq!(found.numbers["gibbs_populations_above_level_1"][2], 11);
        Ok(())
    }
}
