//! The parts of a level that no exchange of cells mixes.

use faer::Mat;
use faer::traits::ComplexField;
use faer::traits::math_utils::{conj, mul_real, zero};

use crate::register::levels::{Level, Levels, short};
use crate::register::orbit::{Orbit, sign};

/// An orthonormal basis of a part: for each orbit O with first string r that has a vector there, Σ χ(g) |g r⟩/√|O|.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The level, or the block of that number.
    level: usize,
    /// The strings of each vector, the first one of its orbit first, with their amplitudes.
    vectors: Vec<Vec<(u32, f64)>>,
}

impl Part {
    /// A whole level.
    fn whole(k: usize, level: &Level) -> Self {
        Self {
            level: k,
            vectors: (0..short(level.len()))
                .map(|place| vec![(place, 1.0)])
                .collect(),
        }
    }

    /// Each level as a whole, the largest first.
    pub(crate) fn all(levels: &Levels) -> Vec<Self> {
        let levels = levels.iter().enumerate();
        let mut parts: Vec<Self> = levels.map(|(k, level)| Self::whole(k, level)).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }

    /// The part of a level with a number.
    pub(crate) fn of_orbits(level: usize, orbits: &[Orbit], part: u32) -> Self {
        let vector = |orbit: &Orbit| {
            let scale = (orbit.members.len() as f64).sqrt().recip();
            let members = orbit.members.iter();
            members
                .map(|&(place, exchange)| (place, scale * sign(part, exchange)))
                .collect()
        };
        let inside = orbits.iter().filter(|orbit| orbit.is_in(part));
        Self {
            level,
            vectors: inside.map(vector).collect(),
        }
    }

    /// The level that the part belongs to.
    pub(crate) fn level(&self) -> usize {
        self.level
    }

    /// Number of vectors.
    pub(crate) fn len(&self) -> usize {
        self.vectors.len()
    }

    /// The vectors.
    pub(crate) fn vectors(&self) -> &[Vec<(u32, f64)>] {
        &self.vectors
    }

    /// The lower triangle of a Hermitian matrix that is the same after all exchanges, from its elements by row and column, of which only
    /// rows of first strings are asked for: ⟨O|ρ|O'⟩ = √|O| Σ_c ρ_rc ⟨c|O'⟩.
    pub(crate) fn lower<T: ComplexField<Real = f64>>(
        &self,
        element: impl Fn(usize, usize) -> T,
    ) -> Mat<T> {
        let mut matrix = Mat::zeros(self.len(), self.len());
        for (j, row) in self.vectors.iter().enumerate() {
            let (r, amplitude) = row[0];
            let column = &mut matrix.as_mut().col_mut(j);
            for (i, vector) in self.vectors.iter().enumerate().skip(j) {
                let mut sum = zero::<T>();
                for &(c, weight) in vector {
                    let term = element(r as usize, c as usize);
                    sum += mul_real(&term, &(weight / amplitude));
                }
                // A row of first strings is the conjugate of a column.
                column[i] = conj(&sum);
            }
        }
        matrix
    }
}
