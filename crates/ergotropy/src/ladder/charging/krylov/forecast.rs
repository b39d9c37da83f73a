//! A forecast of how far populations will spread, made before they are followed.
//!
//! Populations that begin in one state are taken as a cloud around a point x = (d, u), u = k - d. The point
//! drifts by x' = f(x) = Σ (rate) Δ over the jumps Δ from there, and the covariance S of the cloud grows by
//! S' = JS + SJᵀ + Σ (rate) ΔΔᵀ, J = ∂f/∂x (the linear noise approximation: N. G. van Kampen, *Stochastic
//! Processes in Physics and Chemistry*, chapter X). Both are followed by implicit steps, which damp all
//! motion that is faster than the steps.
//!
//! This is an estimate, and is meant to be low. Of a start with more than one state only the heaviest is
//! followed; tails are cut where they still count; and long steps underestimate how far a cloud diffuses
//! together with fast modes. So blocks whose forecast is too large are too large, and others may still be
//! refused later.

use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::rates::Rates;
use crate::ladder::charging::krylov::memory::memory_of;
use crate::ladder::charging::krylov::tuning::{Forecast, Tuning};

type Vector = [f64; 2];
type Matrix = [Vector; 2];

/// A cloud of populations.
#[derive(Clone, Copy, Debug)]
struct Cloud {
    mean: Vector,
    covariance: Matrix,
}

/// Drift and diffusion around a point.
struct Local {
    drift: Vector,
    jacobian: Matrix,
    diffusion: Matrix,
    /// Sum of all rates out of the point.
    leaving: f64,
}

/// The greatest forecast memory of a block in bytes, for populations that begin in one state and are
/// followed up to the time `last`.
pub(crate) fn most_bytes(rates: &Rates, state: (u32, u32), last: f64, tuning: &Tuning) -> u128 {
    let (d, k) = state;
    let mut cloud = Cloud {
        mean: [f64::from(d), f64::from(k.saturating_sub(d))],
        covariance: [[0.0; 2]; 2],
    };
    let (mut time, mut most) = (0.0, 0);
    let mut longest = f64::INFINITY;
    for _ in 0..tuning.forecast.steps {
        let local = Local::new(rates, cloud.mean);
        let step = local.step(cloud.mean, rates, &tuning.forecast);
        let step = step.min(longest).min(last - time);
        cloud = cloud.after(&local, step, rates);
        longest = tuning.forecast.growth * step;
        most = most.max(cloud.bytes(rates, tuning));
        time += step;
        if time >= last {
            break;
        }
    }
    most
}

/// The point of the lattice nearest to x, in real numbers.
fn inside(rates: &Rates, [d, u]: Vector) -> Vector {
    let cells = f64::from(rates.lattice().cells());
    let d = d.clamp(0.0, cells / 2.0);
    [d, u.clamp(0.0, cells - 2.0 * d)]
}

/// Calls `jump` with the rate and the change of each jump from a point.
fn each_jump(rates: &Rates, x: Vector, mut jump: impl FnMut(f64, Vector)) {
    let [d, u] = inside(rates, x);
    // This is at most half the number of cells, which is a `u32`.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let ladder = rates.ladder(d as u32);
    let above = f64::from(rates.lattice().cells()) - 2.0 * d - u;
    for (kind, rate) in Jump::ALL.into_iter().zip(ladder.at(u, above.max(0.0))) {
        // Between whole rungs a(a-1) and b(b-1) can be negative.
        let change = [kind.ladder(), kind.rung()].map(f64::from);
        jump(rate.max(0.0), change);
    }
}

fn drift(rates: &Rates, x: Vector) -> Vector {
    let mut sum = [0.0; 2];
    each_jump(rates, x, |rate, change| {
        for (sum, change) in sum.iter_mut().zip(change) {
            *sum += rate * change;
        }
    });
    sum
}

