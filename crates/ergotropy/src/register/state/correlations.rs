//! The correlations of pairs of cells, and single cells.

use num_complex::Complex64;

use crate::bounded::Bounded;
use crate::numerics::double::{Double, ROUNDOFF};
use crate::register::state::body::element;
use crate::register::state::density::RegisterState;

/// Re ⟨σ+_i σ-_j⟩ of all pairs of cells; on the diagonal how much each is excited. Cells count from 0, cell 1 of the paper first.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlations {
    cells: usize,
    values: Vec<f64>,
    error: f64,
}

impl Correlations {
    /// Re ⟨σ+_i σ-_j⟩ as a number with its error.
    ///
    /// # Panics
    /// If there is no such cell.
    pub fn of(&self, i: usize, j: usize) -> Bounded {
        assert!(i < self.cells && j < self.cells, "no such cell");
        let value = self.values[i * self.cells + j];
        Bounded::new(value, self.error, crate::bounded::Kind::Estimate)
    }

    /// Σ_ij rate_ij ⟨σ+_i σ-_j⟩ (emission), or the same of ⟨σ-_i σ+_j⟩ (absorption).
    pub(crate) fn flow(&self, rates: impl Fn(usize, usize) -> f64, absorption: bool) -> Bounded {
        let n = self.cells;
        let mut sum = Double::ZERO;
        let mut size = 0.0;
        for i in 0..n {
            for j in 0..n {
                let held = self.values[i * n + j];
                let value = if absorption && i == j {
                    1.0 - held
                } else {
                    held
                };
                sum += Double::from(value).times(rates(i, j));
                size += rates(i, j).abs();
            }
        }
        let error = size * self.error + 4.0 * ROUNDOFF * sum.to_f64().abs();
        Bounded::new(sum.to_f64(), error, crate::bounded::Kind::Estimate)
    }
}

impl RegisterState {
    /// The correlations of all pairs of cells. Cost: O(N² 2^N).
    pub fn correlations(&self) -> Correlations {
        let n = self.cells() as usize;
        let mut sums = vec![Double::ZERO; n * n];
        let blocks = self.blocks();
        for (k, level) in self.levels().iter().enumerate() {
            let block = blocks.of(k);
            let size = level.len();
            for (place, &string) in level.strings.iter().enumerate() {
                let row = &block[place * size..][..size];
                let excited = |cell: usize| string >> cell & 1 == 1;
                for j in (0..n).filter(|&cell| excited(cell)) {
                    sums[j * n + j] += Double::from(row[place]);
                    for i in (0..n).filter(|&cell| !excited(cell)) {
                        // Tr ρ σ+_i σ-_j has the element between this string and that with the excitation moved.
                        let moved = self.levels().place(string ^ (1 << i) ^ (1 << j));
                        let real = f64::midpoint(row[moved], block[moved * size + place]);
                        sums[i * n + j] += Double::from(real);
                    }
                }
            }
        }
        let last = n - 1;
        let by_cells = |at: usize| sums[(last - at / n) * n + (last - at % n)].to_f64();
        Correlations {
            cells: n,
            values: (0..n * n).map(by_cells).collect(),
            error: self.accuracy().total() + 4.0 * ROUNDOFF,
        }
    }
    /// |⟨σ-_i⟩| of each cell, zero without coherence between levels. Cost: O(N 2^N).
    pub(crate) fn tips(&self) -> Vec<f64> {
        let n = self.cells() as usize;
        if !self.is_joined() {
            return vec![0.0; n];
        }
        let level = self.levels().level(0);
        let mut sums = vec![Complex64::ZERO; n];
        for place in 0..level.len() {
            let (up, _) = level.steps(place);
            for step in up {
                let raised = step.place as usize;
                let [held, turned] =
                    [(raised, place), (place, raised)].map(|(r, c)| self.body().held(0, r, c));
                sums[n - 1 - step.cell as usize] += element(held, turned);
            }
        }
        sums.into_iter().map(Complex64::norm).collect()
    }
}
