//! A positive kernel as a sum over modes, g = B Bᵀ.
//!
//! Cholesky's factorisation with diagonal pivots, in 106 bits: the columns of B fall off as the dark modes do, and
//! what is left of the diagonal is never negative. So rates far below the roundings of the greatest one are kept.

use crate::numerics::double::Double;

/// The columns of B, each with an entry for each cell, of a symmetric kernel of `cells` rows whose elements have an error of at most
/// `error`.
pub(crate) fn factor(cells: usize, kernel: &[Double], error: f64) -> Vec<Vec<f64>> {
    let mut rest = kernel.to_vec();
    let mut columns = Vec::new();
    let mut done = vec![false; cells];
    let noise = error * cells as f64;
    loop {
        let left = (0..cells).filter(|&i| !done[i]);
        let pivot = left.max_by(|&a, &b| {
            let [a, b] = [a, b].map(|i| rest[i * cells + i].hi);
            a.total_cmp(&b)
        });
        let Some(pivot) = pivot.filter(|&i| rest[i * cells + i].hi > noise) else {
            break;
        };
        done[pivot] = true;
        let root = rest[pivot * cells + pivot].sqrt();
        let entry = |i: usize| match (i == pivot, done[i]) {
            (true, _) => root,
            (_, true) => Double::ZERO,
            _ => rest[i * cells + pivot] / root,
        };
        let column: Vec<Double> = (0..cells).map(entry).collect();
        for i in (0..cells).filter(|&i| !done[i]) {
            for j in (0..cells).filter(|&j| !done[j]) {
                rest[i * cells + j] = rest[i * cells + j] - column[i] * column[j];
            }
        }
        columns.push(column.iter().map(|entry| entry.to_f64()).collect());
    }
    columns
}
