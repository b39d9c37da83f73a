//! The mean state until the next jump upwards.
//!
//! Let M be the generator without absorption's jumps and without those of dephasing: M = K + Jdown. M is triangular in the levels, and from the top down each
//! level is a Lyapunov equation A X + X A† = R with A = -Γ/2 - iH, solved in the eigenvectors of A, part by part. Where levels are joined, one pass for
//! each does the same.

use faer::{Mat, Side, c64, linalg::solvers::DenseSolveCore};

use crate::numerics::parallel::join;
use crate::register::generator::Generator;
use crate::register::generator::jumps::Kinds;
use crate::register::packing::Packing;
use crate::register::part::Part;
use crate::register::state::body::element;

/// Rates below this share of the greatest cannot be told from zero.
const STILL: f64 = 1e-13;

/// The jumps of emission alone.
const EMISSION: Kinds = Kinds {
    emission: true,
    absorption: false,
};

/// What solves the Lyapunov equations of each level.
pub(crate) struct Waiting {
    levels: Vec<Vec<Equation>>,
    cells: u32,
    joined: bool,
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
    pub(crate) fn new(generator: &Generator) -> Option<Self> {
        let symmetry = generator.packing().symmetry();
        let levels = symmetry.levels();
        let of_level = |k: usize| {
            let size = levels.level(k).len();
            let parts = symmetry.parts().iter().filter(|part| part.level() == k);
            let equations = parts.map(|part| Equation::new(part, generator, size));
            equations.collect::<Option<Vec<_>>>()
        };
        let equations = (0..levels.iter().len()).map(of_level);
        Some(Self {
            levels: equations.collect::<Option<_>>()?,
            cells: levels.cells(),
            joined: levels.are_joined(),
        })
    }

    /// -M⁻¹ of a packed state: for a state, the time spent in each state until the next jump upwards, packed and as rows.
    pub(crate) fn until_jump(&self, generator: &Generator, packed: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (spent, rows, _) = self.cascade(generator, packed);
        (spent, rows)
    }

    /// What a packed state leaves in states that nothing leads out of.
    pub(crate) fn end(&self, generator: &Generator, packed: &[f64]) -> Vec<f64> {
        self.cascade(generator, packed).2
    }

    /// The greatest rate over the least one above zero.
    pub(crate) fn spread(&self) -> f64 {
        let equations = self.levels.iter().flatten();
        let values = equations.flat_map(|equation| match &equation.solver {
            Solver::Real(values, _) => values.iter().map(|value| value.abs()).collect::<Vec<f64>>(),
            Solver::Complex(values, ..) => values.iter().map(|value| value.re.abs()).collect(),
        });
        let moving = values.filter(|&rate| rate > 0.0);
        let (least, most) = moving.fold((f64::INFINITY, 0.0f64), |(least, most), rate| {
            (least.min(rate), most.max(rate))
        });
        (most / least).max(1.0)
    }

    /// The time spent in each state, packed and as rows, and what stays there for ever.
    fn cascade(&self, generator: &Generator, packed: &[f64]) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
        let packing = generator.packing();
        let (mut spent, mut stays) = (packed.to_vec(), vec![0.0; packed.len()]);
        let mut rows = vec![0.0; generator.layout().len()];
        let mut brought = generator.room();
        // In joined levels each pass gets one level further down.
        let passes = if self.joined { self.cells + 1 } else { 1 };
        let blocks = self.levels.iter().enumerate().rev();
        for (k, equations) in (0..passes).flat_map(|_| blocks.clone()) {
            let range = packing.range(k);
            spent[range.clone()].copy_from_slice(&packed[range.clone()]);
            generator.bring(EMISSION, k..k + 1, &rows, &mut brought);
            generator.add_brought(range.clone(), &brought, &mut spent[range.clone()]);
            let right = &spent[..];
            let (one, other) = equations.split_at(equations.len().div_ceil(2));
            let complex = generator.is_complex();
            let solve = |equations: &[Equation]| -> Vec<(Solved, Option<Solved>)> {
                let solved = equations.iter();
                solved
                    .map(|equation| equation.solved(packing, right, complex))
                    .collect()
            };
            let (mut parts, rest) = join(range.len() >= WORTH, || solve(one), || solve(other));
            parts.extend(rest);
            let parts = || equations.iter().zip(&parts);
            if equations.iter().any(Equation::has_dark_states) {
                generator.fill(k, &mut stays[range.clone()], |r, c| {
                    let still = parts()
                        .filter_map(|(equation, (_, still))| Some((equation, still.as_ref()?)));
                    still
                        .map(|(equation, still)| equation.element(still, r, c))
                        .sum()
                });
            }
            generator.fill(k, &mut spent[range], |r, c| {
                parts()
                    .map(|(equation, (spent, _))| equation.element(spent, r, c))
                    .sum()
            });
            let layout = generator.layout();
            let own = layout.block(k, packing.levels().level(k).len());
            packing.unpack_level(k, &spent, layout.stride(k), &mut rows[own]);
        }
        (spent, rows, stays)
    }
}

