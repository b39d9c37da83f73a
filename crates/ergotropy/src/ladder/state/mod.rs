//! A state of the ladder picture.
//!
//! - [`start`]: the populations of a start
//! - [`gibbs`]: products of Gibbs states
//! - [`geometric`]: ladders whose populations fall by one common ratio
//! - [`observables`]: numbers read off a state
//! - [`work`]: the ergotropy of a state
//! - [`extraction`]: the moves to its passive state

pub(crate) mod extraction;
pub(crate) mod geometric;
pub(crate) mod gibbs;
pub(crate) mod observables;
pub(crate) mod start;
pub(crate) mod work;

use std::ops::Range;
use std::sync::Arc;

use crate::error::Error;
use crate::ladder::chain::ladder_weights::LadderWeights;
use crate::ladder::state::geometric::GeometricLadders;
use crate::method::Method;
use crate::numerics::double::Double;
use crate::numerics::effort::{self, Statistics};
use crate::numerics::memory;
use crate::spin::lattice::Lattice;
use crate::spin::multiplicity::Multiplicities;
pub use crate::work::accuracy::Accuracy;
use crate::work::spectrum::Spectrum;

/// Populations below this fraction of the whole need not be stored; their sum is added to the error.
pub(crate) const NEGLIGIBLE: f64 = 1e-40;

/// How the populations are stored.
#[derive(Clone, Debug)]
enum Ladders {
    Listed(Vec<LadderWeights>),
    Geometric(Arc<GeometricLadders>),
}

/// Populations p(d, k) of N cells: the state
/// ρ = ⊕_d (1/ν_d) Σ_k p(d, k) 1 ⊗ |j, m><j, m| with j = N/2 - d, m = k - N/2.
///
/// Its numbers are read off by [`Observables`](crate::Observables). Ladders and ends of ladders whose
/// populations are all zero are not stored. Beyond 512 cells, Gibbs starts and steady states of collective
/// noise store only the lowest population of each ladder and one ratio.
#[derive(Clone, Debug)]
pub struct LadderState {
    table: Arc<Multiplicities>,
    ladders: Ladders,
    accuracy: Accuracy,
    method: Method,
    statistics: Statistics,
    threads: u32,
}

impl LadderState {
    pub(crate) fn new(
        table: Arc<Multiplicities>,
        ladders: Vec<LadderWeights>,
        accuracy: Accuracy,
        method: Method,
    ) -> Self {
        Self {
            table,
            ladders: Ladders::Listed(ladders),
            accuracy,
            method,
            statistics: Statistics::default(),
            threads: effort::limits().threads,
        }
    }

    /// A state of geometric ladders.
    pub(crate) fn of_geometric(
        table: Arc<Multiplicities>,
        ladders: GeometricLadders,
        accuracy: Accuracy,
        method: Method,
    ) -> Self {
        Self {
            table,
            ladders: Ladders::Geometric(Arc::new(ladders)),
            accuracy,
            method,
            statistics: Statistics::default(),
            threads: effort::limits().threads,
        }
    }

