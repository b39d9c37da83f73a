//! exp(Lt) of a Bohr sector, by powers of two of a short time.
//!
//! With a power of two Λ of at least twice the greatest loss of any sector, L + Λ has no negative
//! element, and neither has any term of
//!
//! ```text
//! exp(Lτ) = exp(-Λτ) Σ_k ((L + Λ) τ)^k / k!,   Λτ = 1/16,
//! ```
//!
//! nor of its squares. In double-double arithmetic squaring gives P_i = exp(2^i τ L) up to any time that
//! matters; rounded to floats they are kept, and exp(Lt) is the product of those whose bit is set
//! in ⌊t/τ⌋ and of a short series for the rest. This needs no eigenvectors, so that it does not mind
//! the Jordan blocks at n = 0. Rows are padded with zeros to whole vector registers.
//!
//! **Error**, in the norm max_column Σ|.|, in which no exp(Lt) exceeds 1 (off-diagonals are not
//! negative, column sums not positive): a series errs by its roundings, a square of P by 2|P| times
//! what P does and by (3n + 10)u² |P|² for n elements, a product by the sum of its factors and (n + 2)u.
//! Since exp(Lt) brings nothing further apart, once P_i is within ε of its limit (the analysis of
//! [`Sector`] gives it) so are all later times.

use faer::c64;

use crate::error::Error;
use crate::numerics::double::{self, Double, Doubles, ROUNDOFF, ROUNDOFF_SQUARED};
use crate::numerics::simd::vectorised;
use crate::schur::sectors::sector::Sector;

/// Rows of matrices have a multiple of so many numbers, those beyond n zero.
pub(crate) const LANES: usize = 8;

/// One register of numbers.
type Lanes = [f64; LANES];

/// Λτ, a power of two.
const STEP: f64 = 1.0 / 16.0;

/// Nearer than this to its limit a sector has arrived.
const ARRIVED: f64 = 1e-19;

/// ⌊t/τ⌋ has as many bits as a float at most: beyond, squaring would lose too much.
const MOST_BITS: usize = 53;

/// The error of the series for P_0, with that of the rates, in units of u².
const SERIES_ERROR: f64 = 500.0;

/// The error of the series in floats, in units of u.
const SHORT_SERIES_ERROR: f64 = 40.0;

/// A matrix exp(Lt), in padded rows, and its error: the largest column sum of what is off.
#[derive(Clone, Debug)]
struct Propagator {
    elements: Vec<Lanes>,
    error: f64,
}

/// Room for the propagator of one sector and what it is applied to.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// exp(Lt), in padded rows.
    pub(crate) product: Vec<Lanes>,
    pub(crate) block: Vec<c64>,
    term: Vec<Lanes>,
    next: Vec<Lanes>,
}

impl Scratch {
    /// A bound of the spectral norm, √(largest column sum × largest row sum).
    #[inline(always)]
    pub(crate) fn norm(&self, width: usize, error: f64) -> f64 {
        let rows = self.product.chunks_exact(width);
        let most = rows
            .map(|row| row.as_flattened().iter().sum::<f64>())
            .fold(1.0, f64::max);
        // A row sum is off by all columns' errors at most.
        (most + (width * LANES) as f64 * error).sqrt() * (1.0 + 1e-12)
    }
}

/// The time scale that all sectors of an ensemble share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// Λ, a power of two; zero if nothing moves.
    scale: f64,
}

impl Clock {
    /// The clock of these sectors.
    pub(crate) fn new(sectors: &[Sector]) -> Self {
        let fastest = sectors
            .iter()
            .flat_map(|sector| (0..sector.len()).map(|i| sector.loss(i).to_f64()))
            .fold(0.0, f64::max);
        if fastest == 0.0 {
            return Self { scale: 0.0 };
        }
        let mut scale = 1.0f64;
        while scale < 2.0 * fastest {
            scale *= 2.0;
        }
        while scale >= 4.0 * fastest {
            scale /= 2.0;
        }
        Self { scale }
    }

    /// Λt/16, as steps of τ.
    fn steps(self, time: f64) -> f64 {
        time * self.scale / STEP
    }
}

/// The powers of a sector's propagator.
#[derive(Clone, Debug)]
pub(crate) struct Powers {
    clock: Clock,
    n: usize,
    /// Registers in a row.
    width: usize,
    /// (L + Λ)/Λ, its three diagonals: below, on and above.
    below: Vec<f64>,
    on: Vec<f64>,
    above: Vec<f64>,
    /// P_i in floats, row by row, and their errors.
    binary: Vec<Propagator>,
    /// What P_i becomes, if the last power is as good as there.
    limit: Option<Propagator>,
}

