//! Sector: the density matrix elements between basis states whose excitations differ by a given number.
//!
//! Every channel changes the excitations of row and column by the same number, so sectors evolve independently.
//! The generator is real and therefore commutes with transposition: the sector of `-difference` obeys the same
//! equations with row and column exchanged.

use std::collections::BTreeMap;

use dashu::rational::RBig;
use nalgebra::{Complex, DMatrix};

use super::{
    fixed_point::{Matrix, ONE, nearest, product},
    operator::Operator,
};
use crate::fraction::{from_f64, to_f64};

/// A channel, with the operators of its dissipator.
pub(super) struct Channel {
    rate: RBig,
    jump: Operator,
    damping: Operator,
}

impl Channel {
    /// The channel `rate D[jump]`.
    pub(super) fn new(rate: RBig, jump: Operator) -> Self {
        let damping = jump.transposed().times(&jump);
        Self {
            rate,
            jump,
            damping,
        }
    }

    /// The images of the matrix unit `|row><column|` under `D[jump]`. These are small dyadic numbers, so
    /// floats are exact.
    fn images(&self, row: usize, column: usize) -> Vec<((usize, usize), f64)> {
        let mut images = Vec::new();
        for &(to_row, left) in self.jump.column(row) {
            for &(to_column, right) in self.jump.column(column) {
                images.push(((to_row, to_column), left * right));
            }
        }
        // `L+ L` is symmetric, so a column serves as a row.
        for &(to_row, factor) in self.damping.column(row) {
            images.push(((to_row, column), -factor / 2.0));
        }
        for &(to_column, factor) in self.damping.column(column) {
            images.push(((row, to_column), -factor / 2.0));
        }
        images
    }
}

/// The pairs of basis states of a sector.
#[derive(Clone, Debug)]
pub(super) struct Sector {
    pairs: Vec<(usize, usize)>,
}

impl Sector {
    /// The `C(2N, N + difference)` elements whose row has `difference` more excitations than their column.
    pub(super) fn new(cells: usize, difference: u32) -> Self {
        let size = 1usize << cells;
        Self {
            pairs: (0..size)
                .flat_map(|row| (0..size).map(move |column| (row, column)))
                .filter(|(row, column)| row.count_ones() == column.count_ones() + difference)
                .collect(),
        }
    }

    /// Number of elements.
    pub(super) fn size(&self) -> usize {
        self.pairs.len()
    }

    /// Whether rows and columns have equally many excitations, so that transposition stays within the
    /// sector.
    pub(super) fn is_its_own_transpose(&self) -> bool {
        let (row, column) = self.pairs[0];
        row.count_ones() == column.count_ones()
    }

    /// The elements of a matrix, in order.
    pub(super) fn read(&self, matrix: &DMatrix<Complex<f64>>) -> Vec<Complex<f64>> {
        self.pairs.iter().map(|&pair| matrix[pair]).collect()
    }

    /// Sets the elements of a matrix.
    pub(super) fn write(
        &self,
        matrix: &mut DMatrix<Complex<f64>>,
        elements: impl IntoIterator<Item = Complex<f64>>,
    ) {
        for (&pair, element) in self.pairs.iter().zip(elements) {
            matrix[pair] = element;
        }
    }

    /// The generator on this sector, by columns of exact fractions.
    pub(super) fn generator(&self, channels: &[Channel]) -> Vec<BTreeMap<usize, RBig>> {
        let numbers: BTreeMap<_, _> = self.pairs.iter().zip(0..).collect();
        let column = |&(row, column): &(usize, usize)| {
            let mut entries = BTreeMap::new();
            for channel in channels {
                let mut coefficients = BTreeMap::new();
                for (to, factor) in channel.images(row, column) {
                    *coefficients.entry(numbers[&to]).or_insert(0.0) += factor;
                }
                for (to, coefficient) in coefficients {
                    *entries.entry(to).or_insert(RBig::ZERO) +=
                        &channel.rate * from_f64(coefficient);
                }
            }
            entries
        };
        self.pairs.iter().map(column).collect()
    }
}

/// The generator times a step of time, by columns; its norm is below 1, as a power series needs.
#[derive(Clone, Debug)]
pub(super) struct Step {
    columns: Vec<Vec<(usize, i128)>>,
}

impl Step {
    /// `generator` times `step`, which must bring its norm below 1.
    pub(super) fn new(generator: &[BTreeMap<usize, RBig>], step: &RBig) -> Self {
        let column = |entries: &BTreeMap<usize, RBig>| {
            entries
                .iter()
                .map(|(&to, rate)| (to, nearest(&(rate * step))))
                .filter(|&(_, entry)| entry != 0)
                .collect()
        };
        Self {
            columns: generator.iter().map(column).collect(),
        }
    }

    /// `exp(fraction L step)` of a vector, `0 <= fraction <= 1`, by its power series until terms vanish. Cost:
    /// O(entries).
    pub(super) fn evolve(&self, mut vector: Vec<i128>, fraction: i128) -> Vec<i128> {
        let mut term = vector.clone();
        for n in 1.. {
            let mut next = vec![0; term.len()];
            for (entries, &element) in self.columns.iter().zip(&term) {
                if element == 0 {
                    continue;
                }
                for &(to, entry) in entries {
                    next[to] += product(entry, element);
                }
            }
            term = next
                .into_iter()
                .map(|element| product(element, fraction) / n)
                .collect();
            if term.iter().all(|&element| element == 0) {
                break;
            }
            for (sum, element) in vector.iter_mut().zip(&term) {
                *sum += element;
            }
        }
        vector
    }

    /// `exp(L step)`.
    pub(super) fn propagator(&self) -> Matrix {
        let size = self.columns.len();
        let column = |column: usize| {
            let mut unit = vec![0; size];
            unit[column] = ONE;
            self.evolve(unit, ONE)
        };
        Matrix::from_columns(&(0..size).map(column).collect::<Vec<_>>())
    }
}

/// The largest column sum of absolute values.
pub(super) fn norm(generator: &[BTreeMap<usize, RBig>]) -> f64 {
    generator
        .iter()
        .map(|entries| entries.values().map(|entry| to_f64(entry).abs()).sum())
        .fold(0.0, f64::max)
}
