//! A steady state made up of its profiles on a few lines.

use std::borrow::Cow;

use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::chain::rates::Rates;
use crate::ladder::steady::collocation::balance::Balance;
use crate::ladder::steady::collocation::block_elimination::Profiles;
use crate::ladder::steady::collocation::extent::Extent;
use crate::ladder::steady::collocation::jumps::{Jumps, Ladder};
use crate::ladder::steady::collocation::nodes::Nodes;
use crate::ladder::steady::collocation::outcome::Collocation;
use crate::ladder::steady::collocation::polynomials::Polynomials;
use crate::numerics::effort;
use crate::spin::lattice::Lattice;

/// Number of rungs at the end of a line that tell the weight beyond.
const EDGE: usize = 4;

/// For a line, the number of the first node that interpolates on it, and the weights of the nodes.
type Combinations<'a> = dyn Fn(u32) -> Cow<'a, (usize, Vec<f64>)> + 'a;

/// A steady state known on some lines.
pub(crate) struct Sample {
    nodes: Nodes,
    profiles: Profiles,
    /// The first ladder of the state.
    first: u32,
    /// The last ladder of the state.
    last: u32,
    /// The heaviest ladder.
    mode: u32,
    /// π_d of the ladders from `first` to `last`; empty where lines are no ladders.
    weights: Vec<f64>,
    lattice: Lattice,
}

impl Sample {
    /// A sample of `count` lines; `None` if the elimination would have to keep more than 32 `most` bytes.
    pub(crate) fn new(rates: &Rates, extent: &Extent, count: usize, most: u128) -> Option<Self> {
        let lattice = rates.lattice();
        let nodes = extent.nodes(lattice, count);
        // If all ladders of the extent are nodes, the lattice is cut off there. Otherwise polynomials
        // go on beyond the extent, since a cut would bend the profiles next to it.
        let complete = extent.smooth && nodes.len() == extent.ladders();
        let ends = if complete {
            (extent.first, extent.last)
        } else {
            (
                if extent.smooth { 0 } else { extent.first },
                lattice.ladders() - 1,
            )
        };
        let mode = nodes
            .ladders()
            .partition_point(|&d| d < extent.mode)
            .min(nodes.len() - 1);
        let tops = extent.tops(rates, &nodes);
        let balance = Balance::new(rates, &nodes, ends, &tops, mode);
        if balance.size() > most {
            return None;
        }
        let profiles = Profiles::new(&balance);
        effort::collocated(nodes.len(), tops.iter().map(|top| top + 1).sum());
        let mut sample = Self {
            nodes,
            profiles,
            first: extent.first,
            last: extent.last,
            mode: extent.mode,
            weights: Vec::new(),
            lattice,
        };
        if extent.smooth {
            sample.weights = sample.interpolated(rates);
        }
        Some(sample)
    }

    /// The number of lines on which the state is known.
    pub(crate) fn lines(&self) -> usize {
        self.nodes.len()
    }

    /// The weights of all ladders, from interpolated rates of leaving.
    fn interpolated(&self, rates: &Rates) -> Vec<f64> {
        let nodes = self.nodes.ladders().iter();
        let known: Vec<[f64; 2]> = nodes
            .map(|&d| self.leaving(rates, d, &self.profile(d)))
            .collect();
        let leaving: Vec<[f64; 2]> = (self.first..=self.last)
            .map(|d| {
                let (start, weights) = self.nodes.weights(d);
                let mut sums = [0.0; 2];
                for (known, weight) in known[start..].iter().zip(weights) {
                    sums[0] += weight * known[0];
                    sums[1] += weight * known[1];
                }
                sums
            })
            .collect();
        balanced(&leaving, (self.mode - self.first) as usize)
    }

