//! A state of the ladder picture.

use std::sync::Arc;

use crate::bounded::Kind;
use crate::multiplicity::Multiplicities;
use crate::spin::Lattice;

/// Populations below this share of the whole need not be stored; what they sum to goes into the error.
pub(crate) const NEGLIGIBLE: f64 = 1e-40;

/// How well the populations of a state are known.
///
/// The exact populations p satisfy p = p̂ (1 + r) + a with |r| <= `relative` entry by entry and
/// Σ|a| <= `absolute`, where p̂ are the stored ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Greatest relative error of a population.
    pub relative: f64,
    /// Sum of the absolute errors of all populations, beyond the relative ones.
    pub absolute: f64,
    /// Whether that is proved.
    pub kind: Kind,
}

impl Accuracy {
    /// Bound on the sum of all errors of populations that sum to 1.
    pub fn total(self) -> f64 {
        self.relative + self.absolute
    }
}

/// The weights of one ladder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LadderWeights {
    pub(crate) d: u32,
    /// Weights of k = first, first + 1, ...
    pub(crate) first: u32,
    pub(crate) weights: Vec<f64>,
}

/// Populations p(d, k) of N cells: the state
/// ρ = ⊕_d (1/ν_d) Σ_k p(d, k) 1 ⊗ |j, m><j, m| with j = N/2 - d, m = k - N/2.
///
/// Made by [`Ensemble::steady_state`](crate::Ensemble::steady_state),
/// [`Ensemble::steady_state_from`](crate::Ensemble::steady_state_from),
/// [`Ensemble::charge`](crate::Ensemble::charge) or [`Start::state`](crate::Start::state). Ladders and
/// ends of ladders whose populations are all zero are not stored.
#[derive(Clone, Debug)]
pub struct LadderState {
    table: Arc<Multiplicities>,
    ladders: Vec<LadderWeights>,
    accuracy: Accuracy,
    method: &'static str,
}

impl LadderState {
    pub(crate) fn new(
        table: Arc<Multiplicities>,
        ladders: Vec<LadderWeights>,
        accuracy: Accuracy,
        method: &'static str,
    ) -> Self {
        Self {
            table,
            ladders,
            accuracy,
            method,
        }
    }

    /// A state from a weight for each (d, k) in the order of [`Lattice::iter`].
    pub(crate) fn from_lattice(
        table: Arc<Multiplicities>,
        weights: &[f64],
        accuracy: Accuracy,
        method: &'static str,
    ) -> Self {
        let lattice = table.lattice();
        let ladders = (0..lattice.ladders())
            .map(|d| LadderWeights {
                d,
                first: d,
                weights: lattice
                    .rungs(d)
                    .map(|k| weights[lattice.offset(k) + d as usize])
                    .collect(),
            })
            .collect();
        Self::new(table, ladders, accuracy, method)
    }

    /// The lattice of the state.
    pub fn lattice(&self) -> Lattice {
        self.table.lattice()
    }

    /// How well the populations are known.
    pub fn accuracy(&self) -> Accuracy {
        self.accuracy
    }

    /// How the state was computed, in a few words.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The multiplicities of levels and ladders.
    pub fn multiplicities(&self) -> &Multiplicities {
        &self.table
    }

    /// The population p(d, k), summed over the ν_d copies; zero off the lattice.
    pub fn population(&self, d: u32, k: u32) -> f64 {
        self.ladders
            .binary_search_by_key(&d, |ladder| ladder.d)
            .ok()
            .and_then(|found| {
                let ladder = &self.ladders[found];
                let rung = k.checked_sub(ladder.first)?;
                ladder.weights.get(rung as usize).copied()
            })
            .unwrap_or(0.0)
    }

    /// All stored populations as (d, k, p(d, k)), ladder by ladder.
    pub fn populations(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        self.ladders.iter().flat_map(|ladder| {
            (ladder.first..)
                .zip(&ladder.weights)
                .map(|(k, &p)| (ladder.d, k, p))
        })
    }

    pub(crate) fn with_accuracy(self, accuracy: Accuracy) -> Self {
        Self { accuracy, ..self }
    }

    pub(crate) fn shared_table(&self) -> Arc<Multiplicities> {
        Arc::clone(&self.table)
    }

    pub(crate) fn ladders(&self) -> &[LadderWeights] {
        &self.ladders
    }
}