impl Powers {
    /// The powers that times up to `longest` ask for.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if a sector still moves after 2^53 steps.
    pub(crate) fn new(sector: &Sector, clock: Clock, longest: f64) -> Result<Self, Error> {
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
            // Nearer than it is known, another square would only double the error.
            if distance < ARRIVED || off <= error {
                powers.limit = Some(Propagator {
                    elements: rounded(&limit, n),
                    error: distance + ROUNDOFF,
                });
                break;
            }
            if 2f64.powi(bit) > steps {
                break;
            }
            if powers.binary.len() == MOST_BITS {
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
            // |P² - P̃²| <= (|P| + |P̃|) ε, and a sector that leaks has |P| below 1.
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

    /// Leaves exp(Lt) in `scratch`, for a time up to the longest, and tells its error.
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
        // An integer below 2^53: bits are taken off without error.
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

    /// exp(Lt) over a part of τ, in floats.
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

#[inline(always)]
fn add_multiple(sum: &mut Lanes, factor: f64, lanes: &Lanes) {
    for (sum, x) in sum.iter_mut().zip(lanes) {
        *sum += factor * x;
    }
}

/// (L + Λ)/Λ in double-double arithmetic, by diagonals.
struct Series {
    below: Vec<Double>,
    on: Vec<Double>,
    above: Vec<Double>,
}

impl Series {
    fn new(sector: &Sector, scale: Double) -> Self {
        let n = sector.len();
        let share = |rate: Double| {
            if scale.is_positive() {
                rate / scale
            } else {
                Double::ZERO
            }
        };
        Self {
            below: (1..n).map(|i| share(sector.up(i - 1))).collect(),
            on: (0..n)
                .map(|i| Double::ONE - share(sector.loss(i)))
                .collect(),
            above: (1..n).map(|i| share(sector.down(i - 1))).collect(),
        }
    }

    /// exp(Lτ) with Λτ = x, row by row.
    #[inline(always)]
    fn sum(&self, x: f64) -> Doubles {
        let n = self.on.len();
        let mut term = Doubles::zeros(n * n);
        for i in 0..n {
            term.set(i * n + i, Double::ONE);
        }
        let mut sum = term.clone();
        let (mut weight, mut exponential) = (Double::ONE, Double::ONE);
        let mut k = 0.0;
        while weight.to_f64() > ROUNDOFF_SQUARED / 1024.0 {
            k += 1.0;
            let factor = Double::from(x) / Double::from(k);
            let mut next = Doubles::zeros(n * n);
            for row in 0..n {
                let mut gain = |from: usize, rate: Double| {
                    let to = row * n..(row + 1) * n;
                    let from = from * n..(from + 1) * n;
                    double::add_multiple(
                        (&mut next.hi[to.clone()], &mut next.lo[to]),
                        rate * factor,
                        (&term.hi[from.clone()], &term.lo[from]),
                    );
                };
                gain(row, self.on[row]);
                if row > 0 {
                    gain(row - 1, self.below[row - 1]);
                }
                if row + 1 < n {
                    gain(row + 1, self.above[row]);
                }
            }
            term = next;
            double::add_multiple(
                (&mut sum.hi, &mut sum.lo),
                Double::ONE,
                (&term.hi, &term.lo),
            );
            weight = weight * factor;
            exponential += weight;
        }
        let factor = Double::ONE / exponential;
        let mut scaled = Doubles::zeros(n * n);
        double::add_multiple((&mut scaled.hi, &mut scaled.lo), factor, (&sum.hi, &sum.lo));
        scaled
    }
}

/// The square of a matrix without negative elements.
#[inline(always)]
fn square(matrix: &Doubles, n: usize) -> Doubles {
    let mut square = Doubles::zeros(n * n);
    for row in 0..n {
        for middle in 0..n {
            let factor = matrix.get(row * n + middle);
            let to = row * n..(row + 1) * n;
            let from = middle * n..(middle + 1) * n;
            double::add_multiple(
                (&mut square.hi[to.clone()], &mut square.lo[to]),
                factor,
                (&matrix.hi[from.clone()], &matrix.lo[from]),
            );
        }
    }
    square
}

#[inline(always)]
fn multiply(a: &[Lanes], b: &[Lanes], product: &mut [Lanes], width: usize) {
    for (row, product) in a.chunks_exact(width).zip(product.chunks_exact_mut(width)) {
        for (lane, product) in product.iter_mut().enumerate() {
            let mut sum = [0.0; LANES];
            for (&factor, b) in row.as_flattened().iter().zip(b.chunks_exact(width)) {
                add_multiple(&mut sum, factor, &b[lane]);
            }
            *product = sum;
        }
    }
}

/// The limit of exp(Lt), row by row.
fn limit(sector: &Sector) -> Doubles {
    let n = sector.len();
    let mut limit = Doubles::zeros(n * n);
    for column in 0..n {
        for (row, weight) in sector.limit(column) {
            limit.set(row * n + column, weight);
        }
    }
    limit
}

/// Largest column sum of the difference of two matrices, rounded up.
fn distance(a: &Doubles, b: &Doubles, n: usize) -> f64 {
    (0..n)
        .map(|column| {
            (0..n)
                .map(|row| {
                    let i = row * n + column;
                    (a.get(i) - b.get(i)).abs().to_f64()
                })
                .sum::<f64>()
        })
        .fold(0.0, f64::max)
        * (1.0 + 1e-9)
}

/// Largest column sum of a matrix without negative elements, rounded up.
fn column_sum(matrix: &Doubles, n: usize) -> f64 {
    (0..n)
        .map(|column| (0..n).map(|row| matrix.hi[row * n + column]).sum::<f64>())
        .fold(0.0, f64::max)
        * (1.0 + 1e-9)
}

/// A matrix in floats and padded rows.
fn rounded(matrix: &Doubles, n: usize) -> Vec<Lanes> {
    let width = n.div_ceil(LANES);
    let mut rounded = vec![[0.0; LANES]; n * width];
    for (i, element) in matrix.iter().enumerate() {
        let column = i % n;
        rounded[i / n * width + column / LANES][column % LANES] = element.to_f64();
    }
    rounded
}
