//! State: a density matrix of the register.

use nalgebra::{Complex, DMatrix};

use super::{copies, spin};
use crate::{
    fraction::to_f64,
    ladder::{lattice::Lattice, populations::Populations},
};

/// A density matrix over the basis of bit strings; bit `i` is set when cell `i` is excited.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    cells: usize,
    matrix: DMatrix<Complex<f64>>,
}

impl State {
    /// The state with this density matrix.
    ///
    /// # Panics
    ///
    /// When the matrix is not square, or its size is not a power of two.
    pub fn from_matrix(matrix: DMatrix<Complex<f64>>) -> Self {
        assert!(matrix.is_square(), "a density matrix is square");
        Self {
            cells: cells_of(matrix.nrows()),
            matrix,
        }
    }

    /// The state whose element at basis states `(row, column)` is `element(row, column)`.
    pub fn from_fn(cells: usize, element: impl FnMut(usize, usize) -> Complex<f64>) -> Self {
        Self {
            cells,
            matrix: DMatrix::from_fn(1 << cells, 1 << cells, element),
        }
    }

    /// The pure state with these amplitudes, which are normalised first.
    ///
    /// # Panics
    ///
    /// When their number is not a power of two.
    pub fn pure(amplitudes: &[Complex<f64>]) -> Self {
        let norm: f64 = amplitudes.iter().map(Complex::norm_sqr).sum();
        Self::from_matrix(DMatrix::from_fn(
            amplitudes.len(),
            amplitudes.len(),
            |row, column| amplitudes[row] * amplitudes[column].conj() / norm,
        ))
    }

    /// [`State::pure`] for amplitudes in the order in which cell 1 is the most significant bit of a basis
    /// index.
    ///
    /// # Panics
    ///
    /// When their number is not a power of two.
    pub fn pure_msb(amplitudes: &[Complex<f64>]) -> Self {
        let cells = cells_of(amplitudes.len());
        let reordered: Vec<_> = (0..amplitudes.len())
            .map(|basis| amplitudes[reversed(cells, basis)])
            .collect();
        Self::pure(&reordered)
    }

    /// The state of a density matrix, row by row, in the order in which cell 1 is the most significant bit of a basis
    /// index.
    ///
    /// # Panics
    ///
    /// When the number of elements is not a power of four.
    pub fn from_rows_msb(elements: &[Complex<f64>]) -> Self {
        let size = elements.len().isqrt();
        assert!(size * size == elements.len(), "a density matrix is square");
        let cells = cells_of(size);
        Self::from_fn(cells, |row, column| {
            elements[reversed(cells, row) * size + reversed(cells, column)]
        })
    }

    /// The product of states of single cells, `qubits[i][a][b] = <a| rho_i |b>`.
    pub fn product(qubits: &[[[Complex<f64>; 2]; 2]]) -> Self {
        Self::from_fn(qubits.len(), |row, column| {
            qubits
                .iter()
                .enumerate()
                .map(|(i, qubit)| qubit[row >> i & 1][column >> i & 1])
                .product()
        })
    }

    /// Every cell in its ground state.
    pub fn ground(cells: usize) -> Self {
        Self::dicke(cells, 0)
    }

    /// Every cell excited.
    pub fn excited(cells: usize) -> Self {
        Self::dicke(cells, cells)
    }

    /// The uniform superposition of all basis states with `k` excitations.
    pub fn dicke(cells: usize, k: usize) -> Self {
        let amplitudes: Vec<_> = (0..1usize << cells)
            .map(|basis| {
                if excitations(basis) == k {
                    Complex::ONE
                } else {
                    Complex::ZERO
                }
            })
            .collect();
        Self::pure(&amplitudes)
    }

    /// Every cell in the Gibbs state with weights `1 / (1 + q)` and `q / (1 + q)`.
    pub fn gibbs(cells: usize, q: f64) -> Self {
        let qubit =
            [[1.0 / (1.0 + q), 0.0], [0.0, q / (1.0 + q)]].map(|row| row.map(Complex::from));
        Self::product(&vec![qubit; cells])
    }

