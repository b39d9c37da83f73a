//! A Krylov space of the generator, and the evolution in it.
//!
//! Of the space of ρ, Lρ, L²ρ, ... let V be the directions, with LV = VH + h v e_mᵀ. The approximation y(s) = |ρ| V exp(sH) e₁ has
//! the defect y' - Ly = -|ρ| h v [exp(sH)]_m1, and since exp(Lt) of noise increases no trace norm,
//!
//! ```text
//! |y(s) - exp(sL)ρ|₁ <= |ρ| h |v|₁ ∫ |[exp(uH)]_m1| du ,
//! ```
//!
//! whatever L is. In the trace norm a matrix of n rows has at most √n times its Frobenius norm.
//!
//! Where one temperature acts and nothing coherent does, emission D and absorption αD obey detailed balance, so that L is symmetric in
//! the product Σ α^(-(k + l)/2) Tr X†_kl Y_kl over the blocks of levels k and l. Then three terms do (Lanczos); directions that lose their orthogonality do not harm
//! the defect.

use std::ops::Range;
use std::rc::Rc;

use crate::numerics::combination::{combine, products};
use crate::numerics::effort;
use crate::numerics::parallel::join;
use crate::numerics::simd::{floats::dot, vectorised};
use crate::register::charging::projected::Projected;
use crate::register::generator::{Generator, Scratch};
use crate::register::packing::Packing;

/// Elements of a piece that stays in the nearest cache from one operation to the next.
const PIECE: usize = 2048;

/// Elements from which on a second thread is worth its start.
const WORTH: usize = 30_000;

/// Length of the parts over which the defect is summed, as a share of the time before.
const PART: f64 = 0.1;

/// Steps of norm 1 for each direction beyond which a space that is not symmetric never reaches; they would take long to be looked at.
const HOPELESS: f64 = 4.0;

/// An element of exp that cannot be told from zero.
const VANISHED: f64 = 16.0 * f64::EPSILON;

/// Share of its square that an image may lose before it is made orthogonal once more.
const LITTLE: f64 = 0.01;

/// What is left of the image of a direction once the space is closed, as a share of the greatest rate: a rounding or two of some N² terms.
const CLOSED: f64 = 1e-14;

/// A Krylov space.
#[derive(Debug)]
pub(crate) struct Space {
    product: Product,
    /// |ρ| in the product of the space.
    size: f64,
    basis: Vec<Vec<f64>>,
    /// The columns of H, with h as the last element; of a symmetric one only the diagonal and what is beside it.
    columns: Vec<Vec<f64>>,
    projected: Option<Projected>,
    /// What was left of the last image, if that cannot be told from roundings.
    closed: Option<f64>,
}

/// The product of two packed states in which directions are orthonormal.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    generator: Rc<Generator>,
    /// The weight of elements by the number of excited cells of both strings; `None` if all are 1 and the generator need not be
    /// symmetric.
    weights: Option<Vec<f64>>,
}

impl Product {
    pub(crate) fn new(generator: &Rc<Generator>, weights: Option<Vec<f64>>) -> Self {
        Self {
            generator: Rc::clone(generator),
            weights,
        }
    }

    pub(crate) fn is_symmetric(&self) -> bool {
        self.weights.is_some()
    }

    fn packing(&self) -> &Packing {
        self.generator.packing()
    }

    /// A state times the number of elements that each of its own stands for.
    fn weighed(&self, state: &[f64]) -> Vec<f64> {
        let mut weighed = state.to_vec();
        for run in self.packing().runs() {
            for x in &mut weighed[run.range.clone()] {
                *x *= run.count;
            }
        }
        weighed
    }

    /// The product of two states.
    fn of(&self, x: &[f64], y: &[f64]) -> f64 {
        self.over_halves(
            &mut [(), ()],
            #[inline(always)]
            |(), range, weight| weight * dot(&x[range.clone()], &y[range]),
        )
    }

