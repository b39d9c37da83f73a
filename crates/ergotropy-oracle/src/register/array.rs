//! Array: cells that differ, with any kernels of emission and absorption and a Hamiltonian, applied literally.

use std::f64::consts::TAU;

use nalgebra::{Complex, DMatrix, DVector};

use super::{operator::Operator, state::State};

/// Rows and columns of the elements of a sector.
type Pairs = Vec<(usize, usize)>;

/// A matrix of `2^N x 2^N`, or of a sector.
type Dense = DMatrix<Complex<f64>>;

/// Steps of the quadrature over the polar angle; with twice as many around the axis it is exact to rounding up to `x = 30`.
const STEPS: usize = 64;

/// Cells with the generator
///
/// ```text
/// sum_ij E_ij (s-_j rho s+_i - {s+_i s-_j, rho} / 2) + sum_ij A_ij (s+_j rho s-_i - {s-_i s+_j, rho} / 2)
///     - i [sum_ij H_ij s+_i s-_j, rho] + sum_i G_i D[sz_i / 2] + G D[J_z].
/// ```
#[derive(Clone, Debug)]
pub struct Array {
    cells: usize,
    /// The map from elements of a matrix to those of its derivative, for each difference of excitations of row and column.
    sectors: Vec<(Pairs, Dense)>,
}

/// Rates and energies of an [`Array`].
#[derive(Clone, Debug)]
pub struct Kernels {
    /// `E`, symmetric.
    pub emission: DMatrix<f64>,
    /// `A`, symmetric.
    pub absorption: DMatrix<f64>,
    /// `H`, symmetric.
    pub energy: DMatrix<f64>,
    /// The rate of dephasing of each cell.
    pub dephasing: f64,
    /// The rate of dephasing of all cells together.
    pub collective_dephasing: f64,
}

impl Array {
    /// The generator of cells with these kernels; bit `i` of a basis index is cell `i`. Cost: O(16^N).
    pub fn new(kernels: &Kernels) -> Self {
        let cells = kernels.emission.nrows();
        let size = 1usize << cells;
        let dense = |operator: &Operator| {
            let mut matrix = DMatrix::<Complex<f64>>::zeros(size, size);
            for column in 0..size {
                for &(row, value) in operator.column(column) {
                    matrix[(row, column)] += Complex::from(value);
                }
            }
            matrix
        };
        let lowering: Vec<_> = (0..cells)
            .map(|cell| dense(&Operator::lowering(cells, cell)))
            .collect();
        let raising: Vec<_> = (0..cells)
            .map(|cell| dense(&Operator::raising(cells, cell)))
            .collect();
        // Each term is rate (L rho R - {R L, rho} / 2).
        let mut terms: Vec<(f64, Dense, Dense)> = Vec::new();
        let mut energy = DMatrix::<Complex<f64>>::zeros(size, size);
        for i in 0..cells {
            for j in 0..cells {
                terms.push((
                    kernels.emission[(i, j)],
                    lowering[j].clone(),
                    raising[i].clone(),
                ));
                terms.push((
                    kernels.absorption[(i, j)],
                    raising[j].clone(),
                    lowering[i].clone(),
                ));
                energy += &raising[i] * &lowering[j] * Complex::from(kernels.energy[(i, j)]);
            }
            let z = dense(&Operator::half_z(cells, i));
            terms.push((kernels.dephasing, z.clone(), z));
        }
        let z = dense(&Operator::collective(cells, Operator::half_z));
        terms.push((kernels.collective_dephasing, z.clone(), z));
        terms.retain(|(rate, ..)| *rate != 0.0);
        let damping = terms.iter().fold(
            DMatrix::<Complex<f64>>::zeros(size, size),
            |damping, (rate, left, right)| damping + right * left * Complex::from(rate / 2.0),
        );
        // rho' = sum rate L rho R + K rho + rho K' with K = -damping - iH.
        let left = -&damping - &energy * Complex::i();
        let right = left.adjoint();
        // Differences of excitations, from -N to N, count from 0.
        let sectors = (0..=2 * cells).map(|difference| {
            let excitations = |basis: usize| basis.count_ones() as usize;
            let pairs: Vec<(usize, usize)> = (0..size)
                .flat_map(|row| (0..size).map(move |column| (row, column)))
                .filter(|&(row, column)| {
                    excitations(row) + cells == excitations(column) + difference
                })
                .collect();
            let matrix = DMatrix::from_fn(pairs.len(), pairs.len(), |to, from| {
                let ((r, c), (s, d)) = (pairs[to], pairs[from]);
                let mut sum = Complex::ZERO;
                if c == d {
                    sum += left[(r, s)];
                }
                if r == s {
                    sum += right[(d, c)];
                }
                for (rate, l, k) in &terms {
                    sum += l[(r, s)] * k[(d, c)] * *rate;
                }
                sum
            });
            (pairs, matrix)
        });
        Self {
            cells,
            sectors: sectors.collect(),
        }
    }

