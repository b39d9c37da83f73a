//! The maximum of a function over a box, by a method that works with kinks.

use crate::axis::linear;

/// A maximum over a box or, if `P` is a float, over an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Maximum<P = Vec<f64>> {
    /// The place of the maximum.
    pub at: P,
    /// The value at this place.
    pub value: f64,
}

/// The grids of a search for a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grids {
    /// Number of points of the first grid along an axis; a peak between two of them can be missed.
    pub coarse: usize,
    /// Number of points along an axis of a window that closes in on a peak.
    pub fine: usize,
    /// Number of peaks of the first grid on which windows close in.
    pub peaks: usize,
}

impl Default for Grids {
    /// Grids for two or three dimensions.
    fn default() -> Self {
        Self {
            coarse: 33,
            fine: 7,
            peaks: 3,
        }
    }
}

/// Factor by which windows shrink; they stay wide enough to follow a ridge.
const SHRINK: f64 = 0.6;

/// The greatest value of `f` over a box, with each coordinate within `tolerance` of the box's width.
///
/// Evaluates a grid of 33 points along each axis, then closes in on each of its three highest local maxima by
/// grids in shrinking windows that move along. Only values are used, so that kinks do no harm, and the faces of
/// the box are always included. A peak narrower than the first grid can be missed. Cost: 33ⁿ +
/// 3·7ⁿ·log(1/tolerance)/log(1/0.6) values in n dimensions, so n should be small; an axis of no width costs
/// nothing. Values that are not numbers are skipped; the result is not a number if there is no other value.
///
/// # Errors
/// The first error of `f`.
///
/// ```
/// let tent = |x: &[f64]| Ok::<f64, ()>(-(x[0] - 0.25).abs() - (x[1] - x[0]).abs());
/// let top = ergotropy_sweep::maximize(&[(0.0, 1.0), (0.0, 1.0)], 1e-6, tent)?;
/// assert!(top.at.iter().all(|x| (x - 0.25).abs() < 1e-4));
/// # Ok::<(), ()>(())
/// ```
pub fn maximize<E>(
    bounds: &[(f64, f64)],
    tolerance: f64,
    mut f: impl FnMut(&[f64]) -> Result<f64, E>,
) -> Result<Maximum, E> {
    maximize_all(bounds, tolerance, Grids::default(), |points| {
        points.iter().map(|x| f(x)).collect()
    })
}

/// The maximum that [`maximize`] finds, with other grids, and with all values of a grid asked for at once, so that they
/// can be computed on several threads.
///
/// ```
/// use ergotropy_sweep::{Grids, Progress, map, maximize_all};
///
/// let grids = Grids { coarse: 129, ..Grids::default() };
/// let wave = |points: &[Vec<f64>]| {
///     map(points, &Progress::hidden(), |x: &Vec<f64>| Ok::<f64, ()>((20.0 * x[0]).sin() * x[0]))
/// };
/// let top = maximize_all(&[(0.0, 1.0)], 1e-8, grids, wave)?;
/// assert!((top.at[0] - 1.0).abs() < 1e-8 && (top.value - 20f64.sin()).abs() < 1e-8);
/// # Ok::<(), ()>(())
/// ```
///
/// # Errors
/// The first error of `f`.
pub fn maximize_all<E>(
    bounds: &[(f64, f64)],
    tolerance: f64,
    grids: Grids,
    mut f: impl FnMut(&[Vec<f64>]) -> Result<Vec<f64>, E>,
) -> Result<Maximum, E> {
    let grid = Grid::new(bounds, grids.coarse);
    let values = f(&grid.points().collect::<Vec<_>>())?;
    let mut peaks: Vec<usize> = (0..values.len())
        .filter(|&index| !values[index].is_nan() && grid.is_peak(&values, index))
        .collect();
    peaks.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    let mut best = Maximum {
        at: grid.point(0),
        value: f64::NAN,
    };
    for &peak in peaks.iter().take(grids.peaks) {
        let start = Maximum {
            at: grid.point(peak),
            value: values[peak],
        };
        let refined = close_in(start, bounds, tolerance, grids, &mut f)?;
        if best.value.is_nan() || refined.value > best.value {
            best = refined;
        }
    }
    Ok(best)
}

