//! Balance of probability on the nodes, as blocks of two rungs.

use faer::Mat;

use crate::ladder::chain::profile::ratio;
use crate::ladder::chain::rates::Rates;
use crate::ladder::steady::collocation::jumps::{Jumps, Ladder};
use crate::ladder::steady::collocation::nodes::{Lines, Nodes};

/// The balance of y on all nodes.
pub(crate) struct Balance<'a> {
    pub(crate) rates: &'a Rates,
    pub(crate) nodes: &'a Nodes,
    /// Brightest and darkest ladder to which jumps lead.
    pub(crate) ends: (u32, u32),
    /// Number of rungs that are followed on each node.
    pub(crate) tops: &'a [usize],
    /// The greatest of `tops`.
    pub(crate) rungs: usize,
    /// The node nearest to the heaviest ladder.
    pub(crate) mode: usize,
    /// For each node, the nodes and weights that interpolate y on the line before it and on the line behind
    /// it.
    neighbours: Vec<[Vec<(usize, f64)>; 2]>,
    /// For each node, the units of y on these two lines, divided by its own unit.
    units: Vec<[f64; 2]>,
    /// For each node the ladder before it, its own and the ladder behind it; empty where lines are no
    /// ladders.
    ladders: Vec<[Ladder; 3]>,
    /// The rate out of the mode's bottom, which is the unit of flows.
    fastest: f64,
}

/// The matrices of the balance at a pair of rungs: coefficients of y on the pair below, on this pair
/// and on the pair above.
pub(crate) struct Blocks {
    pub(crate) below: Mat<f64>,
    pub(crate) own: Mat<f64>,
    pub(crate) above: Mat<f64>,
}

impl<'a> Balance<'a> {
    pub(crate) fn new(
        rates: &'a Rates,
        nodes: &'a Nodes,
        ends: (u32, u32),
        tops: &'a [usize],
        mode: usize,
    ) -> Self {
        let line = |d: Option<u32>| {
            d.filter(|d| (ends.0..=ends.1).contains(d))
                .map_or(Vec::new(), |d| nodes.combination(d))
        };
        let neighbours = nodes
            .ladders()
            .iter()
            .map(|&d| [line(d.checked_sub(1)), line(d.checked_add(1))])
            .collect();
        let units = |&d: &u32| match nodes.lines() {
            // Where lines are no ladders, units that fall from line to line would let polynomials grow.
            Lines::Above { .. } => [1.0; 2],
            Lines::Ladders => [
                if d > ends.0 {
                    ratio(rates, d - 1).recip()
                } else {
                    0.0
                },
                if d < ends.1 { ratio(rates, d) } else { 0.0 },
            ],
        };
        let units = nodes.ladders().iter().map(units).collect();
        let ladders = match nodes.lines() {
            Lines::Above { .. } => Vec::new(),
            Lines::Ladders => {
                let around = |&d: &u32| around(rates, d);
                nodes.ladders().iter().map(around).collect()
            }
        };
        let bottom = nodes.ladders()[mode];
        Self {
            rates,
            nodes,
            ends,
            tops,
            rungs: tops.iter().copied().max().unwrap_or(0),
            mode,
            neighbours,
            units,
            ladders,
            fastest: rates.exit(bottom, bottom),
        }
    }

    /// Number of elements of the matrices that are kept during an elimination, divided by four.
    pub(crate) fn size(&self) -> u128 {
        let pairs = (0..self.rungs.div_ceil(2)).map(|pair| {
            let active = self.tops.iter().filter(|&&top| top > 2 * pair);
            (active.count() as u128).pow(2)
        });
        pairs.sum()
    }

    /// The nodes on which at least one rung of a pair is followed.
    pub(crate) fn active(&self, pair: usize) -> Vec<usize> {
        (0..self.tops.len())
            .filter(|&node| self.tops[node] > 2 * pair)
            .collect()
    }

