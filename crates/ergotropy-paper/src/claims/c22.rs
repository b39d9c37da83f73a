//! C22: how near the steady work comes to the most that is possible.

use ergotropy::{Bath, Error, LadderState, Start};
use ergotropy_sweep::{Progress, map};
use serde_json::json;

use super::grid::{NEARLY_ONE, collective, finding};
use super::lobes::{mixture, peak, steady_work};
use super::words::{list, plain};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C22",
    statement: "The steady ergotropy can approach the maximal value allowed for the \
     corresponding constraints.",
    source: "Introduction (ii)",
    figures: &["fig02", "fig07", "fig09"],
    judge,
};

const SIZES: [u64; 5] = [2, 7, 26, 100, 300];
const QS: [f64; 2] = [0.0, 0.3];
const ALPHAS: [f64; 3] = [0.5, 0.9, NEARLY_ONE];

/// "Approaches": within 10 % of the bound, and ever nearer.
const ABOUT: f64 = 0.9;

/// Work over the bound of the same entropy, and over the energy.
#[derive(Clone, Copy)]
struct Share {
    of_entropy_bound: f64,
    of_energy: f64,
}

fn share(state: &LadderState) -> Share {
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

fn judge() -> Result<Finding, Error> {
    let mut grid = Vec::new();
    for q in QS {
        for alpha in ALPHAS {
            grid.extend(SIZES.map(|cells| (q, alpha, cells)));
        }
    }
    let shares = map(&grid, &Progress::hidden(), |&(q, alpha, cells)| {
        let ensemble = collective(cells, Bath::from_bose_ratio(alpha)?)?;
        Ok::<_, Error>(share(&ensemble.steady_state_from(&Start::gibbs(q)?)?))
    })?;
    let rows: Vec<&[Share]> = shares.chunks(SIZES.len()).collect();
    let row = |start: usize, alpha: usize| rows[start * ALPHAS.len() + alpha];
    let last = SIZES.len() - 1;
    let rises = |row: &[Share]| {
        row[last].of_entropy_bound >= ABOUT
            && row
                .windows(2)
                .all(|pair| pair[1].of_entropy_bound > pair[0].of_entropy_bound)
    };
    let everywhere = rows.iter().all(|row| rises(row));
    let hot = (0..QS.len()).all(|start| rises(row(start, 2)));
    let energy_from_ground = row(0, 2)[last].of_energy >= ABOUT;
    let energy_from_warm = row(1, 2)[last].of_energy >= ABOUT;
    let verdict = match (everywhere, hot) {
        (true, _) if energy_from_warm => Verdict::Holds,
        (_, true) => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };

    let mixed_sizes = [7u64, 20];
    let mixed = map(&mixed_sizes, &Progress::hidden(), |&cells| {
        let top = peak(|alpha| Ok(steady_work(cells, 0.9, 1.0, alpha, 0.0)?.value))?;
        Ok::<_, Error>(share(
            &mixture(cells, 0.9, 1.0, top.at, 0.0)?.steady_state()?,
        ))
    })?;
    let entropy = |share: &Share| share.of_entropy_bound;
    let energy = |share: &Share| share.of_energy;
    let sizes = plain(&SIZES);
    let sentences = [
        format!(
            "Shares of the most that any state of the same energy and entropy can give, for N = \
             {sizes}: at η = 1 from the ground state {} for α_c = 1 - 2⁻²⁰, {} for 0.9 and {} \
             for 0.5; from q = 0.3, {} for α_c = 1 - 2⁻²⁰ and {} for 0.5.",
            list(row(0, 2).iter().map(entropy), 3),
            list(row(0, 1).iter().map(entropy), 3),
            list(row(0, 0).iter().map(entropy), 3),
            list(row(1, 2).iter().map(entropy), 3),
            list(row(1, 0).iter().map(entropy), 3),
        ),
        if everywhere {
            "So that bound is approached in all of these cases.".to_owned()
        } else if hot {
            "So that bound is approached for many cells and a hot collective bath, but not at \
             fixed α_c: from the ground state the share falls again with N, towards α_c."
                .to_owned()
        } else {
            "So that bound is not approached even for a hot bath.".to_owned()
        },
        format!(
            "Of the energy itself (what a pure state of this energy gives) the shares are {} \
             from the ground state and {} from q = 0.3, at α_c = 1 - 2⁻²⁰: {}.",
            list(row(0, 2).iter().map(energy), 3),
            list(row(1, 2).iter().map(energy), 3),
            match (energy_from_ground, energy_from_warm) {
                (true, true) => "approached from both",
                (true, false) => "approached from the ground state only, as 1 - 2/(N+1)",
                (false, _) => "not approached",
            }
        ),
        format!(
            "With local noise, η = 0.9, γ_r = 1, α_ℓ = 0 and the best α_c, the work is {} of the \
             entropy bound and {} of the energy for N = 7, 20.",
            list(mixed.iter().map(entropy), 3),
            list(mixed.iter().map(energy), 3),
        ),
    ];
    let numbers = json!({
        "cells": SIZES,
        "collective_noise": (0..rows.len()).map(|i| json!({
            "q": QS[i / ALPHAS.len()],
            "alpha_c": ALPHAS[i % ALPHAS.len()],
            "share_of_entropy_bound": rows[i].iter().map(entropy).collect::<Vec<_>>(),
            "share_of_energy": rows[i].iter().map(energy).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "eta_0_9_at_optimum": mixed_sizes.iter().zip(&mixed).map(|(cells, share)| json!({
            "cells": cells,
            "share_of_entropy_bound": share.of_entropy_bound,
            "share_of_energy": share.of_energy,
        })).collect::<Vec<_>>(),
    });
    let line = in_short(
        verdict,
        [row(0, 2)[last], row(0, 0)[last], row(1, 2)[last]],
        everywhere,
    );
    Ok(finding(verdict, line, &sentences, numbers))
}

/// From the shares of the most cells: hot and not so hot from the ground state, and hot from a warm
/// start.
fn in_short(verdict: Verdict, [hot, mild, warm]: [Share; 3], everywhere: bool) -> String {
    let most = SIZES[SIZES.len() - 1];
    let shares = format!(
        "W is {:.3} of its bound at N = {most} ({:.3} at α_c = {}), and {:.3} of E from q = {}",
        hot.of_entropy_bound, mild.of_entropy_bound, ALPHAS[0], warm.of_energy, QS[1]
    );
    match verdict {
        Verdict::Holds => format!("{shares}."),
        Verdict::HoldsIf => {
            let conditions: Vec<&str> = [
                (!everywhere, "α_c → 1, N → ∞"),
                (warm.of_energy < ABOUT, "entropy is a constraint"),
            ]
            .into_iter()
            .filter(|(needed, _)| *needed)
            .map(|(_, condition)| condition)
            .collect();
            format!("If {}: {shares}.", conditions.join(" and "))
        }
        _ => format!("Even hot baths do not approach the bound from every start: {shares}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entropy_bound_is_approached_by_hot_baths() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let share = |case: usize, size: usize| {
            found.numbers["collective_noise"][case]["share_of_entropy_bound"][size].as_f64()
        };
        assert!(share(2, 4).is_some_and(|x| x > 0.998));
        assert!(share(0, 4).is_some_and(|x| (x - 0.597).abs() < 1e-3));
        Ok(())
    }
}
