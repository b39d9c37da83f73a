//! The mean state until the next jump upwards.
//!
//! Let M be the generator without absorption's jumps and without those of dephasing: M = K + Jdown. M is triangular in the levels, and from the top down each
//! level is a Lyapunov equation A X + X A† = R with A = -Γ/2 - iH, solved in the eigenvectors of A, part by part.

use faer::{Mat, Side, c64, linalg::solvers::DenseSolveCore};

use crate::numerics::parallel::join;
use crate::register::generator::Generator;
use crate::register::generator::jumps::Kinds;
use crate::register::levels::{Levels, short};
use crate::register::packing::Packing;
use crate::register::state::body::element;
use crate::register::state::part::Part;
use crate::register::state::symmetry::Symmetry;

/// The jumps of emission alone.
const EMISSION: Kinds = Kinds {
    emission: true,
    absorption: false,
};

/// What solves the Lyapunov equations of each level.
pub(crate) struct Waiting {
    levels: Vec<Vec<Equation>>,
}

/// The Lyapunov equation of a part of a level.
struct Equation {
    level: usize,
    part: Part,
    /// For each string of the level, the vector of the part that has it, and its amplitude there.
    places: Vec<(u32, f64)>,
    solver: Solver,
}

enum Solver {
    /// Eigenvalues and eigenvectors of a symmetric A.
    Real(Vec<f64>, Mat<f64>),
    /// Those of any other, with the inverse of the eigenvectors.
    Complex(Vec<c64>, Mat<c64>, Mat<c64>),
}

/// A state in the part of a level.
enum Solved {
    Real(Mat<f64>),
    Complex(Mat<c64>),
}

impl Waiting {
    /// The solvers of a generator; `None` if an eigenvalue solver fails. Cost: O(Σ C(N,k)³), less where cells may be exchanged.
    pub(crate) fn new(levels: &Levels, generator: &Generator, symmetry: &Symmetry) -> Option<Self> {
        let of_level = |k: usize| {
            let size = short(levels.level(k).len());
            let parts = (0..symmetry.parts()).map(|part| Part::new(symmetry.orbits(k), size, part));
            let parts: Vec<Part> = parts.filter(|part| part.len() > 0).collect();
            let equations = parts
                .into_iter()
                .map(|part| Equation::new(k, part, generator, size));
            equations.collect::<Option<Vec<_>>>()
        };
        let levels = (0..levels.iter().len()).map(of_level);
        Some(Self {
            levels: levels.collect::<Option<_>>()?,
        })
    }

    /// -M⁻¹ of a packed state: for a state, the time spent in each state until the next jump upwards, packed and as rows.
    pub(crate) fn until_jump(&self, generator: &Generator, packed: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let packing = generator.packing();
        let mut spent = packed.to_vec();
        let mut rows = vec![0.0; generator.layout().len()];
        let mut brought = generator.room();
        for (k, equations) in self.levels.iter().enumerate().rev() {
            let range = packing.range(k);
            generator.bring(EMISSION, k..k + 1, &rows, &mut brought);
            generator.add_brought(range.clone(), &brought, &mut spent[range.clone()]);
            let right = &spent[..];
            let (one, other) = equations.split_at(equations.len().div_ceil(2));
            let solve = |equations: &[Equation]| -> Vec<Solved> {
                let solved = equations
                    .iter()
                    .map(|equation| equation.solved(packing, right));
                solved.collect()
            };
            let (mut parts, rest) = join(range.len() >= WORTH, || solve(one), || solve(other));
            parts.extend(rest);
            generator.fill(k, &mut spent[range], |r, c| {
                let parts = equations.iter().zip(&parts);
                parts
                    .map(|(equation, solved)| equation.element(solved, r, c))
                    .sum()
            });
            packing.unpack_level(k, &spent, generator.layout(), &mut rows);
        }
        (spent, rows)
    }
}

/// Packed elements of a level from which on a second thread is worth its start.
const WORTH: usize = 1000;

impl Equation {
    fn new(level: usize, part: Part, generator: &Generator, size: u32) -> Option<Self> {
        let mut places = vec![(u32::MAX, 0.0); size as usize];
        for (number, vector) in (0..).zip(part.vectors()) {
            for &(place, amplitude) in vector {
                places[place as usize] = (number, amplitude);
            }
        }
        // ⟨O|A|O'⟩ = Σ_c A_rc ⟨c|O'⟩ / ⟨r|O⟩ for the first string r of O.
        let mut damping = Mat::<f64>::zeros(part.len(), part.len());
        let mut energy = damping.clone();
        for (i, vector) in part.vectors().iter().enumerate() {
            let (r, own) = vector[0];
            for hop in generator.effective(level, r as usize) {
                let (j, amplitude) = places[hop.place as usize];
                if j != u32::MAX {
                    damping[(i, j as usize)] += hop.damping * amplitude / own;
                    energy[(i, j as usize)] += hop.energy * amplitude / own;
                }
            }
        }
        let solver = if generator.is_complex() {
            let matrix = Mat::from_fn(part.len(), part.len(), |i, j| {
                c64::new(damping[(i, j)], -energy[(i, j)])
            });
            let eigen = matrix.eigen().ok()?;
            let vectors = eigen.U().to_owned();
            let inverse = vectors.partial_piv_lu().inverse();
            let values = eigen.S().column_vector().iter().copied().collect();
            Solver::Complex(values, vectors, inverse)
        } else {
            let eigen = damping.self_adjoint_eigen(Side::Lower).ok()?;
            let values = eigen.S().column_vector().iter().copied().collect();
            Solver::Real(values, eigen.U().to_owned())
        };
        Some(Self {
            level,
            part,
            places,
            solver,
        })
    }

    /// The solution X for a packed right side.
    fn solved(&self, packing: &Packing, right: &[f64]) -> Solved {
        let held = |r: usize, c: usize| right[packing.place(self.level, r, c)];
        match &self.solver {
            Solver::Real(values, vectors) => {
                let right = filled(self.part.lower(held), |z| *z);
                let mut inner = vectors.transpose() * right * vectors;
                divide(&mut inner, |i, j| -(values[i] + values[j]));
                Solved::Real(vectors * inner * vectors.transpose())
            }
            Solver::Complex(values, vectors, inverse) => {
                let lower = self.part.lower(|r, c| element(held(r, c), held(c, r)));
                let right = filled(lower, c64::conj);
                let mut inner = inverse * right * inverse.adjoint();
                divide(&mut inner, |i, j| -(values[i] + values[j].conj()));
                Solved::Complex(vectors * inner * vectors.adjoint())
            }
        }
    }

    /// What the part has of the held element of two strings.
    fn element(&self, solved: &Solved, r: usize, c: usize) -> f64 {
        let ((i, own), (j, other)) = (self.places[r], self.places[c]);
        if i == u32::MAX || j == u32::MAX {
            return 0.0;
        }
        let at = (i as usize, j as usize);
        own * other
            * match solved {
                Solved::Real(matrix) => matrix[at],
                Solved::Complex(matrix) => matrix[at].re + matrix[at].im,
            }
    }
}

/// A Hermitian matrix from its lower triangle.
fn filled<T: Copy>(mut lower: Mat<T>, conjugate: impl Fn(&T) -> T) -> Mat<T> {
    for j in 0..lower.ncols() {
        for i in j + 1..lower.nrows() {
            lower[(j, i)] = conjugate(&lower[(i, j)]);
        }
    }
    lower
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
