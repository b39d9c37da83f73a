//! Copies: the state of the label that distinguishes the copies of a ladder.
//!
//! The eigenvectors of `J^2` and `J_z` at `m = j` are the highest-weight vectors; `J-` moves each of them down
//! a copy of its own. In the basis `|j, m, s>` of these copies, `chi_j[s, s'] = sum_m <j, m, s| rho |j, m, s'>`
//! (below Eq. 59): the spin is traced out. Another choice of highest-weight vectors rotates `chi_j` by a
//! unitary, so only its eigenvalues have a meaning.

use nalgebra::{Complex, DMatrix, DVector};

use super::{operator::Operator, spin};

/// The matrix `chi_j` of `j = N/2 - d`. Cost: O(8^N).
pub(super) fn matrix(cells: usize, d: usize, rho: &DMatrix<Complex<f64>>) -> DMatrix<Complex<f64>> {
    let lowering = Operator::collective(cells, Operator::lowering).to_dense();
    let mut rung = DMatrix::from_columns(&highest_weights(cells, d));
    let mut copies = DMatrix::zeros(rung.ncols(), rung.ncols());
    // `J-` leads from a rung with `k` excitations, where `(j + m)(j - m + 1)` is `(k - d)(N - d - k +
    // 1)`.
    for k in (d..=cells - d).rev() {
        let vectors = rung.map(Complex::from);
        copies += vectors.transpose() * rho * vectors;
        let factor = (k - d) * (cells - d + 1 - k);
        if factor > 0 {
            rung = &lowering * rung / (factor as f64).sqrt();
        }
    }
    copies
}

/// An orthonormal basis of the highest-weight vectors of ladder `d`: columns of the projector on `j` for the
/// basis states of `N - d` excitations, orthogonalised one after another.
fn highest_weights(cells: usize, d: usize) -> Vec<DVector<f64>> {
    let projector = spin::projector(cells, d);
    let mut basis: Vec<DVector<f64>> = Vec::new();
    for top in (0..1usize << cells).filter(|top| top.count_ones() as usize == cells - d) {
        let mut vector = projector.column(top).into_owned();
        // A second pass removes the roundings of the first.
        for _ in 0..2 {
            for known in &basis {
                vector -= known * known.dot(&vector);
            }
        }
        // For up to seven cells the shortest independent remainder is longer than a tenth.
        if vector.norm() > 1e-3 {
            basis.push(vector.normalize());
        }
    }
    basis
}

#[cfg(test)]
mod tests {
    use dashu::integer::UBig;

    use super::*;
    use crate::ladder::lattice::multiplicity;

    #[test]
    fn highest_weights_are_as_many_as_copies_and_cannot_be_raised() {
        for cells in 1..=6 {
            let raising = Operator::collective(cells, Operator::raising).to_dense();
            for d in 0..=cells / 2 {
                let basis = highest_weights(cells, d);
                assert_eq!(UBig::from(basis.len()), multiplicity(cells, d));
                let basis = DMatrix::from_columns(&basis);
                assert!((&raising * &basis).amax() < 1e-14);
                let overlaps = basis.transpose() * &basis;
                assert!(
                    (overlaps - DMatrix::identity(basis.ncols(), basis.ncols())).amax() < 1e-15
                );
            }
        }
    }
}
