//! The states in contact with those that are eliminated: two neighbouring levels.

use crate::ladder::chain::generator::Generator;
use crate::ladder::chain::span::Span;
use crate::numerics::double::{Double, Doubles};

/// The rates among the states of two neighbouring levels, row-major.
pub(crate) struct Front {
    pub(crate) size: usize,
    pub(crate) rates: Doubles,
    pub(crate) leaks: Doubles,
    /// The rates that entered.
    pub(crate) span: Span,
}

impl Default for Front {
    fn default() -> Self {
        Self {
            size: 0,
            rates: Doubles::default(),
            leaks: Doubles::default(),
            span: Span::default(),
        }
    }
}

impl Front {
    /// The front of levels k and k - 1: what earlier stages left in level k, and the rates of jumps.
    pub(crate) fn entering(self, generator: &Generator, k: u32, z: f64) -> Self {
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
        // The darkest ladder of a level comes first.
        let in_own = |d: usize| own - 1 - d;
        let in_next = |d: usize| own + next - 1 - d;
        for d in 0..own {
            let ladder = u32::try_from(d).unwrap_or(u32::MAX);
            front.add_fan(in_own(d), d, own, in_own, generator.across(ladder, k));
            front.add_fan(in_own(d), d, next, in_next, generator.down(ladder, k));
        }
        for d in 0..next {
            let ladder = u32::try_from(d).unwrap_or(u32::MAX);
            front.add_fan(in_next(d), d, own, in_own, generator.up(ladder, k - 1));
        }
        front
    }

    fn add_fan(
        &mut self,
        from: usize,
        d: usize,
        width: usize,
        place: impl Fn(usize) -> usize,
        fan: [Double; 3],
    ) {
        for (rate, shifted) in fan.into_iter().zip(d..) {
            // `shifted` is the target ladder plus one.
            if rate.is_positive() && shifted >= 1 && shifted <= width {
                let index = from * self.size + place(shifted - 1);
                self.rates.set(index, self.rates.get(index) + rate);
                self.span = self.span.with(rate.hi);
            }
        }
    }

    /// What is left of the front when its first `own` states are eliminated.
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
