//! What lies between two neighbouring samples of a curve.

use crate::bounded::Bounded;
use crate::ladder::charging::proved::bend::Outlook;
use crate::solve::summary::bow::Bow;

/// The work at one time, and what is proved of later ones.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) time: f64,
    pub(crate) work: Bounded,
    pub(crate) outlook: Outlook,
}

impl Sample {
    /// The mean power since the beginning with the work `initial`; the time must not be 0.
    pub(crate) fn power(&self, initial: Bounded) -> Bounded {
        (self.work - initial).over(self.time)
    }
}

/// On what bounds between samples rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// On theorems.
    Proof,
    /// On the bend between neighbouring samples.
    Guess,
}

/// Two neighbouring samples, and how sharply the work between them seems to bend.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gap {
    pub(crate) from: Sample,
    pub(crate) to: Sample,
    pub(crate) guess: f64,
}

impl Gap {
    pub(crate) fn width(&self) -> f64 {
        self.to.time - self.from.time
    }

    /// The error of the two samples together.
    pub(crate) fn noise(&self) -> f64 {
        self.from.work.error + self.to.work.error
    }

    fn bend(&self, trust: Trust) -> f64 {
        match trust {
            Trust::Proof => self.from.outlook.bend,
            Trust::Guess => self.guess.min(self.from.outlook.bend),
        }
    }

    /// Half the bend times the squared width.
    pub(crate) fn half(&self, trust: Trust) -> f64 {
        let bend = self.bend(trust);
        if bend.is_finite() {
            bend * self.width().powi(2) / 2.0
        } else {
            f64::INFINITY
        }
    }

    /// How far the greatest possible work exceeds `level`.
    fn above(&self, level: f64, trust: Trust) -> Bow {
        Bow {
            from: self.from.work.upper() - level,
            to: self.to.work.upper() - level,
            half: self.half(trust),
        }
    }

    /// An upper bound on the work.
    pub(crate) fn top(&self, trust: Trust) -> f64 {
        self.above(0.0, trust).top().min(self.from.outlook.most)
    }

    /// The first and the last time at which the work can reach `level`.
    pub(crate) fn reach(&self, level: f64, trust: Trust) -> Option<(f64, f64)> {
        if self.from.outlook.most < level {
            return None;
        }
        self.above(level, trust)
            .above()
            .map(|ends| self.times(ends))
    }

    /// An upper bound on the power after a start with the work `initial`.
    pub(crate) fn steepest(&self, initial: Bounded, trust: Trust) -> f64 {
        let (a, b) = (self.from.time, self.to.time);
        let least = initial.lower();
        let [from, to] = [self.from, self.to].map(|sample| sample.work.upper() - least);
        let half = self.half(trust);
        let steepest = if a == 0.0 {
            // W - W(0) is 0 at t = 0, so that the power is at most that of the chord plus bend × width / 2.
            (to + half) / b
        } else {
            // (A + Bt + M (t-a)(b-t)/2)/t is greatest at an end, or where t² = ab - 2A/M.
            let slope = (to - from) / self.width();
            let bend = 2.0 * half / self.width().powi(2);
            let at = |t: f64| (from + slope * (t - a) + bend * (t - a) * (b - t) / 2.0) / t;
            let inner = (a * b - 2.0 * (from - slope * a) / bend).sqrt();
            let ends = (from / a).max(to / b);
            if inner > a && inner < b {
                at(inner).max(ends)
            } else {
                ends
            }
        };
        let capped = steepest.min((self.from.outlook.most - least) / a);
        capped + 16.0 * f64::EPSILON * (from.abs() + to.abs() + half) / b
    }

    /// The first and the last time at which the power can reach `level`.
    pub(crate) fn steep_reach(
        &self,
        (level, initial): (f64, Bounded),
        trust: Trust,
    ) -> Option<(f64, f64)> {
        if self.steepest(initial, trust) < level {
            return None;
        }
        let least = initial.lower();
        let spare = |sample: Sample| sample.work.upper() - least - level * sample.time;
        let bow = Bow {
            from: if self.from.time == 0.0 {
                0.0
            } else {
                spare(self.from)
            },
            to: spare(self.to),
            half: self.half(trust),
        };
        bow.above().map(|ends| self.times(ends))
    }

    fn times(&self, (first, last): (f64, f64)) -> (f64, f64) {
        let at = |x: f64| self.from.time + x * self.width();
        let first = at(first).next_down().max(self.from.time);
        (first, at(last).next_up().min(self.to.time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounded::Kind;

    /// W = c + 3 sin(2t), which bends by at most 12, on a gap.
    fn gap(c: f64, a: f64, b: f64) -> Gap {
        let sample = |time: f64| Sample {
            time,
            work: Bounded::new(wave(c, time), 1e-12, Kind::Bound),
            outlook: Outlook {
                bend: 12.0,
                most: f64::INFINITY,
            },
        };
        Gap {
            from: sample(a),
            to: sample(b),
            guess: f64::INFINITY,
        }
    }

    fn wave(c: f64, t: f64) -> f64 {
        c + 3.0 * (2.0 * t).sin()
    }

    #[test]
    fn work_and_power_are_below_their_bounds_and_inside_their_times() {
        for (a, b) in [(0.0, 0.4), (0.1, 0.9), (0.5, 0.6), (0.7, 1.5), (2.0, 3.5)] {
            let gap = gap(0.5, a, b);
            let initial = Bounded::new(0.5, 1e-12, Kind::Bound);
            let times = (1..=1000).map(|i| a + (b - a) * f64::from(i) / 1000.0);
            for t in times {
                let (w, p) = (wave(0.5, t), (wave(0.5, t) - 0.5) / t);
                assert!(w <= gap.top(Trust::Proof));
                assert!(p <= gap.steepest(initial, Trust::Proof));
                let inside = |reach: Option<(f64, f64)>| {
                    reach.is_some_and(|(low, high)| low <= t && t <= high)
                };
                assert!(inside(gap.reach(w, Trust::Proof)), "{a} {b} {t}");
                assert!(inside(gap.steep_reach((p, initial), Trust::Proof)));
            }
        }
        let narrow = gap(0.5, 0.785, 0.786);
        assert!(narrow.top(Trust::Proof) < 3.5 + 1e-5);
        assert_eq!(narrow.reach(3.51, Trust::Proof), None);
    }

    #[test]
    fn the_power_is_bounded_from_the_very_beginning() {
        let initial = Bounded::new(0.0, 1e-15, Kind::Bound);
        let steepest = gap(0.0, 0.0, 1e-4).steepest(initial, Trust::Proof);
        assert!((6.0..6.001).contains(&steepest), "{steepest}");
    }

    #[test]
    fn a_theorem_about_the_future_caps_the_bounds() {
        let mut gap = gap(0.5, 0.1, 0.9);
        gap.from.outlook.most = 3.5;
        assert_eq!(gap.top(Trust::Proof), 3.5);
        assert_eq!(gap.reach(3.6, Trust::Proof), None);
    }
}
