//! The weight that crosses one boundary between levels, from tangents of the function g.

use crate::ladder::state::geometric::spectrum::{NOTHING, Spectrum, signed};
use crate::numerics::double::ROUNDOFF;
use crate::numerics::scaled::power_of_two;

/// Greatest number of steps of a search; each step halves an interval or ends the search.
const MOST_STEPS: u32 = 64;

/// The weight that crosses a boundary, or several boundaries.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Crossing {
    pub(crate) gain: f64,
    /// Sum of the absolute values of the terms that were added.
    pub(crate) flow: f64,
    /// Bound on the error of `gain` from the search for t.
    pub(crate) gap: f64,
}

/// A threshold: the eigenvalue of a rung of a ladder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threshold {
    ladder: usize,
    rung: usize,
}

/// g and its tangent at a threshold t = `tau`, in units of weight per 2^unit states.
#[derive(Clone, Copy, Debug)]
struct Tangent {
    /// -ln t, on the scale of `Spectrum::logarithms`.
    y: f64,
    tau: f64,
    gain: f64,
    flow: f64,
    slope: f64,
    /// Value of the tangent at t = 0.
    intercept: f64,
    /// Number of eigenvalues above t.
    count: f64,
}

impl Spectrum<'_> {
    fn tangent(&self, b: i64, y: f64) -> Tangent {
        let unit = self.unit(b);
        let number = self.logarithms.len();
        let near = usize::try_from(b - self.ladder)
            .unwrap_or(0)
            .min(number - 1);
        let near_unit = self.counts[self.index(self.ladder + signed(near))].exponent;
        let tau = self.eigenvalues[near]
            * power_of_two(unit - near_unit)
            * (self.logarithms[near] - y).exp();
        let absent = self.counts[self.index(self.ladder - 1)].over(unit).to_f64();
        let base = self.index(self.ladder - 1);
        let mut greater = self.logarithms.partition_point(|&other| other < y);
        let (mut gain, mut flow, mut intercept) = (0.0, 0.0, 0.0);
        let (mut count, mut summed) = (0.0, 0.0);
        let mut end = self.powers.len();
        let full = self.cells - 2 * (self.ladder + signed(number) - 1);
        for (u, &power) in self.powers.iter().enumerate() {
            let rung = signed(u);
            if rung > full {
                greater = greater.min(self.with_rung(u));
            }
            greater = self.reached(greater, y - u as f64 * self.step);
            let top = (b - rung).min((self.cells - rung) >> 1);
            let under = usize::try_from(top + 1 - self.ladder)
                .unwrap_or(0)
                .min(number);
            if greater == 0 && under == 0 {
                end = u;
                break;
            }
            let ours = self.counts[base + greater].over(unit);
            let theirs = self.counts[self.index(top)].over(unit);
            let (to, from) = (self.prefix[greater], self.prefix[under]);
            let weight = power * ((to.hi - from.hi) + (to.lo - from.lo));
            let states = tau * ((ours.hi - theirs.hi) + (ours.lo - theirs.lo));
            gain += weight - states;
            intercept += weight;
            flow += weight.abs() + states.abs();
            count += ours.hi - absent;
            summed += theirs.hi;
        }
        let all = self.places(b, unit);
        // This is the room on rungs that are not stored, or on which all ladders are above the boundary
        // and below t.
        let rest = if signed(end) >= 2 * b - self.cells {
            self.places(b - signed(end), unit)
        } else {
            (all - summed).max(0.0)
        };
        let empty = tau * (absent * end as f64 + rest);
        Tangent {
            y,
            tau,
            gain: gain + empty,
            flow: flow + empty,
            slope: all - count,
            intercept,
            count,
        }
    }

    fn logarithm(&self, threshold: Threshold) -> f64 {
        self.logarithms[threshold.ladder] + threshold.rung as f64 * self.step
    }

    /// The same rung of the next ladder; the same threshold if there is none.
    pub(crate) fn next(&self, threshold: Threshold) -> Threshold {
        let ladder = threshold.ladder + 1;
        if ladder < self.with_rung(threshold.rung) {
            Threshold {
                ladder,
                ..threshold
            }
        } else {
            threshold
        }
    }

    /// A threshold with about as many eigenvalues above it as there are states below the boundary of a
    /// level.
    pub(crate) fn guess(&self, level: u32) -> Threshold {
        let b = i64::from(level);
        let all = self.places(b, self.unit(b));
        let (mut low, mut high) = (0.0, self.logarithms[self.logarithms.len() - 1]);
        high += self.powers.len() as f64 * self.step;
        let mut middle = f64::midpoint(low, high);
        for _ in 0..MOST_STEPS {
            let count = self.tangent(b, middle).count;
            if count > 2.0 * all {
                high = middle;
            } else if count < 0.5 * all {
                low = middle;
            } else {
                break;
            }
            middle = f64::midpoint(low, high);
        }
        self.nearest(middle)
    }

    /// The eigenvalue nearest to exp(-y).
    fn nearest(&self, y: f64) -> Threshold {
        let mut best = Threshold { ladder: 0, rung: 0 };
        let mut distance = f64::INFINITY;
        let mut before = self.logarithms.partition_point(|&other| other < y);
        for u in 0..self.powers.len() {
            let with_rung = self.with_rung(u);
            before = self.reached(before.min(with_rung), y - u as f64 * self.step);
            for ladder in before.saturating_sub(1)..(before + 1).min(with_rung) {
                let candidate = Threshold { ladder, rung: u };
                let away = (self.logarithm(candidate) - y).abs();
                if away < distance {
                    (best, distance) = (candidate, away);
                }
            }
            if before == 0 {
                break;
            }
        }
        best
    }

    /// The weight that crosses the boundary above a level, and the threshold there.
    pub(crate) fn crossing(&self, level: u32, guess: Threshold) -> (Crossing, Threshold) {
        let b = i64::from(level);
        let unit = self.unit(b);
        let y = self.logarithm(guess);
        let first = self.tangent(b, y);
        let at = self.index(self.ladder + signed(guess.ladder));
        let copies = (self.counts[at].over(unit) - self.counts[at - 1].over(unit)).to_f64();
        // Rounding can put a group of eigenvalues among those above its own eigenvalue.
        let itself = self.logarithms[guess.ladder] < y - guess.rung as f64 * self.step;
        let room = first.slope + if itself { copies } else { 0.0 };
        if (0.0..=copies).contains(&room) {
            let crossing = Crossing {
                gain: first.gain,
                flow: first.flow,
                gap: 0.0,
            };
            return (crossing, guess);
        }
        let (best, gap) = self.minimum(b, first);
        let crossing = Crossing {
            gain: best.gain,
            flow: best.flow,
            gap,
        };
        (crossing, self.nearest(best.y))
    }

    /// The least g, and a bound on how much less it can be.
    fn minimum(&self, b: i64, first: Tangent) -> (Tangent, f64) {
        let all = self.places(b, self.unit(b));
        // Finds thresholds on both sides of the minimum; the number of eigenvalues above t is nearly
        // proportional to 1/t.
        let mut other = first;
        let mut reach = 1e-3;
        let mut start = first;
        for _ in 0..MOST_STEPS {
            let newton = (all / start.count).ln().abs();
            let width = if newton.is_finite() {
                1.1 * newton
            } else {
                1.0
            }
            .max(reach);
            reach = 2.0 * width;
            let y = start.y + if start.slope > 0.0 { width } else { -width };
            other = self.tangent(b, y);
            if (other.slope > 0.0) != (first.slope > 0.0) {
                break;
            }
            start = other;
            // For t > 0, g is never below this tangent at t = 0. The search ends here if nearly all
            // eigenvalues fit below the boundary.
            let left = start.slope * start.tau;
            if left >= 0.0 && left <= 4.0 * ROUNDOFF * start.flow + NOTHING {
                return (start, left);
            }
        }
        if (other.slope > 0.0) == (first.slope > 0.0) {
            return (start, start.gain.abs());
        }
        let (mut upper, mut lower) = if first.slope > 0.0 {
            (start, other)
        } else {
            (other, start)
        };
        let mut best = if upper.gain < lower.gain {
            upper
        } else {
            lower
        };
        let mut gap = best.gain.abs();
        for step in 0..MOST_STEPS {
            let turn = upper.slope - lower.slope;
            if !(turn > 0.0 && turn.is_finite()) {
                break;
            }
            // g is not below the point where the two tangents meet, and equals it if there is only one
            // kink between them.
            let meet = (lower.intercept - upper.intercept) / turn;
            let least = upper.gain + upper.slope * (meet - upper.tau);
            gap = (best.gain - least).max(0.0);
            if gap <= 4.0 * ROUNDOFF * best.flow + NOTHING {
                break;
            }
            // If there are many kinks, the slope is nearly linear.
            let secant = upper.tau - upper.slope * (upper.tau - lower.tau) / turn;
            let tau = if step % 2 == 0 { meet } else { secant };
            if !(tau > lower.tau && tau < upper.tau) {
                break;
            }
            let next = self.tangent(b, upper.y - (tau / upper.tau).ln());
            if next.y <= upper.y || next.y >= lower.y {
                break;
            }
            if next.slope > 0.0 {
                upper = next;
            } else {
                lower = next;
            }
            if next.gain < best.gain {
                best = next;
            }
            gap = gap.min((best.gain - least).max(0.0));
            if gap <= 4.0 * ROUNDOFF * best.flow + NOTHING {
                break;
            }
        }
        (best, gap)
    }
}