    /// The state at a time, by squares of a power series. Roundings grow with the rates times the time.
    ///
    /// # Panics
    ///
    /// If the state is of another number of cells.
    pub fn evolve(&self, start: &State, time: f64) -> State {
        let [end] = self.evolve_all([start], time);
        end
    }

    /// [`Array::evolve`] of some states at once.
    ///
    /// # Panics
    ///
    /// If a state is of another number of cells.
    pub fn evolve_all<const COUNT: usize>(
        &self,
        starts: [&State; COUNT],
        time: f64,
    ) -> [State; COUNT] {
        let size = 1usize << self.cells;
        let mut ends = starts.map(|start| {
            assert_eq!(start.cells(), self.cells, "a state of another array");
            DMatrix::zeros(size, size)
        });
        for (pairs, matrix) in &self.sectors {
            let elements = DMatrix::from_fn(pairs.len(), COUNT, |index, start| {
                starts[start].matrix()[pairs[index]]
            });
            if elements.iter().all(|element| *element == Complex::ZERO) {
                continue;
            }
            let elements = exponential(matrix * Complex::from(time)) * elements;
            for (end, column) in ends.iter_mut().zip(elements.column_iter()) {
                for (&pair, &element) in pairs.iter().zip(&column) {
                    end[pair] = element;
                }
            }
        }
        ends.map(State::from_matrix)
    }

    /// The steady state, if it is unique: the elements between equally excited basis states, with the trace in place of one equation.
    ///
    /// # Panics
    ///
    /// When the linear system is singular to working precision.
    pub fn steady_state(&self) -> State {
        let size = 1usize << self.cells;
        let (pairs, matrix) = &self.sectors[self.cells];
        let mut system = matrix.clone();
        let first = pairs
            .iter()
            .position(|&(row, column)| row == column)
            .expect("there is a diagonal");
        for (index, (row, column)) in pairs.iter().enumerate() {
            system[(first, index)] = if row == column {
                Complex::ONE
            } else {
                Complex::ZERO
            };
        }
        let mut right = DVector::zeros(pairs.len());
        right[first] = Complex::ONE;
        let solution = system
            .lu()
            .solve(&right)
            .expect("the steady state is unique");
        let mut rho = DMatrix::zeros(size, size);
        for (&pair, &element) in pairs.iter().zip(&solution) {
            rho[pair] = element;
        }
        State::from_matrix(rho)
    }

    /// Dimension of the space of steady matrices: singular values of the generator below `1e-9` of the greatest.
    pub fn steady_dimension(&self) -> usize {
        let dimensions = self.sectors.iter().map(|(_, matrix)| {
            let values = matrix.singular_values();
            let greatest = values.max();
            values
                .iter()
                .filter(|&&value| value <= 1e-9 * greatest)
                .count()
        });
        dimensions.sum()
    }
}

