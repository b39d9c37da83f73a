//! Functions V that fall on the way back to a window.

use crate::ladder::chain::profile::mean_leaving;
use crate::ladder::chain::rates::{Exchange, Rates};
use crate::ladder::chain::window::Window;
use crate::ladder::steady::left_out::patch::Patch;
use crate::spin::lattice::Lattice;

/// λ as a fraction of the mean rate at which the bulk falls on the ladders next to the window.
const PART: f64 = 0.25;

/// λ as a fraction of the mean rate at which the bulk falls on the darkest ladder, and of Γ N w/(B +
/// J_0²).
const END_PART: f64 = 0.025;

/// Least σ that is taken; for cold baths any σ would do.
const LEAST_SIGMA: f64 = 0.05;

/// The two functions of J² and m; V contains the lesser one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Bulk,
    End,
}

/// The two functions of the rung; V contains the lesser one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rise {
    Power,
    Line,
}

/// V(d, k) = min(bulk, end) + min(power, line), functions of J² = j(j+1), of m, and of the rung u = k - d:
///
/// ```text
/// bulk:  |ln((B + J²)/(B + J_c²))| , and 0 on the ladders of the core, which ends at J_c on either side
/// end:   C + w (J_0² - J² + βm)/(B + J_0²) , on the dark ladders j < j_0
/// power: κ σ^-u
/// line:  e + fu
/// ```
///
/// Local noise changes the mean of J² at the rate -Γ(J² + m² - N) - (N-1)(E - A)m and the mean of m at the
/// rate -Γm - N(E - A)/2, with the rates E and A of emission and absorption and Γ = E + A. Collective noise
/// leaves J² unchanged. So J² falls on all rungs of bright ladders. On dark ladders J² rises at the bottom
/// but falls at the top. From the top the chain descends within the ladder, and meanwhile the terms in u, or
/// in m on short ladders, fall by more than the bulk rises. J² approaches the core exponentially, so its
/// logarithm falls at a steady rate, as a time does. The lesser of two functions obeys QV <= -λ at a state
/// if the function that is the lesser one at this state obeys it.
#[derive(Clone, Debug)]
pub(crate) struct Potential {
    pub(crate) lattice: Lattice,
    /// The constant B.
    soft: f64,
    /// The first and the last ladder of the core.
    pub(crate) core: [u32; 2],
    pub(crate) sigma: f64,
    pub(crate) kappa: f64,
    pub(crate) line: Option<Line>,
    pub(crate) end: Option<End>,
    /// The rate λ.
    rate: f64,
}

/// The function e + fu, less than the power from the rung `from` on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    from: u32,
    /// e.
    offset: f64,
    /// f.
    pub(crate) slope: f64,
}

/// The function C + s (J_0² - J² + βm) with s = w/(B + J_0²).
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    /// The first ladder on which this function may be less than the bulk.
    first: u32,
    /// C.
    offset: f64,
    /// s.
    pub(crate) scale: f64,
    /// J_0².
    square: f64,
    /// β.
    pub(crate) slope: f64,
}

impl End {
    fn at(&self, square: f64, m: f64) -> f64 {
        self.offset + self.scale * (self.square - square + self.slope * m)
    }
}

/// The free parameters of V.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// B/N.
    pub(crate) softness: f64,
    /// ln σ in units of ln of the greatest ratio from rung to rung.
    pub(crate) growth: f64,
    /// w; `None` for a V without a function of its own at the dark end.
    pub(crate) end: Option<f64>,
}

impl Potential {
    /// A function for the states outside a window whose heaviest ladder is `mode`; `None` if no function
    /// with these parameters can fall.
    pub(crate) fn new(
        rates: &Rates,
        window: &Window,
        mode: u32,
        Choice {
            softness,
            growth,
            end,
        }: Choice,
    ) -> Option<Self> {
        let lattice = rates.lattice();
        let ladders = window.ladders();
        let (first, last) = (ladders.start, ladders.end - 1);
        let Exchange {
            emission,
            absorption,
        } = rates.local();
        let ratio = ladders
            .map(|d| rates.ladder(d).ratio())
            .filter(|ratio| ratio.is_finite())
            .fold(absorption / emission, f64::max);
        let mut potential = Self {
            lattice,
            soft: softness * f64::from(lattice.cells()),
            core: [mode - (mode - first) / 2, mode + (last - mode) / 2],
            sigma: ratio.powf(growth).max(LEAST_SIGMA),
            kappa: 0.0,
            line: None,
            end: None,
            rate: emission + absorption,
        };
        let borders = [
            (first.checked_sub(1), PART),
            (Some(last + 1), PART),
            (Some(lattice.ladders() - 1), END_PART),
        ];
        for (border, part) in borders {
            let Some(d) = border.filter(|d| *d < lattice.ladders() && !(first..=last).contains(d))
            else {
                continue;
            };
            let [brighter, darker] = mean_leaving(&rates.ladder(d), lattice.twice_j(d));
            let [up, down] = potential.steps(d, d);
            potential.rate = potential.rate.min(-part * (brighter * up + darker * down));
        }
        if let Some(part) = end {
            let end = potential.dark_end(rates, last, part)?;
            let fall = end.scale * (emission + absorption) * f64::from(lattice.cells());
            potential.rate = potential.rate.min(END_PART * fall);
            potential.end = Some(end);
        }
        potential.kappa = potential.least_height(rates, window)?;
        let sound = potential.rate > 0.0 && potential.kappa.is_finite() && potential.sigma < 1.0;
        sound.then_some(potential)
    }

