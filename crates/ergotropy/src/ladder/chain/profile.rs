//! A forecast of the weight of each ladder in the steady state, from the chain of ladders.
//!
//! Jumps within a ladder are in detailed balance with weights r^u on the rungs u = k - d, where the ratio r
//! belongs to the ladder ([`LadderRates::ratio`](crate::ladder::chain::rates::LadderRates::ratio)). If the
//! rungs of each ladder had these weights, d would be a birth-death chain, whose stationary weights are
//! products of ratios of mean rates. That is exact for local noise alone or for equal baths. For other noise it
//! is a guess, good enough to place a window.

use crate::ladder::chain::rates::{LadderRates, Rates};
use crate::ladder::chain::window::Window;
use crate::spin::lattice::Lattice;

/// Up to this number of ladders, all are looked at for the heaviest; of more, only some.
const ALL: u32 = 1 << 14;

/// Number of ladders that are looked at if there are more than [`ALL`].
const POINTS: u32 = 1 << 12;

/// Greatest number of ladders on one side of the heaviest: more than any window can hold.
const MOST: usize = 1 << 24;

/// Number of rungs by which the run of every ladder is made longer than its weights ask for.
const MARGIN: f64 = 4.0;

/// A window tapers: on its outermost ladders it has this fraction of the height it has on the heaviest.
const TAPER: f64 = 0.3;

/// How far a window reaches on each side, as -ln of the weights that it leaves out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reach {
    pub(crate) brighter: f64,
    pub(crate) darker: f64,
    pub(crate) up: f64,
}

/// Factor of the reach that makes a window 60 % higher: its height is proportional to the reach.
const HIGHER: f64 = 1.6;
/// Factor of the reach that makes a window 60 % wider: its width is proportional to the root of the reach.
const WIDER: f64 = 1.6 * 1.6;

impl Reach {
    /// The same reach on all sides.
    pub(crate) const fn even(reach: f64) -> Self {
        Self {
            brighter: reach,
            darker: reach,
            up: reach,
        }
    }

    /// The reach, moved outwards on the sides (brighter, darker, up) that are `short`.
    pub(crate) fn moved(self, short: [bool; 3]) -> Self {
        let by = |reach: f64, short: bool, factor: f64| reach * if short { factor } else { 1.0 };
        Self {
            brighter: by(self.brighter, short[0], WIDER),
            darker: by(self.darker, short[1], WIDER),
            up: by(self.up, short[2], HIGHER),
        }
    }
}

/// Forecast weights of the ladders around the heaviest one.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    lattice: Lattice,
    mode: u32,
    first: u32,
    reach: Reach,
    /// ln of the weight of each ladder, in units of the heaviest.
    weights: Vec<f64>,
    /// For each ladder -ln of the ratio of weights from rung to rung; negative where weight rises with
    /// the rung.
    slopes: Vec<f64>,
}

/// Steps from ladder to ladder. Two neighbours share a ladder, whose mean rates are computed once.
struct Steps<'a> {
    rates: &'a Rates,
    /// The ladders looked at last, an even and an odd one, and their mean rates of leaving.
    last: [Option<(u32, [f64; 2])>; 2],
}

impl<'a> Steps<'a> {
    fn new(rates: &'a Rates) -> Self {
        Self {
            rates,
            last: [None; 2],
        }
    }

    fn leaving(&mut self, d: u32) -> [f64; 2] {
        let last = &mut self.last[d as usize % 2];
        match *last {
            Some((ladder, leaving)) if ladder == d => leaving,
            _ => {
                let twice_j = self.rates.lattice().twice_j(d);
                let leaving = mean_leaving(&self.rates.ladder(d), twice_j);
                *last = Some((d, leaving));
                leaving
            }
        }
    }

    /// Forecast ratio of the weights of ladders d + 1 and d.
    fn ratio(&mut self, d: u32) -> f64 {
        let [_, darker] = self.leaving(d);
        let [brighter, _] = self.leaving(d + 1);
        if darker > 0.0 { darker / brighter } else { 0.0 }
    }

    /// ln of the ratio of the weights of ladders d + 1 and d.
    fn step(&mut self, d: u32) -> f64 {
        self.ratio(d).ln()
    }
}