/// The share of two cells in one field of free space, as the average of `3/2 (1 - (k.d)^2) cos(2 pi k.r)` over all directions `k` of
/// light, for a dipole along `d` and a distance vector `r` in wavelengths.
pub fn common_emission(distance: [f64; 3], dipole: [f64; 3]) -> f64 {
    let norm = dipole.iter().map(|x| x * x).sum::<f64>();
    let mut sum = 0.0;
    for (cosine, weight) in gauss_legendre(STEPS) {
        let sine = (1.0 - cosine * cosine).sqrt();
        for step in 0..2 * STEPS {
            let angle = TAU * (step as f64 + 0.5) / (2 * STEPS) as f64;
            let k = [sine * angle.cos(), sine * angle.sin(), cosine];
            let along =
                |vector: [f64; 3]| -> f64 { k.iter().zip(vector).map(|(a, b)| a * b).sum() };
            let transverse = 1.0 - along(dipole).powi(2) / norm;
            sum += weight * transverse * (TAU * along(distance)).cos();
        }
    }
    1.5 * sum / (4 * STEPS) as f64
}

/// Nodes and weights on [-1, 1], by Newton's iteration.
fn gauss_legendre(count: usize) -> Vec<(f64, f64)> {
    let node = |index: usize| {
        let mut x = (std::f64::consts::PI * (index as f64 + 0.75) / (count as f64 + 0.5)).cos();
        let mut slope = 0.0;
        for _ in 0..20 {
            let (mut before, mut now) = (1.0, x);
            for n in 1..count {
                let n = n as f64;
                (before, now) = (now, ((2.0 * n + 1.0) * x * now - n * before) / (n + 1.0));
            }
            slope = count as f64 * (x * now - before) / (x * x - 1.0);
            x -= now / slope;
        }
        (x, 2.0 / ((1.0 - x * x) * slope * slope))
    };
    (0..count).map(node).collect()
}

/// exp of a matrix.
fn exponential(matrix: DMatrix<Complex<f64>>) -> DMatrix<Complex<f64>> {
    let norm = (0..matrix.ncols()).map(|j| matrix.column(j).iter().map(|x| x.norm()).sum::<f64>());
    let norm = norm.fold(0.0, f64::max);
    let mut squarings = 0;
    while norm / f64::powi(2.0, squarings) > 0.5 {
        squarings += 1;
    }
    let small = matrix / Complex::from(f64::powi(2.0, squarings));
    let size = small.nrows();
    let mut sum = DMatrix::identity(size, size);
    // 0.5^18 / 18! is 6e-22.
    for n in (1..=18u8).rev() {
        sum = &small * sum / Complex::from(f64::from(n)) + DMatrix::identity(size, size);
    }
    for _ in 0..squarings {
        sum = &sum * &sum;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Parameters, register::Register};

    #[test]
    fn equal_couplings_are_collective_noise() {
        let parameters = Parameters::from_f64(3, 0.5, 0.25, 0.5, 1.0, 0.125, 0.0);
        let n = 1.0f64;
        let kernel = |all: f64, each: f64| {
            DMatrix::from_fn(3, 3, |i, j| if i == j { all + each } else { all })
        };
        let local = 1.0 / 3.0;
        let array = Array::new(&Kernels {
            emission: kernel(0.5 * (n + 1.0), 0.5 * (local + 1.0)),
            absorption: kernel(0.5 * n, 0.5 * local),
            energy: DMatrix::zeros(3, 3),
            dephasing: 0.125,
            collective_dephasing: 0.0,
        });
        let register = Register::new(&parameters);
        for time in [0.25, 2.0] {
            let one = register.evolve(&State::excited(3), time);
            let other = array.evolve(&State::excited(3), time);
            assert!((one.matrix() - other.matrix()).norm() < 1e-13);
        }
        assert!(
            (register.steady_state().ergotropy() - array.steady_state().ergotropy()).abs() < 1e-13
        );
    }

    #[test]
    fn emission_in_all_directions_adds_up_to_one() {
        assert!((common_emission([0.0; 3], [1.0, 2.0, 3.0]) - 1.0).abs() < 1e-14);
    }
}
