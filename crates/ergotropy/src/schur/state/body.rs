//! The matrix of a state of the Schur picture.

use faer::{Mat, c64};

use crate::numerics::double::Double;
use crate::schur::basis::sites::Sites;

/// A density matrix, or one with the same spectrum and the same weights of levels.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// ⊕ χ_j ⊗ τ_j.
    Product(Vec<Factor>),
    /// A matrix over sites, of which only the lower triangle is stored.
    Matrix { sites: Sites, matrix: Mat<c64> },
    /// A state on one rung of each ladder, where each rung is in a level of its own: a matrix with the
    /// spectrum of the state, and for each ladder its level and χ_j.
    Dark {
        isospectral: Mat<c64>,
        copies: Vec<(u32, Mat<c64>)>,
    },
}

/// χ_d ⊗ τ_d of one ladder.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    pub(crate) d: u32,
    pub(crate) chi: Mat<c64>,
    /// The weights of the rungs, with sum 1.
    pub(crate) rungs: Vec<f64>,
}

/// The part of the diagonal on one rung of a ladder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rung {
    pub(crate) d: u32,
    pub(crate) k: u32,
    /// The trace of the part.
    pub(crate) weight: f64,
    /// Number of rows.
    pub(crate) rows: usize,
}

impl Body {
    /// Memory of the matrices in bytes.
    pub(crate) fn bytes(&self) -> u128 {
        let square = |matrix: &Mat<c64>| 16 * (matrix.nrows() as u128).pow(2);
        match self {
            Self::Product(factors) => factors.iter().map(|factor| square(&factor.chi)).sum(),
            Self::Matrix { matrix, .. } => square(matrix),
            Self::Dark {
                isospectral,
                copies,
            } => square(isospectral) + copies.iter().map(|(_, chi)| square(chi)).sum::<u128>(),
        }
    }

    /// The diagonal, rung by rung.
    pub(crate) fn rungs(&self) -> Vec<Rung> {
        match self {
            Self::Product(factors) => factors.iter().flat_map(Factor::rungs).collect(),
            Self::Matrix { sites, matrix } => sites
                .iter()
                .map(|site| {
                    let weight: Double =
                        site.range().map(|i| Double::from(matrix[(i, i)].re)).sum();
                    Rung {
                        d: site.d,
                        k: site.k,
                        weight: weight.to_f64(),
                        rows: site.copies,
                    }
                })
                .collect(),
            Self::Dark { copies, .. } => (0..)
                .zip(copies)
                .map(|(d, &(k, ref chi))| Rung {
                    d,
                    k,
                    weight: trace(chi),
                    rows: chi.nrows(),
                })
                .collect(),
        }
    }
}

impl Factor {
    fn rungs(&self) -> impl Iterator<Item = Rung> {
        let weight = trace(&self.chi);
        (self.d..).zip(&self.rungs).map(move |(k, share)| Rung {
            d: self.d,
            k,
            weight: weight * share,
            rows: self.chi.nrows(),
        })
    }
}

fn trace(matrix: &Mat<c64>) -> f64 {
    let sum: Double = (0..matrix.nrows())
        .map(|i| Double::from(matrix[(i, i)].re))
        .sum();
    sum.to_f64()
}
