//! C20: leakage from the bright ladder.

use ergotropy::{Error, LadderState, Start};
use serde_json::json;

use super::grid::finding;
use super::lobes::mixture;
use super::words::{choose, list};
use super::{Finding, Test, Verdict};

pub(super) const TEST: Test = Test {
    id: "C20",
    statement: "Eq. 120 is the rate -dp_sym/dt at which the bright ladder loses weight; it \
     increases with the excitation near the top and with the holes near the bottom, as Θ(N).",
    source: "Note VIII, Lemmas 2, 3, Eq. 115-122",
    figures: &[],
    judge,
};

const ETA: f64 = 0.9;
const RATIO: f64 = 1.0;
const CELLS: u64 = 7;
const ALPHA_C: f64 = 0.64;
const ALPHA_L: f64 = 0.2;

/// Σ p(0, k) [(n+1) k(k-1) + n h(h-1)] / N with h = N - k, times the local rate: Eq. 120.
fn proposition(state: &LadderState, rate: f64, occupation: f64) -> f64 {
    let cells = f64::from(state.lattice().cells());
    let sum: f64 = state
        .populations()
        .filter(|&(d, _, _)| d == 0)
        .map(|(_, k, p)| {
            let (k, h) = (f64::from(k), cells - f64::from(k));
            p * ((occupation + 1.0) * k * (k - 1.0) + occupation * h * (h - 1.0))
        })
        .sum();
    rate * sum / cells
}

struct Balance {
    name: &'static str,
    formula: f64,
    outflow: f64,
    inflow: f64,
    net: f64,
    net_error: f64,
}

fn balance(name: &'static str, state: &LadderState) -> Result<Balance, Error> {
    let ensemble = mixture(CELLS, ETA, RATIO, ALPHA_C, ALPHA_L)?;
    let (bath, rate) = ensemble.local_channel();
    let leakage = state.leakage(&ensemble);
    Ok(Balance {
        name,
        formula: proposition(state, rate, bath.occupation()),
        outflow: leakage.outflow.value,
        inflow: leakage.inflow.value,
        net: leakage.net.value,
        net_error: leakage.net.error,
    })
}

/// Outflow from a Dicke state in units of (1-η) γ_ℓ.
fn of_dicke(cells: u64, k: u64, alpha_l: f64) -> Result<f64, Error> {
    let ensemble = mixture(cells, 0.5, 2.0, 0.0, alpha_l)?;
    Ok(Start::dicke(k)
        .state(cells)?
        .leakage(&ensemble)
        .outflow
        .value)
}

/// How the outflow depends on the excitations and on the number of cells.
struct Shape {
    /// The Dicke state of 20 cells from which least flows out, and where it should be.
    least: usize,
    vertex: f64,
    turns_there: bool,
    /// Two bright states of six cells, the first with the lower mean excitation.
    by_mean: f64,
    sharp: f64,
    /// Outflow per cell for N = 10, 100, 1000, from the top and from the middle of the ladder.
    top: Vec<f64>,
    middle: Vec<f64>,
}

fn shape() -> Result<Shape, Error> {
    let n = 1.0; // α_ℓ = 1/2
    let curve = (0..=20)
        .map(|k| of_dicke(20, k, 0.5))
        .collect::<Result<Vec<f64>, Error>>()?;
    let least = curve
        .iter()
        .enumerate()
        .min_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |(k, _)| k);
    let vertex = (2.0 * n * 20.0 + 1.0) / (2.0 * (2.0 * n + 1.0));
    let convex = curve.windows(3).all(|w| w[0] + w[2] > 2.0 * w[1]);
    let cold = mixture(6, 0.5, 2.0, 0.0, 0.0)?;
    let spread = Start::populations([(0, 0, 0.5), (0, 5, 0.5)]).state(6)?;
    let per_cell = |k_of: &dyn Fn(u64) -> u64| {
        [10u64, 100, 1000]
            .iter()
            .map(|&cells| Ok(of_dicke(cells, k_of(cells), 0.5)? / cells as f64))
            .collect::<Result<Vec<f64>, Error>>()
    };
    Ok(Shape {
        least,
        vertex,
        turns_there: (least as f64 - vertex).abs() <= 0.5 && convex,
        by_mean: spread.leakage(&cold).outflow.value,
        sharp: of_dicke(6, 3, 0.0)?,
        top: per_cell(&|cells| cells)?,
        middle: per_cell(&|cells| cells / 2)?,
    })
}

/// The sentence on Eq. 115 against Eq. 120.
fn net_rate(balances: &[Balance], everywhere: bool, bright_only: bool) -> String {
    let [.., gibbs, steady] = balances else {
        return String::new();
    };
    if everywhere {
        "It also is the net rate -dp_sym/dt of Eq. 115 in all of them.".to_owned()
    } else {
        format!(
            "But Eq. 115 defines the net rate -dp_sym/dt, outflow less inflow from the ladder \
             below, and that is the same {}: in the steady state the net rate is {:.4} (error \
             {:.0e}) while Eq. 120 gives {:.4}, and in {} it is {:.4} against {:.4}. The proof \
             of Lemma 2 drops the inflow where it puts P_sym on both sides of ρ.",
            choose(
                bright_only,
                "only for states wholly in the bright ladder",
                "for some states only"
            ),
            steady.net.abs(),
            steady.net_error,
            steady.formula,
            gibbs.name,
            gibbs.net.abs(),
            gibbs.formula,
        )
    }
}

