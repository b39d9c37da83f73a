//! Transient: the populations at any time.
//!
//! With `M = 1 + Q / Lambda`, a stochastic matrix when `Lambda` is no less than any exit rate, a step of
//! `y = Lambda t / 2^s <= 1` is a sum of positive terms, `exp(Q t / 2^s) = sum_n y^n / n! M^n / e^y`, and squaring it
//! `s` times gives `exp(Q t)`. Nothing is subtracted, so stiffness does no harm: in fixed-point arithmetic of 320 bits
//! each squaring at most doubles the error and adds one unit per state, and after the 50 squarings that the largest
//! `Lambda t` worth asking for needs, every entry is right to better than 60 decimal places.

use dashu::{base::BitTest, integer::UBig, rational::RBig};

use crate::{
    Chain, Populations,
    fraction::{from_f64, whole},
};

/// Bits after the point.
const PLACES: usize = 320;

/// The transition probabilities of a chain over a fixed time.
#[derive(Clone, Debug)]
pub struct Propagator {
    cells: usize,
    probabilities: Vec<Vec<UBig>>,
}

impl Chain {
    /// `exp(Q t)` for a time in units of `1 / gamma_c`. O(N^6 log(Lambda t)).
    ///
    /// # Panics
    ///
    /// When `t` is negative or not finite.
    pub fn propagator(&self, t: f64) -> Propagator {
        assert!(t >= 0.0 && t.is_finite(), "time {t} is outside [0, inf)");
        let size = self.lattice().size();
        let mut exits = vec![RBig::ZERO; size];
        for jump in self.jumps() {
            exits[jump.from] += &jump.rate;
        }
        let fastest = exits.iter().max().cloned().unwrap_or_default();
        let expected_jumps = &fastest * from_f64(t);
        let squarings = whole(expected_jumps.ceil()).bit_len();
        let step = expected_jumps / RBig::from(UBig::ONE << squarings);

        let mut sparse: Vec<Vec<(usize, UBig)>> = vec![Vec::new(); size];
        if !fastest.is_zero() {
            for jump in self.jumps() {
                sparse[jump.from].push((jump.to, fixed(&(&jump.rate / &fastest))));
            }
            for (state, exit) in exits.iter().enumerate() {
                sparse[state].push((state, fixed(&(RBig::ONE - exit / &fastest))));
            }
        }

        let mut probabilities = short_step(&sparse, &fixed(&step));
        for _ in 0..squarings {
            probabilities = squared(&probabilities);
        }
        Propagator {
            cells: self.lattice().cells(),
            probabilities,
        }
    }

    /// The populations at time `t` after `start`; for several starts or equal steps keep the [`Propagator`].
    ///
    /// # Panics
    ///
    /// As [`Chain::propagator`] and [`Propagator::apply`] do.
    pub fn evolve(&self, start: &Populations, t: f64) -> Populations {
        self.propagator(t).apply(start)
    }
}

impl Propagator {
    /// The populations one propagation after `start`.
    ///
    /// # Panics
    ///
    /// When `start` has another number of cells than the chain.
    pub fn apply(&self, start: &Populations) -> Populations {
        assert_eq!(
            start.lattice().cells(),
            self.cells,
            "populations of another register"
        );
        let mut weights = vec![UBig::ZERO; self.probabilities.len()];
        for (weight, row) in start.weights().iter().zip(&self.probabilities) {
            for (target, probability) in weights.iter_mut().zip(row) {
                *target += weight * probability;
            }
        }
        Populations::from_weights(self.cells, weights)
    }
}

/// `fraction` with the places kept here, rounded down.
fn fixed(fraction: &RBig) -> UBig {
    whole((fraction * RBig::from(UBig::ONE << PLACES)).floor())
}

/// `sum_n y^n / n! M^n`, by Horner's rule, over the same sum of scalars.
fn short_step(matrix: &[Vec<(usize, UBig)>], y: &UBig) -> Vec<Vec<UBig>> {
    let size = matrix.len();
    let one = UBig::ONE << PLACES;
    let identity = |row: usize| {
        (0..size)
            .map(|column| {
                if row == column {
                    one.clone()
                } else {
                    UBig::ZERO
                }
            })
            .collect()
    };
    let mut sum: Vec<Vec<UBig>> = (0..size).map(identity).collect();
    let mut scalar = one.clone();
    // y <= 1, so terms from 80! on are below the last place.
    for n in (1..80u32).rev() {
        let next = |row: usize| {
            let mut product = vec![UBig::ZERO; size];
            for (inner, factor) in &matrix[row] {
                for (target, source) in product.iter_mut().zip(&sum[*inner]) {
                    *target += factor * source;
                }
            }
            let mut entries: Vec<UBig> = product
                .into_iter()
                .map(|entry| (((entry >> PLACES) * y) >> PLACES) / n)
                .collect();
            entries[row] += &one;
            entries
        };
        sum = (0..size).map(next).collect();
        scalar = &one + ((scalar * y) >> PLACES) / n;
    }
    sum.into_iter()
        .map(|row| {
            row.into_iter()
                .map(|entry| (entry << PLACES) / &scalar)
                .collect()
        })
        .collect()
}

fn squared(matrix: &[Vec<UBig>]) -> Vec<Vec<UBig>> {
    let square_row = |row: &Vec<UBig>| {
        let mut product = vec![UBig::ZERO; row.len()];
        for (factor, source_row) in row.iter().zip(matrix) {
            if !factor.is_zero() {
                for (target, source) in product.iter_mut().zip(source_row) {
                    *target += factor * source;
                }
            }
        }
        product.into_iter().map(|entry| entry >> PLACES).collect()
    };
    matrix.iter().map(square_row).collect()
}
