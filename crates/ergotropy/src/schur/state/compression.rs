//! Compression: a few vectors need only a few directions among the ν copies of a ladder.
//!
//! Noise that acts on |m⟩ alone never leaves the span of the vectors Ψ_d(·, k) in the space of
//! copies, which has at most r (2j+1) dimensions for r vectors. With Ψ_d = Q R the state is R in
//! the copies Q: pure states of N cells need Σ (2j+1)² ~ N³/6 rows in place of 2^N.
//!
//! **Error.** The QR decomposition is not trusted: E_1 = Ψ - QR and E_2 = Q†Q - 1 are computed. Q is within
//! |E_2| of an isometry, so that R has an error of at most |E_1| + |E_2| |R|.

use faer::{Mat, c64};
use num_complex::Complex64;

use crate::numerics::double::ROUNDOFF;
use crate::numerics::simd::complex::{dot, dot_error};
use crate::schur::basis::numbering::SchurBasis;
use crate::schur::basis::sites::Sites;
use crate::schur::basis::transform::Transform;

/// Norm of a direction, in units of u N, below which the direction is dropped and counted as an error:
/// roundings of the transform are as large.
const DROPPED: f64 = 2.0;

/// Vectors over as many copies as they need.
#[derive(Clone, Debug)]
pub(crate) struct Compression {
    pub(crate) sites: Sites,
    /// Weights of the vectors, and their amplitudes over the sites.
    pub(crate) vectors: Vec<(f64, Vec<Complex64>)>,
    /// The trace norm of the error of Σ w |ψ⟩⟨ψ|.
    pub(crate) error: f64,
}

impl Compression {
    /// Compresses vectors in the Schur basis. Cost: O(r² (2j+1)² ν_j) for each ladder.
    pub(crate) fn new(transform: &Transform, vectors: &[(f64, Vec<Complex64>)]) -> Self {
        let basis = transform.basis();
        let lattice = basis.lattice();
        let ladders: Vec<Ladder> = (0..lattice.ladders())
            .map(|d| Ladder::new(basis, d, vectors))
            .collect();
        let copies: Vec<usize> = ladders.iter().map(|ladder| ladder.rest.nrows()).collect();
        let sites = Sites::all(lattice, &copies);
        let lost = ladders
            .iter()
            .map(|ladder| ladder.error.powi(2))
            .sum::<f64>();
        // The error of each vector is at most that of all together; each has norm 1 within 1e-10.
        let each = (lost.sqrt() + transform.error()) * (1.0 + 1e-9);
        let rungs = |d: u32| lattice.rungs(d).count();
        let short = |index: usize| {
            let mut short = vec![Complex64::ZERO; sites.dimension()];
            for site in sites.iter() {
                let column = index * rungs(site.d) + (site.k - site.d) as usize;
                let rest = &ladders[site.d as usize].rest;
                for (row, to) in short[site.range()].iter_mut().enumerate() {
                    *to = rest[(row, column)];
                }
            }
            short
        };
        Self {
            vectors: vectors
                .iter()
                .enumerate()
                .map(|(index, &(weight, _))| (weight, short(index)))
                .collect(),
            error: (2.0 + each) * each * (1.0 + 1e-9),
            sites,
        }
    }
}

/// The matrix R of one ladder. Its rows are the directions that are kept, and its columns the rungs of
/// one vector after another.
struct Ladder {
    rest: Mat<c64>,
    /// The Frobenius norm of the part that is lost.
    error: f64,
}

impl Ladder {
    fn new(basis: &SchurBasis, d: u32, vectors: &[(f64, Vec<Complex64>)]) -> Self {
        let copies = basis.copies(d);
        let rungs: Vec<u32> = basis.lattice().rungs(d).collect();
        let whole = Mat::from_fn(copies, rungs.len() * vectors.len(), |copy, column| {
            let vector = &vectors[column / rungs.len()].1;
            vector[basis.index(d, rungs[column % rungs.len()], copy)]
        });
        let norm = whole.norm_l2();
        if norm == 0.0 {
            return Self {
                rest: Mat::zeros(0, whole.ncols()),
                error: 0.0,
            };
        }
        if copies <= whole.ncols() {
            return Self {
                rest: whole,
                error: 0.0,
            };
        }
        let decomposed = whole.col_piv_qr();
        let negligible = DROPPED * ROUNDOFF * f64::from(basis.cells());
        let triangle = decomposed.thin_R();
        let rank = (0..triangle.ncols())
            .filter(|&i| triangle[(i, i)].norm() > negligible)
            .count();
        let all = decomposed.compute_thin_Q();
        let columns: Vec<Vec<Complex64>> = (0..rank)
            .map(|column| (0..copies).map(|row| all[(row, column)]).collect())
            .collect();
        let frame = all.get(.., ..rank);
        let rest = frame.adjoint() * &whole;
        let missing = (&whole - frame * &rest).norm_l2();
        let rounding = (3.0 * rank as f64 + 8.0) * (rank as f64).sqrt() * ROUNDOFF * norm;
        let skew = isometry_error(&columns);
        Self {
            rest,
            error: (missing + skew * norm) * (1.0 + 1e-6) + rounding,
        }
    }
}

/// |Q†Q - 1| in the Frobenius norm, rounded up.
pub(crate) fn isometry_error(columns: &[Vec<Complex64>]) -> f64 {
    let mut sum = 0.0;
    for (i, a) in columns.iter().enumerate() {
        for (j, b) in columns.iter().enumerate().take(i + 1) {
            let off = dot(a, b) - if i == j { 1.0 } else { 0.0 };
            sum += off.norm_sqr() * if i == j { 1.0 } else { 2.0 };
        }
    }
    let length = columns.first().map_or(0, Vec::len);
    sum.sqrt() * (1.0 + 1e-9) + columns.len() as f64 * dot_error(length) * (1.0 + 1e-6)
}
