//! Rational: the steady populations as exact fractions.
//!
//! By the Markov chain tree theorem a chain whose rates are whole numbers has stationary weights that are whole numbers:
//! state `i` weighs the sum over all trees into `i` of the product of their rates, at most the product of all exit
//! rates. So the weights need only be known modulo enough primes. Each prime costs one elimination in machine words,
//! with no growth of numbers and no common denominators, and the Chinese remainder theorem puts the integers together.
//!
//! Rates are fractions. The clock of every state is set so that its own rates are coprime whole numbers, which is
//! all the theorem asks for and keeps the bound small; the dwell times come back in at the end.

mod prime;
mod remainder;

use dashu::{
    base::{BitTest, Gcd},
    integer::UBig,
    rational::RBig,
};

use crate::{
    Chain, Populations,
    chain::elimination::{Arithmetic, eliminate},
    fraction::whole,
};
use remainder::Remainders;

impl Chain {
    /// The exact steady populations, or `None` when there is no unique steady state (`eta = 1` without dephasing, or
    /// nothing that emits). An absorbing ground state (`alpha_c = alpha_l = 0`) is found like any other.
    ///
    /// O(N^4) word operations for each of O(N^2 b) bits of the weights, when a rate has `b` bits.
    pub fn steady_state(&self) -> Option<Populations> {
        if !self.all_reach_the_ground_state() {
            return None;
        }
        let clocks = self.clocks();
        let size = self.lattice().size();
        let mut exits = vec![UBig::ZERO; size];
        let mut ticks = Vec::new();
        for jump in self.jumps() {
            // The clock makes every rate whole.
            let rate = whole((&jump.rate * &clocks[jump.from]).into_parts().0);
            exits[jump.from] += &rate;
            ticks.push((jump.from, jump.to, rate));
        }
        let bits = exits.iter().map(BitTest::bit_len).sum();
        let reach = self.lattice().reach();

        let mut remainders = Remainders::new(size);
        for field in prime::fields() {
            if remainders.bits() > bits {
                break;
            }
            let mut residues = vec![vec![0; size]; size];
            for (from, to, rate) in &ticks {
                let known = &mut residues[*from][*to];
                *known = field.add(known, &field.embed(rate));
            }
            // An exit rate may vanish modulo this prime; the next one will do.
            if let Some(elimination) = eliminate(&field, residues, &reach) {
                remainders.push(field, field.tree_weights(&elimination));
            }
        }
        let weights = remainders.integers();
        let lattice = self.lattice().clone();
        Some(Populations::from_fn(lattice.cells(), |d, k| {
            let state = lattice.index(d, k);
            &clocks[state] * RBig::from(weights[state].clone())
        }))
    }

    /// Whether the ground state can be reached from everywhere, which is when the steady state is unique: noise that
    /// absorbs also emits, so a closed class without the ground state shares the lattice with another one.
    pub(crate) fn all_reach_the_ground_state(&self) -> bool {
        let mut reached = vec![false; self.lattice().size()];
        let mut frontier = vec![0];
        while let Some(state) = frontier.pop() {
            if !std::mem::replace(&mut reached[state], true) {
                frontier.extend(
                    self.jumps()
                        .iter()
                        .filter(|jump| jump.to == state)
                        .map(|jump| jump.from),
                );
            }
        }
        reached.into_iter().all(|reached| reached)
    }

    /// For every state the factor that makes its rates coprime whole numbers.
    fn clocks(&self) -> Vec<RBig> {
        let mut content = vec![RBig::ZERO; self.lattice().size()];
        for jump in self.jumps() {
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
}

/// The largest fraction of which both `one` (or nought) and `other` are whole multiples.
fn common_content(one: &RBig, other: &RBig) -> RBig {
    if one.is_zero() {
        return other.clone();
    }
    let (a, b) = (one.denominator(), other.denominator());
    let numerator = one.numerator().gcd(other.numerator());
    RBig::from_parts(numerator.into(), a / a.gcd(b) * b)
}