    /// Adds `factor * source` to a state, and takes the product of the sum with another state, or with itself.
    fn add(&self, target: &mut [f64], factor: f64, source: &[f64], other: Option<&[f64]>) -> f64 {
        let middle = target.len() / 2;
        let (top, bottom) = target.split_at_mut(middle);
        let mut halves = [(0, top), (middle, bottom)];
        self.over_halves(
            &mut halves,
            #[inline(always)]
            |(begin, half), range, weight| {
                let own = &mut half[range.start - *begin..range.end - *begin];
                for (x, &source) in own.iter_mut().zip(&source[range.clone()]) {
                    *x = factor.mul_add(source, *x);
                }
                let other = other.map_or(&*own, |other| &other[range]);
                weight * dot(own, other)
            },
        )
    }

    /// The sum of what a function of the pieces of a state gives, each with its weight, where each half of the state may have a thread.
    fn over_halves<H: Send>(
        &self,
        halves: &mut [H; 2],
        piece: impl Fn(&mut H, Range<usize>, f64) -> f64 + Sync,
    ) -> f64 {
        let packing = self.packing();
        let size = packing.len();
        let weights = self.weights.as_ref();
        let half = |half: &mut H, bounds: Range<usize>| {
            let mut sum = 0.0;
            vectorised(
                #[inline(always)]
                || {
                    for run in packing.runs() {
                        let weight = run.count
                            * weights.map_or(1.0, |weights| weights[run.excited as usize]);
                        let begin = run.range.start.max(bounds.start);
                        let end = run.range.end.min(bounds.end);
                        for from in (begin..end.max(begin)).step_by(PIECE) {
                            sum += piece(half, from..end.min(from + PIECE), weight);
                        }
                    }
                },
            );
            sum
        };
        let [one, other] = halves;
        let (one, other) = join(
            size >= WORTH,
            || half(one, 0..size / 2),
            || half(other, size / 2..size),
        );
        one + other
    }
}

impl Space {
    /// The space of a state alone, which must not be zero.
    pub(crate) fn new(product: &Product, mut state: Vec<f64>) -> Self {
        let size = product.of(&state, &state).sqrt();
        scale(&mut state, size.recip());
        Self {
            product: product.clone(),
            size,
            basis: vec![state],
            columns: Vec::new(),
            projected: None,
            closed: None,
        }
    }

    /// Whether the space holds all that the state ever becomes.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// Applies the generator to the last directions until there are `order` of them.
    pub(crate) fn extend(&mut self, order: usize, scratch: &mut Scratch) {
        while self.columns.len() < order && self.closed.is_none() {
            let last = &self.basis[self.basis.len() - 1];
            let mut image = vec![0.0; last.len()];
            self.product.generator.apply(last, &mut image, scratch);
            effort::solved();
            let mut column = vec![0.0; self.basis.len()];
            let left = if self.product.is_symmetric() {
                self.remove_neighbours(&mut image, &mut column)
            } else {
                self.remove_all(&mut image, &mut column)
            };
            if left <= CLOSED * self.product.generator.most() {
                self.closed = Some(left);
                column.push(0.0);
            } else {
                column.push(left);
                scale(&mut image, left.recip());
                self.basis.push(image);
            }
            self.columns.push(column);
        }
        self.projected = self.small();
    }

    /// Takes away what an image has of the last two directions, and gives the norm of the rest.
    fn remove_neighbours(&self, image: &mut [f64], column: &mut [f64]) -> f64 {
        let last = self.basis.len() - 1;
        let share = match last.checked_sub(1) {
            None => self.product.of(image, &self.basis[last]),
            Some(before) => {
                let beside = self.columns[before][last];
                column[before] = beside;
                let direction = Some(self.basis[last].as_slice());
                self.product
                    .add(image, -beside, &self.basis[before], direction)
            }
        };
        column[last] = share;
        self.product
            .add(image, -share, &self.basis[last], None)
            .sqrt()
    }

    /// Takes away what an image has of all directions, and once more if little was left of it, with more of roundings; gives the norm
    /// of the rest.
    fn remove_all(&self, image: &mut [f64], column: &mut [f64]) -> f64 {
        let mut left = 0.0;
        for _ in 0..2 {
            let shares = products(&self.basis, &self.product.weighed(image));
            let taken: f64 = shares.iter().map(|share| share * share).sum();
            let sum = combine(&self.basis, std::slice::from_ref(&shares)).remove(0);
            left = self.product.add(image, -1.0, &sum, None);
            for (entry, share) in column.iter_mut().zip(shares) {
                *entry += share;
            }
            if left >= LITTLE * taken {
                break;
            }
        }
        left.sqrt()
    }