    /// Populations, rounded to floats and spread evenly over the copies of each ladder.
    pub fn from_populations(populations: &Populations) -> Self {
        let lattice = populations.lattice();
        let cells = lattice.cells();
        let mut matrix = DMatrix::zeros(1 << cells, 1 << cells);
        for d in lattice.ladders() {
            let projector = spin::projector(cells, d);
            let eigenvalues: Vec<f64> = (0..=cells)
                .map(|k| {
                    if !lattice.contains(d, k) {
                        return 0.0;
                    }
                    let copies: f64 = level(cells, k).map(|basis| projector[(basis, basis)]).sum();
                    to_f64(&populations.population(d, k)) / copies
                })
                .collect();
            matrix += DMatrix::from_fn(1 << cells, 1 << cells, |row, column| {
                Complex::from(projector[(row, column)] * eigenvalues[excitations(column)])
            });
        }
        Self { cells, matrix }
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// The density matrix.
    pub fn matrix(&self) -> &DMatrix<Complex<f64>> {
        &self.matrix
    }

    /// The energy `Tr(rho H)`, the mean number of excitations.
    pub fn energy(&self) -> f64 {
        (0..1 << self.cells)
            .map(|basis| excitations(basis) as f64 * self.matrix[(basis, basis)].re)
            .sum()
    }

    /// The ergotropy, from the eigenvalues of the density matrix in falling order and those of `H` in rising
    /// order.
    pub fn ergotropy(&self) -> f64 {
        let mut spectrum: Vec<f64> = self
            .matrix
            .symmetric_eigenvalues()
            .iter()
            .copied()
            .collect();
        spectrum.sort_by(|one, other| other.total_cmp(one));
        let levels = (0..=self.cells).flat_map(|k| level(self.cells, k).map(move |_| k as f64));
        self.energy()
            - spectrum
                .iter()
                .zip(levels)
                .map(|(eigenvalue, energy)| eigenvalue * energy)
                .sum::<f64>()
    }

    /// The purity `Tr rho^2`.
    pub fn purity(&self) -> f64 {
        self.matrix.norm_squared()
    }

    /// The weight of every `(d, k)`, in the order of [`Lattice::states`], by projectors made from `J^2`.
    pub fn populations(&self) -> Vec<f64> {
        let lattice = Lattice::new(self.cells);
        let mut populations = vec![0.0; lattice.size()];
        for d in lattice.ladders() {
            let projected = spin::projector(self.cells, d).map(Complex::from) * &self.matrix;
            for k in lattice.rungs(d) {
                populations[lattice.index(d, k)] = level(self.cells, k)
                    .map(|basis| projected[(basis, basis)].re)
                    .sum();
            }
        }
        populations
    }

    /// The weight `p_j` of every ladder `d = N/2 - j = 0..=floor(N/2)`, by projectors made from `J^2`. Collective noise
    /// conserves it.
    pub fn ladder_weights(&self) -> Vec<f64> {
        (0..=self.cells / 2)
            .map(|d| spin::weight(&spin::projector(self.cells, d), &self.matrix))
            .collect()
    }

    /// The eigenvalues, in falling order, of the matrix `chi_j` of every ladder `d = N/2 - j`. `chi_j` is `P_j
    /// rho P_j` with the spin traced out, so that only the label of the copy remains (Eq. 59). The eigenvalues
    /// sum to the weight `p_j`; collective noise conserves them.
    pub fn copy_spectra(&self) -> Vec<Vec<f64>> {
        (0..=self.cells / 2)
            .map(|d| {
                let copies = copies::matrix(self.cells, d, &self.matrix);
                let mut spectrum: Vec<f64> =
                    copies.symmetric_eigenvalues().iter().copied().collect();
                spectrum.sort_by(|one, other| other.total_cmp(one));
                spectrum
            })
            .collect()
    }

    /// The bright weight `p_sym = Tr(P_sym rho)`.
    pub fn bright_weight(&self) -> f64 {
        spin::weight(&spin::projector(self.cells, 0), &self.matrix)
    }
}

/// `N` from `2^N`.
fn cells_of(size: usize) -> usize {
    assert!(size.is_power_of_two(), "a register has 2^N basis states");
    size.trailing_zeros() as usize
}

/// The basis index with its `N` bits in reverse order.
fn reversed(cells: usize, basis: usize) -> usize {
    (0..cells).fold(0, |reversed, cell| reversed << 1 | (basis >> cell & 1))
}

fn excitations(basis: usize) -> usize {
    basis.count_ones() as usize
}

/// The basis states with `k` excitations.
fn level(cells: usize, k: usize) -> impl Iterator<Item = usize> {
    (0..1usize << cells).filter(move |&basis| excitations(basis) == k)
}