    /// The least κ for which the power falls at rate λ on the first rung above the window of each
    /// ladder.
    fn least_height(&self, rates: &Rates, window: &Window) -> Option<f64> {
        let mut least = 0.0f64;
        for d in window.ladders() {
            let rung = window.run(d).end - d;
            let Some(patch) = Patch::of_state(self.lattice, d, rung) else {
                continue;
            };
            let growth = self.growth(&patch, &patch.rates(rates));
            if growth >= 0.0 {
                return None;
            }
            least = least.max(self.rate / -growth * self.power(-f64::from(rung)));
        }
        Some(if least > 0.0 { least } else { 1.0 })
    }

    /// The function at the dark end.
    fn dark_end(&self, rates: &Rates, last: u32, part: f64) -> Option<End> {
        let (j, slope) = self.dark_slope(rates, last)?;
        // This is a ladder, since j is at most half the number of cells.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let first = (f64::from(self.lattice.cells()) / 2.0 - j).ceil() as u32;
        // On the last ladder before `first` the bulk is the lesser function on all rungs.
        let before = self.lattice.twice_j(first.checked_sub(1)?);
        let square = square(before);
        let scale = part / (self.soft + square);
        Some(End {
            first,
            offset: self.bulk(before) + scale * slope * f64::from(before) / 2.0,
            scale,
            square,
            slope,
        })
    }

    /// The greatest j up to which the function at the dark end may fall, and the slope β with which it does.
    ///
    /// Its drift is quadratic and convex in m, hence greatest at m = ±j, and there quadratic and convex
    /// in j, hence greatest at j = 0 or at the greatest j. β is chosen such that the function falls at
    /// both ends of the longest ladder.
    fn dark_slope(&self, rates: &Rates, last: u32) -> Option<(f64, f64)> {
        let Exchange {
            emission,
            absorption,
        } = rates.local();
        let (down, up) = (rates.collective().emission, rates.collective().absorption);
        let (sum, net) = (emission + absorption, emission - absorption);
        let n = f64::from(self.lattice.cells());
        let longest = self
            .lattice
            .twice_j((last + 1).min(self.lattice.ladders() - 1));
        let mut j = (0.45 * f64::from(longest)).min(2.0 * n.sqrt());
        while j >= 1.0 {
            let rise = sum * (2.0 * j * j + j - n);
            let least = (n * net * j + rise) / (sum * j + n * net / 2.0 + 2.0 * down * j);
            let least = least.max(0.0);
            let room = 2.0 * up * j + sum * j - n * net / 2.0;
            let most = if room > 0.0 {
                (n * net * j - rise) / room
            } else {
                f64::INFINITY
            };
            if 1.05 * least <= most {
                return Some((j, least + 0.1 * (most.min(10.0 * least + 1.0) - least)));
            }
            j *= 0.8;
        }
        None
    }

    /// This function with κ multiplied by `factor`.
    pub(crate) fn raised(mut self, factor: f64) -> Self {
        self.kappa *= factor;
        self
    }

