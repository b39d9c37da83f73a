//! The steady state of noise at several temperatures.
//!
//! With M = K + Jdown as in [`waiting`](super::waiting) and the other jumps J, Lρ = 0 says that y = -Mρ obeys y = P y for P = -J M⁻¹:
//! the state right after a jump leads to the state right after the next one. P increases no trace norm, so that 1 - P is inverted on
//! matrices without trace by GMRES (Saad and Schultz, *SIAM J. Sci. Stat. Comput.* 7, 856 (1986)), in few steps whatever H is.

use std::sync::Arc;

use crate::bounded::Kind;
use crate::error::Error;
use crate::method::Method;
use crate::model::ensemble::Ensemble;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::numerics::effort;
use crate::numerics::simd::floats::dot;
use crate::register::charging::evolution::Evolution;
use crate::register::generator::Generator;
use crate::register::levels::Levels;
use crate::register::rates::Rates;
use crate::register::state::body::Body;
use crate::register::state::density::RegisterState;
use crate::register::state::symmetry::Symmetry;
use crate::register::steady::waiting::Waiting;
use crate::work::accuracy::Accuracy;

/// Directions until a restart.
const RESTART: usize = 60;

/// Restarts after which the iteration is given up.
const MOST_RESTARTS: usize = 40;

/// Defect at which the iteration ends, relative to the state after a jump.
const CLOSE: f64 = 2e-15;

/// Defect that may be left where roundings allow no less.
const FAR: f64 = 1e-11;

/// The unique steady state of cells that differ, for starts whose trace is 1 ± `excess`.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Unconverged`].
pub(crate) fn steady(ensemble: &Ensemble, excess: f64) -> Result<RegisterState, Error> {
    Evolution::check(ensemble.cells())?;
    let levels = Levels::new(ensemble.cells());
    let rates = Rates::of(ensemble);
    let generator = Generator::new(&levels, &rates, false, &Symmetry::none());
    let failed = |defect: f64| Error::Unconverged { defect };
    let waiting = Waiting::new(&levels, &generator).ok_or(failed(f64::INFINITY))?;
    // 1 - P.
    let defect = |y: &[f64]| -> Vec<f64> {
        let spent = waiting.until_jump(&generator, y);
        let mut after = generator.other_jumps(&spent);
        for (after, &y) in after.iter_mut().zip(y) {
            *after = y - *after;
        }
        after
    };
    // The first guess is the maximally mixed state.
    let size = f64::from(1u32 << levels.cells());
    let mut y = vec![0.0; levels.elements()];
    for level in levels.iter() {
        for i in 0..level.len() {
            y[level.offset + i * (level.len() + 1)] = size.recip();
        }
    }
    let mut left = f64::INFINITY;
    for _ in 0..MOST_RESTARTS {
        let right: Vec<f64> = defect(&y).iter().map(|x| -x).collect();
        let now = dot(&right, &right).sqrt() / dot(&y, &y).sqrt();
        let stuck = now > 0.5 * left;
        left = left.min(now);
        if now <= CLOSE || stuck && now <= FAR {
            break;
        }
        effort::advanced();
        let step = gmres(&defect, right);
        for (y, step) in y.iter_mut().zip(&step) {
            *y += step;
        }
    }
    if left > FAR {
        return Err(failed(left));
    }
    let mut state = waiting.until_jump(&generator, &y);
    let trace: Double = levels
        .iter()
        .flat_map(|level| (0..level.len()).map(move |i| level.offset + i * (level.len() + 1)))
        .map(|at| Double::from(state[at]))
        .sum();
    let scale = trace.to_f64().recip();
    for x in &mut state {
        *x *= scale;
    }
    // The defect of the balance, over the slowest rate that the iteration found.
    let derivative = generator.derivative(&state);
    let trace_norm = |state: &[f64]| {
        generator
            .packing()
            .trace_norm(&generator.packing().pack(state))
    };
    let flow = trace_norm(&derivative);
    let step = gmres(&defect, derivative);
    let off = trace_norm(&waiting.until_jump(&generator, &step));
    let accuracy = Accuracy {
        relative: 0.0,
        absolute: excess + 2.0 * off + flow * ROUNDOFF + 16.0 * ROUNDOFF * trace_norm(&state),
        kind: Kind::Estimate,
    };
    let symmetry = Arc::new(Symmetry::of(&levels, &rates, None));
    let state = RegisterState::new(
        Body::new(&levels, state, generator.is_complex()),
        accuracy,
        Method::ArraySteady,
    );
    Ok(state.symmetric(&symmetry))
}

/// The best approximation of A⁻¹ r in one Krylov space.
fn gmres(apply: &impl Fn(&[f64]) -> Vec<f64>, right: Vec<f64>) -> Vec<f64> {
    let size = dot(&right, &right).sqrt();
    let mut sum = vec![0.0; right.len()];
    if size == 0.0 {
        return sum;
    }
    let mut basis = vec![scaled(right, size.recip())];
    // Columns of the triangle, and the rotations that made it.
    let (mut columns, mut turns): (Vec<Vec<f64>>, Vec<(f64, f64)>) = (Vec::new(), Vec::new());
    let mut rest = vec![size];
    while columns.len() < RESTART {
        effort::solved();
        let mut image = apply(&basis[columns.len()]);
        let mut column = vec![0.0; basis.len()];
        for _ in 0..2 {
            for (v, entry) in basis.iter().zip(&mut column) {
                let share = dot(v, &image);
                *entry += share;
                for (x, &v) in image.iter_mut().zip(v) {
                    *x -= share * v;
                }
            }
        }
        let next = dot(&image, &image).sqrt();
        for (i, &(c, s)) in turns.iter().enumerate() {
            let (a, b) = (column[i], column[i + 1]);
            (column[i], column[i + 1]) = (c * a + s * b, c * b - s * a);
        }
        let last = column.len() - 1;
        let length = column[last].hypot(next);
        if length == 0.0 {
            break;
        }
        let (c, s) = (column[last] / length, next / length);
        column[last] = length;
        turns.push((c, s));
        columns.push(column);
        let residual = rest[last];
        rest[last] = c * residual;
        rest.push(-s * residual);
        if (s * residual).abs() <= 0.1 * ROUNDOFF * size || next <= 1e-15 * length {
            break;
        }
        basis.push(scaled(image, next.recip()));
    }
    let mut weights = vec![0.0; columns.len()];
    for i in (0..columns.len()).rev() {
        let known: f64 = (i + 1..columns.len())
            .map(|j| columns[j][i] * weights[j])
            .sum();
        weights[i] = (rest[i] - known) / columns[i][i];
    }
    for (v, &weight) in basis.iter().zip(&weights) {
        for (sum, &v) in sum.iter_mut().zip(v) {
            *sum += weight * v;
        }
    }
    sum
}

fn scaled(mut x: Vec<f64>, factor: f64) -> Vec<f64> {
    for x in &mut x {
        *x *= factor;
    }
    x
}
