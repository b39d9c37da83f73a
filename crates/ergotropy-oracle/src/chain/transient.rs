//! Transient: the populations at any time.
//!
//! Let `M = 1 + Q / Lambda`, a matrix without negative entries if `Lambda` is at least the greatest exit rate.
//! A step of `y = Lambda t / 2^s < 1` is a sum of positive terms, `exp(Q t / 2^s) = sum_n y^n / n! M^n / e^y`,
//! and `s` squarings of it give `exp(Q t)`. Nothing is subtracted, so stiffness does no harm, and probabilities
//! keep their digits however small they are: each squaring at most doubles the relative error, and 320 bits
//! leave more than sixty digits after seventy squarings.

use super::{markov::Chain, network::Network};
use crate::{ladder::populations::Populations, wide::Wide};

/// The transition probabilities of a chain over a fixed time.
#[derive(Clone, Debug)]
pub struct Propagator {
    cells: usize,
    probabilities: Vec<Vec<Wide>>,
    error: i64,
}

impl Chain {
    /// `exp(Q t)` for a time in units of `1 / gamma_c`. Cost: O(N^6 log(Lambda t)).
    ///
    /// # Panics
    ///
    /// When `t` is negative or not finite.
    pub fn propagator(&self, t: f64) -> Propagator {
        Propagator::new(self.lattice().cells(), &self.network().rounded(), t)
    }

    /// The populations at time `t` after `start`; several starts or equal steps should share a
    /// [`Propagator`].
    ///
    /// # Panics
    ///
    /// Those of [`Chain::propagator`] and [`Propagator::apply`].
    pub fn evolve(&self, start: &Populations, t: f64) -> Populations {
        self.propagator(t).apply(start)
    }
}

impl Propagator {
    /// `exp(Q t)` of the chain of `cells` cells.
    pub(crate) fn new(cells: usize, network: &Network<Wide>, t: f64) -> Self {
        assert!(t >= 0.0 && t.is_finite(), "time {t} is outside [0, inf)");
        let mut exits = vec![Wide::ZERO; network.size];
        for jump in &network.jumps {
            exits[jump.from] = exits[jump.from] + jump.rate;
        }
        // This is twice the greatest exit rate, so that the diagonal of `M` keeps its digits.
        let fastest = exits.iter().max().copied().unwrap_or(Wide::ZERO).scaled(1);
        let expected_jumps = fastest * Wide::from(t);
        let squarings = expected_jumps.exponent().max(0);

        let mut sparse = vec![Vec::new(); network.size];
        if !fastest.is_zero() {
            for jump in &network.jumps {
                sparse[jump.from].push((jump.to, jump.rate / fastest));
            }
            for (state, &exit) in exits.iter().enumerate() {
                sparse[state].push((state, fastest.distance(exit) / fastest));
            }
        }

        // Terms fall like inverse factorials once all states are connected, which takes at most 2N jumps.
        let terms = 80 + 2 * cells as u64;
        let mut probabilities = short_step(&sparse, expected_jumps.scaled(-squarings), terms);
        for _ in 0..squarings {
            probabilities = squared(&probabilities);
        }
        Self {
            cells,
            probabilities,
            error: squarings - 295,
        }
    }

    /// The relative error of a probability is below two to this power, for chains of up to a thousand states.
    pub(crate) fn error(&self) -> i64 {
        self.error
    }

    /// The probabilities at the time of the propagator after `start`.
    pub(crate) fn wide(&self, start: &Populations) -> Vec<Wide> {
        assert_eq!(
            start.lattice().cells(),
            self.cells,
            "populations of another register"
        );
        let mut end = vec![Wide::ZERO; self.probabilities.len()];
        for (weight, row) in start.to_wide().into_iter().zip(&self.probabilities) {
            add_multiple(&mut end, weight, row);
        }
        end
    }

    /// The populations at the time of the propagator after `start`.
    ///
    /// # Panics
    ///
    /// When `start` has another number of cells than the chain.
    pub fn apply(&self, start: &Populations) -> Populations {
        Populations::from_wide(self.cells, &self.wide(start))
    }
}

/// `sum_n y^n / n! M^n`, by Horner's rule, over the same sum of scalars.
fn short_step(matrix: &[Vec<(usize, Wide)>], y: Wide, terms: u64) -> Vec<Vec<Wide>> {
    let size = matrix.len();
    let mut sum = vec![vec![Wide::ZERO; size]; size];
    for (state, row) in sum.iter_mut().enumerate() {
        row[state] = Wide::ONE;
    }
    let mut scalar = Wide::ONE;
    for n in (1..terms).rev() {
        let factor = y / Wide::from(n);
        let next = |row: usize| {
            let mut next = vec![Wide::ZERO; size];
            next[row] = Wide::ONE;
            for &(inner, entry) in &matrix[row] {
                add_multiple(&mut next, factor * entry, &sum[inner]);
            }
            next
        };
        sum = (0..size).map(next).collect();
        scalar = Wide::ONE + factor * scalar;
    }
    let scale = scalar.inverse();
    for entry in sum.iter_mut().flatten() {
        *entry = *entry * scale;
    }
    sum
}

fn squared(matrix: &[Vec<Wide>]) -> Vec<Vec<Wide>> {
    let square_row = |row: &Vec<Wide>| {
        let mut product = vec![Wide::ZERO; row.len()];
        for (&factor, source) in row.iter().zip(matrix) {
            add_multiple(&mut product, factor, source);
        }
        product
    };
    matrix.iter().map(square_row).collect()
}

fn add_multiple(target: &mut [Wide], factor: Wide, source: &[Wide]) {
    for (target, &source) in target.iter_mut().zip(source) {
        *target = *target + factor * source;
    }
}