/// Forecast ratio of the weights of ladders d + 1 and d.
pub(crate) fn ratio(rates: &Rates, d: u32) -> f64 {
    Steps::new(rates).ratio(d)
}

/// -ln of the ratio of weights from rung to rung; zero for a ladder of one rung.
pub(crate) fn slope(ladder: &LadderRates) -> f64 {
    let slope = -ladder.ratio().ln();
    if slope.is_nan() { 0.0 } else { slope }
}

/// Mean rates of leaving a ladder for a brighter and for a darker one, with weights r^u on its rungs u
/// = 0 ..= 2j.
pub(crate) fn mean_leaving(ladder: &LadderRates, twice_j: u32) -> [f64; 2] {
    let (slope, t) = (slope(ladder), f64::from(twice_j));
    // If weights rise with the rung, rungs are counted from the top.
    let h = slope.abs();
    let rungs = t + 1.0;
    let (mean, variance) = if h * rungs < 1e-3 {
        (t / 2.0, t * (t + 2.0) / 12.0)
    } else {
        // Mean and variance of geometric weights on all u >= 0, minus the parts beyond the end of the
        // ladder.
        let occupation = |h: f64| h.exp_m1().recip();
        let (n, m) = (occupation(h), occupation(h * rungs));
        let variance = n * (n + 1.0) - rungs * rungs * m * (m + 1.0);
        ((n - rungs * m).max(0.0), variance.max(0.0))
    };
    let mean = if slope < 0.0 { t - mean } else { mean };
    ladder.leaving(mean, (variance + mean * mean - mean).max(0.0))
}

