//! Generator: the channels, applied literally.

use dashu::rational::RBig;
use nalgebra::{Complex, DMatrix, DVector};

use super::{operator::Operator, spin, state::State};
use crate::{
    fraction::to_f64,
    model::{parameters::Parameters, rates::Rates},
};

/// The generator of Eq. (113), with dephasing, on the whole register.
#[derive(Clone, Debug)]
pub struct Register {
    cells: usize,
    channels: Vec<(f64, Operator)>,
    damping: Operator,
}

impl Register {
    /// The channels `J-`, `J+`, `s-_i`, `s+_i`, `sz_i / 2` and `J_z` with their rates at a parameter point.
    pub fn new(parameters: &Parameters) -> Self {
        Self::from_rates(parameters.cells, &parameters.rates())
    }

    /// The channels of `cells` cells with these rates. A negative collective rate is not checked.
    pub fn from_rates(cells: usize, rates: &Rates) -> Self {
        let channels: Vec<(f64, Operator)> = channels(cells, rates)
            .into_iter()
            .map(|(rate, jump)| (to_f64(&rate), jump))
            .collect();
        let damping = channels
            .iter()
            .fold(Operator::zero(cells), |damping, (rate, jump)| {
                damping.plus(&jump.transposed().times(jump).scaled(*rate))
            });
        Self {
            cells,
            channels,
            damping,
        }
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// `d rho / dt = sum rate [L rho L+ - (L+ L rho + rho L+ L) / 2]` for any matrix. Cost: O(4^N N^2).
    pub fn derivative(&self, rho: &DMatrix<Complex<f64>>) -> DMatrix<Complex<f64>> {
        let size = 1 << self.cells;
        let mut derivative = DMatrix::zeros(size, size);
        for column in 0..size {
            for row in 0..size {
                let element = rho[(row, column)];
                if element == Complex::ZERO {
                    continue;
                }
                for (rate, jump) in &self.channels {
                    for &(to_row, left) in jump.column(row) {
                        for &(to_column, right) in jump.column(column) {
                            derivative[(to_row, to_column)] += element * (rate * left * right);
                        }
                    }
                }
                // `L+ L` is symmetric, so a column serves as a row.
                for &(to_row, factor) in self.damping.column(row) {
                    derivative[(to_row, column)] -= element * (factor / 2.0);
                }
                for &(to_column, factor) in self.damping.column(column) {
                    derivative[(row, to_column)] -= element * (factor / 2.0);
                }
            }
        }
        derivative
    }

    /// The state at a time `t` after `start`, by Taylor steps short compared with the damping. Cost:
    /// O(t |L| 4^N N^2).
    pub fn evolve(&self, start: &State, t: f64) -> State {
        let norms = self.channels.iter().map(|(rate, jump)| {
            let damping = jump.transposed().times(jump);
            rate.abs() * damping.norm()
        });
        let scaled = 2.0 * norms.sum::<f64>() * t;
        let mut steps = 1u32;
        while f64::from(steps) < scaled {
            steps += 1;
        }
        let step = t / f64::from(steps);
        let mut rho = start.matrix().clone();
        for _ in 0..steps {
            let mut term = rho.clone();
            // 22! is 1e21, so the omitted terms are below rounding.
            for n in 1..22u8 {
                term = self.derivative(&term) * Complex::from(step / f64::from(n));
                rho += &term;
            }
        }
        State::from_matrix(rho)
    }

    /// The steady state, if it is unique: a linear solve for the elements between equally excited basis states,
    /// which the generator does not connect with others. Cost: O(C(2N, N)^3).
    ///
    /// # Panics
    ///
    /// When the linear system is singular to working precision.
    pub fn steady_state(&self) -> State {
        let size = 1usize << self.cells;
        let pairs: Vec<(usize, usize)> = (0..size)
            .flat_map(|row| (0..size).map(move |column| (row, column)))
            .filter(|(row, column)| row.count_ones() == column.count_ones())
            .collect();
        let mut system = self.superoperator(&pairs);
        // The first balance follows from the others and is replaced by the trace.
        for (index, (row, column)) in pairs.iter().enumerate() {
            system[(0, index)] = if row == column { 1.0 } else { 0.0 };
        }
        let mut right = DVector::zeros(pairs.len());
        right[0] = 1.0;
        let solution = system
            .lu()
            .solve(&right)
            .expect("the steady state is unique");
        let mut rho = DMatrix::zeros(size, size);
        for (&pair, &element) in pairs.iter().zip(&solution) {
            rho[pair] = Complex::from(element);
        }
        State::from_matrix(rho)
    }

    /// The net loss of bright weight `-Tr[P_sym L(rho)]` of Eq. (115), from which the return from dark
    /// ladders is subtracted.
    pub fn bright_loss(&self, state: &State) -> f64 {
        -spin::weight(
            &spin::projector(self.cells, 0),
            &self.derivative(state.matrix()),
        )
    }

    /// The gross loss `-Tr[P_sym L(P_sym rho P_sym)]` (Eq. 120).
    pub fn bright_leakage(&self, state: &State) -> f64 {
        let bright = spin::projector(self.cells, 0);
        let projector = bright.map(Complex::from);
        -spin::weight(
            &bright,
            &self.derivative(&(&projector * state.matrix() * &projector)),
        )
    }

    /// The generator as a real matrix over the elements at `pairs` of row and column.
    fn superoperator(&self, pairs: &[(usize, usize)]) -> DMatrix<f64> {
        let size = 1 << self.cells;
        let mut superoperator = DMatrix::zeros(pairs.len(), pairs.len());
        let mut unit = DMatrix::zeros(size, size);
        for (from, &pair) in pairs.iter().enumerate() {
            unit[pair] = Complex::ONE;
            let derivative = self.derivative(&unit);
            unit[pair] = Complex::ZERO;
            for (to, &element) in pairs.iter().enumerate() {
                superoperator[(to, from)] = derivative[element].re;
            }
        }
        superoperator
    }
}

/// The channels `J-`, `J+`, `J_z`, `s-_i`, `s+_i` and `sz_i / 2` whose rates are not zero, with these
/// rates.
pub(super) fn channels(cells: usize, rates: &Rates) -> Vec<(RBig, Operator)> {
    let all = |local: fn(usize, usize) -> Operator| Operator::collective(cells, local);
    let mut channels = vec![
        (rates.collective_emission.clone(), all(Operator::lowering)),
        (rates.collective_absorption.clone(), all(Operator::raising)),
        (rates.collective_dephasing.clone(), all(Operator::half_z)),
    ];
    for cell in 0..cells {
        channels.extend([
            (
                rates.local_emission.clone(),
                Operator::lowering(cells, cell),
            ),
            (
                rates.local_absorption.clone(),
                Operator::raising(cells, cell),
            ),
            (rates.dephasing.clone(), Operator::half_z(cells, cell)),
        ]);
    }
    channels.retain(|(rate, _)| !rate.is_zero());
    channels
}
