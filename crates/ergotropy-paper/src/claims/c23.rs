//! C23: whether coherence between copies of a ladder is what makes work extractable.

use ergotropy::{Bath, Bounded, Ensemble, Error, LadderState, Start};
use ergotropy_sweep::{Progress, map};
use serde_json::json;

use super::scan::{collective, finding, grows, is_positive};
use super::words::choose;
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C23",
    statement: "Protected coherence between the degenerate copies of a ladder is what makes work \
     extractable from a thermal start.",
    source: "Results, after Eq. 28; Discussion",
    figures: &["fig02", "fig07"],
    judge,
};

const Q: f64 = 0.1;
const ALPHA: f64 = 0.9;
const CELLS: [u64; 4] = [2, 3, 4, 10];

/// The work of a state when coherence between cells is destroyed: each level keeps its weight,
/// spread evenly over its product states.
fn without_coherence(state: &LadderState) -> Result<Bounded, Error> {
    let populations = state
        .populations()
        .map(|(d, k, p)| (d.into(), k.into(), p))
        .collect::<Vec<_>>();
    let cells = state.lattice().cells().into();
    let dephased = Ensemble::new(cells)?
        .dephasing(1.0)?
        .steady_state_from(&Start::populations(populations))?;
    Ok(dephased.ergotropy())
}

struct Case {
    cells: u64,
    most_copies: f64,
    work: Bounded,
    dephased: Bounded,
    equal: Bounded,
}

fn case(cells: u64) -> Result<Case, Error> {
    let start = Start::gibbs(Q)?;
    let steady = collective(cells, Bath::from_bose_ratio(ALPHA)?)?.steady_state_from(&start)?;
    let equal = collective(cells, Bath::from_bose_ratio(Q)?)?.steady_state_from(&start)?;
    let lattice = steady.lattice();
    let table = steady.multiplicities();
    let most_copies = (0..lattice.ladders())
        .filter_map(|d| table.ladder(d).to_string().parse().ok())
        .fold(0.0, f64::max);
    Ok(Case {
        cells,
        most_copies,
        work: steady.ergotropy(),
        dephased: without_coherence(&steady)?,
        equal: equal.ergotropy(),
    })
}

fn judge() -> Result<Finding, Error> {
    let cases = map(&CELLS, &Progress::hidden(), |&cells| case(cells))?;
    let active: Vec<&Case> = cases.iter().filter(|case| is_positive(case.work)).collect();
    let without_copies = active.iter().find(|case| case.most_copies == 1.0);
    // Every state of the ladder picture gives equal weight to all copies and has no coherence
    // between them, so that any work at all is work without such coherence.
    let verdict = if active.is_empty() {
        Verdict::NotTestable
    } else {
        Verdict::DoesNotHold
    };
    let inverted = cases.iter().any(|case| is_positive(case.dephased));
    let coherent = active.iter().all(|case| grows(case.dephased, case.work));
    let needs_contrast = cases.iter().all(|case| !is_positive(case.equal));

    let works: Vec<String> = active
        .iter()
        .map(|case| format!("{:.6} (N = {})", case.work.value, case.cells))
        .collect();
    let mut sentences = vec![
        "A product of Gibbs states is the same under all exchanges of cells, so that each χ_j of \
         its steady state (Eq. 28) is a multiple of 1 (Schur's lemma): there is no coherence \
         between copies σ and σ', neither at the start nor later."
            .to_owned(),
    ];
    sentences.push(if active.is_empty() {
        "No work was found to explain.".to_owned()
    } else {
        format!(
            "The populations p(j, m) alone, with equal weights for all copies, already give W = \
             {} at q = {Q}, α_c = {ALPHA}, η = 1.",
            works.join(", ")
        )
    });
    if let Some(pair) = without_copies {
        sentences.push(format!(
            "For N = {} no ladder has a second copy at all, and W = {:.6} all the same.",
            pair.cells, pair.work.value
        ));
    }
    sentences.push(format!(
        "What does make it: ladders of different j keep the weights of temperature q while their \
         rungs take on α_c; {}.",
        choose(
            needs_contrast,
            "at α_c = q the work vanishes",
            "though some work is left at α_c = q"
        ),
    ));
    let left: Vec<String> = active
        .iter()
        .map(|case| format!("{:.4}", case.dephased.value))
        .collect();
    sentences.push(format!(
        "Coherence {}: if all coherence between product states such as |01> and |10>, which each \
         |j, m, σ> contains, is destroyed, W = {} is left, {}.",
        choose(
            coherent,
            "does matter, but of the ordinary kind",
            "does not always matter"
        ),
        left.join(", "),
        choose(inverted, "from levels that are inverted", "that is nothing"),
    ));
    sentences.push(
        "A start that is not the same under exchanges can carry coherence between copies to \
         infinity; that needs the picture of dense states."
            .to_owned(),
    );
    let numbers = json!({
        "q": Q,
        "alpha_c": ALPHA,
        "cases": cases.iter().map(|case| json!({
            "cells": case.cells,
            "most_copies_of_a_ladder": case.most_copies,
            "ergotropy": case.work.value,
            "ergotropy_error": case.work.error,
            "ergotropy_after_dephasing_cells": case.dephased.value,
            "ergotropy_at_alpha_c_q": case.equal.value,
        })).collect::<Vec<_>>(),
    });
    let line = in_short(&active, without_copies.copied(), needs_contrast);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(active: &[&Case], without_copies: Option<&Case>, needs_contrast: bool) -> String {
    let Some(example) = without_copies.or(active.last().copied()) else {
        return format!("No work is found at q = {Q}, α_c = {ALPHA} that could be explained.");
    };
    format!(
        "Coherence between copies is absent, and W = {:.4} at N = {}{}; {}.",
        example.work.value,
        example.cells,
        choose(
            example.most_copies == 1.0,
            ", where each ladder has one copy",
            ""
        ),
        choose(
            needs_contrast,
            "it comes from q between ladders, α_c along them",
            "some of it is left at α_c = q"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cells_need_no_copies() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::DoesNotHold);
        let pair = &found.numbers["cases"][0];
        assert_eq!(pair["most_copies_of_a_ladder"].as_f64(), Some(1.0));
        assert!(
            pair["ergotropy"]
                .as_f64()
                .is_some_and(|w| (w - 0.191_50).abs() < 1e-4)
        );
        let dephased = pair["ergotropy_after_dephasing_cells"].as_f64();
        assert!(dephased.is_some_and(|w| w < 0.17));
        Ok(())
    }
}
