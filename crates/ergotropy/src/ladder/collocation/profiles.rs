//! The rung profiles of a few ladders, by block elimination.
//!
//! With p(d, u) = π_d y_d(u), u = k - d, balance at rung u of ladder d reads
//!
//! ```text
//! exit(d,u) y_d(u) = Σ (π_d'/π_d) rate(d',u' → d,u) y_d'(u') ,   d' = d - 1, d, d + 1,
//! ```
//!
//! where y_{d±1} is interpolated from the nodes. Jumps change u by two at most, so that two rungs of
//! all nodes make a block of a block-tri-diagonal matrix. It is eliminated from the top rung, where the
//! weight ends, down to the bottom. In place of the balance at u = 0 stands the net flow between a
//! node and the next ladder, which has to vanish: so the weights of ladders never are small
//! differences of large flows.

use faer::linalg::solvers::{PartialPivLu, Solve};
use faer::{Mat, MatMut};

use crate::ladder::collocation::nodes::Nodes;
use crate::ladder::rates::{LadderRates, Rates};

/// The ladders next to a node: for each node the weights with which all nodes make up y at the next
/// ladder, times its weight over the node's; all zero where there is no next ladder.
pub(super) struct Links {
    pub(super) brighter: Vec<Vec<f64>>,
    pub(super) darker: Vec<Vec<f64>>,
}

/// The profiles of the nodes, each summing to one.
#[derive(Clone, Debug)]
pub(super) struct Profiles {
    pub(super) rungs: usize,
    pub(super) values: Vec<Vec<f64>>,
}

/// A ladder and its rates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ladder {
    d: u32,
    twice_j: u32,
    rates: LadderRates,
}

impl Ladder {
    pub(super) fn new(rates: &Rates, d: u32) -> Self {
        Self {
            d,
            twice_j: rates.lattice().twice_j(d),
            rates: rates.ladder(d),
        }
    }
}

/// Rates of the jumps out of a state.
#[derive(Clone, Copy, Debug, Default)]
struct Jumps {
    /// Within the ladder, to u - 1 and u + 1.
    own: [f64; 2],
    /// To d + 1 and u, u - 1, u - 2.
    darker: [f64; 3],
    /// To d - 1 and u, u + 1, u + 2.
    brighter: [f64; 3],
}

impl Jumps {
    /// The jumps from rung u of a ladder, without those that lead above the highest of `rungs` rungs.
    fn new(ladder: &Ladder, u: usize, rungs: usize) -> Self {
        let rung = match u32::try_from(u) {
            Ok(rung) if u < rungs && rung <= ladder.twice_j => rung,
            _ => return Self::default(),
        };
        let (k, rates) = (ladder.d + rung, &ladder.rates);
        let (down, up, across) = (rates.down(k), rates.up(k), rates.across(k));
        let below_top = |steps: usize, rate: f64| if u + steps < rungs { rate } else { 0.0 };
        Self {
            own: [down[1], below_top(1, up[1])],
            darker: [up[2], across[2], down[2]],
            brighter: [down[0], below_top(1, across[0]), below_top(2, up[0])],
        }
    }

    /// Rates of leaving for the brighter and for the darker ladder.
    fn leaving(&self) -> [f64; 2] {
        [self.brighter.iter().sum(), self.darker.iter().sum()]
    }

    fn exit(&self) -> f64 {
        self.own.iter().sum::<f64>() + self.leaving().iter().sum::<f64>()
    }
}

/// A node with the ladders next to it.
struct Place {
    /// How many rungs of the node are followed.
    top: usize,
    own: Ladder,
    brighter: Ladder,
    darker: Ladder,
}

struct Balance<'a> {
    places: Vec<Place>,
    links: &'a Links,
    rungs: usize,
    mode: usize,
    fastest: f64,
}

