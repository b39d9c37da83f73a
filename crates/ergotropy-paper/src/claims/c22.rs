//! C22: how near the steady work comes to the most that is possible.

use ergotropy::{Bath, Error, Observables, State};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{NEARLY_ONE, each, pairs, rises, solve};
use super::lobes::collective_peak;
use super::thermal::gibbs_state;
use super::words::{list, plain};
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C22",
    heading: "How near the greatest possible work",
    statement: "The steady ergotropy can approach the maximal value allowed for the \
     corresponding constraints: the same energy and entropy, or the same energy alone.",
    source: "Introduction (ii)",
    figures: &["fig02", "fig07", "fig09"],
    judge,
};

const SIZES: [u64; 5] = [2, 7, 26, 100, 300];
const ALPHAS: [f64; 3] = [0.5, 0.9, NEARLY_ONE];
/// Starts q and baths α_c.
const CASES: [(f64, f64); 6] = [
    (0.0, ALPHAS[0]),
    (0.0, ALPHAS[1]),
    (0.0, ALPHAS[2]),
    (0.3, ALPHAS[0]),
    (0.3, ALPHAS[1]),
    (0.3, ALPHAS[2]),
];
/// Numbers of cells in mixtures of noise, at their best α_c.
const MIXED: [u64; 2] = [7, 20];

/// The least share of the bound that counts as "approaches", if the share also grows with N.
const ABOUT: f64 = 0.9;

/// Work divided by the bound of the same entropy, and work divided by the energy.
#[derive(Clone, Copy)]
struct Share {
    of_entropy_bound: f64,
    of_energy: f64,
}

fn share(state: &State) -> Share {
    let (work, bound) = (state.work(), state.entropy_bound().value);
    let over = |most: f64| {
        if most > 0.0 {
            work.ergotropy.value / most
        } else {
            0.0
        }
    };
    Share {
        of_entropy_bound: over(bound),
        of_energy: over(work.energy.value),
    }
}

/// The shares at the best α_c under a tenth of local noise.
fn mixed(cells: u64) -> Result<Share, Error> {
    let cold = Point::mixture(cells, 0.9, 1.0);
    let alpha_c = collective_peak(cold)?.at;
    Ok(share(&Point { alpha_c, ..cold }.steady_state()?))
}

fn judge() -> Result<Finding, Error> {
    let shares = solve(&pairs(&CASES, &SIZES), |&((q, alpha), cells)| {
        Ok(share(&gibbs_state(
            cells,
            Bath::from_bose_ratio(alpha)?,
            q,
        )?))
    })?;
    let rows = || shares.chunks(SIZES.len());
    let entropy = each(rows(), |row| each(row, |share| share.of_entropy_bound));
    let energy = each(rows(), |row| each(row, |share| share.of_energy));
    let mixed = solve(&MIXED, |&cells| mixed(cells))?;
    let last = SIZES.len() - 1;
    let approaches = |row: &[f64]| row[last] >= ABOUT && rises(row);
    let [mild, _, hot, warm_mild, _, warm] = [0, 1, 2, 3, 4, 5];

    let parts = vec![
        Part::holds(
            "W can approach the most at the same energy and entropy",
            approaches(&entropy[hot]) && approaches(&entropy[warm]),
            format!(
                "for α_c → 1 and N → ∞, from both starts: {:.3} of it at N = {} ({:.3} at α_c = {}).",
                entropy[hot][last], SIZES[last], entropy[mild][last], ALPHAS[0]
            ),
        ),
        Part::holds(
            "W can approach the energy itself from the ground state",
            approaches(&energy[hot]),
            format!(
                "for α_c → 1 as 1 - 2/(N+1): {:.3} of it at N = {}.",
                energy[hot][last], SIZES[last]
            ),
        ),
        Part::fails(
            "W can approach the energy itself from a warm start",
            energy[warm][last] < ABOUT,
            format!(
                "it is {:.3} of it at N = {} for q = 0.3 and α_c → 1.",
                energy[warm][last], SIZES[last]
            ),
        ),
    ];
    let in_short = format!(
        "With many cells and a hot bath the work comes to {:.1} % of the most that energy and entropy allow (N = {}), \
         but from a warm start to {:.0} % of the energy only.",
        100.0 * entropy[hot][last],
        SIZES[last],
        100.0 * energy[warm][last]
    );
    let sentences = [
        format!(
            "Shares of the most that any state of the same energy and entropy can give, for N = \
             {}: at η = 1 from the ground state {} for α_c = 1 - 2⁻²⁰, {} for 0.9 and {} \
             for 0.5; from q = 0.3, {} for α_c = 1 - 2⁻²⁰ and {} for 0.5.",
            plain(SIZES),
            list(&entropy[hot], 3),
            list(&entropy[1], 3),
            list(&entropy[mild], 3),
            list(&entropy[warm], 3),
            list(&entropy[warm_mild], 3),
        ),
        "So that bound is approached for many cells and a hot collective bath, but not at \
         fixed α_c: from the ground state the share falls again with N, towards α_c."
            .to_owned(),
        format!(
            "Of the energy itself (what a pure state of this energy gives) the shares are {} \
             from the ground state and {} from q = 0.3, at α_c = 1 - 2⁻²⁰.",
            list(&energy[hot], 3),
            list(&energy[warm], 3),
        ),
        format!(
            "With local noise, η = 0.9, γ_r = 1, α_ℓ = 0 and the best α_c, the work is {} of the \
             entropy bound and {} of the energy for N = {}.",
            list(mixed.iter().map(|share| share.of_entropy_bound), 3),
            list(mixed.iter().map(|share| share.of_energy), 3),
            plain(MIXED),
        ),
    ];
    let grounds = [(
        "at fixed α_c the share falls again with N",
        [mild, 1]
            .iter()
            .all(|&case| entropy[case][last] < entropy[case][last - 1]),
    )];
    let numbers = json!({
        "cells": SIZES,
        "collective_noise": each(0..CASES.len(), |at| json!({
            "q": CASES[at].0,
            "alpha_c": CASES[at].1,
            "share_of_entropy_bound": entropy[at],
            "share_of_energy": energy[at],
        })),
        "eta_0_9_at_optimum": each(MIXED.iter().zip(&mixed), |(cells, share)| json!({
            "cells": cells,
            "share_of_entropy_bound": share.of_entropy_bound,
            "share_of_energy": share.of_energy,
        })),
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn the_entropy_bound_is_approached_by_hot_baths() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(found.verdicts(), [Holds, Holds, DoesNotHold], "{found:#?}");
        assert!(found.number("/collective_noise/2/share_of_entropy_bound/4") > 0.998);
        found.assert_pinned(&[("/collective_noise/0/share_of_entropy_bound/4", 0.597, 1e-3)]);
        Ok(())
    }
}
