//! The eigenvalues of a state of the Schur picture.

use faer::{Mat, c64};

use crate::numerics::double::ROUNDOFF;
use crate::numerics::hermitian::Spectrum;
use crate::schur::basis::sites::Sites;
use crate::schur::state::body::{Body, Factor};

/// Coherence between levels below this Frobenius norm is left out and counted as an error.
const NO_COHERENCE: f64 = 1e-18;

/// Eigenvalues in falling order, with a bound of √Σ|δλ|².
#[derive(Clone, Debug)]
pub(crate) struct Eigenvalues {
    pub(crate) values: Vec<f64>,
    pub(crate) error: f64,
}

impl Eigenvalues {
    /// The eigenvalues of a whole state, up to zeros.
    pub(crate) fn of(body: &Body) -> Self {
        match body {
            Body::Product(factors) => Self::of_product(factors),
            Body::Matrix { sites, matrix } => {
                let between = between_levels(sites, matrix);
                if between <= NO_COHERENCE {
                    let mut eigenvalues = Self::by_levels(sites, matrix);
                    eigenvalues.error += between;
                    eigenvalues
                } else {
                    Self::joined(std::iter::once(Spectrum::new(matrix.as_ref())))
                }
            }
            Body::Dark { isospectral, .. } => {
                Self::joined(std::iter::once(Spectrum::new(isospectral.as_ref())))
            }
        }
    }

    /// The eigenvalues of a state without its coherences between levels; `None` if the state has no
    /// such coherences.
    pub(crate) fn without_coherence(body: &Body) -> Option<Self> {
        match body {
            Body::Product(_) => None,
            Body::Matrix { sites, matrix } => Some(Self::by_levels(sites, matrix)),
            // Dark rungs of different ladders lie in different levels.
            Body::Dark { copies, .. } => Some(Self::joined(
                copies.iter().map(|(_, chi)| Spectrum::new(chi.as_ref())),
            )),
        }
    }

    fn of_product(factors: &[Factor]) -> Self {
        let (mut values, mut error) = (Vec::new(), 0.0f64);
        for Factor { chi, rungs, .. } in factors {
            let spectrum = Spectrum::new(chi.as_ref());
            // Products and their factors have a few roundings each.
            let weight: f64 = spectrum.values.iter().sum();
            error = error.hypot(spectrum.error) + 4.0 * ROUNDOFF * weight;
            for share in rungs {
                values.extend(spectrum.values.iter().map(|value| value * share));
            }
        }
        Self::sorted(values, error)
    }

    /// The eigenvalues of a matrix without its coherences between levels.
    fn by_levels(sites: &Sites, matrix: &Mat<c64>) -> Self {
        let most = sites.iter().map(|site| site.k).max().unwrap_or(0);
        Self::joined((0..=most).map(|level| {
            let rows: Vec<usize> = sites
                .iter()
                .filter(|site| site.k == level)
                .flat_map(|site| site.range())
                .collect();
            let part = Mat::from_fn(rows.len(), rows.len(), |i, j| matrix[(rows[i], rows[j])]);
            Spectrum::new(part.as_ref())
        }))
    }

    /// The eigenvalues of a direct sum.
    fn joined(spectra: impl Iterator<Item = Spectrum>) -> Self {
        let (mut values, mut error) = (Vec::new(), 0.0f64);
        for spectrum in spectra {
            values.extend(spectrum.values);
            error = error.hypot(spectrum.error);
        }
        Self::sorted(values, error)
    }

    /// Eigenvalues in any order, with their error.
    pub(crate) fn sorted(values: impl IntoIterator<Item = f64>, error: f64) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(|a, b| b.total_cmp(a));
        Self {
            values,
            error: error * (1.0 + 1e-9),
        }
    }
}

/// Frobenius norm of the coherences between levels, rounded up.
fn between_levels(sites: &Sites, matrix: &Mat<c64>) -> f64 {
    let levels: Vec<u32> = sites.levels().collect();
    let mut sum = 0.0;
    for (column, level) in levels.iter().enumerate() {
        let below = matrix.col_as_slice(column)[column..].iter();
        for (element, other) in below.zip(&levels[column..]) {
            if level != other {
                sum += 2.0 * element.norm_sqr();
            }
        }
    }
    sum.sqrt() * (1.0 + 1e-9)
}
