//! The steady state as the solution of Lρ = 0 itself, where nothing coherent acts.
//!
//! Without coherence L is nearly symmetric, so that short recurrences ([`reduction`](super::reduction)) need few applications of it, each
//! of which costs far less than a step from jump to jump.

use crate::numerics::effort;
use crate::register::generator::Generator;
use crate::register::steady::directions::norm;
use crate::register::steady::reduction::{DIGITS, solve};

/// Applications of the generator after which a solution is begun anew with its true residual.
const MOST: usize = 1500;

/// Solutions after which the iteration is given up.
const MOST_RESTARTS: usize = 6;

/// Share of the flow through the state that may be left of Lρ.
const CLOSE: f64 = 4.0 * f64::EPSILON;

/// Share of its right side at which the equation for the error is solved well enough.
const ROUGH: f64 = 0.03;

/// The steady state from a guess of trace 1, both packed, and an estimate of the trace norm of its error; `None` if the iteration does not converge.
pub(crate) fn balanced(generator: &Generator, mut state: Vec<f64>) -> Option<(Vec<f64>, f64)> {
    let packing = generator.packing();
    let mut scratch = generator.scratch();
    let mut derivative = |state: &[f64]| {
        let mut image = vec![0.0; state.len()];
        generator.apply(state, &mut image, &mut scratch);
        packing.remove_trace(&mut image);
        image
    };
    // In these each element counts as often as it stands in the whole matrix.
    let counted = |state: &[f64], power: f64| {
        let mut state = state.to_vec();
        for run in packing.runs() {
            let factor = run.count.powf(power);
            for x in &mut state[run.range.clone()] {
                *x *= factor;
            }
        }
        state
    };
    let goal = CLOSE * generator.most() * norm(&counted(&state, 0.5));
    let mut left = f64::INFINITY;
    for _ in 0..MOST_RESTARTS {
        let rest: Vec<f64> = derivative(&state).iter().map(|x| -x).collect();
        let rest = counted(&rest, 0.5);
        let mut image = |x: &[f64]| counted(&derivative(&counted(x, -0.5)), 0.5);
        let now = norm(&rest);
        if now <= goal || now > 0.5 * left && now <= 100.0 * goal {
            let (off, left) = solve(&mut image, &rest, (MOST, ROUGH * now));
            if left > 2.0 * ROUGH * now {
                return None;
            }
            let total = packing.trace(&state);
            for x in &mut state {
                *x /= total;
            }
            return Some((state, 2.0 * packing.trace_norm(&counted(&off, -0.5))));
        }
        if now > 0.5 * left {
            return None;
        }
        left = now;
        effort::advanced();
        let (step, _) = solve(&mut image, &rest, (MOST, (0.1 * goal).max(DIGITS * now)));
        for (x, step) in state.iter_mut().zip(counted(&step, -0.5)) {
            *x += step;
        }
    }
    None
}
