//! State-by-state elimination of the chain, without a single subtraction.
//!
//! - [`front`]: the states that jumps connect with the eliminated ones
//!
//! The chain with a rate z of being killed in every state is censored on fewer and fewer states
//! (Grassmann, Taksar and Heyman, *Oper. Res.* 33, 1107 (1985)). When a state p is eliminated, each
//! rate into p is shared out among the states to which p leads,
//!
//! ```text
//! pivot_p = Σ_{j later} F[p,j] + leak_p ,   F[i,j] += F[i,p] F[p,j] / pivot_p ,
//! leak_i += F[i,p] leak_p / pivot_p .
//! ```
//!
//! Diagonals are never formed. States are taken from the top level N down to the ground state, and
//! within a level from the darkest ladder to the bright one. The states that jumps connect with the
//! eliminated ones are then the rest of a level and the level below: a dense front of at most N + 1
//! states. Every pivot contains the rate of emission, or that of dephasing at the bottom of ladders
//! when nothing but dephasing acts on single cells. So no pivot consists of rates of climbing only.
//!
//! **Error.** A stage with f later states perturbs the off-diagonal rates of these f states by at
//! most ε = (3f + 30)u² relative. By the Markov chain tree theorem (each spanning tree has one
//! edge out of each state), that changes ratios of stationary weights by at most 2fε relative;
//! with killing, the forest theorem says the same of every entry of the resolvent. Summed over
//! all stages, with what the substitutions add, that is [`Elimination::relative_error`]; for right-hand
//! sides of mixed signs it is relative to what their absolute values would give.
//!
//! **Underflow.** A product that falls below the least float loses up to 2^-1073, which is less than u²
//! of any entry above [`SMALLEST`]. Rates that span more than two hundred decades, or are below 1e-250,
//! are refused. Entries made of many small ratios can still be smaller: weak local noise has to act d
//! times to change the ladder by d. The stationary weights are then no longer proved
//! ([`Stationary::resolved`]), and in the resolvent a lost rate ρ changes Σ|p| by at most 2ρ/z
//! ([`Elimination::lost`]).

pub(crate) mod front;

use crate::error::Error;
use crate::ladder::chain::rates::{RATE_ERROR, Rates};
use crate::ladder::chain::span::Span;
use crate::ladder::elimination::by_level::front::Front;
use crate::ladder::elimination::purpose::Purpose;
use crate::numerics::double::{Double, Doubles, ROUNDOFF_SQUARED};
use crate::numerics::effort;
use crate::numerics::memory;
use crate::numerics::simd::doubles::{add_multiple, dot};
use crate::numerics::simd::vectorised;
use crate::spin::lattice::Lattice;

/// The factors of z - Q.
#[derive(Debug)]
pub(crate) struct Elimination {
    lattice: Lattice,
    /// For each state in the order of elimination: F[i,p] / pivot of the later states i.
    columns: Doubles,
    /// For each state in the order of elimination: F[p,j] / pivot of the later states j.
    rows: Doubles,
    pivots: Doubles,
    starts: Vec<usize>,
    relative_error: f64,
    resolved: bool,
}

/// An entry above this value loses less than u² of itself when a product added to it falls below the
/// least float.
const SMALLEST: f64 = 1e-288;

/// Bound on twice the sum of all rates that are lost because products fall below the least float: fewer
/// than 1e12 products, each of which loses less than 2^-1072.
const LOST: f64 = 1e-300;

/// Number of entries in all columns of factors. A level of width m whose lower neighbour has width m'
/// contributes m m' + m (m - 1)/2; widths go 1 .. h .. 1, with h once for even N and twice for odd N.
fn entries(lattice: Lattice) -> u128 {
    let h = u128::from(lattice.ladders());
    let pyramid = (h - 1) * h * (h + 1);
    if lattice.cells().is_multiple_of(2) {
        pyramid - h * (h - 1) / 2
    } else {
        pyramid + h * h
    }
}

/// Memory of factors, pivots and workspace, in bytes.
pub(crate) fn bytes(lattice: Lattice, purpose: Purpose) -> u128 {
    let factors = if purpose == Purpose::Resolvent { 2 } else { 1 };
    let front = u128::from(lattice.ladders()).pow(2) * 8;
    let per_state = 10;
    16 * (entries(lattice) * factors + front + per_state * u128::from(lattice.states()))
}

/// Stationary weights, each level k with a scale of its own.
#[derive(Debug)]
pub(crate) struct Stationary {
    /// In the order of [`Lattice::iter`].
    pub(crate) weights: Doubles,
    /// The weights of level k are to be multiplied by `2^exponents[k]`.
    pub(crate) exponents: Vec<i64>,
    /// False if some weight came so near the least float that it lost digits.
    pub(crate) resolved: bool,
}

