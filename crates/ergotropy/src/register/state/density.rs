//! A density matrix over bit strings.

use std::sync::{Arc, OnceLock};

use crate::bounded::Kind;
use crate::method::Method;
use crate::numerics::effort::{self, Statistics};
use crate::register::levels::{Level, Levels};
use crate::register::state::body::{Blocks, Body};
use crate::register::state::ladders::Ladders;
use crate::register::state::spectrum::Eigenvalues;
use crate::work::accuracy::Accuracy;

/// A density matrix over bit strings: one block for each level of energy, or all of it where there is coherence between levels.
///
/// Numbers are read off by [`Observables`](crate::Observables).
#[derive(Clone, Debug)]
pub struct RegisterState {
    body: Body,
    accuracy: Accuracy,
    method: Method,
    statistics: Statistics,
    spectrum: OnceLock<Arc<Eigenvalues>>,
    ladders: OnceLock<Arc<Ladders>>,
    by_levels: OnceLock<Arc<Self>>,
}

impl RegisterState {
    pub(crate) fn new(body: Body, accuracy: Accuracy, method: Method) -> Self {
        Self {
            body,
            accuracy,
            method,
            statistics: Statistics::default(),
            spectrum: OnceLock::new(),
            ladders: OnceLock::new(),
            by_levels: OnceLock::new(),
        }
    }

    /// The same state, held in another way.
    pub(crate) fn over(&self, body: Body) -> Self {
        Self::new(body, self.accuracy, self.method)
    }

    /// A state of the same kind with other elements.
    pub(crate) fn with(&self, elements: Vec<f64>) -> Self {
        self.over(Body::new(self.levels(), elements, self.is_complex()))
    }

    /// The same state, an end that is known up to this more in the trace norm.
    pub(crate) fn ended(self, more: f64) -> Self {
        let accuracy = Accuracy {
            absolute: self.accuracy.absolute + more,
            kind: Kind::Estimate,
            ..self.accuracy
        };
        Self {
            accuracy,
            method: Method::ArraySteady,
            ..self
        }
    }

    /// A bound of the trace norm of the difference from another state, Σ √n |ρ_b - ρ'_b| over blocks b of n rows.
    pub(crate) fn distance(&self, other: &Self) -> f64 {
        let own = self.body.elements();
        let other = other.body.elements_over(self.levels());
        let of_level = |level: &Level| {
            let block = level.range();
            let pairs = own[block.clone()].iter().zip(&other[block]);
            let squares: f64 = pairs.map(|(a, b)| (a - b).powi(2)).sum();
            (level.len() as f64 * squares).sqrt()
        };
        self.levels().iter().map(of_level).sum()
    }

    /// The same state with the statistics of the work just done.
    pub(crate) fn noted(self) -> Self {
        Self {
            statistics: effort::done(),
            ..self
        }
    }

    /// Number of cells.
    pub fn cells(&self) -> u32 {
        self.body.levels().cells()
    }

    pub(crate) fn levels(&self) -> &Arc<Levels> {
        self.body.levels()
    }

    pub(crate) fn body(&self) -> &Body {
        &self.body
    }

    /// All elements, block by block.
    pub(crate) fn blocks(&self) -> Blocks<'_> {
        self.body.blocks()
    }

    pub(crate) fn is_complex(&self) -> bool {
        self.body.is_complex()
    }

    pub(crate) fn accuracy(&self) -> Accuracy {
        self.accuracy
    }

    pub(crate) fn method(&self) -> Method {
        self.method
    }

    pub(crate) fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// Memory in bytes that the state does not share with others.
    pub(crate) fn bytes(&self) -> u128 {
        self.body.bytes()
    }

    /// Whether coherence between levels is held.
    pub(crate) fn is_joined(&self) -> bool {
        self.levels().are_joined()
    }

    /// The same state without coherence between levels.
    pub(crate) fn by_levels(&self) -> &Self {
        if !self.is_joined() {
            return self;
        }
        let apart = || {
            let levels = Levels::new(self.cells());
            let elements = self.body.elements_over(&levels).into_owned();
            self.over(Body::new(&levels, elements, self.is_complex()))
        };
        self.by_levels.get_or_init(|| apart().into())
    }

    /// The same state with all cells turned over, excited ones to the ground state and the others up.
    pub(crate) fn turned_over(&self) -> Self {
        let (levels, all) = (self.levels(), u32::MAX >> (u32::BITS - self.cells()));
        let mut elements = Vec::with_capacity(levels.elements());
        for level in levels.iter() {
            let turned = || level.strings.iter().map(|&string| !string & all);
            let block = levels.block(!level.strings[0] & all);
            for r in turned().map(|string| levels.place(string)) {
                elements.extend(turned().map(|c| self.body.held(block, r, levels.place(c))));
            }
        }
        self.with(elements)
    }

    /// The same state without any coherence between strings.
    pub(crate) fn diagonal(&self) -> Self {
        let state = self.by_levels();
        let mut elements = state.body.elements().into_owned();
        for level in state.levels().iter() {
            let size = level.len();
            for (at, element) in elements[level.range()].iter_mut().enumerate() {
                if at % (size + 1) != 0 {
                    *element = 0.0;
                }
            }
        }
        state.with(elements).ended(0.0)
    }

    /// The eigenvalues, computed at the first call.
    pub(crate) fn spectrum(&self) -> &Eigenvalues {
        self.spectrum
            .get_or_init(|| Eigenvalues::of(&self.body).into())
    }

    /// The weights of ladders and their rungs, computed at the first call.
    pub(crate) fn ladders(&self) -> &Ladders {
        self.ladders
            .get_or_init(|| Ladders::of(&self.by_levels().body, self.accuracy.total()).into())
    }
}
