//! Ladders whose populations fall from rung to rung by one common ratio.
//!
//! - [`spectrum`]: eigenvalues and their counts
//! - [`crossing`]: the weight that crosses one boundary between levels
//! - [`work`]: ergotropy as the sum of these weights
//!
//! Gibbs starts are such states with the ratio q, and collective noise leads to such states with the
//! ratio α_c. Only the lowest population of each ladder is stored.

pub(crate) mod crossing;
pub(crate) mod spectrum;
pub(crate) mod work;

use crate::error::Error;
use crate::numerics::double::{Double, Doubles, ROUNDOFF_SQUARED};
use crate::numerics::memory;
use crate::numerics::simd::vectorised;
use crate::spin::lattice::Lattice;

/// Greatest number of populations of a state of geometric ladders; its work then takes minutes.
const MOST_POPULATIONS: u128 = 1 << 35;

/// Fraction of a state that may be left out at each of its ends.
pub(crate) const CUT: f64 = 1e-18;

/// A geometric ratio x in [0, 1] with its complement 1 - x.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ratio {
    pub(crate) value: Double,
    pub(crate) complement: Double,
}

impl Ratio {
    /// The ratio of a float from 0 to 1.
    pub(crate) fn of_float(x: f64) -> Self {
        Self {
            value: Double::from(x),
            complement: Double::one_minus(x),
        }
    }

    /// 1 + x + ... + x^(n-1), with the relative error [`Ratio::error`].
    #[inline(always)]
    pub(crate) fn sum(self, n: u64) -> Double {
        if !self.complement.is_positive() {
            return Double::from(n as f64);
        }
        if n == 1 {
            return Double::ONE;
        }
        // e^-90 is less than 2^-128.
        let power = if self.complement.hi * n as f64 > 90.0 {
            Double::ZERO
        } else {
            self.power(n)
        };
        (Double::ONE - power) / self.complement
    }

    /// x^n by repeated squaring.
    #[inline(always)]
    fn power(self, mut n: u64) -> Double {
        let (mut base, mut power) = (self.value, Double::ONE);
        while n > 0 {
            if n & 1 == 1 {
                power = power * base;
            }
            base = base * base;
            n >>= 1;
        }
        power
    }

    /// Relative error of [`Ratio::sum`]: x^n has an error of 8n u² x^n, and 1 - x^n is at least n x^n
    /// (1 - x) / 2.
    pub(crate) fn error(self) -> f64 {
        if self.complement.is_positive() {
            64.0 * ROUNDOFF_SQUARED / self.complement.hi.min(1.0)
        } else {
            0.0
        }
    }

    /// Number of rungs after which less than [`CUT`] of an endless ladder is left; at most `most`.
    pub(crate) fn rungs(self, most: u64) -> u64 {
        if self.value.hi == 0.0 {
            return 1;
        }
        let ln = if self.value.hi > 0.5 {
            (-self.complement.hi).ln_1p()
        } else {
            self.value.hi.ln()
        };
        // One rung is added for the roundings of the logarithms.
        let rungs = (CUT.ln() / ln).ceil() + 1.0;
        if rungs < most as f64 {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 1 ..= most
            let rungs = rungs as u64;
            rungs
        } else {
            most
        }
    }
}

/// x^u for u < `rungs`.
#[inline(always)]
fn powers(x: Double, rungs: u64) -> Vec<f64> {
    let mut power = Double::ONE;
    (0..rungs)
        .map(|_| {
            let value = power.to_f64();
            power = power * x;
            value
        })
        .collect()
}

/// Populations p(d, k) = p(d, d) x^(k-d) of neighbouring ladders.
#[derive(Clone, Debug)]
pub(crate) struct GeometricLadders {
    lattice: Lattice,
    /// The ladder of the first population in `bottoms`.
    first: u32,
    bottoms: Doubles,
    ratio: Ratio,
    /// x^u for the rungs u of the longest ladder.
    powers: Vec<f64>,
    /// Relative error of the populations before they are rounded to floats.
    relative: f64,
}