    /// Mean rates of leaving ladder d for the brighter and for the darker ladder, with `weights` on its rungs.
    fn leaving(&self, rates: &Rates, d: u32, weights: &[f64]) -> [f64; 2] {
        let ladder = Ladder::new(rates, d);
        let mut sums = [0.0; 2];
        for (u, weight) in weights.iter().enumerate() {
            let leaving = Jumps::new(&ladder, u, self.profiles.rungs).leaving();
            for (sum, rate) in sums.iter_mut().zip(leaving) {
                *sum += weight * rate;
            }
        }
        sums
    }

    /// y on all rungs of ladder d: x_d(u) if lines are ladders, else p(d, u) times an unknown factor.
    fn profile(&self, d: u32) -> Vec<f64> {
        self.profile_by(d, &|line| Cow::Owned(self.nodes.weights(line)))
    }

    /// [`Sample::profile`], with a function that gives the nodes' weights on each line.
    fn profile_by(&self, d: u32, weights: &Combinations) -> Vec<f64> {
        let lines = self.nodes.lines();
        let rungs = self
            .profiles
            .rungs
            .min(self.lattice.twice_j(d) as usize + 1);
        let mut profile = vec![0.0; rungs];
        let mut start = 0;
        while start < rungs {
            // These rungs belong to one line.
            let end = lines.next(start).min(rungs);
            let combination = weights(d + lines.lift(start));
            let (first, weights) = combination.as_ref();
            for (values, weight) in self.profiles.values[*first..].iter().zip(weights) {
                let values = values.get(start..).unwrap_or_default();
                for (share, value) in profile[start..end].iter_mut().zip(values) {
                    *share += weight * value;
                }
            }
            start = end;
        }
        profile
    }

    /// Σ|p - p'| of two samples, with profiles compared at the nodes of this one.
    pub(crate) fn distance(&self, other: &Self) -> f64 {
        let ladders = self.nodes.ladders();
        let within = ladders
            .iter()
            .enumerate()
            .filter(|(_, d)| (self.first..=self.last).contains(d));
        if self.weights.is_empty() {
            let lists: Vec<(f64, Vec<f64>, Vec<f64>)> = within
                .map(|(i, &d)| (self.share(i), self.profile(d), other.profile(d)))
                .collect();
            let (mut total, mut there) = (0.0, 0.0);
            for (share, own, others) in &lists {
                total += share * own.iter().sum::<f64>();
                there += share * others.iter().sum::<f64>();
            }
            return lists
                .iter()
                .map(|(share, own, others)| {
                    // A rung that only one of the two samples follows carries no weight.
                    let pairs = own.iter().zip(others);
                    share
                        * pairs
                            .map(|(a, b)| (a / total - b / there).abs())
                            .sum::<f64>()
                })
                .sum();
        }
        let between: f64 = self
            .weights
            .iter()
            .zip(&other.weights)
            .map(|(a, b)| (a - b).abs())
            .sum();
        let (mut inside, mut total) = (0.0, 0.0);
        for (_, &d) in within {
            let weight = self.weights[(d - self.first) as usize];
            let profiles = self.profile(d).into_iter().zip(other.profile(d));
            inside += weight * profiles.map(|(a, b)| (a - b).abs()).sum::<f64>();
            total += weight;
        }
        between + inside / total
    }

    /// The number of ladders, or lines, for which a node stands.
    fn share(&self, i: usize) -> f64 {
        let ladders = self.nodes.ladders();
        let next = ladders[(i + 1).min(ladders.len() - 1)];
        f64::from(next - ladders[i.saturating_sub(1)]) / 2.0
    }

    /// The weight of the last rungs of all lines, as a fraction of the whole. Zero for ladders, which are
    /// followed as far as they carry weight.
    pub(crate) fn edge(&self) -> f64 {
        if !self.weights.is_empty() {
            return 0.0;
        }
        let (mut edge, mut total) = (0.0, 0.0);
        for (i, values) in self.profiles.values.iter().enumerate() {
            let last = values.iter().rev().take(EDGE);
            edge += self.share(i) * last.map(|y| y.abs()).sum::<f64>();
            total += self.share(i) * values.iter().sum::<f64>();
        }
        // Values whose sum is not positive are no state.
        if total > 0.0 {
            edge / total
        } else {
            f64::INFINITY
        }
    }