    /// This function with a line in place of the power on high rungs. The slope f of the line is `factor`
    /// times the greater of E and A over the rate of emission per squared matrix element. `None` if the
    /// power stays below 4fu + 2κ on all rungs.
    pub(crate) fn with_line(mut self, rates: &Rates, factor: f64) -> Option<Self> {
        let Exchange {
            emission,
            absorption,
        } = rates.local();
        let slope = factor * emission.max(absorption) / (rates.collective().emission + emission);
        let last = self.lattice.cells();
        let over = |rung: u32| {
            self.kappa * self.power(f64::from(rung))
                >= 4.0 * slope * f64::from(rung) + 2.0 * self.kappa
        };
        let from = (0..32)
            .map(|n| 1u32 << n)
            .take_while(|&rung| rung <= last)
            .find(|&rung| over(rung))?;
        let (mut low, mut from) = (from / 2, from);
        while low + 1 < from {
            let middle = u32::midpoint(low, from);
            if over(middle) {
                from = middle;
            } else {
                low = middle;
            }
        }
        let offset = self.kappa * self.power(f64::from(from)) - slope * f64::from(from);
        self.line = Some(Line {
            from,
            offset,
            slope,
        });
        Some(self)
    }

    /// The rate λ.
    pub(crate) fn rate(&self) -> f64 {
        self.rate
    }

    /// Five runs of ladders, as first and last, in each of which the bulk has one form; empty if first >
    /// last.
    pub(crate) fn zones(&self) -> [(u32, u32); 5] {
        let [low, high] = self.core;
        [
            low.checked_sub(1).map_or((1, 0), |last| (0, last)),
            (low, low),
            (low + 1, high.saturating_sub(1)),
            (high.max(low + 1), high),
            (high + 1, u32::MAX),
        ]
    }

    /// The number of ladders over which V varies near a patch.
    pub(crate) fn width(&self, patch: &Patch) -> f64 {
        let [low, high] = self.core;
        let away = (patch.low.saturating_sub(high)).max(low.saturating_sub(patch.high));
        f64::from(away.max((high - low) / 2)) + 1.0
    }

    /// σ^-u, the power without κ.
    pub(crate) fn power(&self, rung: f64) -> f64 {
        (-rung * self.sigma.ln()).exp()
    }

    /// B + J².
    pub(crate) fn size(&self, twice_j: f64) -> f64 {
        self.soft + twice_j * (twice_j + 2.0) / 4.0
    }

    /// The bulk on the ladder of spin 2j.
    fn bulk(&self, twice_j: u32) -> f64 {
        let [most, least] = self.core.map(|d| self.lattice.twice_j(d));
        let nearest = twice_j.clamp(least, most);
        (self.size(f64::from(twice_j)) / self.size(f64::from(nearest)))
            .ln()
            .abs()
    }

    /// V(d, k).
    pub(crate) fn at(&self, d: u32, k: u32) -> f64 {
        let t = self.lattice.twice_j(d);
        let (bulk, rung) = (self.bulk(t), f64::from(k - d));
        let part = match self.end {
            Some(end) if d >= end.first => bulk.min(end.at(square(t), rung - f64::from(t) / 2.0)),
            _ => bulk,
        };
        let power = self.kappa * self.power(rung);
        part + self
            .line
            .map_or(power, |line| power.min(line.offset + line.slope * rung))
    }

    /// Whether a function of J² and m is the lesser one at some state of a patch.
    pub(crate) fn needs_part(&self, part: Part, patch: &Patch) -> bool {
        let Some(end) = self.end.filter(|end| patch.high >= end.first) else {
            return part == Part::Bulk;
        };
        let [most, least] = [patch.low, patch.high].map(|d| self.lattice.twice_j(d));
        let m = |rung: u32, t: u32| f64::from(rung) - f64::from(t) / 2.0;
        let room = 1e-9 * (end.offset + self.bulk(least));
        match part {
            Part::Bulk => {
                let greatest = end.at(square(least), m(patch.top, least));
                patch.low < end.first || greatest >= self.bulk(most) - room
            }
            Part::End => end.at(square(most), m(patch.bottom, most)) <= self.bulk(least) + room,
        }
    }

    /// Whether a function of the rung is the lesser one at some state of a patch.
    pub(crate) fn needs_rise(&self, rise: Rise, patch: &Patch) -> bool {
        match (rise, self.line) {
            (Rise::Power, None) => true,
            (Rise::Line, None) => false,
            (Rise::Power, Some(line)) => patch.bottom <= line.from,
            (Rise::Line, Some(line)) => patch.top >= line.from,
        }
    }
}

