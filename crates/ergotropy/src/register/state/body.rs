//! The elements of a density matrix over bit strings.

use std::borrow::Cow;
use std::sync::Arc;

use faer::c64;

use crate::numerics::tridiagonal::Tridiagonal;
use crate::register::levels::Levels;
use crate::register::packing::Packing;
use crate::register::part::Part;
use crate::register::symmetry::Symmetry;

/// The elements, in one block for each level or one for all: X + Y for the real part X and the imaginary part Y.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    levels: Arc<Levels>,
    /// Whether there is an imaginary part.
    complex: bool,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    /// All elements, block by block, each row by row.
    All(Arc<Vec<f64>>),
    /// Those that differ.
    Packed(Arc<Packing>, Arc<Vec<f64>>),
}

/// All elements of a state, block by block.
#[derive(Debug)]
pub(crate) struct Blocks<'a> {
    levels: &'a Levels,
    elements: Cow<'a, [f64]>,
}

impl Blocks<'_> {
    /// The block of a level, or the one with that number, row by row.
    pub(crate) fn of(&self, k: usize) -> &[f64] {
        &self.elements[self.levels.level(k).range()]
    }
}

/// The element X + iY of a state, from X + Y and from that of the transpose, X - Y.
pub(crate) fn element(held: f64, turned: f64) -> c64 {
    c64::new(f64::midpoint(held, turned), f64::midpoint(held, -turned))
}

impl Body {
    /// A body from all its elements.
    pub(crate) fn new(levels: &Arc<Levels>, elements: Vec<f64>, complex: bool) -> Self {
        Self {
            levels: Arc::clone(levels),
            complex,
            form: Form::All(elements.into()),
        }
    }

    /// A body that is the same after exchanges of cells.
    pub(crate) fn packed(packing: &Arc<Packing>, packed: Vec<f64>) -> Self {
        Self {
            levels: Arc::clone(packing.levels()),
            complex: packing.is_complex(),
            form: Form::Packed(Arc::clone(packing), packed.into()),
        }
    }

    /// The elements of the same state with strings in another order, without coherence between levels if the others are apart.
    pub(crate) fn elements_over(&self, levels: &Levels) -> Cow<'_, [f64]> {
        if std::ptr::eq(levels, &raw const *self.levels) {
            return self.elements();
        }
        let own = self.elements();
        let place = |string: u32| -> (usize, usize, usize) {
            let block = self.levels.block(string);
            let level = self.levels.level(block);
            (level.offset, level.len(), self.levels.place(string))
        };
        let mut elements = Vec::with_capacity(levels.elements());
        for level in levels.iter() {
            let places: Vec<_> = level.strings.iter().map(|&string| place(string)).collect();
            for &(offset, size, r) in &places {
                elements.extend(places.iter().map(|&(.., c)| own[offset + r * size + c]));
            }
        }
        elements.into()
    }

    /// The elements that differ, as another packing has them.
    pub(crate) fn packed_by(&self, packing: &Arc<Packing>) -> Vec<f64> {
        match &self.form {
            Form::Packed(own, packed) if Arc::ptr_eq(own, packing) => packed.to_vec(),
            _ => packing.pack(&self.elements_over(packing.levels())),
        }
    }

    /// The strings.
    pub(crate) fn levels(&self) -> &Arc<Levels> {
        &self.levels
    }

    /// All elements. Cost: O(1), or a copy of all if exchanges make them of fewer.
    pub(crate) fn elements(&self) -> Cow<'_, [f64]> {
        match &self.form {
            Form::All(elements) => elements.as_slice().into(),
            Form::Packed(packing, packed) => packing.unpack(packed).into(),
        }
    }

    /// All elements, block by block; of the same cost.
    pub(crate) fn blocks(&self) -> Blocks<'_> {
        Blocks {
            levels: &self.levels,
            elements: self.elements(),
        }
    }

    /// An element of a block, by row and column.
    #[inline]
    pub(crate) fn held(&self, k: usize, r: usize, c: usize) -> f64 {
        match &self.form {
            Form::All(elements) => {
                let level = self.levels.level(k);
                elements[level.offset + r * level.len() + c]
            }
            Form::Packed(packing, packed) => packed[packing.place(k, r, c)],
        }
    }

    /// A tridiagonal matrix with the eigenvalues of a part.
    pub(crate) fn reduced(&self, part: &Part) -> Tridiagonal {
        let k = part.level();
        match &self.form {
            Form::All(elements) => {
                let level = self.levels.level(k);
                let block = &elements[level.range()];
                self.reduced_by(part, |r, c| block[r * level.len() + c])
            }
            Form::Packed(packing, packed) => {
                let block = packing.block(k);
                let size = self.levels.level(k).len();
                self.reduced_by(part, |r, c| packed[block[r * size + c] as usize])
            }
        }
    }

    fn reduced_by(&self, part: &Part, held: impl Fn(usize, usize) -> f64) -> Tridiagonal {
        if self.complex {
            let matrix = part.lower(|r, c| element(held(r, c), held(c, r)));
            Tridiagonal::of_hermitian(matrix)
        } else {
            Tridiagonal::of_hermitian(part.lower(held))
        }
    }

    /// Whether there is an imaginary part.
    pub(crate) fn is_complex(&self) -> bool {
        self.complex
    }

    /// The exchanges of cells that change no element.
    pub(crate) fn symmetry(&self) -> Option<&Symmetry> {
        match &self.form {
            Form::All(_) => None,
            Form::Packed(packing, _) => Some(packing.symmetry()),
        }
    }

    /// Memory in bytes of the elements.
    pub(crate) fn bytes(&self) -> u128 {
        let (Form::All(held) | Form::Packed(_, held)) = &self.form;
        8 * held.len() as u128
    }
}