    /// All populations; `None` if the polynomials give negative or infinite weights.
    pub(crate) fn expanded(mut self, rates: &Rates, mut error: f64) -> Option<Collocation> {
        let lift = self.nodes.lines().lift(self.profiles.rungs);
        let end = self
            .last
            .saturating_add(lift)
            .min(self.lattice.ladders() - 1);
        let known: Vec<(usize, Vec<f64>)> = (self.first..=end)
            .map(|line| self.nodes.weights(line))
            .collect();
        let combinations = |line: u32| Cow::Borrowed(&known[(line - self.first) as usize]);
        let mut lists: Vec<Vec<f64>> = (self.first..=self.last)
            .map(|d| {
                let mut weights = self.profile_by(d, &combinations);
                // Roundings may make a share negative where it is almost zero.
                for share in &mut weights {
                    *share = share.max(0.0);
                }
                weights
            })
            .collect();
        if self.weights.is_empty() {
            // The sums of y are the weights as the balance gives them; flows between neighbours give
            // them more accurately.
            let mut sums = Vec::with_capacity(lists.len());
            let ladders = (self.first..).zip(&mut lists);
            let leaving: Vec<[f64; 2]> = ladders
                .map(|(d, weights)| {
                    let sum: f64 = weights.iter().sum();
                    sums.push(sum);
                    for share in &mut *weights {
                        *share /= sum;
                    }
                    self.leaving(rates, d, weights)
                })
                .collect();
            self.weights = balanced(&leaving, (self.mode - self.first) as usize);
            let total: f64 = sums.iter().sum();
            let both = self.weights.iter().zip(&sums);
            error += both
                .map(|(weight, sum)| (weight - sum / total).abs())
                .sum::<f64>();
        }
        let span = self.weights.len() + self.profiles.rungs;
        let ladders: Vec<LadderWeights> = (self.first..)
            .zip(lists)
            .zip(&self.weights)
            .map(|((d, mut weights), weight)| {
                for share in &mut weights {
                    *share *= weight;
                }
                let kept = weights
                    .iter()
                    .rposition(|&p| p > 0.0)
                    .map_or(0, |at| at + 1);
                weights.truncate(kept);
                LadderWeights {
                    d,
                    first: d,
                    weights,
                }
            })
            .filter(|ladder| !ladder.weights.is_empty())
            .collect();
        // Badly interpolated rates of leaving may be negative, and then weights and errors are.
        let weights = &self.weights;
        let sound = (0.0..f64::INFINITY).contains(&error)
            && weights
                .iter()
                .all(|weight| (0.0..f64::INFINITY).contains(weight));
        sound.then_some(Collocation {
            span,
            ladders,
            error,
            open: self.open_ends(),
        })
    }

    /// Whether the first and the last ladder carry weight and have further ladders beyond them.
    fn open_ends(&self) -> [bool; 2] {
        let heavy = |weight: Option<&f64>| {
            weight.is_some_and(|&weight| weight.is_nan() || weight > Polynomials::default().open)
        };
        [
            self.first > 0 && heavy(self.weights.first()),
            self.last + 1 < self.lattice.ladders() && heavy(self.weights.last()),
        ]
    }
}

/// The stationary weights, with sum one, of a chain with these rates of stepping back and forth;
/// computed from the mode outwards.
fn balanced(leaving: &[[f64; 2]], mode: usize) -> Vec<f64> {
    let mut weights = vec![1.0; leaving.len()];
    for i in mode + 1..weights.len() {
        weights[i] = weights[i - 1] * (leaving[i - 1][1] / leaving[i][0]);
    }
    for i in (0..mode).rev() {
        weights[i] = weights[i + 1] * (leaving[i + 1][0] / leaving[i][1]);
    }
    let sum: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= sum;
    }
    weights
}