/// Weights of one level whose ratio is below this have lost digits to underflow.
const SMALLEST_RATIO: f64 = 1e-270;

/// The greatest exponent by which a level is scaled: 2 to this power, and its inverse, are floats.
const MOST_SHIFT: f64 = 900.0;

/// Whether each entry of `target` to which a positive element of `row` was added is above [`SMALLEST`].
fn all_above_smallest(target: &[f64], row: &[f64]) -> bool {
    target
        .iter()
        .zip(row)
        .all(|(&entry, &added)| added == 0.0 || entry > SMALLEST)
}

/// The least positive number and the greatest number; infinity and zero if none is positive.
fn extremes(numbers: &[f64]) -> (f64, f64) {
    numbers
        .iter()
        .filter(|&&x| x > 0.0)
        .fold((f64::INFINITY, 0.0), |(least, most), &x| {
            (x.min(least), x.max(most))
        })
}

impl Elimination {
    /// Eliminates z - Q; z = 0 is for the stationary weights.
    ///
    /// Cost: about (N/2)⁴ multiplications, O(N³) memory.
    pub(crate) fn new(generator: &Rates<Double>, z: f64, purpose: Purpose) -> Result<Self, Error> {
        let lattice = generator.lattice();
        memory::check(lattice.cells(), "direct elimination", |cells| {
            bytes(Lattice::new(cells), purpose)
        })?;
        let mut elimination = Self {
            lattice,
            columns: Doubles::default(),
            rows: Doubles::default(),
            pivots: Doubles::default(),
            starts: Vec::new(),
            relative_error: 2.0 * RATE_ERROR * lattice.states() as f64,
            resolved: true,
        };
        let mut front = Front::default();
        for k in (1..=lattice.cells()).rev() {
            front = vectorised(
                #[inline(always)]
                || front.entering(generator, k, z),
            );
            let own = lattice.width(k);
            for p in 0..own {
                let done = vectorised(
                    #[inline(always)]
                    || elimination.eliminate(&mut front, p, purpose),
                );
                if let Err(pivot) = done {
                    return Err(generator.span().blamed_or(Error::Pivot {
                        d: u32::try_from(own - 1 - p).unwrap_or(0),
                        k,
                        rate: pivot.hi,
                        least: f64::MIN_POSITIVE,
                    }));
                }
            }
            front = front.remainder(own);
        }
        if !front.span.is_held() {
            let Span { least, greatest } = front.span;
            return Err(Error::RateSpan { least, greatest });
        }
        elimination.pivots.push(front.leaks.get(0));
        elimination.starts.push(elimination.columns.len());
        elimination.relative_error *= ROUNDOFF_SQUARED * 1.01;
        effort::eliminated(elimination.pivots.len());
        Ok(elimination)
    }

    /// Eliminates the state at place p of the front; the error is its pivot, if that is no positive
    /// float.
    #[inline(always)]
    fn eliminate(&mut self, front: &mut Front, p: usize, purpose: Purpose) -> Result<(), Double> {
        let Front {
            size, rates, leaks, ..
        } = front;
        let size = *size;
        let later = size - p - 1;
        let (above_hi, below_hi) = rates.hi.split_at_mut((p + 1) * size);
        let (above_lo, below_lo) = rates.lo.split_at_mut((p + 1) * size);
        let row = (&above_hi[p * size + p + 1..], &above_lo[p * size + p + 1..]);
        let mut pivot = leaks.get(p);
        let (least, _) = extremes(row.0);
        for j in 0..later {
            pivot += Double {
                hi: row.0[j],
                lo: row.1[j],
            };
        }
        if !(pivot.is_positive() && pivot.hi.is_finite()) {
            return Err(pivot);
        }
        self.starts.push(self.columns.len());
        let leak = leaks.get(p);
        for i in 0..later {
            let entry = Double {
                hi: below_hi[i * size + p],
                lo: below_lo[i * size + p],
            };
            if !entry.is_positive() {
                self.columns.push(Double::ZERO);
                continue;
            }
            let factor = entry / pivot;
            self.columns.push(factor);
            let cut = i * size + p + 1..(i + 1) * size;
            add_multiple(
                (&mut below_hi[cut.clone()], &mut below_lo[cut]),
                factor,
                row,
            );
            if factor.hi * least.min(1.0) < SMALLEST {
                let target = &below_hi[i * size + p + 1..(i + 1) * size];
                self.resolved &= factor.hi > SMALLEST && all_above_smallest(target, row.0);
            }
            let index = p + 1 + i;
            leaks.set(index, leaks.get(index) + factor * leak);
        }
        if purpose == Purpose::Resolvent {
            for j in 0..later {
                let entry = Double {
                    hi: row.0[j],
                    lo: row.1[j],
                };
                self.rows.push(entry / pivot);
            }
        }
        self.pivots.push(pivot);
        let f = later as f64;
        self.relative_error += 2.0 * f * (3.0 * f + 30.0) + 12.0 * f + 80.0;
        Ok(())
    }

