//! The elements of a density matrix over bit strings.

use std::sync::Arc;

use faer::c64;

use crate::register::levels::Levels;
use crate::register::state::symmetry::Symmetry;

/// The elements, in one block for each level or one for all, and the exchanges of cells that change none.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    levels: Arc<Levels>,
    /// X + Y for the real part X and the imaginary part Y, block by block, each row by row.
    elements: Arc<Vec<f64>>,
    /// Whether there is an imaginary part.
    complex: bool,
    symmetry: Arc<Symmetry>,
}

/// The element X + iY of a state, from X + Y and from that of the transpose, X - Y.
pub(crate) fn element(held: f64, turned: f64) -> c64 {
    c64::new(f64::midpoint(held, turned), f64::midpoint(held, -turned))
}

impl Body {
    pub(crate) fn new(levels: &Arc<Levels>, elements: Vec<f64>, complex: bool) -> Self {
        Self {
            levels: Arc::clone(levels),
            elements: Arc::new(elements),
            complex,
            symmetry: Arc::new(Symmetry::none()),
        }
    }

    /// The same body, known to be the same after some exchanges of cells.
    pub(crate) fn symmetric(self, symmetry: &Arc<Symmetry>) -> Self {
        Self {
            symmetry: Arc::clone(symmetry),
            ..self
        }
    }

    /// Other elements with the same symmetry.
    pub(crate) fn with(&self, elements: Vec<f64>) -> Self {
        Self {
            elements: Arc::new(elements),
            ..self.clone()
        }
    }

    /// The same body without coherence between levels.
    pub(crate) fn by_levels(&self) -> Self {
        let levels = Levels::new(self.levels.cells());
        let size = 1 << levels.cells();
        let mut elements = Vec::with_capacity(levels.elements());
        let mut begin = 0;
        for &count in levels.sizes() {
            let rows = (begin..begin + count).map(|r| &self.elements[r * size + begin..][..count]);
            elements.extend(rows.flatten());
            begin += count;
        }
        Self::new(&levels, elements, self.complex)
    }

    pub(crate) fn levels(&self) -> &Arc<Levels> {
        &self.levels
    }

    pub(crate) fn elements(&self) -> &[f64] {
        &self.elements
    }

    pub(crate) fn is_complex(&self) -> bool {
        self.complex
    }

    pub(crate) fn symmetry(&self) -> &Symmetry {
        &self.symmetry
    }

    /// The block of a level, or the one with that number, row by row.
    pub(crate) fn block(&self, k: usize) -> &[f64] {
        let level = self.levels.level(k);
        &self.elements[level.offset..level.offset + level.len() * level.len()]
    }
}
