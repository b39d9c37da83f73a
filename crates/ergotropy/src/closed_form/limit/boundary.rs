//! The weight that crosses the boundary of a level, if ladders differ only in scale.

use crate::bounded::{Bounded, Kind};
use crate::closed_form::excitation::geometric_mean_excitation;
use crate::closed_form::ratio::Ratio;

/// The numbers that decide how far the sum is carried, and how.
#[derive(Clone, Copy, Debug)]
struct Summation {
    /// Greatest number of evaluations of the sum; twenty are usual.
    most_steps: u32,
    /// Relative distance of the upper and the lower bound of the least sum at which the search ends.
    gap: f64,
    /// Share of the sum below which the remaining rungs together are left out.
    left_out: f64,
    /// A sum below this counts as zero.
    nothing: f64,
    /// Ratio of ln α to ln q below which several consecutive rungs have the same last ladder, and are
    /// summed together.
    shared: f64,
    /// Greatest α at which the few rungs are summed one by one, without cancellation.
    few_rungs: f64,
}

impl Default for Summation {
    fn default() -> Self {
        Self {
            most_steps: 100,
            gap: 4.0 * f64::EPSILON,
            left_out: 0.25 * f64::EPSILON,
            nothing: 1e-290,
            shared: 0.5,
            few_rungs: 0.75,
        }
    }
}

/// The ladders around a boundary between two levels: rung u of ladder s has the eigenvalue q^s α^u in q^-s
/// copies, and lies above the boundary if s + u > 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Boundary {
    alpha: Ratio,
    q: Ratio,
    /// The number ln(1/q).
    fall: f64,
    /// The ratio ln α / ln q.
    slope: f64,
    /// The number 1 - ln α / ln q.
    drift: f64,
    summation: Summation,
}

/// The sum of (1) at one τ, and its derivative.
#[derive(Clone, Copy, Debug, Default)]
struct Crossing {
    /// The threshold τ.
    tau: f64,
    /// ln τ / ln q.
    t: f64,
    sum: f64,
    /// Derivative of the sum by τ.
    slope: f64,
    error: f64,
}

impl Boundary {
    /// The boundary for 0 < q < 1.
    pub(crate) fn new(alpha: Ratio, q: Ratio) -> Self {
        let fall = -q.ln;
        let (slope, drift) = if alpha.value == 0.0 {
            (f64::INFINITY, f64::NEG_INFINITY)
        } else {
            (alpha.ln / q.ln, alpha.logarithm_over(q) / fall)
        };
        Self {
            alpha,
            q,
            fall,
            slope,
            drift,
            summation: Summation::default(),
        }
    }

    /// The least sum over all τ, times 1 - α. At the minimum as many eigenvalues are above τ as there are
    /// places below the boundary, Σ_u q^(u-n) = 1/(1-q). So t is between t_0 and t_0 + 1, with q^-t_0 =
    /// (1-α)/(1-q).
    ///
    /// The sum is convex in τ and linear between eigenvalues. Two tangents, one falling and one rising,
    /// meet below the minimum; the point where they meet is the next τ and gives a lower bound.
    pub(crate) fn least(self) -> Bounded {
        let first = (self.alpha.complement / self.q.complement).ln() / self.fall;
        let mut high = self.crossing(first);
        let mut low = self.crossing(first + 1.0);
        let mut best = if high.sum < low.sum { high } else { low };
        let mut gap = f64::INFINITY;
        for step in 0..self.summation.most_steps {
            if low.slope >= 0.0 || high.slope <= 0.0 {
                // The minimum is at an end of the interval.
                gap = 0.0;
                best = if low.slope >= 0.0 { low } else { high };
                break;
            }
            let width = high.tau - low.tau;
            let ahead = (high.slope * width - (high.sum - low.sum)) / (high.slope - low.slope);
            gap = best.sum - (low.sum + low.slope * ahead);
            let meeting = low.tau + ahead;
            let inside = low.tau < meeting && meeting < high.tau;
            let known = gap <= self.summation.gap * best.sum || best.sum < self.summation.nothing;
            if known || !inside {
                break;
            }
            // Tangents alone can be slow where the sum is curved on one side only.
            let t = if step % 3 == 2 {
                f64::midpoint(low.t, high.t)
            } else {
                (meeting.ln() / -self.fall).clamp(high.t, low.t)
            };
            let next = self.crossing(t);
            if next.sum < best.sum {
                best = next;
            }
            if next.slope < 0.0 {
                low = next;
            } else {
                high = next;
            }
        }
        let weight = self.alpha.complement;
        Bounded::new(
            (weight * best.sum).max(0.0),
            // The least sum is not negative.
            weight * (best.error + gap.min(best.sum).max(0.0)),
            Kind::Estimate,
        )
    }

    fn crossing(self, t: f64) -> Crossing {
        let at = Crossing {
            tau: (-self.fall * t).exp(),
            t,
            ..Crossing::default()
        };
        if self.slope < self.summation.shared && self.alpha.value > self.summation.few_rungs {
            self.by_ladders(at)
        } else {
            self.by_rungs(at)
        }
    }

