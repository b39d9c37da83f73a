//! The region in which the Gibbs product is the best start, as far as it is known.

use ergotropy_plot::{Dash, Guide, Mark};
use ergotropy_sweep::{linear, threshold};

use crate::figures::landscape::TOP;
use crate::rotated::{cold_side, hot_side};

/// The known curves on which the gain vanishes, and the line α_c = q.
pub(super) fn borders(cells: u32) -> Vec<Guide> {
    let heights = linear(0.0, TOP, 200);
    let root = |condition: &dyn Fn(f64) -> bool| {
        threshold(0.0, 1.0, 1e-9, |x| {
            Ok::<_, std::convert::Infallible>(condition(x))
        })
        .unwrap_or(0.0)
    };
    let over_alpha = |q: &dyn Fn(f64) -> f64| -> Vec<(f64, f64)> {
        heights.iter().map(|&alpha| (q(alpha), alpha)).collect()
    };
    match cells {
        2 => {
            let q = |alpha: f64| {
                let share = alpha * alpha / (1.0 + alpha);
                share / (1.0 - share)
            };
            vec![Guide::new(over_alpha(&q)).dash(Dash::Solid)]
        }
        3 => vec![Guide::new(over_alpha(&|alpha| alpha * alpha)).dash(Dash::Solid)],
        4 => {
            let hot = |alpha: f64| root(&|q| hot_side(q, alpha) > 0.0);
            let cold: Vec<(f64, f64)> = heights
                .iter()
                .map(|&q| (q, root(&|alpha| cold_side(q, alpha) > 0.0)))
                .collect();
            vec![
                Guide::new(over_alpha(&hot)).dash(Dash::Solid),
                Guide::new(cold).dash(Dash::Solid),
            ]
        }
        _ => vec![
            Guide::new([(0.0, 0.0), (TOP, TOP)])
                .dash(Dash::Dotted)
                .label("$α_c = q$"),
        ],
    }
}

/// Labels of the regions.
pub(super) fn notes(cells: u32) -> Vec<Mark> {
    match cells {
        2 => vec![
            Mark::note(0.62, 0.36, "Gibbs start best:"),
            Mark::note(0.62, 0.25, "$q/(1+q) ≥ α_c^2/(1+α_c)$"),
        ],
        3 => vec![
            Mark::note(0.62, 0.36, "Gibbs start best:"),
            Mark::note(0.62, 0.25, "$q ≥ α_c^2$"),
        ],
        4 => vec![
            Mark::note(0.27, 0.8, "better starts,"),
            Mark::note(0.27, 0.71, "hot bath"),
            Mark::note(0.72, 0.47, "Gibbs start best"),
            Mark::note(0.7, 0.17, "better starts,"),
            Mark::note(0.7, 0.08, "cold bath"),
        ],
        _ => Vec::new(),
    }
}
