//! Sixty digits: the steady populations in floating arithmetic of 256 bits.
//!
//! Elimination without subtraction keeps every population, however small, to a relative error of a small polynomial in
//! the number of states times the rounding unit (O'Cinneide 1993): at least sixty digits of the seventy-seven carried,
//! for any chain that fits a machine. The rates themselves are exact fractions, rounded once.

use dashu::{
    float::{FBig, round::mode::HalfEven},
    integer::{IBig, UBig},
    rational::RBig,
};

use crate::{
    Chain, Populations,
    chain::elimination::{Arithmetic, eliminate},
    fraction::whole,
};

/// Bits carried.
const PRECISION: usize = 256;

type Float = FBig<HalfEven>;

impl Chain {
    /// The steady populations, each right to sixty digits, or `None` when there is no unique steady state.
    ///
    /// O(N^4) operations. The weights are dyadic numbers over their total; what is derived from them is exact.
    pub fn steady_state_to_sixty_digits(&self) -> Option<Populations> {
        if !self.all_reach_the_ground_state() {
            return None;
        }
        let size = self.lattice().size();
        let mut rates = vec![vec![RBig::ZERO; size]; size];
        for jump in self.jumps() {
            rates[jump.from][jump.to] += &jump.rate;
        }
        let rates = rates
            .iter()
            .map(|row| row.iter().map(rounded).collect())
            .collect();
        let elimination = eliminate(&Rounded, rates, &self.lattice().reach())?;
        let floats: Vec<Float> = std::iter::once(rounded(&RBig::ONE))
            .chain(elimination.ratios)
            .collect();
        Some(Populations::from_weights(
            self.lattice().cells(),
            whole_multiples(floats),
        ))
    }
}

fn rounded(fraction: &RBig) -> Float {
    fraction.to_float(PRECISION).value()
}

/// The floats in units of their smallest last place.
fn whole_multiples(floats: Vec<Float>) -> Vec<UBig> {
    let parts: Vec<(IBig, isize)> = floats
        .into_iter()
        .map(|float| float.into_repr().into_parts())
        .collect();
    let unit = parts
        .iter()
        .map(|&(_, exponent)| exponent)
        .min()
        .unwrap_or(0);
    parts
        .into_iter()
        .map(|(significand, exponent)| whole(significand) << exponent.abs_diff(unit))
        .collect()
}

/// Rounding arithmetic of fixed relative precision.
struct Rounded;

impl Arithmetic for Rounded {
    type Number = Float;

    fn zero(&self) -> Float {
        Float::ZERO
    }

    fn is_zero(&self, number: &Float) -> bool {
        number.repr().significand().is_zero()
    }

    fn add(&self, one: &Float, other: &Float) -> Float {
        one + other
    }

    fn multiply(&self, one: &Float, other: &Float) -> Float {
        one * other
    }

    fn invert(&self, number: &Float) -> Float {
        rounded(&RBig::ONE) / number
    }

    fn add_multiple(&self, target: &mut [Float], factor: &Float, source: &[Float]) {
        for (target, source) in target.iter_mut().zip(source) {
            if !source.repr().significand().is_zero() {
                *target += factor * source;
            }
        }
    }
}
