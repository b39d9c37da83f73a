//! A density matrix over bit strings.

use std::sync::{Arc, OnceLock};

use crate::bounded::Kind;
use crate::method::Method;
use crate::numerics::effort::{self, Statistics};
use crate::register::levels::Levels;
use crate::register::state::body::Body;
use crate::register::state::ladders::Ladders;
use crate::register::state::spectrum::Eigenvalues;
use crate::register::state::symmetry::Symmetry;
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

    /// The same state, known to be the same after some exchanges of cells.
    pub(crate) fn symmetric(self, symmetry: &Arc<Symmetry>) -> Self {
        Self {
            body: self.body.symmetric(symmetry),
            ..self
        }
    }

    /// A state of the same kind with other elements.
    pub(crate) fn with(&self, elements: Vec<f64>) -> Self {
        let state = Self::new(self.body.with(elements), self.accuracy, self.method);
        Self {
            statistics: self.statistics,
            ..state
        }
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
        let of_level = |k: usize| {
            let (one, two) = (self.block(k), other.block(k));
            let squares: f64 = one.iter().zip(two).map(|(a, b)| (a - b).powi(2)).sum();
            ((one.len() as f64).sqrt() * squares).sqrt()
        };
        (0..self.levels().iter().len()).map(of_level).sum()
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

    pub(crate) fn elements(&self) -> &[f64] {
        self.body.elements()
    }

    pub(crate) fn is_complex(&self) -> bool {
        self.body.is_complex()
    }

    /// The block of a level, or the one with that number, row by row.
    pub(crate) fn block(&self, k: usize) -> &[f64] {
        self.body.block(k)
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
        8 * self.elements().len() as u128
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
        let apart = || Self::new(self.body.by_levels(), self.accuracy, self.method);
        self.by_levels.get_or_init(|| apart().into())
    }

    /// The same state without any coherence between strings.
    pub(crate) fn diagonal(&self) -> Self {
        let state = self.by_levels();
        let mut elements = state.elements().to_vec();
        for level in state.levels().iter() {
            let size = level.len();
            for (at, element) in elements[level.offset..][..size * size]
                .iter_mut()
                .enumerate()
            {
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
