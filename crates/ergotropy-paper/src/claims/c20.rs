//! C20: leakage from the bright ladder.

use ergotropy::{Channel, Error, Observables, Start, State};
use serde_json::json;

use super::claim::Claim;
use super::finding::{Finding, Part, judged};
use super::grid::{each, solve};
use super::words::list;
use crate::point::Point;

pub(super) const CLAIM: Claim = Claim {
    id: "C20",
    heading: "Leakage from the bright ladder",
    statement: "Eq. 120 is the rate -dp_sym/dt at which the bright ladder loses weight; it \
     increases with the excitation near the top and with the holes near the bottom, as Θ(N).",
    source: "Note VIII, Lemmas 2, 3, Eq. 115-122",
    figures: &[],
    judge,
};

const POINT: Point = Point {
    cells: 7,
    eta: 0.9,
    gamma_ratio: 1.0,
    alpha_c: 0.64,
    alpha_l: 0.2,
};
/// Numbers of cells for the growth of the outflow with N.
const SIZES: [u64; 3] = [10, 100, 1000];

/// Σ p(0, k) [(n+1) k(k-1) + n h(h-1)] / N with h = N - k, times the local rate: Eq. 120.
fn proposition(state: &State, local: Channel) -> f64 {
    let cells = f64::from(state.cells());
    let sum: f64 = state
        .populations()
        .filter(|&(d, _, _)| d == 0)
        .map(|(_, k, p)| {
            let (k, h) = (f64::from(k), cells - f64::from(k));
            p.value * (local.emission() * k * (k - 1.0) + local.absorption() * h * (h - 1.0))
        })
        .sum();
    sum / cells
}

struct Balance {
    name: &'static str,
    formula: f64,
    outflow: f64,
    inflow: f64,
    net: f64,
    net_error: f64,
}

fn balance(name: &'static str, state: &State) -> Result<Balance, Error> {
    let ensemble = POINT.ensemble()?;
    let leakage = state.leakage(&ensemble);
    Ok(Balance {
        name,
        formula: proposition(state, ensemble.local_channel()),
        outflow: leakage.outflow.value,
        inflow: leakage.inflow.value,
        net: leakage.net.value,
        net_error: leakage.net.error,
    })
}

impl Balance {
    /// Whether Eq. 120 is the gross outflow.
    fn is_outflow(&self) -> bool {
        let (a, b) = (self.formula, self.outflow);
        (a - b).abs() <= 1e-13 * (a.abs() + b.abs())
    }

    /// Whether Eq. 120 is the net rate.
    fn is_net(&self) -> bool {
        (self.formula - self.net).abs() <= self.net_error + 1e-13
    }
}

/// An ensemble whose local noise has the rate (1-η) γ_ℓ = 1.
fn local(cells: u64, alpha_l: f64) -> Point {
    Point {
        alpha_l,
        ..Point::mixture(cells, 0.5, 2.0)
    }
}

/// Outflow from a Dicke state in units of (1-η) γ_ℓ.
fn of_dicke(cells: u64, k: u64, alpha_l: f64) -> Result<f64, Error> {
    let ensemble = local(cells, alpha_l).ensemble()?;
    let leakage = Start::dicke(k).state(cells)?.leakage(&ensemble);
    Ok(leakage.outflow.value)
}

/// The dependence of the outflow on the excitations and on the number of cells.
struct Shape {
    /// The excitations of the Dicke state of 20 cells with the least outflow.
    least: usize,
    /// The excitations at which the formula has its minimum.
    vertex: f64,
    convex: bool,
    /// Two bright states of six cells, the first with the lower mean excitation.
    by_mean: f64,
    sharp: f64,
    /// Outflow per cell from the top of the ladder.
    top: Vec<f64>,
    /// Outflow per cell from the middle of the ladder.
    middle: Vec<f64>,
}

impl Shape {
    fn new() -> Result<Self, Error> {
        let n = 1.0; // α_ℓ = 1/2
        let levels: Vec<u64> = (0..=20).collect();
        let curve = solve(&levels, |&k| of_dicke(20, k, 0.5))?;
        let least = (0..curve.len()).min_by(|&a, &b| curve[a].total_cmp(&curve[b]));
        let cold = local(6, 0.0).ensemble()?;
        let spread = Start::populations([(0, 0, 0.5), (0, 5, 0.5)]).state(6)?;
        let per_cell = |k_of: fn(u64) -> u64| {
            solve(&SIZES, |&cells| {
                Ok(of_dicke(cells, k_of(cells), 0.5)? / cells as f64)
            })
        };
        Ok(Self {
            least: least.unwrap_or(0),
            vertex: (2.0 * n * 20.0 + 1.0) / (2.0 * (2.0 * n + 1.0)),
            convex: curve.windows(3).all(|w| w[0] + w[2] > 2.0 * w[1]),
            by_mean: spread.leakage(&cold).outflow.value,
            sharp: of_dicke(6, 3, 0.0)?,
            top: per_cell(|cells| cells)?,
            middle: per_cell(|cells| cells / 2)?,
        })
    }
}

const IN_SHORT: &str = "Eq. 120 is the rate at which weight leaves the bright ladder, and grows as stated for \
                        Dicke states; the net rate is lower by what comes back.";

