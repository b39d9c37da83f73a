//! Operator: real sparse matrices on the register, built from bits.

use nalgebra::DMatrix;

/// A sparse real matrix of `2^N x 2^N`, by columns.
#[derive(Clone, Debug)]
pub(super) struct Operator {
    columns: Vec<Vec<(usize, f64)>>,
}

impl Operator {
    /// The zero matrix.
    pub(super) fn zero(cells: usize) -> Self {
        Self {
            columns: vec![Vec::new(); 1 << cells],
        }
    }

    /// `s-` of one cell, which clears its bit.
    pub(super) fn lowering(cells: usize, cell: usize) -> Self {
        Self::from_columns(cells, |basis| {
            (basis >> cell & 1 == 1).then(|| (basis ^ 1 << cell, 1.0))
        })
    }

    /// `s+` of one cell, which sets its bit.
    pub(super) fn raising(cells: usize, cell: usize) -> Self {
        Self::from_columns(cells, |basis| {
            (basis >> cell & 1 == 0).then(|| (basis ^ 1 << cell, 1.0))
        })
    }

    /// `sz / 2` of one cell: 1/2 if the cell is excited, else -1/2.
    pub(super) fn half_z(cells: usize, cell: usize) -> Self {
        Self::from_columns(cells, |basis| {
            Some((basis, if basis >> cell & 1 == 1 { 0.5 } else { -0.5 }))
        })
    }

    /// The sum over all cells of a single-cell operator.
    pub(super) fn collective(cells: usize, local: impl Fn(usize, usize) -> Self) -> Self {
        (0..cells).fold(Self::zero(cells), |sum, cell| sum.plus(&local(cells, cell)))
    }

    /// The entries `(row, value)` of a column.
    pub(super) fn column(&self, column: usize) -> &[(usize, f64)] {
        &self.columns[column]
    }

    /// The sum of two operators.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        for (column, entries) in other.columns.iter().enumerate() {
            for &(row, value) in entries {
                sum.add(row, column, value);
            }
        }
        sum
    }

    /// The product `self other`.
    pub(super) fn times(&self, other: &Self) -> Self {
        let mut product = Self {
            columns: vec![Vec::new(); self.columns.len()],
        };
        for (column, entries) in other.columns.iter().enumerate() {
            for &(inner, right) in entries {
                for &(row, left) in &self.columns[inner] {
                    product.add(row, column, left * right);
                }
            }
        }
        product
    }

    /// The transpose, which is the adjoint.
    pub(super) fn transposed(&self) -> Self {
        let mut transposed = Self {
            columns: vec![Vec::new(); self.columns.len()],
        };
        for (column, entries) in self.columns.iter().enumerate() {
            for &(row, value) in entries {
                transposed.columns[row].push((column, value));
            }
        }
        transposed
    }

    /// The operator times a factor.
    pub(super) fn scaled(mut self, factor: f64) -> Self {
        self.columns
            .iter_mut()
            .flatten()
            .for_each(|(_, value)| *value *= factor);
        self
    }

    /// The largest column sum of absolute values.
    pub(super) fn norm(&self) -> f64 {
        let sums = self
            .columns
            .iter()
            .map(|entries| entries.iter().map(|(_, value)| value.abs()).sum());
        sums.fold(0.0, f64::max)
    }

    /// The full matrix.
    pub(super) fn to_dense(&self) -> DMatrix<f64> {
        let mut dense = DMatrix::zeros(self.columns.len(), self.columns.len());
        for (column, entries) in self.columns.iter().enumerate() {
            for &(row, value) in entries {
                dense[(row, column)] = value;
            }
        }
        dense
    }

    fn from_columns(cells: usize, entry: impl Fn(usize) -> Option<(usize, f64)>) -> Self {
        Self {
            columns: (0..1 << cells)
                .map(|column| entry(column).into_iter().collect())
                .collect(),
        }
    }

    fn add(&mut self, row: usize, column: usize, value: f64) {
        let entries = &mut self.columns[column];
        match entries.iter_mut().find(|entry| entry.0 == row) {
            Some(entry) => entry.1 += value,
            None => entries.push((row, value)),
        }
    }
}