    /// Bound on the relative error of each stationary weight, and of each entry of the resolvent.
    pub(crate) fn relative_error(&self) -> f64 {
        self.relative_error
    }

    /// Bound on the error of z (z - Q)⁻¹, in Σ|p|, from products below the least float.
    pub(crate) fn lost(&self, z: f64) -> f64 {
        if self.resolved { 0.0 } else { LOST / z }
    }

    /// The stationary weights, not normalised.
    pub(crate) fn stationary(&self) -> Stationary {
        effort::solved();
        let states = self.pivots.len();
        let mut x = Doubles::zeros(states);
        x.set(states - 1, Double::ONE);
        let mut exponents = vec![0];
        let mut resolved = self.resolved;
        let mut next = states - 1;
        for k in 1..=self.lattice.cells() {
            let first = next - self.lattice.width(k);
            vectorised(
                #[inline(always)]
                || {
                    for p in (first..next).rev() {
                        let weight = self.inflow(p, &x);
                        x.set(p, weight);
                    }
                },
            );
            // The next level up needs the weights of this level only, so each level may have a scale of
            // its own.
            let (least, most) = extremes(&x.hi[first..next]);
            resolved &= least > SMALLEST_RATIO * most;
            let shift = if most > 0.0 {
                -most.log2().round()
            } else {
                0.0
            };
            #[allow(clippy::cast_possible_truncation)]
            let shift = shift.clamp(-MOST_SHIFT, MOST_SHIFT) as i32;
            for p in first..next {
                x.set(p, x.get(p).scaled(2f64.powi(shift)));
            }
            exponents.push(exponents.last().copied().unwrap_or(0) - i64::from(shift));
            next = first;
        }
        x.hi.reverse();
        x.lo.reverse();
        Stationary {
            weights: x,
            exponents,
            resolved,
        }
    }

    /// Σ_i x_i F[i,p] / pivot_p over the states i later than p.
    #[inline(always)]
    fn inflow(&self, p: usize, x: &Doubles) -> Double {
        let factors = self.starts[p]..self.starts[p + 1];
        let later = p + 1..p + 1 + factors.len();
        dot(
            (&self.columns.hi[factors.clone()], &self.columns.lo[factors]),
            (&x.hi[later.clone()], &x.lo[later]),
        )
    }

    /// Solves x (z - Q) = w, both in the order of [`Lattice::iter`]; needs [`Purpose::Resolvent`].
    pub(crate) fn resolve(&self, w: &Doubles) -> Doubles {
        effort::solved();
        let states = self.pivots.len();
        let mut x = w.clone();
        x.hi.reverse();
        x.lo.reverse();
        vectorised(
            #[inline(always)]
            || {
                for p in 0..states - 1 {
                    let factors = self.starts[p]..self.starts[p + 1];
                    let (done_hi, later_hi) = x.hi.split_at_mut(p + 1);
                    let (done_lo, later_lo) = x.lo.split_at_mut(p + 1);
                    let own = Double {
                        hi: done_hi[p],
                        lo: done_lo[p],
                    };
                    let count = factors.len();
                    add_multiple(
                        (&mut later_hi[..count], &mut later_lo[..count]),
                        own,
                        (&self.rows.hi[factors.clone()], &self.rows.lo[factors]),
                    );
                }
                x.set(states - 1, x.get(states - 1) / self.pivots.get(states - 1));
                for p in (0..states - 1).rev() {
                    let inflow = self.inflow(p, &x);
                    x.set(p, x.get(p) / self.pivots.get(p) + inflow);
                }
            },
        );
        x.hi.reverse();
        x.lo.reverse();
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bath, Channel, Ensemble};

    #[test]
    fn memory_is_that_of_the_factors() -> Result<(), Error> {
        let bath = Bath::from_bose_ratio(0.5)?;
        for cells in 1..14 {
            let ensemble = Ensemble::new(cells)?.local(Channel::thermal(bath, 1.0)?);
            let generator = Rates::<Double>::new(&ensemble);
            let elimination = Elimination::new(&generator, 1.0, Purpose::Resolvent)?;
            let expected = entries(ensemble.lattice());
            assert_eq!(elimination.columns.len() as u128, expected, "{cells}");
            assert_eq!(elimination.rows.len() as u128, expected, "{cells}");
        }
        Ok(())
    }
}
