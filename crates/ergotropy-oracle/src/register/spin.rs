//! Spin: the part of a matrix that belongs to a ladder, from the matrix `J^2` alone.

use nalgebra::{Complex, DMatrix};

use super::operator::Operator;

/// The projector on total spin `j = N/2 - d`: `prod (J^2 - j'(j'+1)) / (j(j+1) - j'(j'+1))` over the other `j'`, with
/// `J^2 = (J+ J- + J- J+) / 2 + J_z^2`.
pub(super) fn projector(cells: usize, d: usize) -> DMatrix<f64> {
    let [lowering, raising, z] = [Operator::lowering, Operator::raising, Operator::half_z]
        .map(|local: fn(usize, usize) -> Operator| Operator::collective(cells, local).to_dense());
    let square = (&raising * &lowering + &lowering * &raising) / 2.0 + &z * &z;
    let eigenvalue = |d: usize| {
        let j = (cells - 2 * d) as f64 / 2.0;
        j * (j + 1.0)
    };
    let identity = DMatrix::<f64>::identity(1 << cells, 1 << cells);
    // All numbers so far are small and dyadic; only the division rounds.
    let (product, scale) = (0..=cells / 2).filter(|&other| other != d).fold(
        (identity.clone(), 1.0),
        |(product, scale), other| {
            let shifted = &square - &identity * eigenvalue(other);
            (
                product * shifted,
                scale * (eigenvalue(d) - eigenvalue(other)),
            )
        },
    );
    product / scale
}

/// `Re Tr(projector matrix)` for a symmetric projector, summed column by column to keep the rounding small.
pub(super) fn weight(projector: &DMatrix<f64>, matrix: &DMatrix<Complex<f64>>) -> f64 {
    projector
        .column_iter()
        .zip(matrix.column_iter())
        .map(|(factors, elements)| factors.dot(&elements.map(|element| element.re)))
        .sum()
}