fn judge() -> Result<Finding, Error> {
    let steady = POINT.steady_state()?;
    let balances = [
        balance("a Dicke state", &Start::dicke(5).state(POINT.cells)?)?,
        balance("the ground state", &Start::ground().state(POINT.cells)?)?,
        balance(
            "the Gibbs product of the local bath",
            &Start::gibbs(POINT.alpha_l)?.state(POINT.cells)?,
        )?,
        balance("the steady state", &steady)?,
    ];
    let [.., gibbs, steady] = &balances;
    let shape = Shape::new()?;
    let linear = |row: &[f64]| (row[2] / row[1] - 1.0).abs() < 0.05;

    let parts = vec![
        Part::fails(
            "Eq. 120 is the rate -dp_sym/dt",
            balances
                .iter()
                .all(|state| state.is_net() == (state.inflow == 0.0))
                && !steady.is_net(),
            format!(
                "only if all weight is in the bright ladder; else inflow comes off it (steady state: {:.4}, net {:.4}).",
                steady.formula,
                steady.net.abs()
            ),
        ),
        Part::holds(
            "it increases with k near the top and with N - k near the bottom, in Dicke states",
            (shape.least as f64 - shape.vertex).abs() <= 0.5 && shape.convex,
            "a parabola, least at k = (2 n_ℓ N + 1)/(4 n_ℓ + 2).",
        ),
        Part::fails(
            "it increases with the mean K",
            shape.by_mean > shape.sharp,
            "a bright state of K = 2.5 has more outflow than one of K = 3 (n_ℓ = 0, N = 6).",
        ),
        Part::holds(
            "it scales as Θ(N)",
            linear(&shape.top) && linear(&shape.middle),
            "at the top and in the middle of the ladder.",
        ),
    ];
    let in_short = IN_SHORT.to_owned();
    let sentences = [
        format!(
            "Eq. 120 is the gross outflow from the bright ladder (four states of N = {}, η \
             = {}, γ_r = {}, α_c = {}, α_ℓ = {}; to 1e-13).",
            POINT.cells, POINT.eta, POINT.gamma_ratio, POINT.alpha_c, POINT.alpha_l,
        ),
        format!(
            "But Eq. 115 defines the net rate -dp_sym/dt, outflow less inflow from the ladder \
             below, and that is the same only for states wholly in the bright ladder: in the steady state the net \
             rate is {:.4} (error {:.0e}) while Eq. 120 gives {:.4}, and in {} it is {:.4} against {:.4}. The proof \
             of Lemma 2 drops the inflow where it puts P_sym on both sides of ρ.",
            steady.net.abs(),
            steady.net_error,
            steady.formula,
            gibbs.name,
            gibbs.net.abs(),
            gibbs.formula,
        ),
        format!(
            "For a Dicke state of k excitations the outflow is a parabola: it falls up to k = (2 n_ℓ N + \
             1)/(4 n_ℓ + 2), about the excitation of the local bath's own Gibbs state, and grows \
             above it (k = {:.2} for N = 20, n_ℓ = 1; smallest at k = {}).",
            shape.vertex, shape.least,
        ),
        format!(
            "The mean K alone does not decide: at n_ℓ = 0, six cells, half in |D_0> and half in |D_5>, have K = \
             2.5 and {:.3} (1-η) γ_ℓ of outflow, |D_3> has K = 3 and {:.3}; Jensen's \
             inequality (Eq. 121) bounds it from below and says nothing on monotony.",
            shape.by_mean, shape.sharp,
        ),
        format!(
            "Per cell the outflow is {} at the top and {} in the middle for N = 10, \
             100, 1000, n_ℓ = 1. Its factor is n_ℓ + 1 at the top and n_ℓ at the bottom; 2 n_ℓ + \
             1 belongs to the middle.",
            list(&shape.top, 3),
            list(&shape.middle, 3),
        ),
    ];
    let grounds = [(
        "Eq. 120 is the gross outflow",
        balances.iter().all(Balance::is_outflow),
    )];
    let numbers = json!({
        "cells": POINT.cells, "eta": POINT.eta, "gamma_ratio": POINT.gamma_ratio,
        "alpha_c": POINT.alpha_c, "alpha_l": POINT.alpha_l,
        "balances": each(&balances, |state| json!({
            "state": state.name, "eq_120": state.formula, "outflow": state.outflow,
            "inflow": state.inflow, "net": state.net, "net_error": state.net_error,
        })),
        "least_outflow_at_k": shape.least,
        "predicted_k": shape.vertex,
        "outflow_mean_2_5": shape.by_mean,
        "outflow_mean_3": shape.sharp,
        "outflow_per_cell_top": shape.top,
        "outflow_per_cell_middle": shape.middle,
    });
    Ok(judged(in_short, parts, &grounds, &sentences, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Verdict::{DoesNotHold, Holds};
    use super::*;

    #[test]
    fn the_proposition_leaves_out_what_comes_back() -> Result<(), &'static Error> {
        let found = CLAIM.found()?;
        assert_eq!(
            found.verdicts(),
            [DoesNotHold, Holds, DoesNotHold, Holds],
            "{found:#?}"
        );
        assert!(found.number("/balances/3/eq_120") > 0.01);
        found.assert_pinned(&[("/balances/3/net", 0.0, 1e-14)]);
        assert_eq!(found.number("/least_outflow_at_k"), 7.0);
        Ok(())
    }
}