    fn small(&self) -> Option<Projected> {
        if !self.product.is_symmetric() {
            return Some(Projected::general(&self.columns));
        }
        let diagonal: Vec<f64> = self
            .columns
            .iter()
            .enumerate()
            .map(|(j, column)| column[j])
            .collect();
        let beside: Vec<f64> = self
            .columns
            .iter()
            .map(|column| column[column.len() - 1])
            .collect();
        Projected::symmetric(&diagonal, &beside)
    }

    /// A bound, but for roundings, of the trace norm of the error at a time after the begin of the space.
    pub(crate) fn defect(&self, time: f64) -> f64 {
        if let Some(left) = self.closed {
            let strings = self.product.generator.packing().strings();
            return self.size * left * strings.sqrt() * time;
        }
        let mut sum = f64::INFINITY;
        if self
            .projected
            .as_ref()
            .is_some_and(|_| time <= self.horizon())
        {
            self.defects(time, |_, defect| {
                sum = defect;
                true
            });
        }
        sum
    }

    /// The latest time at which a look is worth its work: the steps of a generator that is not symmetric are taken one by one.
    fn horizon(&self) -> f64 {
        match &self.projected {
            Some(projected) if !self.product.is_symmetric() => {
                HOPELESS * self.columns.len() as f64 / projected.norm()
            }
            _ => f64::INFINITY,
        }
    }

    /// Calls `look` with rising times up to the given one and the bound of the error there, until it returns false.
    fn defects(&self, time: f64, mut look: impl FnMut(f64, f64) -> bool) {
        let Some(projected) = &self.projected else {
            return;
        };
        let last = self.columns.len() - 1;
        let next = self.columns[last][self.columns[last].len() - 1];
        let spread = self.product.packing().trace_norm(&self.basis[last + 1]);
        let mut element = projected.last();
        // From the shortest time of the space on, each part is longer than the one before.
        let mut end = (PART / projected.norm()).min(time);
        let (mut before, mut begin, mut sum) = (0.0f64, 0.0, 0.0);
        loop {
            // Elements of exp are differences of numbers up to 1: what is below their roundings has vanished.
            let now = (element.at(end).abs() - VANISHED).max(0.0);
            // The defect rises from zero, so that each part is at most its end, or its begin where it falls again.
            sum += before.max(now) * (end - begin);
            if !look(end, self.size * next * spread * sum) || end >= time {
                return;
            }
            (before, begin) = (now, end);
            end = (end * (1.0 + PART)).min(time);
        }
    }

    /// An estimate of the trace norm of the error from roundings at a time after the begin of the space: those of one application of
    /// the generator, for as long as the slowest mode remembers them.
    pub(crate) fn rounding(&self, time: f64) -> f64 {
        let packing = self.product.packing();
        let size = packing.trace_norm(&self.start()).max(self.size);
        let memory = self.projected.as_ref().map_or(0.0, |projected| {
            projected.norm() * time.min(projected.slowest().recip())
        });
        4.0 * f64::EPSILON * size * (packing.strings().log2() + memory)
    }

    /// The greatest time up to `most` at which the defect is at most `rate` times that time.
    pub(crate) fn reach(&self, most: f64, rate: f64) -> f64 {
        let mut reached = 0.0;
        self.defects(most.min(self.horizon()), |time, defect| {
            let good = defect <= rate * time;
            if good {
                reached = time;
            }
            good
        });
        reached
    }

    /// The packed states at times after the begin of the space.
    pub(crate) fn at(&self, times: &[f64]) -> Vec<Vec<f64>> {
        let Some(projected) = &self.projected else {
            return vec![self.start(); times.len()];
        };
        let lists: Vec<Vec<f64>> = times
            .iter()
            .map(|&time| projected.at(time).iter().map(|y| self.size * y).collect())
            .collect();
        combine(&self.basis, &lists)
    }

    fn start(&self) -> Vec<f64> {
        self.basis[0].iter().map(|x| self.size * x).collect()
    }

    /// Memory in bytes.
    pub(crate) fn bytes(&self) -> u128 {
        8 * self.basis.len() as u128 * self.basis[0].len() as u128
    }
}

fn scale(x: &mut [f64], factor: f64) {
    for x in x {
        *x *= factor;
    }
}