/// The ladder of greatest weight.
fn heaviest(steps: &mut Steps) -> u32 {
    let last = steps.rates.lattice().ladders() - 1;
    let stride = if last < ALL { 1 } else { last / POINTS };
    let (mut weight, mut most, mut heaviest) = (0.0, 0.0, 0);
    let mut d = 0;
    while d + stride <= last {
        weight += steps.step(d) * f64::from(stride);
        d += stride;
        if weight > most {
            (most, heaviest) = (weight, d);
        }
        if weight == f64::NEG_INFINITY {
            break;
        }
    }
    if stride == 1 {
        return heaviest;
    }
    let mut low = heaviest.saturating_sub(stride);
    let mut high = (heaviest.saturating_add(2 * stride)).min(last);
    while low < high {
        let middle = u32::midpoint(low, high);
        if steps.step(middle) > 0.0 {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

impl Profile {
    /// The ladders whose weights are above exp(-reach) of the heaviest. Costs some hundred nanoseconds
    /// for each of them and for each of at most 16 384 others.
    pub(crate) fn new(rates: &Rates, reach: Reach) -> Self {
        let lattice = rates.lattice();
        let mut steps = Steps::new(rates);
        let mode = heaviest(&mut steps);
        let mut brighter = Vec::new();
        let mut weight = 0.0;
        for d in (0..mode).rev().take(MOST) {
            weight -= steps.step(d);
            if weight.is_nan() || weight < -reach.brighter {
                break;
            }
            brighter.push(weight);
        }
        // `MOST` is far below 2^32.
        #[allow(clippy::cast_possible_truncation)]
        let first = mode - brighter.len() as u32;
        let mut weights = brighter;
        weights.reverse();
        weights.push(0.0);
        weight = 0.0;
        for d in (mode..lattice.ladders() - 1).take(MOST) {
            weight += steps.step(d);
            if weight.is_nan() || weight < -reach.darker {
                break;
            }
            weights.push(weight);
        }
        let slopes = (first..)
            .zip(&weights)
            .map(|(d, _)| slope(&rates.ladder(d)))
            .collect();
        Self {
            lattice,
            mode,
            first,
            reach,
            weights,
            slopes,
        }
    }

    /// The part of the profile within a smaller reach, equal to a [`Profile::new`] with that reach.
    pub(crate) fn within(&self, reach: Reach) -> Self {
        let mode = (self.mode - self.first) as usize;
        let kept = |weights: &mut dyn Iterator<Item = &f64>, reach: f64| {
            weights.take_while(|&&weight| weight >= -reach).count()
        };
        let brighter = kept(&mut self.weights[..mode].iter().rev(), reach.brighter);
        let darker = kept(&mut self.weights[mode + 1..].iter(), reach.darker);
        let range = mode - brighter..mode + darker + 1;
        // The number of ladders is a `u32`.
        #[allow(clippy::cast_possible_truncation)]
        let first = self.mode - brighter as u32;
        Self {
            first,
            reach,
            weights: self.weights[range.clone()].to_vec(),
            slopes: self.slopes[range].to_vec(),
            ..*self
        }
    }

    /// The heaviest state: the bottom of the heaviest ladder, or its top if weight rises with the rung.
    pub(crate) fn mode(&self) -> (u32, u32) {
        let rises = self.slopes[(self.mode - self.first) as usize] < 0.0;
        let bottom = self.mode;
        let rung = if rises {
            self.lattice.cells() - bottom
        } else {
            bottom
        };
        (self.mode, rung)
    }

    /// Whether weight falls with the rung on all ladders within reach.
    pub(crate) fn falls(&self) -> bool {
        self.slopes.iter().all(|&slope| slope >= 0.0)
    }

    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// The ladders within reach.
    pub(crate) fn ladders(&self) -> std::ops::RangeInclusive<u32> {
        // The number of ladders within reach is a `u32`.
        #[allow(clippy::cast_possible_truncation)]
        let more = self.weights.len() as u32 - 1;
        self.first..=self.first + more
    }

    /// -ln of the greatest weight forecast for the highest rung of any ladder, in units of the heaviest
    /// ladder. Where it is large, weights do not feel that ladders end.
    pub(crate) fn ends(&self) -> f64 {
        let ladders = (self.first..).zip(self.weights.iter().zip(&self.slopes));
        ladders
            .map(|(d, (weight, slope))| f64::from(self.lattice.twice_j(d)) * slope - weight)
            .fold(f64::INFINITY, f64::min)
    }

    /// ln of the weight of the lowest rung of ladder d, in units of the heaviest ladder, and -ln of the ratio
    /// of weights from rung to rung; `None` for a ladder beyond the reach.
    pub(crate) fn lowest_rung(&self, d: u32) -> Option<(f64, f64)> {
        let index = d.checked_sub(self.first)? as usize;
        let (weight, slope) = (self.weights.get(index)?, *self.slopes.get(index)?);
        let rungs = f64::from(self.lattice.twice_j(d)) + 1.0;
        let sum = if (slope * rungs).abs() < 1e-12 {
            rungs
        } else {
            (-slope * rungs).exp_m1() / (-slope).exp_m1()
        };
        Some((weight - sum.ln(), slope))
    }

    /// Number of ladders of [`Profile::window`], and the greatest number of rungs on one of them.
    pub(crate) fn extent(&self) -> (usize, usize) {
        let longest = self.runs().map(|run| run.len()).max();
        (self.weights.len(), longest.unwrap_or(0))
    }

    /// Number of states of [`Profile::window`].
    pub(crate) fn states(&self) -> u64 {
        self.runs().map(|run| run.len() as u64).sum()
    }

    /// The window of all states within reach; each ladder begins at its bottom.
    pub(crate) fn window(&self) -> Window {
        Window::new(self.lattice, self.first, self.runs())
    }

    fn runs(&self) -> impl Iterator<Item = std::ops::Range<u32>> + '_ {
        let ladders = (self.first..).zip(self.weights.iter().zip(&self.slopes));
        ladders.map(|(d, (&weight, &slope))| {
            let reach = if d < self.mode {
                self.reach.brighter
            } else {
                self.reach.darker
            };
            let taper = TAPER + (1.0 - TAPER) * (1.0 + weight / reach).clamp(0.0, 1.0);
            let height = if slope > 0.0 {
                taper * self.reach.up / slope + MARGIN
            } else {
                f64::INFINITY
            };
            let most = self.lattice.twice_j(d) + 1;
            // If the height is too large or not a number, the window has the whole ladder.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let height = if height < f64::from(most) {
                height as u32
            } else {
                most
            };
            d..d + height.max(1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::start::LadderStart;
    use crate::{Bath, Ensemble, Error, Mixture};

    const REACH: Reach = Reach::even(46.0);

    fn rates(cells: u64, eta: f64, collective: f64, local: f64) -> Result<Rates, Error> {
        let gamma_ratio = 1.0;
        let ensemble = Ensemble::mixture(cells, Mixture { eta, gamma_ratio })?
            .collective_bath(Bath::from_bose_ratio(collective)?)
            .local_bath(Bath::from_bose_ratio(local)?);
        Ok(Rates::new(&ensemble))
    }

    #[test]
    fn exact_for_local_noise_alone() -> Result<(), Error> {
        for local in [1e-9, 0.3, 0.9, 1.0 - 1e-9] {
            for cells in [1, 2, 9, 40] {
                let rates = rates(cells, 0.0, 0.0, local)?;
                let profile = Profile::new(&rates, REACH);
                let gibbs = LadderStart::Gibbs { q: local }.state(cells)?;
                let mut sums = vec![0.0; rates.lattice().ladders() as usize];
                for (d, _, p) in gibbs.populations() {
                    sums[d as usize] += p;
                }
                let most = sums[profile.mode as usize];
                for (d, &weight) in (profile.first as usize..).zip(&profile.weights) {
                    let relative = sums[d] / most;
                    assert!(
                        (weight.exp() / relative - 1.0).abs() < 1e-9,
                        "{local} {cells} {d}"
                    );
                }
            }
        }
        Ok(())
    }

    #[test]
    fn found_in_the_largest_lattice() -> Result<(), Error> {
        // The Gibbs state of q = 1/2 is heaviest near d = N/3.
        let profile = Profile::new(&rates(1 << 31, 0.0, 0.0, 0.5)?, REACH);
        assert!(profile.mode.abs_diff((1u32 << 31) / 3) < 2000);
        let (ladders, rungs) = profile.extent();
        assert!(ladders < 700_000 && rungs < 80 && profile.states() < 50_000_000);
        // Two cold baths leave the bright ladder alone.
        let cold = Profile::new(&rates(1 << 31, 0.5, 0.0, 0.0)?, REACH);
        assert_eq!((cold.mode(), cold.extent().0), ((0, 0), 1));
        Ok(())
    }

    #[test]
    fn ladders_without_jumps_between_them_have_no_ratio() -> Result<(), Error> {
        let bright = Ensemble::new(25)?.collective(crate::Channel::rates(1.0, 0.5)?);
        assert_eq!(ratio(&Rates::new(&bright), 3), 0.0);
        Ok(())
    }

    #[test]
    fn weights_of_flat_ladders_are_shared_out_evenly() -> Result<(), Error> {
        let flat = Ensemble::new(25)?.local(crate::Channel::rates(1.0, 1.0)?);
        let profile = Profile::new(&Rates::new(&flat), REACH);
        for d in profile.ladders() {
            let ladder = profile.weights[(d - profile.first) as usize];
            let rungs = f64::from(profile.lattice.twice_j(d)) + 1.0;
            assert_eq!(profile.lowest_rung(d), Some((ladder - rungs.ln(), 0.0)));
        }
        Ok(())
    }

    /// A mixture of moderate baths, an inverting one, and one that is much colder than the other.
    fn some(cells: u64) -> Result<[Rates; 3], Error> {
        let inverting = Ensemble::new(cells)?.local(crate::Channel::rates(1.0, 2.5)?);
        Ok([
            rates(cells, 0.3, 0.8, 0.2)?,
            Rates::new(&inverting),
            rates(cells, 0.9, 0.01, 0.5)?,
        ])
    }

    #[test]
    fn means_of_leaving_are_those_of_geometric_weights() -> Result<(), Error> {
        for cells in [1, 2, 5, 30] {
            for rates in some(cells)? {
                for d in 0..rates.lattice().ladders() {
                    let ladder = rates.ladder(d);
                    let twice_j = rates.lattice().twice_j(d);
                    let r = if twice_j == 0 { 1.0 } else { ladder.ratio() };
                    let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
                    for u in 0..=twice_j {
                        let (u, weight) = (f64::from(u), r.powf(f64::from(u)));
                        sum += weight;
                        first += u * weight;
                        second += u * (u - 1.0) * weight;
                    }
                    let expected = ladder.leaving(first / sum, second / sum);
                    for (found, expected) in mean_leaving(&ladder, twice_j).iter().zip(expected) {
                        assert!(
                            (found - expected).abs() <= 1e-9 * expected + 1e-13,
                            "{cells} {d}: {found} {expected}"
                        );
                    }
                    assert_eq!(ratio(&rates, 0), Steps::new(&rates).ratio(0));
                }
            }
        }
        Ok(())
    }

    #[test]
    fn the_lowest_rung_has_its_share_of_the_ladder() -> Result<(), Error> {
        for rates in some(25)? {
            let profile = Profile::new(&rates, REACH);
            let mut ends = f64::INFINITY;
            for d in profile.ladders() {
                let Some((lowest, slope)) = profile.lowest_rung(d) else {
                    panic!("ladder {d} is within reach");
                };
                let weights = rates
                    .lattice()
                    .rungs(d)
                    .map(|k| (-slope * f64::from(k - d)).exp());
                let ladder = profile.weights[(d - profile.first) as usize];
                let expected = ladder - weights.sum::<f64>().ln();
                assert!((lowest - expected).abs() < 1e-9, "{d}: {lowest} {expected}");
                let top = f64::from(rates.lattice().twice_j(d)) * slope - ladder;
                ends = ends.min(top);
            }
            assert_eq!(profile.ends(), ends);
            assert_eq!(profile.lowest_rung(profile.ladders().end() + 1), None);
            let rises = profile.slopes.iter().any(|&slope| slope < 0.0);
            assert_eq!(profile.falls(), !rises);
            let (d, k) = profile.mode();
            let own = profile.slopes[(d - profile.first) as usize];
            assert_eq!(k, if own < 0.0 { 25 - d } else { d });
        }
        Ok(())
    }

    #[test]
    fn windows_have_the_states_within_reach() -> Result<(), Error> {
        for rates in some(400)? {
            let reach = Reach {
                brighter: 9.0,
                darker: 20.0,
                up: 6.0,
            };
            let profile = Profile::new(&rates, reach);
            let window = profile.window();
            let mut longest = 0;
            for d in profile.ladders() {
                let index = (d - profile.first) as usize;
                let (weight, slope) = (profile.weights[index], profile.slopes[index]);
                let own = if d < profile.mode { 9.0 } else { 20.0 };
                assert!(weight >= -own);
                let taper = 0.3 + 0.7 * (1.0 + weight / own).clamp(0.0, 1.0);
                let whole = u64::from(rates.lattice().twice_j(d)) + 1;
                let rungs = window.run(d).len() as u64;
                if slope > 0.0 {
                    let height = (taper * 6.0 / slope + 4.0).floor().clamp(1.0, whole as f64);
                    assert_eq!(rungs as f64, height, "{d}");
                } else {
                    assert_eq!(rungs, whole);
                }
                longest = longest.max(rungs);
            }
            assert_eq!(profile.states(), window.states() as u64);
            let ladders = profile.ladders().count();
            assert_eq!(
                profile.extent(),
                (ladders, usize::try_from(longest).unwrap_or(0))
            );
            // One more ladder on each side is beyond the reach.
            let mut steps = Steps::new(&rates);
            if let Some(before) = profile.first.checked_sub(1) {
                assert!(profile.weights[0] - steps.step(before) < -9.0);
            }
            let last = *profile.ladders().end();
            if last + 1 < rates.lattice().ladders() {
                let most = profile.weights.last().copied().unwrap_or(0.0);
                assert!(most + steps.step(last) < -20.0);
            }
            let smaller = Reach {
                brighter: 3.0,
                darker: 5.0,
                up: 2.0,
            };
            let (part, direct) = (profile.within(smaller), Profile::new(&rates, smaller));
            assert_eq!(part.window(), direct.window());
            assert_eq!(
                (part.first, part.mode, part.reach),
                (direct.first, direct.mode, smaller)
            );
            assert_eq!((part.weights, part.slopes), (direct.weights, direct.slopes));
        }
        Ok(())
    }

    #[test]
    fn the_heaviest_of_many_ladders_is_found() -> Result<(), Error> {
        for cells in [1 << 14, 1 << 16, (1 << 20) + 1] {
            for rates in some(cells)? {
                let mut steps = Steps::new(&rates);
                let mode = heaviest(&mut steps);
                let last = rates.lattice().ladders() - 1;
                assert!(mode == 0 || steps.step(mode - 1) > 0.0, "{cells} {mode}");
                assert!(mode == last || steps.step(mode) <= 0.0, "{cells} {mode}");
            }
        }
        Ok(())
    }
}
