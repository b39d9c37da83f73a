//! The rung profiles of a few lines, by block elimination.
//!
//! Let p(d, u) = w_d y(d, u) with u = k - d and forecast weights w_d. Balance at rung u of ladder d
//! reads
//!
//! ```text
//! exit(d,u) y(d,u) = Σ (w_d'/w_d) rate(d',u' → d,u) y(d',u') ,   d' = d - 1, d, d + 1,
//! ```
//!
//! where y on the next ladders is interpolated from the nodes. Jumps change u by two at most, so that two rungs
//! of all nodes make a block of a block-tri-diagonal matrix. The matrix is eliminated from the top rung, where
//! the weight ends, down to the bottom. The balance at u = 0 is replaced by the condition that the net flow
//! between a ladder and the next vanishes, so that weights of ladders are never small differences of large
//! flows.

use faer::Mat;
use faer::linalg::solvers::{PartialPivLu, Solve};

use crate::ladder::steady::collocation::balance::Balance;
use crate::ladder::steady::collocation::nodes::Lines;

/// y on all rungs of the nodes.
#[derive(Clone, Debug)]
pub(crate) struct Profiles {
    pub(crate) rungs: usize,
    pub(crate) values: Vec<Vec<f64>>,
}

impl Profiles {
    /// Solves for the profiles. O(rungs M³) for M nodes.
    pub(crate) fn new(balance: &Balance) -> Self {
        let count = balance.tops.len();
        let pairs = balance.rungs.div_ceil(2);
        let active: Vec<Vec<usize>> = (0..=pairs).map(|pair| balance.active(pair)).collect();
        // The step of a pair of rungs is the matrix that turns y of the pair below into y of this pair.
        let mut steps: Vec<Mat<f64>> = Vec::with_capacity(pairs);
        let mut total = Mat::<f64>::zeros(0, 0);
        let mut first = None;
        for pair in (0..pairs).rev() {
            let below = if pair == 0 {
                &[][..]
            } else {
                &active[pair - 1]
            };
            let mut blocks = balance.blocks(pair, [below, &active[pair], &active[pair + 1]]);
            let mut flows = balance.flows(pair, &active[pair]);
            if let Some(step) = steps.last() {
                blocks.own += &blocks.above * step;
                flows += &total * step;
            }
            total = flows;
            if pair == 0 {
                first = Some(blocks.own);
            } else {
                steps.push(PartialPivLu::new(blocks.own.as_ref()).solve(-blocks.below));
            }
        }
        let mut values = vec![Vec::new(); count];
        if let Some(mut own) = first {
            let size = active[0].len();
            let mode = active[0].partition_point(|&node| node < balance.mode);
            if balance.nodes.lines() == Lines::Ladders {
                own.submatrix_mut(0, 0, count, 2 * count).copy_from(&total);
            } else {
                own.submatrix_mut(mode, 0, 1, 2 * size).copy_from(&total);
            }
            let mut right = Mat::<f64>::zeros(2 * size, 1);
            right[(mode, 0)] = 1.0;
            let mut y = PartialPivLu::new(own.as_ref()).solve(&right);
            for pair in 0..pairs {
                if pair > 0 {
                    y = &steps[pairs - 1 - pair] * &y;
                }
                let active = &active[pair];
                for (index, &y) in y.col_as_slice(0).iter().enumerate() {
                    values[active[index % active.len()]].push(y);
                }
            }
        }
        if balance.nodes.lines() == Lines::Ladders {
            for values in &mut values {
                let sum: f64 = values.iter().sum();
                for value in values {
                    *value /= sum;
                }
            }
        }
        Self {
            rungs: balance.rungs,
            values,
        }
    }
}