    /// The sum rung by rung: α^u H(z), z = t + u (1 - ln α/ln q), H(z) = n - q^f (1-q^n)/(1-q).
    fn by_rungs(self, mut at: Crossing) -> Crossing {
        let mut rung = 0.0;
        loop {
            let moved = if rung == 0.0 { 0.0 } else { rung * self.drift };
            let z = at.t + moved;
            let whole = z.ceil() - 1.0;
            if whole != 0.0 {
                let weight = (rung * self.alpha_exponent()).exp();
                let scale = weight * self.power(z - whole);
                let copies = self.geometric(whole, scale, at.tau, rung);
                let height = if whole > 0.0 {
                    // n (1 - q^f) + q^f (n - [n]), in which no terms cancel.
                    let part = -(-self.fall * (z - whole)).exp_m1();
                    weight * whole * part + scale * self.curvature(whole)
                } else {
                    weight * whole - copies
                };
                at.sum += height;
                at.slope -= copies / at.tau;
                let shift = self.fall * (at.t.abs() + moved.abs() + 1.0);
                at.error += f64::EPSILON
                    * (8.0 * height.abs()
                        + copies.abs() * shift
                        + if whole < 0.0 { 4.0 * copies.abs() } else { 0.0 });
            }
            rung += 1.0;
            if self.ends(&mut at, rung) {
                return at;
            }
        }
    }

    /// The sum over groups of rungs that have the same last ladder s = λ above τ: Σ α^u (λ+u) + τ
    /// q^u/(1-q) - q^(t-λ)/(1-q).
    fn by_ladders(self, mut at: Crossing) -> Crossing {
        let mut rung = 0.0;
        let mut last = at.t.ceil() - 1.0;
        loop {
            let end = ((at.t - last) / self.slope).ceil().max(rung);
            let count = end - rung;
            let norm = (rung * self.alpha_exponent()).exp() * self.alpha.terms(count);
            let mean = geometric_mean_excitation((count - 1.0).max(0.0), self.alpha);
            let offset = last + rung;
            let below = at.tau * self.power(rung) * self.q.terms(count) / self.q.complement;
            let threshold = self.power(at.t - last) * count / self.q.complement;
            at.sum += norm * (offset + mean) + below - threshold;
            at.slope += (below - threshold) / at.tau;
            let parts = norm * (offset.abs() + mean) + below + threshold;
            let shift = 8.0 + self.fall * (at.t.abs() + last.abs());
            at.error += f64::EPSILON * (shift * parts + norm * count);
            rung = end;
            last -= 1.0;
            if self.ends(&mut at, rung) {
                return at;
            }
        }
    }

    /// Whether the rungs from this one on can be left out. If so, their sum is added to `at`.
    fn ends(self, at: &mut Crossing, rung: f64) -> bool {
        let weight = (rung * self.alpha_exponent()).exp();
        let cold = self.slope <= 1.0;
        let rest = if weight == 0.0 {
            0.0
        } else {
            let reach =
                at.t.abs() + 1.0 + self.drift.abs() * (rung + self.alpha.complement.recip());
            let copies = if cold { 1.0 + at.tau } else { 1.0 };
            weight / self.alpha.complement * (reach + copies / self.q.complement)
        };
        // For α < q these rungs hold almost nothing, but they have places below the boundary.
        let tail = if cold {
            0.0
        } else {
            at.tau * self.power(rung) / self.q.complement / self.q.complement
        };
        if rest > self.summation.left_out * (at.sum + tail) && rest > self.summation.nothing {
            return false;
        }
        at.sum += tail;
        at.slope += tail / at.tau;
        at.error += rest + 8.0 * f64::EPSILON * tail;
        true
    }

    /// q^x.
    fn power(self, x: f64) -> f64 {
        (-self.fall * x).exp()
    }

    /// ln α, finite.
    fn alpha_exponent(self) -> f64 {
        self.alpha.ln.max(f64::MIN)
    }

    /// `scale` (1-q^n)/(1-q). For n < 0, where q^n may overflow, `scale` q^n is τ q^u.
    fn geometric(self, n: f64, scale: f64, tau: f64, rung: f64) -> f64 {
        if n > 0.0 {
            scale * self.q.terms(n)
        } else {
            -tau * self.power(rung) * self.q.terms(-n)
        }
    }

    /// n - (1-q^n)/(1-q) = Σ_k (-1)^k C(n, k) (1-q)^(k-1), k >= 2, for n > 0.
    fn curvature(self, n: f64) -> f64 {
        if n * self.q.complement > 0.5 {
            return n - self.q.terms(n);
        }
        let mut term = n;
        let mut sum = 0.0;
        let mut k = 1.0;
        while k < n {
            term *= -self.q.complement * (n - k) / (k + 1.0);
            sum -= term;
            if term.abs() < f64::EPSILON * sum {
                break;
            }
            k += 1.0;
        }
        sum
    }
}