/// J² = j(j+1).
fn square(twice_j: u32) -> f64 {
    let t = f64::from(twice_j);
    t * (t + 2.0) / 4.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::{Channel, Ensemble};

    /// A function with a core of the ladders `low` to `high`, an end from ladder 30 on, and a line from rung 5
    /// on.
    fn potential([low, high]: [u32; 2]) -> Potential {
        Potential {
            lattice: Lattice::new(80),
            soft: 20.0,
            core: [low, high],
            sigma: 0.5,
            kappa: 1.0,
            line: Some(Line {
                from: 5,
                offset: 24.5,
                slope: 1.5,
            }),
            end: Some(End {
                first: 30,
                offset: 2.2,
                scale: 0.01,
                square: 110.0,
                slope: 9.0,
            }),
            rate: 0.1,
        }
    }

    /// What the two functions of the parts and the two of the rung are at a state.
    fn functions(potential: &Potential, d: u32, u: u32) -> ([f64; 2], [f64; 2]) {
        let t = potential.lattice.twice_j(d);
        let m = f64::from(u) - f64::from(t) / 2.0;
        let end = potential.end.map_or(f64::NAN, |end| end.at(square(t), m));
        let slope = potential.line.map_or(f64::NAN, |line| line.slope);
        let power = potential.kappa * potential.power(f64::from(u));
        ([potential.bulk(t), end], [power, slope * f64::from(u)])
    }

    #[test]
    fn drifts_of_single_states_are_the_sums() -> Result<(), Error> {
        let mut states = 0;
        for (collective, local, dephasing) in [
            ((1.0, 0.3), (0.5, 0.2), 0.1),
            ((0.2, 0.1), (2.0, 0.1), 0.0),
            ((3.0, 2.5), (0.4, 0.3), 2.0),
            ((0.2, 0.5), (0.3, 0.4), 0.0),
        ] {
            let ensemble = Ensemble::new(80)?
                .collective(Channel::rates(collective.0, collective.1)?)
                .local(Channel::rates(local.0, local.1)?)
                .dephasing(dephasing)?;
            let rates = Rates::new(&ensemble);
            for (core, sigma) in [([10, 12], 0.5), ([31, 34], 0.7)] {
                let mut potential = potential(core);
                potential.sigma = sigma;
                for (d, k) in potential.lattice.iter() {
                    let u = k - d;
                    let Some(patch) = Patch::of_state(potential.lattice, d, u) else {
                        panic!("{d} {u} is a state");
                    };
                    let (parts, rises) = functions(&potential, d, u);
                    for (i, part) in [Part::Bulk, Part::End].into_iter().enumerate() {
                        for (j, rise) in [Rise::Power, Rise::Line].into_iter().enumerate() {
                            let (mut sum, mut size) = (0.0, 0.0);
                            for ((to, k), rate) in rates.ladder(d).jumps(k) {
                                if rate > 0.0 {
                                    let (other, lifted) = functions(&potential, to, k - to);
                                    sum += rate * (other[i] - parts[i] + lifted[j] - rises[j]);
                                    size += rate
                                        * (other[i].abs() + parts[i].abs() + lifted[j] + rises[j]);
                                }
                            }
                            let at = patch.rates(&rates);
                            let found = potential.drift((part, rise), &rates, &patch, &at);
                            let miss = found - sum;
                            assert!(
                                miss > -1e-13 * size && miss < 1e-10 * (1.0 + size),
                                "{core:?} {d} {u} {part:?} {rise:?}: {found} {sum}"
                            );
                            states += 1;
                        }
                    }
                }
            }
        }
        assert!(states > 10_000, "{states}");
        Ok(())
    }

    #[test]
    fn each_ladder_is_in_one_zone() {
        for core in [
            [0, 0],
            [0, 1],
            [0, 9],
            [7, 7],
            [7, 8],
            [7, 9],
            [7, 30],
            [40, 40],
        ] {
            let potential = potential(core);
            for d in 0..potential.lattice.ladders() {
                let zones = potential.zones().into_iter();
                let holding = zones.filter(|(first, last)| (*first..=*last).contains(&d));
                assert_eq!(holding.count(), 1, "{core:?} {d}");
            }
        }
    }

    #[test]
    fn the_lesser_functions_are_needed() {
        let potential = potential([10, 12]);
        let lattice = potential.lattice;
        let end = potential.end.map(|end| {
            move |d: u32, u: u32| {
                let t = lattice.twice_j(d);
                end.at(square(t), f64::from(u) - f64::from(t) / 2.0)
            }
        });
        let Some(end) = end else {
            panic!("the function has an end");
        };
        let (mut bulks, mut ends) = (0, 0);
        for (d, k) in lattice.iter() {
            let u = k - d;
            let Some(patch) = Patch::of_state(lattice, d, u) else {
                panic!("{d} {u} is a state");
            };
            let (bulk, end) = (potential.bulk(lattice.twice_j(d)), end(d, u));
            let [needs_bulk, needs_end] =
                [Part::Bulk, Part::End].map(|part| potential.needs_part(part, &patch));
            if d < 30 {
                assert!(needs_bulk && !needs_end);
                continue;
            }
            // Functions that are equal but for roundings are both needed.
            let room = 0.99e-9 * (2.2 + bulk);
            assert_eq!(needs_bulk, bulk <= end + room, "{d} {u}: {bulk} {end}");
            assert_eq!(needs_end, end <= bulk + room, "{d} {u}: {bulk} {end}");
            bulks += usize::from(bulk < end);
            ends += usize::from(end < bulk);
        }
        assert!(bulks > 20 && ends > 20, "{bulks} {ends}");
    }

    #[test]
    fn functions_that_are_equal_but_for_roundings_are_both_needed() {
        let mut potential = potential([10, 12]);
        let (d, u) = (33, 4);
        let Some(patch) = Patch::of_state(potential.lattice, d, u) else {
            panic!("{d} {u} is a state");
        };
        let bulk = potential.bulk(potential.lattice.twice_j(d));
        let Some(mut end) = potential.end else {
            panic!("the function has an end");
        };
        let t = potential.lattice.twice_j(d);
        let here = end.at(square(t), f64::from(u) - f64::from(t) / 2.0);
        // The end passes the bulk by a share of C plus the bulk.
        let offset = end.offset + bulk - here;
        for (share, both) in [
            (0.0, true),
            (0.9e-9, true),
            (-0.9e-9, true),
            (1.1e-9, false),
        ] {
            for sign in [1.0, -1.0] {
                end.offset = offset + sign * share * (offset + bulk);
                potential.end = Some(end);
                let needed = [Part::Bulk, Part::End].map(|part| potential.needs_part(part, &patch));
                let expected = if both {
                    [true, true]
                } else {
                    [sign > 0.0, sign < 0.0]
                };
                assert_eq!(needed, expected, "{share:e} {sign}");
            }
        }
    }

    #[test]
    fn lines_are_the_lesser_function_from_their_rung_on() -> Result<(), Error> {
        let (mut lines, mut none) = (0, 0);
        for (collective, local) in [(1.0, 0.5), (0.1, 2.0), (30.0, 0.01), (1e-3, 0.3)] {
            let ensemble = Ensemble::new(80)?
                .collective(Channel::rates(collective, collective / 3.0)?)
                .local(Channel::rates(local, local / 5.0)?);
            let rates = Rates::new(&ensemble);
            for kappa in [1e-6, 1e-3, 0.1, 1.0, 10.0, 1e4] {
                for sigma in [0.3, 0.7, 0.95] {
                    for factor in [0.1, 1.0, 10.0, 100.0] {
                        let mut plain = potential([10, 12]);
                        (plain.kappa, plain.sigma) = (kappa, sigma);
                        let power = |u: u32| kappa * plain.power(f64::from(u));
                        let lined = plain.clone().with_line(&rates, factor);
                        let Some(Line {
                            from,
                            offset,
                            slope,
                        }) = lined.and_then(|lined| lined.line)
                        else {
                            none += 1;
                            continue;
                        };
                        lines += 1;
                        let expected = factor * local / (collective + local);
                        assert!((slope / expected - 1.0).abs() < 1e-14);
                        for u in 0..=80u32 {
                            let (power, line) = (power(u), offset + slope * f64::from(u));
                            let room = 1e-13 * power;
                            let lesser = if u < from {
                                power <= line + room
                            } else {
                                line <= power + room
                            };
                            assert!(lesser, "{from} {u}: {power} {line}");
                        }
                    }
                }
            }
        }
        assert!(lines > 50 && none > 20, "{lines} {none}");
        Ok(())
    }

    #[test]
    fn the_line_is_needed_on_high_rungs() {
        let mut potential = potential([10, 12]);
        let mut needed = |bottom: u32, top: u32, line: bool| {
            if !line {
                potential.line = None;
            }
            let patch = Patch::of_ladders(potential.lattice, 0, 3).map(|mut patch| {
                (patch.bottom, patch.top) = (bottom, top);
                [Rise::Power, Rise::Line].map(|rise| potential.needs_rise(rise, &patch))
            });
            patch.unwrap_or_default()
        };
        assert_eq!(needed(0, 4, true), [true, false]);
        assert_eq!(needed(0, 5, true), [true, true]);
        assert_eq!(needed(5, 9, true), [true, true]);
        assert_eq!(needed(6, 9, true), [false, true]);
        assert_eq!(needed(6, 9, false), [true, false]);
    }
}
