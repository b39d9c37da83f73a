//! Long run: any start at any time and in the limit, by brute force in fixed point.
//!
//! For each [`Sector`] the propagator over a step `h = 2^-e <= 1 / (2 |L|)` is a power series; repeated
//! squaring gives `exp(2^s h L)` until nothing changes any more. A time is exactly `t = h (n + f)` as a float:
//! the power series of `f`, then one product for each binary digit of `n`. Propagators do not increase the
//! trace norm, so their elements are at most 1 and fixed point suits them. Each squaring about doubles the
//! earlier roundings. For five cells, compared with another step, the error is `1e-28` where a run ends after
//! 15 squarings, and `1e-21` after the 35 squarings that `alpha_c = 1e-6` needs. The final rounding to floats
//! is half a unit in the last place.

use nalgebra::{Complex, DMatrix};

use super::{
    fixed_point::{LONGEST, Matrix, from_float, to_float},
    generator::channels,
    sector::{self, Channel, Sector, Step},
    state::State,
};
use crate::{
    fraction::{from_f64, to_f64},
    model::{parameters::Parameters, rates::Rates},
};

/// Squarings after which rounding may have grown to `1e-16`.
const MOST_SQUARINGS: usize = 50;

/// A run is steady once a squaring changes no element by more than this; the next squaring would change
/// it by the square.
const STILL: f64 = 1.0 / (1u64 << 56) as f64;

/// Least length of a run, in units of the time of the slowest channel.
const PATIENCE: f64 = 64.0;

/// The evolution of any start under all channels of Eq. (113), with dephasing.
///
/// Five cells take two seconds and 50 MB, four cells a tenth of a second; every further start and time takes
/// milliseconds. Six cells are possible, in a minute or two and half a gigabyte.
///
/// ```
/// use ergotropy_oracle::{Parameters, register::{LongRun, State}};
///
/// // An empty collective bath takes every excitation from two cells, but for the one in the singlet.
/// let run = LongRun::new(&Parameters::from_f64(2, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0));
/// let [half, zero] = [0.5f64.sqrt(), 0.0].map(From::from);
/// let end = run.steady_state_from(&State::pure(&[zero, half, -half, zero]));
/// assert!((end.energy() - 1.0).abs() < 1e-15);
/// assert!(run.state_at(&State::excited(2), 1e6).energy() < 1e-15);
/// ```
#[derive(Clone, Debug)]
pub struct LongRun {
    cells: usize,
    step: f64,
    sectors: Vec<Evolution>,
}

/// A sector with its propagators.
#[derive(Clone, Debug)]
struct Evolution {
    sector: Sector,
    step: Step,
    /// The propagators over `2^s` steps, `s = 0, 1, ..`.
    powers: Vec<Matrix>,
    /// Whether the last of `powers` is the limit.
    ends: bool,
}

impl LongRun {
    /// The propagators over all powers of two of a step, until they change no more. Cost: O(C(2N, N)^3)
    /// for each.
    ///
    /// # Panics
    ///
    /// Above six cells.
    pub fn new(parameters: &Parameters) -> Self {
        Self::from_rates(parameters.cells, &parameters.rates())
    }

    /// [`LongRun::new`] for any rates.
    ///
    /// # Panics
    ///
    /// Above six cells, and if there is no noise with these rates for this number of cells.
    pub fn from_rates(cells: usize, rates: &Rates) -> Self {
        Self::with_finer_step(cells, rates, 0)
    }

