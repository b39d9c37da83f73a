//! Values at the nodes of a rectangular grid.

use crate::error::{PlotError, check_finite};

/// Values at evenly spaced nodes, row by row: the first row is at the lower end of the vertical axis,
/// and the first value of a row at the lower end of the horizontal one. The outer nodes are on the
/// edges of the panel.
///
/// ```
/// use ergotropy_plot::Grid;
/// let product = Grid::tabulate(3, 2, |x, y| x * y)?;
/// assert_eq!(product.extent(), (0.0, 1.0));
/// assert!(Grid::new(2, 2, vec![0.0; 3]).is_err());
/// # Ok::<(), ergotropy_plot::PlotError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

impl Grid {
    /// A grid from its values in row-major order.
    ///
    /// # Errors
    ///
    /// [`PlotError::GridTooSmall`] below 2 × 2 nodes, [`PlotError::GridSize`] if the number of
    /// values does not fit, [`PlotError::NotFinite`] for NaN and infinities.
    pub fn new(columns: usize, rows: usize, values: Vec<f64>) -> Result<Self, PlotError> {
        if columns < 2 || rows < 2 {
            return Err(PlotError::GridTooSmall { columns, rows });
        }
        if columns.checked_mul(rows) != Some(values.len()) {
            return Err(PlotError::GridSize {
                columns,
                rows,
                values: values.len(),
            });
        }
        check_finite("grid", values.iter().copied())?;
        Ok(Self {
            columns,
            rows,
            values,
        })
    }

    /// A grid from a function of the fractions `(x, y)` of the two axes, each from 0 to 1.
    ///
    /// # Errors
    ///
    /// Those of [`Grid::new`].
    pub fn tabulate(
        columns: usize,
        rows: usize,
        function: impl Fn(f64, f64) -> f64,
    ) -> Result<Self, PlotError> {
        if columns < 2 || rows < 2 {
            return Err(PlotError::GridTooSmall { columns, rows });
        }
        let values = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column, row)))
            .map(|(column, row)| {
                function(
                    column as f64 / (columns - 1) as f64,
                    row as f64 / (rows - 1) as f64,
                )
            })
            .collect();
        Self::new(columns, rows, values)
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Smallest and largest value.
    pub fn extent(&self) -> (f64, f64) {
        self.values
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| {
                (low.min(value), high.max(value))
            })
    }

    pub(super) fn at(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// Bilinear interpolation at the fractions of the two axes.
    pub(super) fn between(&self, x: f64, y: f64) -> f64 {
        let (column, u) = cell(x, self.columns);
        let (row, v) = cell(y, self.rows);
        let along = |row: usize| (1.0 - u) * self.at(column, row) + u * self.at(column + 1, row);
        (1.0 - v) * along(row) + v * along(row + 1)
    }

    /// The grid with values below a threshold, where the quantity is cut off, replaced by straight
    /// continuations from the other side. The border of the cut-off region is then between the nodes
    /// and not on them.
    pub(super) fn continued_below(&self, threshold: f64) -> Self {
        let mut values = self.values.clone();
        for row in 0..self.rows {
            for column in 0..self.columns {
                if self.at(column, row) <= threshold {
                    values[row * self.columns + column] = self.continuation(column, row, threshold);
                }
            }
        }
        Self {
            columns: self.columns,
            rows: self.rows,
            values,
        }
    }

    fn continuation(&self, column: usize, row: usize, threshold: f64) -> f64 {
        let step = |from: usize, by: isize, limit: usize| {
            from.checked_add_signed(by).filter(|&at| at < limit)
        };
        let mut sum = 0.0;
        let mut count = 0.0;
        for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
            let node = |distance: isize| {
                let column = step(column, dx * distance, self.columns)?;
                let row = step(row, dy * distance, self.rows)?;
                Some(self.at(column, row))
            };
            if let (Some(near), Some(far)) = (node(1), node(2))
                && near > threshold
                && far > near
            {
                sum += (2.0 * near - far - threshold).min(0.0);
                count += 1.0;
            }
        }
        if count > 0.0 {
            threshold + sum / count
        } else {
            threshold.min(self.at(column, row))
        }
    }
}

/// The cell of a fraction among `nodes` nodes, and the place within the cell.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the cells"
)]
fn cell(share: f64, nodes: usize) -> (usize, f64) {
    let place = share.clamp(0.0, 1.0) * (nodes - 1) as f64;
    let cell = (place as usize).min(nodes - 2);
    (cell, place - cell as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interpolation_is_exact_for_products() {
        let grid = Grid::tabulate(5, 4, |x, y| 1.0 + x - 2.0 * y + 3.0 * x * y).unwrap();
        for (x, y) in [(0.0, 0.0), (1.0, 1.0), (0.3, 0.71), (0.5, 0.999)] {
            let exact = 1.0 + x - 2.0 * y + 3.0 * x * y;
            assert!((grid.between(x, y) - exact).abs() < 1e-14);
        }
    }

    #[test]
    fn wrong_sizes_and_values_are_refused() {
        assert!(matches!(
            Grid::new(1, 5, vec![0.0; 5]),
            Err(PlotError::GridTooSmall {
                columns: 1,
                rows: 5
            })
        ));
        assert!(matches!(
            Grid::new(usize::MAX, 2, vec![]),
            Err(PlotError::GridSize { .. })
        ));
        assert!(matches!(
            Grid::new(2, 2, vec![0.0, 1.0, f64::NAN, 2.0]),
            Err(PlotError::NotFinite { index: 2, .. })
        ));
    }

    #[test]
    fn the_border_of_a_cut_off_slope_is_found_between_nodes() {
        for edge in [0.401, 0.43, 0.499] {
            let grid = Grid::tabulate(11, 3, |x, _| (x - edge).max(0.0)).unwrap();
            let continued = grid.continued_below(0.0);
            let (left, right) = (continued.at(4, 1), continued.at(5, 1));
            let border = (4.0 + left / (left - right)) / 10.0;
            assert!((border - edge).abs() < 1e-12, "{edge}: {border}");
        }
    }
}
