//! Two and three cells in the bases of the paper, and the generator between them.

use ergotropy::Error;
use ergotropy::schur::{Complex64, RegisterStart};

use crate::claims::starts::{elements, product, random, random_mixture, superposition};

/// Bit strings with their amplitudes, not normalised.
pub(super) type Terms = &'static [(usize, f64)];

/// The basis of two cells in the order of the paper.
pub(super) const TWO: [Terms; 4] = [
    &[(0b00, 1.0)],
    &[(0b01, 1.0), (0b10, 1.0)],
    &[(0b11, 1.0)],
    &[(0b01, 1.0), (0b10, -1.0)],
];

/// The basis of three cells in the order of the paper.
pub(super) const THREE: [Terms; 8] = [
    &[(0b000, 1.0)],
    &[(0b001, 1.0), (0b010, 1.0), (0b100, 1.0)],
    &[(0b011, 1.0), (0b101, 1.0), (0b110, 1.0)],
    &[(0b111, 1.0)],
    &[(0b001, 1.0), (0b010, 1.0), (0b100, -2.0)],
    &[(0b011, 2.0), (0b101, -1.0), (0b110, -1.0)],
    &[(0b001, 1.0), (0b010, -1.0)],
    &[(0b101, 1.0), (0b110, -1.0)],
];

/// A real square matrix, row by row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    size: usize,
    elements: Vec<f64>,
}

impl Matrix {
    fn from_fn(size: usize, element: impl Fn(usize, usize) -> f64) -> Self {
        let elements = (0..size * size).map(|at| element(at / size, at % size));
        Self {
            size,
            elements: elements.collect(),
        }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.elements[row * self.size + column]
    }

    fn times(&self, other: &Self) -> Self {
        Self::from_fn(self.size, |row, column| {
            (0..self.size)
                .map(|i| self.at(row, i) * other.at(i, column))
                .sum()
        })
    }

    fn transposed(&self) -> Self {
        Self::from_fn(self.size, |row, column| self.at(column, row))
    }

    /// The rank: the number of pivots of an elimination that takes the greatest element first.
    fn rank(mut self) -> usize {
        let n = self.size;
        let mut columns: Vec<usize> = (0..n).collect();
        for step in 0..n {
            let candidates = (step..n).flat_map(|row| (step..n).map(move |at| (row, at)));
            let size = |&(row, at): &(usize, usize)| self.at(row, columns[at]).abs();
            let Some((row, at)) = candidates.max_by(|a, b| size(a).total_cmp(&size(b))) else {
                return step;
            };
            if size(&(row, at)) < 1e-9 {
                return step;
            }
            columns.swap(step, at);
            for column in 0..n {
                self.elements.swap(step * n + column, row * n + column);
            }
            for below in step + 1..n {
                let factor = self.at(below, columns[step]) / self.at(step, columns[step]);
                for &column in &columns[step..] {
                    self.elements[below * n + column] -= factor * self.at(step, column);
                }
            }
        }
        n
    }
}

/// Cells in the basis of the paper: vectors over bit strings.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) count: u32,
    basis: Vec<Vec<f64>>,
}

impl Cells {
    pub(super) fn new(count: u32, basis: &[Terms]) -> Self {
        let vector = |terms: &&[(usize, f64)]| {
            let norm = terms.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
            let mut vector = vec![0.0; 1 << count];
            for &(string, amplitude) in *terms {
                vector[string] = amplitude / norm;
            }
            vector
        };
        Self {
            count,
            basis: basis.iter().map(vector).collect(),
        }
    }

    fn size(&self) -> usize {
        self.basis.len()
    }

    /// ⟨i|ρ|j⟩ for all basis vectors.
    pub(super) fn matrix(&self, state: &RegisterStart) -> Vec<Vec<Complex64>> {
        let (size, rho) = (self.size(), elements(state));
        let element = |bra: &[f64], ket: &[f64]| {
            (0..size * size)
                .map(|at| rho[at] * bra[at / size] * ket[at % size])
                .sum()
        };
        let row = |bra: &Vec<f64>| self.basis.iter().map(|ket| element(bra, ket)).collect();
        self.basis.iter().map(row).collect()
    }

    /// J- between basis vectors.
    fn lowering(&self) -> Matrix {
        Matrix::from_fn(self.size(), |row, column| {
            let mut sum = 0.0;
            for (string, amplitude) in self.basis[column].iter().enumerate() {
                for cell in (0..self.count).filter(|cell| string >> cell & 1 == 1) {
                    sum += self.basis[row][string ^ (1 << cell)] * amplitude;
                }
            }
            sum
        })
    }

    /// The generator over pairs (i, j) of basis vectors, γ = 1 (Eq. 55).
    pub(super) fn generator(&self, occupation: f64) -> Matrix {
        let size = self.size();
        let down = self.lowering();
        let up = down.transposed();
        let losses = [up.times(&down), down.times(&up)];
        let equal = |a: usize, b: usize| f64::from(u8::from(a == b));
        Matrix::from_fn(size * size, |to, from| {
            let ((i, j), (k, l)) = ((to / size, to % size), (from / size, from % size));
            [(occupation + 1.0, &down), (occupation, &up)]
                .into_iter()
                .zip(&losses)
                .map(|((rate, jump), loss)| {
                    let lost = loss.at(i, k) * equal(j, l) + equal(i, k) * loss.at(l, j);
                    rate * (jump.at(i, k) * jump.at(j, l) - lost / 2.0)
                })
                .sum()
        })
    }

    /// Dimension of the space of matrices that L maps to zero.
    pub(super) fn kernel(&self, occupation: f64) -> usize {
        let size = self.size();
        size * size - self.generator(occupation).rank()
    }

    /// Basis states, cats, products and random states, pure and mixed.
    pub(super) fn starts(&self) -> Result<Vec<RegisterStart>, Error> {
        let (n, top) = (self.count, (1usize << self.count) - 1);
        let i = Complex64::I;
        let mut starts: Vec<RegisterStart> = Vec::new();
        for string in 0..=top {
            starts.push(superposition(n, &[(string, 1.0)])?);
        }
        starts.push(superposition(n, &[(0, 1.0), (top, 1.0)])?);
        // |0...0> with a singlet of the last two cells, coherent at the bottom of two ladders.
        let root = 0.5f64.sqrt();
        starts.push(superposition(n, &[(0, 1.0), (1, root), (2, -root)])?);
        let cells: Vec<_> = (0..n)
            .map(|cell| (Complex64::ONE, i.powu(cell) * (0.5 + f64::from(cell))))
            .collect();
        starts.push(product(&cells)?);
        for seed in 0..10 {
            starts.push(random(n, seed)?);
            starts.push(random_mixture(n, 3, 100 + seed)?);
        }
        starts
            .iter()
            .map(RegisterStart::to_density_matrix)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bases_are_orthonormal() {
        for cells in [Cells::new(2, &TWO), Cells::new(3, &THREE)] {
            for (i, a) in cells.basis.iter().enumerate() {
                for (j, b) in cells.basis.iter().enumerate() {
                    let product: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                    let expected = f64::from(u8::from(i == j));
                    assert!((product - expected).abs() < 1e-15, "{i} {j}");
                }
            }
        }
    }
}