impl Local {
    fn new(rates: &Rates, x: Vector) -> Self {
        let mut local = Self {
            drift: [0.0; 2],
            jacobian: [[0.0; 2]; 2],
            diffusion: [[0.0; 2]; 2],
            leaving: 0.0,
        };
        each_jump(rates, x, |rate, change| {
            local.leaving += rate;
            for i in 0..2 {
                local.drift[i] += rate * change[i];
                for j in 0..2 {
                    local.diffusion[i][j] += rate * change[i] * change[j];
                }
            }
        });
        for j in 0..2 {
            let (mut low, mut high) = (x, x);
            low[j] -= 1.0;
            high[j] += 1.0;
            let (low, high) = (inside(rates, low), inside(rates, high));
            let (before, after) = (drift(rates, low), drift(rates, high));
            let apart = high[j] - low[j];
            for i in 0..2 {
                local.jacobian[i][j] = (after[i] - before[i]) / apart;
            }
        }
        local
    }

    /// The longest step in which growing modes grow by little and the point moves by little.
    fn step(&self, [d, u]: Vector, rates: &Rates, tuning: &Forecast) -> f64 {
        let [[a, b], [c, e]] = self.jacobian;
        let (half, determinant) = (f64::midpoint(a, e), a * e - b * c);
        let growth = half + (half * half - determinant).max(0.0).sqrt();
        let cells = f64::from(rates.lattice().cells());
        let room = [d.min(cells / 2.0 - d), u.min(cells - 2.0 * d - u)];
        let moved = self.drift.into_iter().zip(room);
        let pace = moved.map(|(drift, room)| drift.abs() / room.max(1.0));
        tuning.change / pace.fold(growth, f64::max).max(f64::MIN_POSITIVE)
    }
}

impl Cloud {
    /// The cloud after an implicit step.
    fn after(&self, local: &Local, step: f64, rates: &Rates) -> Self {
        let [[a, b], [c, d]] = local.jacobian.map(|row| row.map(|entry| step * entry));
        let determinant = (1.0 - a) * (1.0 - d) - b * c;
        let inverse = [
            [(1.0 - d) / determinant, b / determinant],
            [c / determinant, (1.0 - a) / determinant],
        ];
        let mut mean = self.mean;
        let mut covariance = [[0.0; 2]; 2];
        for i in 0..2 {
            for j in 0..2 {
                mean[i] += inverse[i][j] * step * local.drift[j];
                for k in 0..2 {
                    for l in 0..2 {
                        let grown = self.covariance[k][l] + step * local.diffusion[k][l];
                        covariance[i][j] += inverse[i][k] * grown * inverse[j][l];
                    }
                }
            }
        }
        Self {
            mean: inside(rates, mean),
            covariance,
        }
    }

    /// Memory in bytes of a block whose window holds the cloud.
    fn bytes(&self, rates: &Rates, tuning: &Tuning) -> u128 {
        let Forecast { radius, strips, .. } = tuning.forecast;
        let cells = f64::from(rates.lattice().cells());
        let margin = 2.0 * f64::from(tuning.margins.least);
        let [[dd, du], [_, uu]] = self.covariance;
        let [d, u] = self.mean;
        let reach = radius * dd.max(0.0).sqrt();
        let (first, last) = ((d - reach).max(0.0), (d + reach).min(cells / 2.0));
        let slope = if dd > 0.0 { du / dd } else { 0.0 };
        let height = (uu - slope * du).max(0.0).sqrt();
        let (mut states, mut longest) = (0.0, 0.0f64);
        let width = (last - first).max(0.0) / strips as f64;
        for strip in 0..strips {
            let at = first + (strip as f64 + 0.5) * width;
            let rungs = cells - 2.0 * at;
            let share = if reach > 0.0 { (at - d) / reach } else { 0.0 };
            let half = radius * (1.0 - share * share).max(0.0).sqrt() * height;
            let middle = u + slope * (at - d);
            let length = (middle + half).min(rungs) - (middle - half).max(0.0);
            let length = (length + margin).clamp(1.0, rungs.max(1.0));
            states += length * width.max(1.0 / strips as f64);
            longest = longest.max(length);
        }
        // A lattice has at most 2^61 states.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (states, width) = (states as usize, longest.min(last - first) as usize);
        memory_of(states, width, tuning)
    }
}
