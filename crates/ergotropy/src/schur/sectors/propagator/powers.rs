//! exp(Lt) of one sector at any time.

use crate::error::Error;
use crate::numerics::double::{Double, ROUNDOFF, ROUNDOFF_SQUARED};
use crate::numerics::simd::{LANES, vectorised};
use crate::schur::sectors::propagator::clock::{Clock, STEP};
use crate::schur::sectors::propagator::rows::{Lanes, Scratch, add_multiple, multiply, rounded};
use crate::schur::sectors::propagator::series::{
    SERIES_ERROR, Series, column_sum, distance, limit, square,
};
use crate::schur::sectors::sector::Sector;

/// The error of the series in floats, in units of u.
const SHORT_SERIES_ERROR: f64 = 40.0;

/// The numbers that decide how many powers a propagator has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Propagation {
    /// Distance from its limit below which a sector has arrived there.
    pub(crate) arrived: f64,
    /// Greatest number of powers: the number of bits of a float, since ⌊t/τ⌋ is a float.
    pub(crate) most_powers: usize,
}

impl Default for Propagation {
    fn default() -> Self {
        Self {
            arrived: 1e-19,
            most_powers: 53,
        }
    }
}

/// A matrix exp(Lt) in padded rows, and the greatest column sum of its error.
#[derive(Clone, Debug)]
struct Propagator {
    elements: Vec<Lanes>,
    error: f64,
}

/// The powers of a sector's propagator.
#[derive(Clone, Debug)]
pub(crate) struct Powers {
    clock: Clock,
    /// Number of elements of the sector.
    n: usize,
    /// Number of groups of numbers in a row.
    width: usize,
    /// The diagonal of (L + Λ)/Λ below the main one.
    below: Vec<f64>,
    /// The main diagonal of (L + Λ)/Λ.
    on: Vec<f64>,
    /// The diagonal of (L + Λ)/Λ above the main one.
    above: Vec<f64>,
    /// P_i in floats, with their errors.
    binary: Vec<Propagator>,
    /// The limit of P_i, if the powers end there.
    limit: Option<Propagator>,
}

impl Powers {
    /// The powers for times up to `longest`.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a sector still moves after 2^53 steps.
    pub(crate) fn new(sector: &Sector, clock: Clock, longest: f64) -> Result<Self, Error> {
        let tuning = Propagation::default();
        let n = sector.len();
        let scale = Double::from(clock.scale);
        let series = Series::new(sector, scale);
        let float = |diagonal: &[Double]| diagonal.iter().map(|x| x.to_f64()).collect();
        let mut powers = Self {
            clock,
            n,
            width: n.div_ceil(LANES),
            below: float(&series.below),
            on: float(&series.on),
            above: float(&series.above),
            binary: Vec::new(),
            limit: None,
        };
        if clock.scale == 0.0 {
            return Ok(powers);
        }
        let limit = limit(sector);
        let steps = clock.steps(longest);
        let mut power = vectorised(
            #[inline(always)]
            || series.sum(STEP),
        );
        let mut error = SERIES_ERROR * ROUNDOFF_SQUARED;
        for bit in 0.. {
            let off = distance(&power, &limit, n);
            let distance = off + error;
            // A power whose distance from the limit is below its own error is not squared: a square would
            // only double the error.
            if distance < tuning.arrived || off <= error {
                powers.limit = Some(Propagator {
                    elements: rounded(&limit, n),
                    error: distance + ROUNDOFF,
                });
                break;
            }
            if 2f64.powi(bit) > steps {
                break;
            }
            if powers.binary.len() == tuning.most_powers {
                return Err(Error::OutOfRange {
                    name: "the fastest rate times the time",
                    value: longest * clock.scale,
                    allowed: "below 5e14 where coherences have not settled by then",
                });
            }
            powers.binary.push(Propagator {
                elements: rounded(&power, n),
                error: error + ROUNDOFF,
            });
            // |P² - P̃²| <= (|P| + |P̃|) ε. A sector that leaks has |P| below 1.
            let norm = (column_sum(&power, n) + error).min(1.0);
            power = vectorised(
                #[inline(always)]
                || square(&power, n),
            );
            let rounding = (3.0 * n as f64 + 10.0) * ROUNDOFF_SQUARED * (1.0 + 1e-9);
            error = 2.0 * norm * error + error * error + rounding * norm * norm;
        }
        Ok(powers)
    }

    /// Writes exp(Lt) to `scratch`, for a time not later than the longest, and returns its error.
    #[inline(always)]
    pub(crate) fn at(&self, time: f64, scratch: &mut Scratch) -> f64 {
        let steps = self.clock.steps(time);
        if let Some(limit) = &self.limit
            && steps >= 2f64.powi(i32::try_from(self.binary.len()).unwrap_or(i32::MAX))
        {
            scratch.product.clone_from(&limit.elements);
            return limit.error;
        }
        let whole = steps.floor();
        self.series(steps - whole, scratch);
        let mut error = SHORT_SERIES_ERROR * ROUNDOFF;
        // The number of steps is an integer below 2^53, so that bits are subtracted without error.
        let mut left = whole;
        let Scratch { product, next, .. } = scratch;
        let mut unit = 2f64.powi(i32::try_from(self.binary.len()).unwrap_or(0));
        for power in self.binary.iter().rev() {
            unit /= 2.0;
            if left >= unit {
                left -= unit;
                multiply(&power.elements, product, next, self.width);
                std::mem::swap(product, next);
                error += power.error + (self.n as f64 + 2.0) * ROUNDOFF;
            }
        }
        error * (1.0 + 1e-9)
    }

    /// Writes exp(Lt) for a fraction `part` of τ to `scratch`.
    #[inline(always)]
    fn series(&self, part: f64, scratch: &mut Scratch) {
        let n = self.n;
        let x = part * STEP;
        let Scratch {
            product: sum,
            term,
            next,
            ..
        } = scratch;
        let width = self.width;
        for matrix in [&mut *sum, &mut *term, &mut *next] {
            matrix.clear();
            matrix.resize(n * width, [0.0; LANES]);
        }
        for i in 0..n {
            sum[i * width + i / LANES][i % LANES] = 1.0;
            term[i * width + i / LANES][i % LANES] = 1.0;
        }
        let (mut exponential, mut weight) = (1.0, 1.0);
        let mut k = 0.0;
        while weight > 1e-18 {
            k += 1.0;
            let factor = x / k;
            for row in 0..n {
                for lane in 0..width {
                    let at = row * width + lane;
                    let mut gain = [0.0; LANES];
                    add_multiple(&mut gain, self.on[row] * factor, &term[at]);
                    if row > 0 {
                        add_multiple(&mut gain, self.below[row - 1] * factor, &term[at - width]);
                    }
                    if row + 1 < n {
                        add_multiple(&mut gain, self.above[row] * factor, &term[at + width]);
                    }
                    add_multiple(&mut sum[at], 1.0, &gain);
                    next[at] = gain;
                }
            }
            std::mem::swap(term, next);
            weight *= factor;
            exponential += weight;
        }
        for sum in sum.as_flattened_mut() {
            *sum /= exponential;
        }
    }
}