impl Balance<'_> {
    /// Adds the coefficients of y(u + step) in the balance of all nodes at rung u, in units of their exit
    /// rates, to a block.
    fn add(&self, mut block: MatMut<'_, f64>, u: usize, step: isize) {
        let source = u.wrapping_add_signed(step);
        for (i, place) in self.places.iter().enumerate() {
            let exit = Jumps::new(&place.own, u, self.rungs).exit();
            if exit == 0.0 || u >= place.top {
                // Off the ladder, or so far up, there is no weight.
                if step == 0 {
                    block[(i, i)] += 1.0;
                }
                continue;
            }
            let jumps = |ladder| Jumps::new(ladder, source, self.rungs);
            match step {
                0 => block[(i, i)] += 1.0,
                1 => block[(i, i)] -= jumps(&place.own).own[0] / exit,
                -1 => block[(i, i)] -= jumps(&place.own).own[1] / exit,
                _ => {}
            }
            let size = step.unsigned_abs();
            if step >= 0 {
                let rate = jumps(&place.brighter).darker[size];
                subtract(block.as_mut(), i, rate / exit, &self.links.brighter[i]);
            }
            if step <= 0 {
                let rate = jumps(&place.darker).brighter[size];
                subtract(block.as_mut(), i, rate / exit, &self.links.darker[i]);
            }
        }
    }

    /// Net flows from each node to the next ladder towards the mode, as coefficients of y(u); for the
    /// mode itself the weight of the rung.
    fn add_flows(&self, mut block: MatMut<'_, f64>, u: usize) {
        for (i, place) in self.places.iter().enumerate() {
            let leaving = |ladder| Jumps::new(ladder, u, self.rungs).leaving();
            match i.cmp(&self.mode) {
                std::cmp::Ordering::Equal => block[(i, i)] += 1.0,
                std::cmp::Ordering::Less => {
                    block[(i, i)] += leaving(&place.own)[1] / self.fastest;
                    let back = leaving(&place.darker)[0] / self.fastest;
                    subtract(block.as_mut(), i, back, &self.links.darker[i]);
                }
                std::cmp::Ordering::Greater => {
                    block[(i, i)] += leaving(&place.own)[0] / self.fastest;
                    let back = leaving(&place.brighter)[1] / self.fastest;
                    subtract(block.as_mut(), i, back, &self.links.brighter[i]);
                }
            }
        }
    }

    /// The coefficients of two rungs in the balance at two rungs, `shift` pairs further.
    fn pair(&self, pair: usize, shift: isize) -> Mat<f64> {
        let count = self.places.len();
        let mut matrix = Mat::zeros(2 * count, 2 * count);
        for row in 0..2usize {
            for column in 0..2usize {
                let step = 2 * shift + column.cast_signed() - row.cast_signed();
                if step.abs() <= 2 {
                    let block = matrix.submatrix_mut(row * count, column * count, count, count);
                    self.add(block, 2 * pair + row, step);
                }
            }
        }
        matrix
    }

    fn flows(&self, pair: usize) -> Mat<f64> {
        let count = self.places.len();
        let mut matrix = Mat::zeros(count, 2 * count);
        for half in 0..2 {
            let block = matrix.submatrix_mut(0, half * count, count, count);
            self.add_flows(block, 2 * pair + half);
        }
        matrix
    }

    /// Balance at a pair of rungs, and the flows from there up, with all higher rungs eliminated.
    fn reduced(
        &self,
        pair: usize,
        step: Option<&Mat<f64>>,
        flows: &Mat<f64>,
    ) -> (Mat<f64>, Mat<f64>) {
        let (mut own, mut total) = (self.pair(pair, 0), self.flows(pair));
        if let Some(step) = step {
            own += self.pair(pair, 1) * step;
            total += flows * step;
        }
        (own, total)
    }
}

/// Subtracts `rate * weights` from row `i`.
fn subtract(mut block: MatMut<'_, f64>, i: usize, rate: f64, weights: &[f64]) {
    if rate != 0.0 {
        for (j, weight) in weights.iter().enumerate() {
            block[(i, j)] -= rate * weight;
        }
    }
}

impl Profiles {
    /// Solves for the profiles, of as many rungs of each node as `tops` tells. `mode` is the node of
    /// most weight. O(rungs M³) for M nodes.
    pub(super) fn new(
        rates: &Rates,
        nodes: &Nodes,
        links: &Links,
        tops: &[usize],
        mode: usize,
    ) -> Self {
        let lattice = rates.lattice();
        let rungs = tops.iter().copied().max().unwrap_or(0);
        let places: Vec<Place> = nodes
            .ladders()
            .iter()
            .zip(tops)
            .map(|(&d, &top)| Place {
                own: Ladder::new(rates, d),
                top,
                brighter: Ladder::new(rates, d.saturating_sub(1)),
                darker: Ladder::new(rates, (d + 1).min(lattice.ladders() - 1)),
            })
            .collect();
        let bottom = nodes.ladders()[mode];
        let balance = Balance {
            places,
            links,
            rungs,
            mode,
            fastest: rates.exit(bottom, bottom),
        };
        let count = nodes.len();
        let pairs = rungs.div_ceil(2);
        // y of a pair of rungs is its step times y of the pair below.
        let mut steps: Vec<Mat<f64>> = Vec::with_capacity(pairs);
        let mut flows = Mat::<f64>::zeros(count, 2 * count);
        for pair in (1..pairs).rev() {
            let (own, total) = balance.reduced(pair, steps.last(), &flows);
            flows = total;
            let inflow = balance.pair(pair, -1);
            steps.push(PartialPivLu::new(own.as_ref()).solve(-inflow));
        }
        let (mut own, total) = balance.reduced(0, steps.last(), &flows);
        own.submatrix_mut(0, 0, count, 2 * count).copy_from(&total);
        let mut right = Mat::<f64>::zeros(2 * count, 1);
        right[(mode, 0)] = 1.0;
        let mut y = PartialPivLu::new(own.as_ref()).solve(&right);
        let mut values = vec![Vec::with_capacity(2 * pairs); count];
        let mut store = |y: &Mat<f64>| {
            for (index, &y) in y.col_as_slice(0).iter().enumerate() {
                values[index % count].push(y);
            }
        };
        store(&y);
        for step in steps.iter().rev() {
            y = step * &y;
            store(&y);
        }
        for values in &mut values {
            values.truncate(rungs);
            let sum: f64 = values.iter().sum();
            for value in values {
                *value /= sum;
            }
        }
        Self { rungs, values }
    }

    /// Mean rates of leaving a node for the brighter and for the darker ladder.
    pub(super) fn leaving(&self, ladder: &Ladder, node: usize) -> [f64; 2] {
        let mut sums = [0.0; 2];
        for (u, weight) in self.values[node].iter().enumerate() {
            let leaving = Jumps::new(ladder, u, self.rungs).leaving();
            for (sum, rate) in sums.iter_mut().zip(leaving) {
                *sum += weight * rate;
            }
        }
        sums
    }
}