    /// [`LongRun::from_rates`] with the step halved `halvings` times more.
    fn with_finer_step(cells: usize, rates: &Rates, halvings: i32) -> Self {
        let channels = channels(cells, rates);
        // With a negative collective rate, an eigenvalue of its kernel may be smaller than the rate of
        // any channel.
        let left = rates.kernels(cells).map(|kernel| kernel.symmetric);
        let slowest = channels
            .iter()
            .map(|(rate, _)| rate)
            .chain(&left)
            .map(to_f64)
            .filter(|&rate| rate > 0.0)
            .fold(f64::INFINITY, f64::min);
        let channels: Vec<Channel> = channels
            .into_iter()
            .map(|(rate, jump)| Channel::new(rate, jump))
            .collect();
        let sectors: Vec<_> = (0..)
            .take(cells + 1)
            .map(|difference| {
                let sector = Sector::new(cells, difference);
                assert!(
                    sector.size() <= LONGEST,
                    "{cells} cells are too many for fixed point"
                );
                let generator = sector.generator(&channels);
                (sector, generator)
            })
            .collect();
        let norm = sectors
            .iter()
            .map(|(_, generator)| sector::norm(generator))
            .fold(0.0, f64::max);
        let mut step = 1.0;
        if norm > 0.0 {
            while norm * step < 0.25 {
                step *= 2.0;
            }
            while norm * step > 0.5 {
                step /= 2.0;
            }
        }
        step /= 2f64.powi(halvings);

        let exact = from_f64(step);
        let sectors = sectors
            .into_iter()
            .map(|(sector, generator)| {
                let first = Step::new(&generator, &exact);
                let mut powers = vec![first.propagator()];
                let mut duration = step;
                let mut ends = false;
                while !ends && powers.len() <= MOST_SQUARINGS {
                    let last = &powers[powers.len() - 1];
                    let squared = last.squared();
                    ends = squared.distance(last) < STILL && duration * slowest >= PATIENCE;
                    duration *= 2.0;
                    powers.push(squared);
                }
                Evolution {
                    sector,
                    step: first,
                    powers,
                    ends,
                }
            })
            .collect();
        Self {
            cells,
            step,
            sectors,
        }
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// The state at a time `t` after `start`, in units of `1 / gamma_c`; an infinite `t` gives the limit.
    /// Cost: O(16^N log t).
    ///
    /// # Panics
    ///
    /// When `t` is negative or not a number, `start` has another number of cells or elements above 2, or `t` is beyond
    /// the last propagator of a run that does not end (a channel slower than about `1e-11` of the fastest).
    pub fn state_at(&self, start: &State, t: f64) -> State {
        assert!(t >= 0.0, "time {t} is outside [0, inf]");
        assert_eq!(start.cells(), self.cells, "a state of another register");
        let largest = start.matrix().iter().map(|element| element.norm());
        assert!(largest.fold(0.0, f64::max) <= 2.0, "no density matrix");
        if t == 0.0 {
            return start.clone();
        }
        let steps = t / self.step;
        let size = start.matrix().nrows();
        let mut end = DMatrix::zeros(size, size);
        for evolution in &self.sectors {
            let elements = evolution.sector.read(start.matrix());
            evolution
                .sector
                .write(&mut end, evolution.evolve(&elements, steps));
            if !evolution.sector.is_its_own_transpose() {
                let elements = evolution.sector.read(&start.matrix().transpose());
                let mut transposed = DMatrix::zeros(size, size);
                evolution
                    .sector
                    .write(&mut transposed, evolution.evolve(&elements, steps));
                end += transposed.transpose();
            }
        }
        State::from_matrix(end)
    }

    /// The limit of the state for large times, whether it depends on `start` or not. Cost: O(16^N).
    ///
    /// # Panics
    ///
    /// Those of [`LongRun::state_at`].
    pub fn steady_state_from(&self, start: &State) -> State {
        self.state_at(start, f64::INFINITY)
    }
}

impl Evolution {
    /// The elements of the sector after a number of steps, which need not be whole.
    fn evolve(&self, elements: &[Complex<f64>], steps: f64) -> Vec<Complex<f64>> {
        let part = |float: fn(&Complex<f64>) -> f64| {
            self.evolve_part(elements.iter().map(float).map(from_float).collect(), steps)
        };
        part(|element| element.re)
            .into_iter()
            .zip(part(|element| element.im))
            .map(|(re, im)| Complex::new(to_float(re), to_float(im)))
            .collect()
    }

    /// [`Evolution::evolve`] for real or imaginary parts, since the generator is real.
    fn evolve_part(&self, elements: Vec<i128>, steps: f64) -> Vec<i128> {
        if elements.iter().all(|&element| element == 0) {
            return elements;
        }
        let last = self.powers.len() - 1;
        if steps >= (1u64 << last) as f64 {
            // The last power but one is already steady.
            assert!(
                self.ends,
                "{steps} steps are beyond this run, which does not end"
            );
            return self.powers[last].apply(&elements);
        }
        let whole = steps.floor();
        let elements = self.step.evolve(elements, from_float(steps - whole));
        (0..last)
            .filter(|&digit| (whole / (1u64 << digit) as f64) % 2.0 >= 1.0)
            .fold(elements, |elements, digit| {
                self.powers[digit].apply(&elements)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The greatest difference of propagators over equal times, from one step and from its 64th part: six more
    /// squarings and a shorter power series. Asserts that all sectors end.
    fn judge(parameters: &Parameters) -> f64 {
        let [coarse, fine] = [0, 6].map(|halvings| {
            LongRun::with_finer_step(parameters.cells, &parameters.rates(), halvings)
        });
        let mut largest = 0f64;
        for (coarse, fine) in coarse.sectors.iter().zip(&fine.sectors) {
            assert!(coarse.ends && fine.ends);
            for (one, other) in coarse.powers.iter().zip(fine.powers.iter().skip(6)) {
                largest = largest.max(one.distance(other));
            }
        }
        let squarings = coarse.sectors.iter().map(|sector| sector.powers.len() - 1);
        println!(
            "{} cells, step {:e}, squarings {:?}: {largest:e} apart",
            coarse.cells,
            coarse.step,
            squarings.collect::<Vec<_>>()
        );
        largest
    }

    #[test]
    fn propagators_do_not_depend_on_the_step() {
        for cells in 1..=3 {
            for alpha in [0.0, 2f64.powi(-20), 0.5, 0.99] {
                for (eta, noise) in [(1.0, 0.0), (1.0, 0.25), (0.5, 0.25)] {
                    let parameters = Parameters::from_f64(cells, alpha, 0.25, eta, 1.0, 0.0, noise);
                    assert!(judge(&parameters) < 1e-22, "{parameters:?}");
                }
            }
        }
    }

    #[test]
    #[ignore = "half a minute"]
    fn propagators_of_five_cells_do_not_depend_on_the_step() {
        for (alpha, noise) in [(0.0, 0.0), (0.0, 0.25), (2f64.powi(-20), 0.0), (0.99, 0.25)] {
            for cells in 4..=5 {
                let parameters = Parameters::from_f64(cells, alpha, 0.25, 1.0, 0.0, 0.0, noise);
                assert!(judge(&parameters) < 1e-20, "{parameters:?}");
            }
        }
    }

    #[test]
    fn very_slow_noise_is_not_taken_for_none() {
        let slow = |alpha| LongRun::new(&Parameters::from_f64(2, alpha, 0.0, 1.0, 0.0, 0.0, 0.0));
        let ends = |run: &LongRun| run.sectors.iter().all(|sector| sector.ends);
        assert!(ends(&slow(0.0)));
        assert!(ends(&slow(1e-9)));
        assert!(!ends(&slow(1e-30)));
    }
}