    /// The balance at a pair of rungs. `active` are the nodes followed on the pair below, on this pair
    /// and on the pair above, and give the columns.
    pub(crate) fn blocks(&self, pair: usize, active: [&[usize]; 3]) -> Blocks {
        let own = active[1];
        let mut places = [(); 3].map(|()| vec![usize::MAX; self.tops.len()]);
        for (places, active) in places.iter_mut().zip(active) {
            for (place, &node) in active.iter().enumerate() {
                places[node] = place;
            }
        }
        let mut blocks = active.map(|active| Mat::zeros(2 * own.len(), 2 * active.len()));
        for half in 0..2 {
            let u = 2 * pair + half;
            for (i, &node) in own.iter().enumerate() {
                let row = half * own.len() + i;
                blocks[1][(row, row)] = 1.0;
                if u >= self.tops[node] {
                    continue;
                }
                let lines = self.nodes.lines();
                let line = self.nodes.ladders()[node];
                let d = line - lines.lift(u);
                let [brighter, ladder, darker] = match self.ladders.get(node) {
                    Some(&ladders) => ladders,
                    None => around(self.rates, d),
                };
                let exit = Jumps::new(&ladder, u, self.rungs).exit();
                if exit == 0.0 {
                    // A state outside its ladder has no weight.
                    continue;
                }
                let mut add = |to: u32, source: usize, rate: f64, factor: f64| {
                    if rate == 0.0 {
                        return;
                    }
                    let which = source / 2 + 1 - pair;
                    let column = (source % 2) * active[which].len();
                    let share = -rate * factor / exit;
                    let from = to + lines.lift(source);
                    let block = &mut blocks[which];
                    if from == line {
                        let place = places[which][node];
                        if place != usize::MAX {
                            block[(row, column + place)] += share;
                        }
                        return;
                    }
                    let combination = &self.neighbours[node][usize::from(from > line)];
                    for &(other, weight) in combination {
                        let place = places[which][other];
                        if place != usize::MAX {
                            block[(row, column + place)] += share * weight;
                        }
                    }
                };
                add(d, u + 1, Jumps::new(&ladder, u + 1, self.rungs).own[0], 1.0);
                if u > 0 {
                    add(d, u - 1, Jumps::new(&ladder, u - 1, self.rungs).own[1], 1.0);
                }
                if d > self.ends.0 {
                    let to = d - 1;
                    let factor = self.units[node][0];
                    for step in 0..3 {
                        let jumps = Jumps::new(&brighter, u + step, self.rungs);
                        add(to, u + step, jumps.darker[step], factor);
                    }
                }
                if d < self.ends.1 {
                    let to = d + 1;
                    let factor = self.units[node][1];
                    for step in 0..=u.min(2) {
                        let jumps = Jumps::new(&darker, u - step, self.rungs);
                        add(to, u - step, jumps.brighter[step], factor);
                    }
                }
            }
        }
        let [below, own, above] = blocks;
        Blocks { below, own, above }
    }

    /// The conditions that replace the balance at the bottom, as coefficients of y at a pair of rungs. For
    /// ladders they are the net flow from each node to the next ladder towards the mode, and for the mode the
    /// weight of the rungs. For other lines the weight of the mode's rungs is the only condition.
    pub(crate) fn flows(&self, pair: usize, active: &[usize]) -> Mat<f64> {
        let mut places = vec![usize::MAX; self.tops.len()];
        for (place, &node) in active.iter().enumerate() {
            places[node] = place;
        }
        let ladders = self.nodes.lines() == Lines::Ladders;
        let rows = if ladders { self.tops.len() } else { 1 };
        let mut flows = Mat::zeros(rows, 2 * active.len());
        if places[self.mode] != usize::MAX {
            let row = if ladders { self.mode } else { 0 };
            flows[(row, places[self.mode])] += 1.0;
            flows[(row, active.len() + places[self.mode])] += 1.0;
        }
        let nodes = self.ladders.iter().enumerate();
        for (i, [brighter, own, darker]) in nodes.filter(|&(i, _)| i != self.mode) {
            let towards = usize::from(i < self.mode);
            let other = if i < self.mode { darker } else { brighter };
            for half in 0..2 {
                let u = 2 * pair + half;
                let column = half * active.len();
                let out = Jumps::new(own, u, self.rungs).leaving()[towards];
                if places[i] != usize::MAX {
                    flows[(i, column + places[i])] += out / self.fastest;
                }
                let back = Jumps::new(other, u, self.rungs).leaving()[1 - towards];
                let rate = -self.units[i][towards] * back / self.fastest;
                for &(node, weight) in &self.neighbours[i][towards] {
                    if places[node] != usize::MAX {
                        flows[(i, column + places[node])] += rate * weight;
                    }
                }
            }
        }
        flows
    }
}

/// A ladder between the next brighter and the next darker one; at an end of the lattice the ladder
/// itself takes the place of the missing one.
fn around(rates: &Rates, d: u32) -> [Ladder; 3] {
    let last = rates.lattice().ladders() - 1;
    [d.saturating_sub(1), d, (d + 1).min(last)].map(|d| Ladder::new(rates, d))
}
