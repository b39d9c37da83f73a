//! What crosses the boundary of a level, where nothing but scales changes from ladder to ladder.

use crate::bounded::{Bounded, Kind};
use crate::closed_form::ratio::{Ratio, geometric_mean_excitation};

/// Most evaluations of the sum; twenty are usual.
const MOST_STEPS: u32 = 100;

/// The gap between upper and lower bound of the least sum that is left to stand, relative to it.
const GAP: f64 = 4.0 * f64::EPSILON;

/// Rungs from some point on that hold less than this share of the sum are left out.
const SHARE: f64 = 0.25 * f64::EPSILON;

/// A sum below this is as good as zero.
const NOTHING: f64 = 1e-290;

/// Below this ratio of ln α to ln q, several rungs in a row share their last ladder.
const IN_BLOCKS: f64 = 0.5;

/// Up to this α there are few rungs, and they are summed one by one, without cancellation.
const FEW_RUNGS: f64 = 0.75;

/// The ladders around a boundary between two levels: rung u of ladder s has the eigenvalue q^s α^u in q^-s
/// copies, and lies above the boundary if s + u > 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Boundary {
    alpha: Ratio,
    q: Ratio,
    /// ln(1/q).
    fall: f64,
    /// ln α / ln q.
    slope: f64,
    /// 1 - ln α / ln q.
    drift: f64,
}

/// The sum of (1) at one τ, and how it changes.
#[derive(Clone, Copy, Debug, Default)]
struct Crossing {
    /// τ, and ln τ / ln q.
    tau: f64,
    t: f64,
    sum: f64,
    /// Derivative by τ.
    slope: f64,
    error: f64,
}

impl Boundary {
    /// For 0 < q < 1.
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
        }
    }

    /// The least sum over all τ, times 1 - α. At the least one as many eigenvalues lie above τ as there is
    /// room for below the boundary, Σ_u q^(u-n) = 1/(1-q), so that t is between t_0 and t_0 + 1,
    /// q^-t_0 = (1-α)/(1-q).
    ///
    /// The sum is convex in τ and linear between eigenvalues. Two tangents, one that falls and one that
    /// rises, meet below the minimum: this is the next τ and a lower bound at once.
    pub(crate) fn least(self) -> Bounded {
        let first = (self.alpha.complement / self.q.complement).ln() / self.fall;
        let mut high = self.crossing(first);
        let mut low = self.crossing(first + 1.0);
        let mut best = if high.sum < low.sum { high } else { low };
        let mut gap = f64::INFINITY;
        for step in 0..MOST_STEPS {
            if low.slope >= 0.0 || high.slope <= 0.0 {
                // An end of the interval is the minimum.
                gap = 0.0;
                best = if low.slope >= 0.0 { low } else { high };
                break;
            }
            let width = high.tau - low.tau;
            let ahead = (high.slope * width - (high.sum - low.sum)) / (high.slope - low.slope);
            gap = best.sum - (low.sum + low.slope * ahead);
            let meeting = low.tau + ahead;
            let inside = low.tau < meeting && meeting < high.tau;
            if gap <= GAP * best.sum || best.sum < NOTHING || !inside {
                break;
            }
            // Tangents alone can be slow where the sum is bent on one side.
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
        if self.slope < IN_BLOCKS && self.alpha.value > FEW_RUNGS {
            self.by_blocks(at)
        } else {
            self.by_rungs(at)
        }
    }

    /// Rung by rung: α^u H(z), z = t + u (1 - ln α/ln q), H(z) = n - q^f (1-q^n)/(1-q).
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
                    // n (1 - q^f) + q^f (n - [n]): nothing cancels.
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

    /// Rungs that share their last ladder s = λ above τ, at once: Σ α^u (λ+u) + τ q^u/(1-q) - q^(t-λ)/(1-q).
    fn by_blocks(self, mut at: Crossing) -> Crossing {
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

    /// Whether the rungs from this one on can be left out, and if so, what they add.
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
        // Below α = q, levels below the boundary count on, although there is nothing in them any more.
        let tail = if cold {
            0.0
        } else {
            at.tau * self.power(rung) / self.q.complement / self.q.complement
        };
        if rest > SHARE * (at.sum + tail) && rest > NOTHING {
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

    /// `scale` (1-q^n)/(1-q) for n > 0; for n < 0, where q^n may overflow, by τ q^u = `scale` q^n.
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
