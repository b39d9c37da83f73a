//! The ladders and rungs that carry weight, and the lines along which they are followed.

use crate::ladder::chain::profile::{Profile, slope};
use crate::ladder::chain::rates::Rates;
use crate::ladder::steady::collocation::nodes::{Lines, Nodes};
use crate::ladder::steady::collocation::polynomials::Polynomials;
use crate::spin::lattice::Lattice;

/// The ladders and rungs that carry weight.
pub(crate) struct Extent {
    pub(crate) first: u32,
    pub(crate) mode: u32,
    pub(crate) last: u32,
    /// Number of rungs of the longest profile.
    pub(crate) rungs: usize,
    /// Whether the lines are ladders, whose profiles then have to be smooth in d.
    pub(crate) smooth: bool,
    /// Whether the weight at the top of each ladder is negligible.
    pub(crate) geometric: bool,
    pub(crate) lines: Lines,
    profile: Profile,
}

impl Extent {
    /// The extent of a profile. With `ends`, lines are followed that do not end at the top of ladders.
    pub(crate) fn new(rates: &Rates, profile: Profile, ends: bool) -> Self {
        let ladders = profile.ladders();
        let (first, mode, last) = (*ladders.start(), profile.mode().0, *ladders.end());
        let geometric = profile.ends() >= Polynomials::default().reach;
        let smooth = !ends;
        let lines = if smooth {
            Lines::Ladders
        } else {
            let half = f64::from((mode - first).max(1));
            Lines::Above {
                odd: rates.lattice().cells() % 2 == 1,
                round: round(rates, first, last),
                even: Polynomials::default().even * (2.0 * Polynomials::default().reach).sqrt()
                    / half,
            }
        };
        let mut extent = Self {
            first,
            mode,
            last,
            rungs: 0,
            smooth,
            geometric,
            lines,
            profile,
        };
        extent.rungs = if smooth {
            let some = (first..=last).step_by(1 + extent.ladders() / 64);
            let tops = some.chain([last]).map(|d| top(rates, d));
            tops.max().unwrap_or(0)
        } else {
            extent.highest()
        };
        extent
    }

    /// The greatest number of rungs that carry weight on one ladder, for lines that keep off the ends
    /// of ladders.
    fn highest(&self) -> usize {
        let least = self.least();
        let all = |d: u32| self.profile.lattice().twice_j(d) as usize + 1;
        let top = |d: u32| {
            let (weight, slope) = self.profile.lowest_rung(d).unwrap_or_default();
            let rungs = ((weight - least) / (Polynomials::default().soft * slope))
                .ceil()
                .max(0.0);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            if rungs < all(d) as f64 {
                rungs as usize
            } else {
                all(d)
            }
        };
        (self.first..=self.last).map(top).max().unwrap_or(0)
    }

    /// ln of the weight of a state below which the state may be left out.
    fn least(&self) -> f64 {
        let most = (self.first..=self.last)
            .filter_map(|d| self.profile.lowest_rung(d))
            .fold(f64::NEG_INFINITY, |most, (weight, _)| most.max(weight));
        most - Polynomials::default().reach
    }

    /// The lines on which the state is computed: `count` of them, or somewhat fewer.
    pub(crate) fn nodes(&self, lattice: Lattice, count: usize) -> Nodes {
        let last = match self.lines {
            Lines::Ladders => self.last,
            Lines::Above { .. } => {
                let lift = self.lines.lift(self.rungs);
                self.last.saturating_add(lift).min(lattice.ladders() - 1)
            }
        };
        Nodes::new(lattice, self.lines, self.first, last, count)
    }

    /// The number of rungs that carry weight on each line.
    pub(crate) fn tops(&self, rates: &Rates, nodes: &Nodes) -> Vec<usize> {
        let lines = nodes.lines();
        let least = self.least();
        let top_of = |&line: &u32| match lines {
            Lines::Ladders => top(rates, line),
            Lines::Above { .. } => {
                let carries = |&u: &usize| {
                    let ladder = line.checked_sub(lines.lift(u));
                    ladder
                        .and_then(|d| self.profile.lowest_rung(d))
                        .is_some_and(|(weight, slope)| {
                            weight - Polynomials::default().soft * slope * u as f64 >= least
                        })
                };
                let top = (0..self.rungs).rev().find(carries);
                top.map_or(usize::from(line >= self.first), |u| u + 1)
            }
        };
        nodes.ladders().iter().map(top_of).collect()
    }

    /// Memory of the populations, in bytes.
    pub(crate) fn bytes(&self) -> u128 {
        8 * self.ladders() as u128 * self.rungs as u128
    }

    pub(crate) fn ladders(&self) -> usize {
        (self.last - self.first) as usize + 1
    }
}

/// The number of rungs that carry weight on ladder d.
fn top(rates: &Rates, d: u32) -> usize {
    let all = rates.lattice().twice_j(d) as usize + 1;
    let ratio = rates.ladder(d).ratio();
    if ratio.is_nan() || ratio >= 1.0 {
        return all;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rungs = (Polynomials::default().tail.ln() / ratio.ln()).ceil() as usize;
    rungs.max(Polynomials::default().fewest_rungs).min(all)
}

/// The number of rungs 2j + 1 of the brightest ladder whose weight falls by less than a factor e from
/// end to end; at least 2.
fn round(rates: &Rates, first: u32, last: u32) -> f64 {
    let length = |d: u32| f64::from(rates.lattice().twice_j(d)) + 1.0;
    let (mut low, mut high) = (first, last);
    while low < high {
        let middle = u32::midpoint(low, high);
        if slope(&rates.ladder(middle)) * length(middle) < 1.0 {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    length(high).max(2.0)
}