    /// A state from a weight for each (d, k) in the order of [`Lattice::iter`].
    pub(crate) fn from_lattice(
        table: Arc<Multiplicities>,
        weights: &[f64],
        accuracy: Accuracy,
        method: Method,
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

    /// Errors of the populations.
    pub(crate) fn accuracy(&self) -> Accuracy {
        self.accuracy
    }

    /// How the state was computed.
    pub(crate) fn method(&self) -> Method {
        self.method
    }

    /// This state with the statistics of the work just done.
    pub(crate) fn noted(self) -> Self {
        Self {
            statistics: effort::done(),
            ..self
        }
    }

    /// Statistics of the work that was done for this state.
    pub(crate) fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// Greatest number of threads for numbers read off this state: as many as for the state itself.
    pub(crate) fn threads(&self) -> u32 {
        self.threads
    }

    /// The multiplicities of levels and ladders.
    pub fn multiplicities(&self) -> &Multiplicities {
        &self.table
    }

    /// The population p(d, k), summed over the ν_d copies; zero outside the lattice.
    pub(crate) fn population(&self, d: u32, k: u32) -> f64 {
        match &self.ladders {
            Ladders::Geometric(ladders) => ladders.population(d, k),
            Ladders::Listed(ladders) => ladders
                .binary_search_by_key(&d, |ladder| ladder.d)
                .ok()
                .and_then(|found| {
                    let ladder = &ladders[found];
                    let rung = k.checked_sub(ladder.first)?;
                    ladder.weights.get(rung as usize).copied()
                })
                .unwrap_or(0.0),
        }
    }

    /// By how much the sum of the weights may differ from 1, which noise conserves: 1e-10 for a start, and its error.
    pub(crate) fn excess(&self) -> f64 {
        let sum: Double = self.populations().map(|(_, _, p)| Double::from(p)).sum();
        (sum - Double::ONE).to_f64().abs() + self.accuracy().total()
    }

    /// All stored populations as (d, k, p(d, k)), ladder by ladder.
    pub(crate) fn populations(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        let (listed, geometric) = match &self.ladders {
            Ladders::Listed(ladders) => (ladders.as_slice(), None),
            Ladders::Geometric(ladders) => (&[][..], Some(ladders)),
        };
        listed
            .iter()
            .flat_map(|ladder| {
                (ladder.first..)
                    .zip(&ladder.weights)
                    .map(|(k, &p)| (ladder.d, k, p))
            })
            .chain(
                geometric
                    .into_iter()
                    .flat_map(|ladders| ladders.populations()),
            )
    }

    /// Number of populations that [`LadderState::populations`] lists.
    pub(crate) fn stored(&self) -> u128 {
        match &self.ladders {
            Ladders::Listed(ladders) => ladders
                .iter()
                .map(|ladder| ladder.weights.len() as u128)
                .sum(),
            Ladders::Geometric(ladders) => (0..ladders.bottoms().len())
                .map(|index| ladders.rungs(ladders.ladder_of(index)) as u128)
                .sum(),
        }
    }

    /// The first and the last stored ladder.
    pub(crate) fn ladder_ends(&self) -> Option<(u32, u32)> {
        match &self.ladders {
            Ladders::Listed(ladders) => Some((ladders.first()?.d, ladders.last()?.d)),
            Ladders::Geometric(ladders) => Some((
                ladders.first(),
                ladders.ladder_of(ladders.bottoms().len().checked_sub(1)?),
            )),
        }
    }

    /// Weight of each stored ladder.
    pub(crate) fn ladder_sums(&self) -> Vec<(u32, Double)> {
        match &self.ladders {
            Ladders::Listed(ladders) => ladders
                .iter()
                .map(|ladder| (ladder.d, ladder.sum()))
                .collect(),
            Ladders::Geometric(ladders) => ladders.weights().collect(),
        }
    }

    /// A stored ladder as d and the excitations of its populations.
    pub(crate) fn extent_of_run(&self, index: usize) -> (u32, Range<u32>) {
        let (d, first, count) = match &self.ladders {
            Ladders::Listed(ladders) => {
                let ladder = &ladders[index];
                (ladder.d, ladder.first, ladder.weights.len())
            }
            Ladders::Geometric(ladders) => {
                let d = ladders.ladder_of(index);
                (d, d, ladders.rungs(d))
            }
        };
        // The number of rungs of a ladder is a `u32`.
        #[allow(clippy::cast_possible_truncation)]
        let end = first + count as u32;
        (d, first..end)
    }

    /// The mirrored state, which has the populations p(d, N - k), as a list.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the list would take more memory than an answer may.
    pub(crate) fn mirrored(&self) -> Result<Self, Error> {
        let lattice = self.lattice();
        let stored = self.stored();
        memory::check(
            lattice.cells(),
            "populations of an inverted state",
            |cells| 8 * stored.min(u128::from(Lattice::new(cells).states())),
        )?;
        let cells = lattice.cells();
        let mut scratch = Vec::new();
        let ladders = (0..self.runs()).map(|index| {
            let (d, first, weights) = self.run(index, &mut scratch);
            // The number of rungs of a ladder is a `u32`.
            #[allow(clippy::cast_possible_truncation)]
            let last = first + weights.len() as u32 - 1;
            LadderWeights {
                d,
                first: cells - last,
                weights: weights.iter().rev().copied().collect(),
            }
        });
        let ladders = ladders.collect();
        Ok(Self::new(
            self.shared_table(),
            ladders,
            self.accuracy,
            self.method,
        ))
    }

    pub(crate) fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    pub(crate) fn with_accuracy(self, accuracy: Accuracy) -> Self {
        Self { accuracy, ..self }
    }

    pub(crate) fn shared_table(&self) -> Arc<Multiplicities> {
        Arc::clone(&self.table)
    }

    /// The index of ladder d among the stored ladders.
    pub(crate) fn run_of(&self, d: u32) -> Option<usize> {
        match &self.ladders {
            Ladders::Listed(ladders) => ladders.binary_search_by_key(&d, |ladder| ladder.d).ok(),
            Ladders::Geometric(ladders) => {
                let index = d.checked_sub(ladders.first())? as usize;
                (index < ladders.bottoms().len()).then_some(index)
            }
        }
    }

    /// All populations, ladder by ladder.
    #[cfg(test)]
    pub(crate) fn lists(&self) -> Vec<LadderWeights> {
        let mut scratch = Vec::new();
        (0..self.runs())
            .map(|index| {
                let (d, first, weights) = self.run(index, &mut scratch);
                LadderWeights {
                    d,
                    first,
                    weights: weights.to_vec(),
                }
            })
            .collect()
    }

    /// The ladders, if they are geometric.
    pub(crate) fn geometric(&self) -> Option<&GeometricLadders> {
        match &self.ladders {
            Ladders::Listed(_) => None,
            Ladders::Geometric(ladders) => Some(ladders),
        }
    }
}

impl Spectrum for LadderState {
    fn multiplicities(&self) -> &Multiplicities {
        &self.table
    }

    fn runs(&self) -> usize {
        match &self.ladders {
            Ladders::Listed(ladders) => ladders.len(),
            Ladders::Geometric(ladders) => ladders.bottoms().len(),
        }
    }

    fn run<'a>(&'a self, index: usize, scratch: &'a mut Vec<f64>) -> (u32, u32, &'a [f64]) {
        match &self.ladders {
            Ladders::Listed(ladders) => {
                let ladder = &ladders[index];
                (ladder.d, ladder.first, &ladder.weights)
            }
            Ladders::Geometric(ladders) => {
                let d = ladders.ladder_of(index);
                let bottom = ladders.bottoms().get(index).to_f64();
                let powers = &ladders.powers()[..ladders.rungs(d)];
                scratch.clear();
                scratch.extend(powers.iter().map(|power| bottom * power));
                (d, d, scratch)
            }
        }
    }
}
