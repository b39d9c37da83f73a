//! Exact: stationary weights as fractions.
//!
//! By the Markov chain tree theorem a chain whose rates are whole numbers has stationary weights that are whole
//! numbers: the weight of state `i` is the sum over all trees into `i` of the product of their rates, at most
//! the product of all exit rates. So it is enough to know the weights modulo sufficiently many primes. Each
//! prime costs one elimination in machine words, without growing numbers and common denominators, and the
//! Chinese remainder theorem gives the integers.
//!
//! Rates are fractions. The unit of time of every state is chosen such that the rates out of it are coprime
//! whole numbers, which the theorem needs and which keeps the bound small. The weights are corrected for these
//! units at the end.
//!
//! - [`prime`]: arithmetic modulo a prime;
//! - [`remainder`]: integers from their residues modulo many primes.

mod prime;
mod remainder;

use dashu::{
    base::{BitTest, Gcd},
    integer::UBig,
    rational::RBig,
};

use super::{
    elimination::{Arithmetic, eliminate},
    limit::Solver,
    network::Network,
};
use crate::fraction::whole;
use remainder::Remainders;

/// Arithmetic of fractions.
pub(super) struct Exact;

impl Arithmetic for Exact {
    type Number = RBig;

    fn zero(&self) -> RBig {
        RBig::ZERO
    }

    fn is_zero(&self, number: &RBig) -> bool {
        number.is_zero()
    }

    fn add(&self, one: &RBig, other: &RBig) -> RBig {
        one + other
    }

    fn multiply(&self, one: &RBig, other: &RBig) -> RBig {
        one * other
    }

    fn invert(&self, number: &RBig) -> RBig {
        RBig::ONE / number
    }
}

impl Solver for Exact {
    /// O(N^4) word operations for each of O(N^2 b) bits of the weights, when a rate has `b` bits.
    fn stationary(&self, network: &Network<RBig>) -> Vec<RBig> {
        let clocks = clocks(network);
        let mut exits = vec![UBig::ZERO; network.size];
        let mut ticks = Vec::new();
        for jump in &network.jumps {
            // In the time unit of its state every rate is whole.
            let rate = whole((&jump.rate * &clocks[jump.from]).into_parts().0);
            exits[jump.from] += &rate;
            ticks.push((jump.from, jump.to, rate));
        }
        let bits = exits.iter().map(BitTest::bit_len).sum();

        let mut remainders = Remainders::new(network.size);
        for field in prime::fields() {
            if remainders.bits() > bits {
                break;
            }
            let mut residues = vec![vec![0; network.size]; network.size];
            for (from, to, rate) in &ticks {
                let known = &mut residues[*from][*to];
                *known = field.add(known, &field.embed(rate));
            }
            // An exit rate may vanish modulo this prime, which is then skipped.
            if let Some(elimination) = eliminate(&field, residues) {
                remainders.push(field, field.tree_weights(&elimination));
            }
        }
        let weights = remainders.integers().into_iter().map(RBig::from);
        weights
            .zip(&clocks)
            .map(|(weight, clock)| weight * clock)
            .collect()
    }
}

/// For every state the factor that turns the rates out of it into coprime whole numbers.
fn clocks(network: &Network<RBig>) -> Vec<RBig> {
    let mut content = vec![RBig::ZERO; network.size];
    for jump in &network.jumps {
        content[jump.from] = common_content(&content[jump.from], &jump.rate);
    }
    content
        .into_iter()
        .map(|content| {
            if content.is_zero() {
                RBig::ONE
            } else {
                RBig::ONE / content
            }
        })
        .collect()
}

/// The greatest fraction of which both `one` (which may be zero) and `other` are whole multiples.
fn common_content(one: &RBig, other: &RBig) -> RBig {
    if one.is_zero() {
        return other.clone();
    }
    let (a, b) = (one.denominator(), other.denominator());
    let numerator = one.numerator().gcd(other.numerator());
    RBig::from_parts(numerator.into(), a / a.gcd(b) * b)
}
