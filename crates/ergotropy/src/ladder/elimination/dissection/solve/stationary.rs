//! Stationary weights and hitting times from the factors.

use pulp::{Simd, WithSimd};

use crate::ladder::elimination::dissection::factor::kernel::TINY;
use crate::ladder::elimination::dissection::factors::Dissection;
use crate::numerics::effort;
use crate::numerics::simd::{LANES, add_multiple, product};

impl Dissection {
    /// The stationary weights, with sum 1, in the order of the window; needs z = 0 and a reflecting
    /// edge.
    pub(crate) fn stationary(&self) -> Vec<f64> {
        effort::solved();
        pulp::Arch::new().dispatch(Weights(self))
    }

    /// Mean time h from each state until the chain reaches the mode or is killed, in the order of the
    /// window: (z - Q) h = 1 off the mode. Needs [`Purpose::Resolvent`].
    ///
    /// [`Purpose::Resolvent`]: crate::ladder::elimination::purpose::Purpose::Resolvent
    pub(crate) fn hitting(&self) -> Vec<f64> {
        effort::solved();
        pulp::Arch::new().dispatch(Times(self))
    }

    /// Adds Σ_i x_i F\[i,p\] / pivot_p over the later states i to x_p, against the order of elimination,
    /// for the states p of some stages. With `flush`, results below [`TINY`] become zero.
    #[inline(always)]
    pub(crate) fn inflow<S: Simd>(
        &self,
        simd: S,
        stages: impl Iterator<Item = usize>,
        x: &mut [f64],
        flush: bool,
    ) {
        let (mut sums, mut later) = (Vec::new(), Vec::new());
        for index in stages {
            let stage = &self.order.tree.stages[index];
            let ([own, rim], [square, shares, _]) = (stage.widths(), self.parts(index, stage));
            gather(&mut later, x, self.rim(stage), rim);
            enter(&mut sums, &x[stage.own.clone()], own);
            for (p, sum) in sums.iter_mut().enumerate().take(stage.own.len()) {
                *sum += product(simd, &shares[p * rim..(p + 1) * rim], &later);
            }
            for (p, place) in stage.own.clone().enumerate().rev() {
                let value = if flush && sums[p] < TINY {
                    0.0
                } else {
                    sums[p]
                };
                x[place] = value;
                // This also changes sums of later states, which are not read again.
                add_multiple(simd, &mut sums, value, &square[p * own..(p + 1) * own]);
            }
        }
    }
}

struct Weights<'a>(&'a Dissection);

impl WithSimd for Weights<'_> {
    type Output = Vec<f64>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f64> {
        let Self(dissection) = self;
        let mut x = vec![0.0; dissection.pivots.len()];
        if let Some(mode) = x.last_mut() {
            *mode = 1.0;
        }
        let stages = (0..dissection.order.tree.stages.len()).rev();
        dissection.inflow(simd, stages, &mut x, true);
        let sum: f64 = x.iter().sum();
        dissection.in_window_order(&x, sum.recip())
    }
}

struct Times<'a>(&'a Dissection);

impl WithSimd for Times<'_> {
    type Output = Vec<f64>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f64> {
        let Self(dissection) = self;
        let stages = || dissection.order.tree.stages.iter().enumerate();
        let mut h = vec![1.0; dissection.pivots.len()];
        let (mut sums, mut beyond, mut columns) = (Vec::new(), Vec::new(), Vec::new());
        for (index, stage) in stages() {
            let ([own, rim], [square, shares, _]) =
                (stage.widths(), dissection.parts(index, stage));
            transpose(&mut columns, square, own);
            enter(&mut sums, &h[stage.own.clone()], own);
            enter(&mut beyond, &[], rim);
            for (p, place) in stage.own.clone().enumerate() {
                let value = sums[p];
                h[place] = value;
                add_multiple(simd, &mut sums, value, &columns[p * own..(p + 1) * own]);
                add_multiple(simd, &mut beyond, value, &shares[p * rim..(p + 1) * rim]);
            }
            for (&place, &sum) in dissection.rim(stage).iter().zip(&beyond) {
                h[place as usize] += sum;
            }
        }
        if let Some(mode) = h.last_mut() {
            *mode = 0.0;
        }
        let mode = h.len().saturating_sub(1);
        for (index, stage) in stages().rev() {
            let ([own, rim], [square, _, rates]) = (stage.widths(), dissection.parts(index, stage));
            transpose(&mut columns, square, own);
            gather(&mut beyond, &h, dissection.rim(stage), rim);
            enter(&mut sums, &h[stage.own.clone()], own);
            for (p, sum) in sums.iter_mut().enumerate().take(stage.own.len()) {
                *sum += product(simd, &rates[p * rim..(p + 1) * rim], &beyond);
            }
            for (p, place) in stage.own.clone().enumerate().rev() {
                if place == mode {
                    continue;
                }
                let value = sums[p] / dissection.pivots[place];
                h[place] = value;
                add_multiple(simd, &mut sums, value, &columns[p * own..(p + 1) * own]);
            }
        }
        dissection.in_window_order(&h, dissection.unit.recip())
    }
}

/// Fills `sums` with some numbers, and with zeros up to a width.
#[inline(always)]
pub(crate) fn enter(sums: &mut Vec<f64>, numbers: &[f64], width: usize) {
    sums.clear();
    sums.extend(numbers);
    sums.resize(width, 0.0);
}

/// Fills `sums` with the numbers at some places, and with zeros up to a width.
#[inline(always)]
fn gather(sums: &mut Vec<f64>, numbers: &[f64], places: &[u32], width: usize) {
    sums.clear();
    sums.extend(places.iter().map(|&place| numbers[place as usize]));
    sums.resize(width, 0.0);
}

/// The transpose of a square matrix whose rows are filled up to `width`.
#[inline(always)]
fn transpose(columns: &mut Vec<f64>, square: &[f64], width: usize) {
    columns.resize(columns.len().max(square.len()), 0.0);
    for (i, row) in square.chunks_exact(width.max(LANES)).enumerate() {
        let count = square.len() / width;
        for (column, &entry) in columns.chunks_exact_mut(width).zip(&row[..count]) {
            column[i] = entry;
        }
    }
}
