//! The factors of z - Q, in the order of elimination.

use std::sync::Arc;

use crate::ladder::elimination::dissection::order::Order;
use crate::ladder::elimination::dissection::order::hands::Hands;
use crate::ladder::elimination::dissection::order::stage::Stage;
use crate::ladder::elimination::purpose::Purpose;

/// The treatment of jumps that lead out of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// These jumps do not happen.
    Reflecting,
    /// These jumps kill the chain, as the rate z does.
    Leaking,
}

/// The factors of z - Q on a window.
#[derive(Debug)]
pub(crate) struct Dissection {
    pub(crate) order: Arc<Order>,
    pub(crate) purpose: Purpose,
    /// The factors of one stage after another, as [`Stage::parts`] divides them.
    pub(crate) factors: Vec<f64>,
    /// Index in `factors` where each stage begins.
    pub(crate) starts: Vec<usize>,
    /// The pivot of each state in the order of elimination, in units of `unit`, as are all rates in the
    /// factors.
    pub(crate) pivots: Vec<f64>,
    pub(crate) unit: f64,
    /// The stages that each thread solves.
    pub(crate) hands: Hands,
}

impl Dissection {
    #[inline(always)]
    pub(crate) fn rim(&self, stage: &Stage) -> &[u32] {
        &self.order.tree.rims[stage.rim.clone()]
    }

    /// The factors of a stage, divided as in [`Stage::parts`].
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
