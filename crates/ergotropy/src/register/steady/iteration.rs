//! The steady state by way of jumps.
//!
//! With M = K + Jdown as in [`waiting`](super::waiting) and the other jumps J, Lρ = 0 says that y = -Mρ obeys y = P y for P = -J M⁻¹:
//! the state right after a jump leads to the state right after the next one. P increases no trace norm, so that 1 - P is inverted on
//! matrices without trace by GMRES ([`directions`](super::directions)), in few steps whatever H is.

use crate::error::Error;
use crate::numerics::double::ROUNDOFF;
use crate::numerics::{effort, memory};
use crate::register::generator::Generator;
use crate::register::steady::directions::{Directions, norm};
use crate::register::steady::reduction::DIGITS;
use crate::register::steady::waiting::Waiting;

/// Most directions until a restart.
const RESTART: usize = 240;

/// Restarts after which the iteration is given up.
const MOST_RESTARTS: usize = 20;

/// Defect at which the iteration ends, relative to the state after a jump.
const CLOSE: f64 = 4.0 * f64::EPSILON;

/// Roundings of one step of the iteration, as a share of y.
const NOISE: f64 = 8.0 * f64::EPSILON;

/// Defect that may be left where roundings allow no less.
const FAR: f64 = 1e-11;

/// The steady state from a guess, both packed, and an estimate of the trace norm of its error.
///
/// # Errors
/// [`Error::Unconverged`].
pub(crate) fn iterated(generator: &Generator, guess: Vec<f64>) -> Result<(Vec<f64>, f64), Error> {
    let packing = generator.packing();
    let failed = |defect: f64| Error::Unconverged { defect };
    let waiting = Waiting::new(generator).ok_or(failed(f64::INFINITY))?;
    let mut y = guess;
    // (1 - P) y, which has no trace.
    let defect = |y: &[f64]| -> Vec<f64> {
        let (spent, rows) = waiting.until_jump(generator, y);
        let mut after = generator.other_jumps(&spent, &rows);
        for (after, &y) in after.iter_mut().zip(y) {
            *after = y - *after;
        }
        packing.remove_trace(&mut after);
        after
    };
    let room = memory::limit() / (16 * packing.len() as u128);
    let restart = RESTART
        .min(usize::try_from(room).unwrap_or(RESTART))
        .max(20);
    let mut left = f64::INFINITY;
    let mut space: Option<Directions> = None;
    let mut rest = Vec::new();
    for _ in 0..MOST_RESTARTS {
        rest = defect(&y).iter().map(|x| -x).collect();
        let scale = norm(&y);
        let now = norm(&rest) / scale;
        let stuck = now > 0.5 * left;
        left = left.min(now);
        if space.is_some() && (now <= CLOSE || stuck && now <= FAR) {
            break;
        }
        effort::advanced();
        let goal = (0.1 * CLOSE * scale).max(DIGITS * norm(&rest));
        let found = Directions::of(&defect, rest.clone(), (restart, goal));
        for (y, step) in y.iter_mut().zip(found.step()) {
            *y += step;
        }
        space = Some(found);
    }
    if left > FAR {
        return Err(failed(left));
    }
    let spent = |y: &[f64]| waiting.until_jump(generator, y).0;
    let mut state = spent(&y);
    let scale = packing.trace(&state).recip();
    for x in &mut state {
        *x *= scale;
    }
    // What the last defect comes to, and what roundings of the size of y come to in the slowest direction.
    let mut off = 16.0 * ROUNDOFF * packing.trace_norm(&state);
    if let Some(space) = &space {
        let step = space.step_for(&rest);
        if step.len() == y.len() {
            off += 2.0 * scale.abs() * packing.trace_norm(&spent(&step));
        }
        if let Some((slowest, rate)) = space.slowest() {
            let noise = NOISE * norm(&y) / (packing.len() as f64).sqrt();
            off += noise / rate * scale.abs() * packing.trace_norm(&spent(&slowest));
        }
    }
    Ok((state, off))
}
