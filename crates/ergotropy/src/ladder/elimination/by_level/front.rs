//! The states that jumps connect with the eliminated ones: those of two neighbouring levels.

use crate::ladder::chain::jumps::Jump;
use crate::ladder::chain::rates::Rates;
use crate::ladder::chain::span::Span;
use crate::numerics::double::{Double, Doubles};

/// The rates among the states of two neighbouring levels, row by row: from the state of the row to that
/// of the column.
#[derive(Default)]
pub(crate) struct Front {
    pub(crate) size: usize,
    pub(crate) rates: Doubles,
    pub(crate) leaks: Doubles,
    /// The least and the greatest rate that entered so far.
    pub(crate) span: Span,
}

impl Front {
    /// The front of levels k and k - 1: the rates that earlier stages left among the states of level k,
    /// and the rates of the jumps from and to level k.
    #[inline(always)]
    pub(crate) fn entering(&self, generator: &Rates<Double>, k: u32, z: f64) -> Self {
        let lattice = generator.lattice();
        let (own, next) = (lattice.width(k), lattice.width(k - 1));
        let size = own + next;
        let mut front = Self {
            size,
            rates: Doubles::zeros(size * size),
            leaks: Doubles {
                hi: vec![z; size],
                lo: vec![0.0; size],
            },
            span: self.span,
        };
        for i in 0..self.size {
            for j in 0..self.size {
                front
                    .rates
                    .set(i * size + j, self.rates.get(i * self.size + j));
            }
            front.leaks.set(i, self.leaks.get(i));
        }
        // The states of a level are eliminated from the darkest ladder to the brightest.
        let place = |d: u32, level: u32| {
            let (d, width) = (d as usize, lattice.width(level));
            let before = if level == k { 0 } else { own };
            (d < width).then(|| before + width - 1 - d)
        };
        for level in [k, k - 1] {
            for d in 0..=level.min(lattice.cells() - level) {
                let Some(from) = place(d, level) else {
                    continue;
                };
                let ladder = generator.ladder(d);
                for jump in Jump::ALL {
                    // Jumps within level k - 1 enter the next front, and jumps from or to level k + 1 entered
                    // the one before.
                    if let Some((to, at)) = jump.target(d, level)
                        && level.max(at) == k
                        && let Some(to) = place(to, at)
                    {
                        front.enter(from, to, ladder.rate(jump, level));
                    }
                }
            }
        }
        front
    }

    fn enter(&mut self, from: usize, to: usize, rate: Double) {
        if rate.is_positive() {
            let index = from * self.size + to;
            self.rates.set(index, self.rates.get(index) + rate);
            self.span = self.span.with(rate.hi);
        }
    }

    /// The front without its first `own` states, once they are eliminated.
    pub(crate) fn remainder(self, own: usize) -> Self {
        let size = self.size - own;
        let mut rest = Self {
            size,
            rates: Doubles::zeros(size * size),
            leaks: Doubles::zeros(size),
            span: self.span,
        };
        for i in 0..size {
            for j in 0..size {
                rest.rates.set(
                    i * size + j,
                    self.rates.get((own + i) * self.size + own + j),
                );
            }
            rest.leaks.set(i, self.leaks.get(own + i));
        }
        rest
    }
}
