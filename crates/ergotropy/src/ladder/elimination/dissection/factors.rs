//! The factors of z - Q, in the order of elimination.

use std::sync::Arc;

use crate::ladder::elimination::dissection::order::Order;
use crate::ladder::elimination::dissection::order::hands::Hands;
use crate::ladder::elimination::dissection::order::stage::Stage;
use crate::ladder::elimination::purpose::Purpose;

/// What becomes of jumps that lead out of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// They do not happen.
    Reflecting,
    /// They kill, as z does.
    Leaking,
}

/// The factors of z - Q on a window.
#[derive(Debug)]
pub(crate) struct Dissection {
    pub(crate) order: Arc<Order>,
    pub(crate) purpose: Purpose,
    /// Of each stage, in whole vectors: rows of its own states, columns of its rim, and for resolvents rows
    /// of its rim.
    pub(crate) factors: Vec<f64>,
    /// Where the factors of each stage begin.
    pub(crate) starts: Vec<usize>,
    /// By place; in units of `unit`, as all rates here.
    pub(crate) pivots: Vec<f64>,
    pub(crate) unit: f64,
    /// Who solves for which stages.
    pub(crate) hands: Hands,
}

impl Dissection {
    #[inline(always)]
    pub(crate) fn rim(&self, stage: &Stage) -> &[u32] {
        &self.order.tree.rims[stage.rim.clone()]
    }

    /// The factors of a stage, as [`Stage::parts`] tells.
    #[inline(always)]
    pub(crate) fn parts(&self, index: usize, stage: &Stage) -> [&[f64]; 3] {
        stage.parts(&self.factors[self.starts[index]..], self.purpose)
    }

    #[inline(always)]
    pub(crate) fn in_window_order(&self, x: &[f64], factor: f64) -> Vec<f64> {
        let places = self.order.tree.places.iter();
        places.map(|&place| x[place as usize] * factor).collect()
    }

    #[inline(always)]
    pub(crate) fn in_elimination_order(&self, w: &[f64]) -> Vec<f64> {
        let mut x = vec![0.0; self.pivots.len()];
        for (&place, &value) in self.order.tree.places.iter().zip(w) {
            x[place as usize] = value;
        }
        x
    }
}