impl GeometricLadders {
    /// Ladders from `first` on, and the share of the whole weight in the ends that are cut off.
    ///
    /// # Errors
    /// [`Error::TooLarge`] if the rungs of one ladder would take too much memory;
    /// [`Error::TooManyPopulations`].
    pub(crate) fn new(
        lattice: Lattice,
        first: u32,
        bottoms: Doubles,
        ratio: Ratio,
        relative: f64,
    ) -> Result<(Self, f64), Error> {
        let rungs = ratio.rungs(u64::from(lattice.twice_j(first)) + 1);
        // Memory for the powers and for work with them.
        memory::check_alone(
            lattice.cells(),
            "the rungs of its ladders",
            24 * u128::from(rungs) + 120 * bottoms.len() as u128,
        )?;
        let populations = u128::from(rungs) * bottoms.len() as u128;
        if populations > MOST_POPULATIONS {
            return Err(Error::TooManyPopulations {
                populations,
                limit: MOST_POPULATIONS,
            });
        }
        let powers = vectorised(
            #[inline(always)]
            || powers(ratio.value, rungs),
        );
        let whole = rungs > u64::from(lattice.twice_j(first));
        let cut = if whole { 0.0 } else { CUT };
        let relative = relative + 8.0 * rungs as f64 * ROUNDOFF_SQUARED;
        Ok((
            Self {
                lattice,
                first,
                bottoms,
                ratio,
                powers,
                relative,
            },
            cut,
        ))
    }

    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    pub(crate) fn first(&self) -> u32 {
        self.first
    }

    pub(crate) fn bottoms(&self) -> &Doubles {
        &self.bottoms
    }

    pub(crate) fn ratio(&self) -> Ratio {
        self.ratio
    }

    pub(crate) fn powers(&self) -> &[f64] {
        &self.powers
    }

    pub(crate) fn relative(&self) -> f64 {
        self.relative
    }

    /// Number of stored rungs of ladder d.
    pub(crate) fn rungs(&self, d: u32) -> usize {
        self.powers.len().min(self.lattice.twice_j(d) as usize + 1)
    }

    pub(crate) fn ladder_of(&self, index: usize) -> u32 {
        self.first + u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// Weight of each ladder, including the end that is cut off.
    pub(crate) fn weights(&self) -> impl Iterator<Item = (u32, Double)> + '_ {
        (self.first..).zip(self.bottoms.iter()).map(|(d, bottom)| {
            let rungs = u64::from(self.lattice.twice_j(d)) + 1;
            (d, bottom * self.ratio.sum(rungs))
        })
    }

    pub(crate) fn population(&self, d: u32, k: u32) -> f64 {
        let (Some(index), Some(u)) = (d.checked_sub(self.first), k.checked_sub(d)) else {
            return 0.0;
        };
        let (index, u) = (index as usize, u as usize);
        if index < self.bottoms.len() && u < self.rungs(d) {
            self.bottoms.get(index).to_f64() * self.powers[u]
        } else {
            0.0
        }
    }

    /// All populations as (d, k, p(d, k)).
    pub(crate) fn populations(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        (self.first..)
            .zip(self.bottoms.iter())
            .flat_map(move |(d, bottom)| {
                let bottom = bottom.to_f64();
                (d..)
                    .zip(&self.powers[..self.rungs(d)])
                    .map(move |(k, power)| (d, k, bottom * power))
            })
    }

    /// Σ k p(d, k).
    pub(crate) fn energy(&self) -> Double {
        vectorised(
            #[inline(always)]
            || self.summed_energy(),
        )
    }

    #[inline(always)]
    fn summed_energy(&self) -> Double {
        let (mut norm, mut moment) = (Double::ZERO, Double::ZERO);
        let mut summed = 0;
        let mut energy = Double::ZERO;
        // From the last ladder to the first, ladders become longer.
        for index in (0..self.bottoms.len()).rev() {
            let d = self.ladder_of(index);
            for u in summed..self.rungs(d) {
                norm += Double::from(self.powers[u]);
                moment += Double::from(self.powers[u]) * Double::from(u as f64);
            }
            summed = summed.max(self.rungs(d));
            energy += self.bottoms.get(index) * (norm * Double::from(f64::from(d)) + moment);
        }
        energy
    }
}
