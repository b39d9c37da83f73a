//! The mean state until the next jump upwards.
//!
//! Let M be the generator without absorption's jumps and without those of dephasing: M = K + Jdown. M is triangular in the levels, and from the top down each
//! level is a Lyapunov equation A X + X A† = R with A = -Γ/2 - iH, solved in the eigenvectors of A.

use std::sync::Arc;

use faer::{Mat, MatRef, c64, linalg::solvers::DenseSolveCore};

use crate::register::generator::Generator;
use crate::register::generator::jumps::Room;
use crate::register::levels::Levels;
use crate::register::state::body::element;

/// What solves the Lyapunov equation of each level.
pub(crate) struct Waiting {
    levels: Arc<Levels>,
    solvers: Vec<Lyapunov>,
}

enum Lyapunov {
    /// Eigenvalues and eigenvectors of a symmetric A.
    Real(Vec<f64>, Mat<f64>),
    /// Those of any other, with the inverse of the eigenvectors.
    Complex(Vec<c64>, Mat<c64>, Mat<c64>),
}

impl Waiting {
    /// The solvers of a generator; `None` if an eigenvalue solver fails. Cost: O(Σ C(N,k)³).
    pub(crate) fn new(levels: &Arc<Levels>, generator: &Generator) -> Option<Self> {
        let solver = |k: usize| {
            let size = levels.level(k).len();
            let (damping, energy) = generator.effective(k);
            if generator.is_complex() {
                let matrix = Mat::from_fn(size, size, |i, j| {
                    c64::new(damping[i * size + j], -energy[i * size + j])
                });
                let eigen = matrix.eigen().ok()?;
                let vectors = eigen.U().to_owned();
                let inverse = vectors.partial_piv_lu().inverse();
                let values = eigen.S().column_vector().iter().copied().collect();
                Some(Lyapunov::Complex(values, vectors, inverse))
            } else {
                let matrix = Mat::from_fn(size, size, |i, j| damping[i * size + j]);
                let eigen = matrix.self_adjoint_eigen(faer::Side::Lower).ok()?;
                let values = eigen.S().column_vector().iter().copied().collect();
                Some(Lyapunov::Real(values, eigen.U().to_owned()))
            }
        };
        let count = levels.cells() as usize + 1;
        Some(Self {
            levels: Arc::clone(levels),
            solvers: (0..count).map(solver).collect::<Option<_>>()?,
        })
    }

    /// -M⁻¹ of a state: for a state, the time spent in each state until the next jump upwards.
    pub(crate) fn until_jump(&self, generator: &Generator, state: &[f64]) -> Vec<f64> {
        let mut all = vec![0.0; state.len()];
        let mut room = Room::default();
        for k in (0..self.solvers.len()).rev() {
            let level = self.levels.level(k);
            let size = level.len();
            let block = level.offset..level.offset + size * size;
            let mut right = state[block.clone()].to_vec();
            generator.add_emission(k, &all, &mut right, &mut room);
            let solved = match &self.solvers[k] {
                Lyapunov::Real(values, vectors) => {
                    let right = MatRef::from_row_major_slice(&right, size, size);
                    let mut inner = vectors.transpose() * right * vectors;
                    divide(&mut inner, |i, j| -(values[i] + values[j]));
                    rows(&(vectors * inner * vectors.transpose()), |z| *z)
                }
                Lyapunov::Complex(values, vectors, inverse) => {
                    let right = Mat::from_fn(size, size, |i, j| {
                        let (held, turned) = (right[i * size + j], right[j * size + i]);
                        element(held, turned)
                    });
                    let mut inner = inverse * right * inverse.adjoint();
                    divide(&mut inner, |i, j| -(values[i] + values[j].conj()));
                    rows(&(vectors * inner * vectors.adjoint()), |z| z.re + z.im)
                }
            };
            all[block].copy_from_slice(&solved);
        }
        all
    }
}

fn divide<T: std::ops::Div<Output = T> + Copy>(
    matrix: &mut Mat<T>,
    by: impl Fn(usize, usize) -> T,
) {
    for j in 0..matrix.ncols() {
        for (i, element) in matrix.col_as_slice_mut(j).iter_mut().enumerate() {
            *element = *element / by(i, j);
        }
    }
}

fn rows<T>(matrix: &Mat<T>, element: impl Fn(&T) -> f64) -> Vec<f64> {
    let size = matrix.nrows();
    let mut all = Vec::with_capacity(size * size);
    for i in 0..size {
        all.extend((0..size).map(|j| element(&matrix[(i, j)])));
    }
    all
}