fn close_in<E>(
    mut best: Maximum,
    bounds: &[(f64, f64)],
    tolerance: f64,
    grids: Grids,
    f: &mut impl FnMut(&[Vec<f64>]) -> Result<Vec<f64>, E>,
) -> Result<Maximum, E> {
    let mut reach = 1.5 / (grids.coarse - 1) as f64;
    while reach > tolerance / 2.0 {
        let around: Vec<(f64, f64)> = bounds
            .iter()
            .zip(&best.at)
            .map(|(&(low, high), &x)| {
                let half = reach * (high - low);
                ((x - half).max(low), (x + half).min(high))
            })
            .collect();
        let points: Vec<Vec<f64>> = Grid::new(&around, grids.fine).points().collect();
        let values = f(&points)?;
        for (at, value) in points.into_iter().zip(values) {
            if value > best.value {
                best = Maximum { at, value };
            }
        }
        reach *= SHRINK;
    }
    Ok(best)
}

/// A grid over a box; the last axis runs fastest.
struct Grid {
    axes: Vec<Vec<f64>>,
}

impl Grid {
    /// A grid of `count` points along each axis, or of one point along an axis without width.
    fn new(bounds: &[(f64, f64)], count: usize) -> Self {
        let axis =
            |&(low, high): &(f64, f64)| linear(low, high, if low == high { 1 } else { count });
        Self {
            axes: bounds.iter().map(axis).collect(),
        }
    }

    fn points(&self) -> impl Iterator<Item = Vec<f64>> {
        let count: usize = self.axes.iter().map(Vec::len).product();
        (0..count).map(|index| self.point(index))
    }

    fn point(&self, index: usize) -> Vec<f64> {
        let mut stride = 1;
        let mut point: Vec<f64> = self
            .axes
            .iter()
            .rev()
            .map(|axis| {
                let x = axis[index / stride % axis.len()];
                stride *= axis.len();
                x
            })
            .collect();
        point.reverse();
        point
    }

    /// Whether no neighbour along an axis has a greater value.
    fn is_peak(&self, values: &[f64], index: usize) -> bool {
        let mut stride = 1;
        self.axes.iter().rev().all(|axis| {
            let place = index / stride % axis.len();
            let below = place > 0 && values[index - stride] > values[index];
            let above = place + 1 < axis.len() && values[index + stride] > values[index];
            stride *= axis.len();
            !below && !above
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Sure<T> = Result<T, std::convert::Infallible>;

    fn peak(f: impl Fn(&[f64]) -> f64, bounds: &[(f64, f64)]) -> Maximum {
        let Ok(maximum) = maximize(bounds, 1e-6, |x| Sure::Ok(f(x)));
        maximum
    }

    #[test]
    fn finds_a_kink() {
        let kink = peak(
            |x| -(x[0] - 0.312_345).abs() - 3.0 * (x[1] - x[0]).abs(),
            &[(0.0, 1.0), (0.0, 0.99)],
        );
        assert!((kink.at[0] - 0.312_345).abs() < 1e-4 && (kink.at[1] - 0.312_345).abs() < 1e-4);
    }

    #[test]
    fn finds_the_higher_of_two_peaks_and_the_face_of_the_box() {
        let two = |x: &[f64]| {
            (-200.0 * (x[0] - 0.2).powi(2)).exp() + 1.1 * (-900.0 * (x[0] - 0.81).powi(2)).exp()
        };
        assert!((peak(two, &[(0.0, 1.0)]).at[0] - 0.81).abs() < 1e-5);
        assert_eq!(
            peak(|x| x[0] - x[1], &[(0.0, 0.9), (0.1, 0.7)]).at,
            [0.9, 0.1]
        );
        assert_eq!(
            peak(|x| x[0] - x[1], &[(0.0, 0.9), (0.5, 0.5)]).at,
            [0.9, 0.5]
        );
    }
    #[test]
    fn what_is_no_number_is_passed_over() {
        let root = peak(|x| -(x[0] - 0.5).sqrt(), &[(0.0, 1.0)]);
        assert_eq!((root.at, root.value), (vec![0.5], -0.0));
        assert!(peak(|_| f64::NAN, &[(0.0, 1.0)]).value.is_nan());
    }

    #[test]
    fn an_axis_of_no_width_hides_no_peak() {
        // Four points of the first grid near 0.2 are higher than any near 0.89.
        let two = |x: &[f64]| {
            (-200.0 * (x[0] - 0.2).powi(2))
                .exp()
                .max(1.01 - 40.0 * (x[0] - 0.89).abs())
        };
        assert!((peak(two, &[(0.0, 1.0), (0.5, 0.5)]).at[0] - 0.89).abs() < 1e-5);
    }
}