fn judge() -> Result<Finding, Error> {
    let steady = mixture(CELLS, ETA, RATIO, ALPHA_C, ALPHA_L)?.steady_state()?;
    let balances = [
        balance("a Dicke state", &Start::dicke(5).state(CELLS)?)?,
        balance("the ground state", &Start::ground().state(CELLS)?)?,
        balance(
            "the Gibbs product of the local bath",
            &Start::gibbs(ALPHA_L)?.state(CELLS)?,
        )?,
        balance("the steady state", &steady)?,
    ];
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-13 * (a.abs() + b.abs());
    let is_outflow = balances
        .iter()
        .all(|state| close(state.formula, state.outflow));
    let is_net = |state: &Balance| (state.formula - state.net).abs() <= state.net_error + 1e-13;
    let everywhere = balances.iter().all(is_net);
    let bright_only = balances
        .iter()
        .all(|state| is_net(state) == (state.inflow == 0.0));

    let Shape {
        least,
        vertex,
        turns_there,
        by_mean,
        sharp,
        top,
        middle,
    } = shape()?;
    let mean_decides = by_mean <= sharp;
    let linear = |row: &[f64]| (row[2] / row[1] - 1.0).abs() < 0.05;
    let scales = linear(&top) && linear(&middle);

    let verdict = match (is_outflow && turns_there && scales, everywhere) {
        (true, true) if mean_decides => Verdict::Holds,
        (true, _) if bright_only => Verdict::HoldsIf,
        _ => Verdict::DoesNotHold,
    };
    let sentences = [
        format!(
            "Eq. 120 {} the gross outflow from the bright ladder (four states of N = {CELLS}, η \
             = {ETA}, γ_r = {RATIO}, α_c = {ALPHA_C}, α_ℓ = {ALPHA_L}; to 1e-13).",
            choose(is_outflow, "is", "is not"),
        ),
        net_rate(&balances, everywhere, bright_only),
        format!(
            "For a Dicke state of k excitations the outflow {}: it falls up to k = (2 n_ℓ N + \
             1)/(4 n_ℓ + 2), about the excitation of the local bath's own Gibbs state, and grows \
             above it (k = {vertex:.2} for N = 20, n_ℓ = 1; smallest at k = {least}).",
            choose(turns_there, "is a parabola", "is not the parabola expected"),
        ),
        format!(
            "The mean K alone {}: at n_ℓ = 0, six cells, half in |D_0> and half in |D_5>, have K = \
             2.5 and {by_mean:.3} (1-η) γ_ℓ of outflow, |D_3> has K = 3 and {sharp:.3}; Jensen's \
             inequality (Eq. 121) bounds it from below and says nothing on monotony.",
            choose(mean_decides, "decides in the pair tried", "does not decide"),
        ),
        format!(
            "Θ(N) {}: per cell the outflow is {} at the top and {} in the middle for N = 10, \
             100, 1000, n_ℓ = 1. Its factor is n_ℓ + 1 at the top and n_ℓ at the bottom; 2 n_ℓ + \
             1 belongs to the middle.",
            choose(scales, "is right", "is not seen"),
            list(top.iter().copied(), 3),
            list(middle.iter().copied(), 3),
        ),
    ];
    let numbers = json!({
        "cells": CELLS, "eta": ETA, "gamma_ratio": RATIO, "alpha_c": ALPHA_C, "alpha_l": ALPHA_L,
        "balances": balances.iter().map(|state| json!({
            "state": state.name, "eq_120": state.formula, "outflow": state.outflow,
            "inflow": state.inflow, "net": state.net, "net_error": state.net_error,
        })).collect::<Vec<_>>(),
        "least_outflow_at_k": least,
        "predicted_k": vertex,
        "outflow_mean_2_5": by_mean,
        "outflow_mean_3": sharp,
        "outflow_per_cell_top": top,
        "outflow_per_cell_middle": middle,
    });
    let line = in_short(verdict, &balances, [is_outflow, everywhere], mean_decides);
    Ok(finding(verdict, line, &sentences, numbers))
}

fn in_short(
    verdict: Verdict,
    balances: &[Balance],
    [is_outflow, everywhere]: [bool; 2],
    mean_decides: bool,
) -> String {
    let steady = &balances[balances.len() - 1];
    let (formula, net) = (steady.formula, steady.net.abs());
    match verdict {
        Verdict::Holds => format!(
            "Eq. 120 is -dp_sym/dt in all {} states tried ({formula:.4} in the steady state), and grows as claimed.",
            balances.len()
        ),
        Verdict::HoldsIf if everywhere => {
            "If the populations are known: the mean K alone does not order the rates.".to_owned()
        }
        Verdict::HoldsIf => format!(
            "If all weight is in the bright ladder: else inflow comes off Eq. 120 (steady state: {formula:.4}, net {net:.4}){}.",
            choose(mean_decides, "", "; K alone does not order the rates"),
        ),
        _ if is_outflow => format!(
            "Eq. 120 is the outflow ({formula:.4} in the steady state, net {net:.4}), but does not grow or scale as claimed."
        ),
        _ => format!(
            "Eq. 120 is not even the outflow: {formula:.4} against {:.4} in the steady state.",
            steady.outflow
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proposition_leaves_out_what_comes_back() -> Result<(), Error> {
        let found = judge()?;
        assert_eq!(found.verdict, Verdict::HoldsIf);
        let steady = &found.numbers["balances"][3];
        assert!(steady["eq_120"].as_f64().is_some_and(|rate| rate > 0.01));
        assert!(
            steady["net"]
                .as_f64()
                .is_some_and(|rate| rate.abs() < 1e-14)
        );
        assert_eq!(found.numbers["least_outflow_at_k"].as_u64(), Some(7));
        Ok(())
    }
}