/// Packed elements of a level from which on a second thread is worth its start.
const WORTH: usize = 1000;

impl Equation {
    fn new(part: &Part, generator: &Generator, size: usize) -> Option<Self> {
        let level = part.level();
        let mut places = vec![(u32::MAX, 0.0); size];
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
        let solver = if generator.is_coherent() {
            let matrix = Mat::from_fn(part.len(), part.len(), |i, j| {
                c64::new(damping[(i, j)], -energy[(i, j)])
            });
            let eigen = matrix.eigen().ok()?;
            let vectors = eigen.U().to_owned();
            let inverse = vectors.partial_piv_lu().inverse();
            let values: Vec<c64> = eigen.S().column_vector().iter().copied().collect();
            let greatest = values
                .iter()
                .fold(0.0, |most: f64, value| most.max(value.norm()));
            let true_value = |value: &c64| {
                let still = value.re.abs() <= STILL * greatest;
                c64::new(if still { 0.0 } else { value.re }, value.im)
            };
            Solver::Complex(values.iter().map(true_value).collect(), vectors, inverse)
        } else {
            let eigen = damping.self_adjoint_eigen(Side::Lower).ok()?;
            let values: Vec<f64> = eigen.S().column_vector().iter().copied().collect();
            let greatest = values
                .iter()
                .fold(0.0, |most: f64, value| most.max(value.abs()));
            let true_value = |value: &f64| {
                if value.abs() <= STILL * greatest {
                    0.0
                } else {
                    *value
                }
            };
            Solver::Real(
                values.iter().map(true_value).collect(),
                eigen.U().to_owned(),
            )
        };
        Some(Self {
            level,
            part: part.clone(),
            places,
            solver,
        })
    }

    /// Whether there are states that no jump touches.
    fn has_dark_states(&self) -> bool {
        match &self.solver {
            Solver::Real(values, _) => values.contains(&0.0),
            Solver::Complex(values, ..) => values.iter().any(|value| value.re == 0.0),
        }
    }

    /// The solution X for a packed right side, without what dark states have of that, and what they have if there are any.
    fn solved(&self, packing: &Packing, right: &[f64], complex: bool) -> (Solved, Option<Solved>) {
        let dark = self.has_dark_states();
        let held = |r: usize, c: usize| right[packing.place(self.level, r, c)];
        let hermitian = || {
            let lower = self.part.lower(|r, c| element(held(r, c), held(c, r)));
            filled(lower, c64::conj)
        };
        match &self.solver {
            Solver::Real(values, vectors) if complex => {
                let vectors = Mat::from_fn(vectors.nrows(), vectors.ncols(), |i, j| {
                    c64::from(vectors[(i, j)])
                });
                let mut inner = vectors.adjoint() * hermitian() * &vectors;
                let still = split(&mut inner, |i, j| rate(values[i], values[j]));
                let back = |inner: Mat<c64>| Solved::Complex(&vectors * inner * vectors.adjoint());
                (back(inner), dark.then(|| back(still)))
            }
            Solver::Real(values, vectors) => {
                let right = filled(self.part.lower(held), |z| *z);
                let mut inner = vectors.transpose() * right * vectors;
                let still = split(&mut inner, |i, j| rate(values[i], values[j]));
                let back = |inner: Mat<f64>| Solved::Real(vectors * inner * vectors.transpose());
                (back(inner), dark.then(|| back(still)))
            }
            Solver::Complex(values, vectors, inverse) => {
                let mut inner = inverse * hermitian() * inverse.adjoint();
                let still = split(&mut inner, |i, j| {
                    let leaves = values[i].re != 0.0 || values[j].re != 0.0;
                    leaves.then(|| -(values[i] + values[j].conj()))
                });
                let back = |inner: Mat<c64>| Solved::Complex(vectors * inner * vectors.adjoint());
                (back(inner), dark.then(|| back(still)))
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

/// The rate at which an element between eigenvectors of a symmetric A decays, if it does.
fn rate(one: f64, other: f64) -> Option<f64> {
    Some(-(one + other)).filter(|&rate| rate != 0.0)
}

/// Divides all elements, and takes those out that have no divisor.
fn split<T, D>(matrix: &mut Mat<T>, by: impl Fn(usize, usize) -> Option<D>) -> Mat<T>
where
    T: faer::traits::ComplexField + std::ops::Div<D, Output = T> + Copy,
{
    let mut still = Mat::zeros(matrix.nrows(), matrix.ncols());
    for j in 0..matrix.ncols() {
        let kept = still.col_as_slice_mut(j);
        for (i, element) in matrix.col_as_slice_mut(j).iter_mut().enumerate() {
            match by(i, j) {
                Some(by) => *element = *element / by,
                None => kept[i] = std::mem::replace(element, faer::traits::math_utils::zero()),
            }
        }
    }
    still
}
