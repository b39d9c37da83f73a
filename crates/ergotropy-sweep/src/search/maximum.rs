//! The maximum of a function over a box, by a method that survives kinks.

/// A maximum.
#[derive(Clone, Debug, PartialEq)]
pub struct Maximum {
    /// Where it lies.
    pub at: Vec<f64>,
    /// The value there.
    pub value: f64,
}

/// Points to an axis of the first grid, and of the windows that close in on a peak.
const COARSE: usize = 33;
const FINE: usize = 7;

/// Windows shrink by this factor; it leaves them wide enough to follow a ridge.
const SHRINK: f64 = 0.6;

/// The greatest value of `f` over a box, each coordinate to `tolerance` of the box's width.
///
/// Looks at a grid of 33 points to an axis, then closes in on each of its three highest local maxima
/// by grids in shrinking windows that move along. It uses values only, so that kinks do no harm, and
/// always sees the faces of the box. A peak narrower than the first grid can be missed. Costs
/// 33ⁿ + 3·7ⁿ·log(1/tolerance)/log(1/0.6) values in n dimensions.
///
/// # Errors
/// The first error of `f`.
pub fn maximize<E>(
    bounds: &[(f64, f64)],
    tolerance: f64,
    mut f: impl FnMut(&[f64]) -> Result<f64, E>,
) -> Result<Maximum, E> {
    let coarse = window(bounds, bounds, COARSE);
    let mut values = Vec::with_capacity(coarse.len());
    for point in &coarse {
        values.push(f(point)?);
    }
    let mut peaks: Vec<usize> = (0..coarse.len())
        .filter(|&index| is_local_maximum(&values, index, bounds.len()))
        .collect();
    peaks.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    let mut best: Option<Maximum> = None;
    for &peak in peaks.iter().take(3) {
        let start = Maximum {
            at: coarse[peak].clone(),
            value: values[peak],
        };
        let refined = close_in(start, bounds, tolerance, &mut f)?;
        if best.as_ref().is_none_or(|best| refined.value > best.value) {
            best = Some(refined);
        }
    }
    Ok(best.unwrap_or(Maximum {
        at: bounds.iter().map(|bound| bound.0).collect(),
        value: f64::NAN,
    }))
}

fn close_in<E>(
    mut best: Maximum,
    bounds: &[(f64, f64)],
    tolerance: f64,
    f: &mut impl FnMut(&[f64]) -> Result<f64, E>,
) -> Result<Maximum, E> {
    let mut reach = 1.5 / (COARSE - 1) as f64;
    while reach > tolerance / 2.0 {
        let around: Vec<(f64, f64)> = bounds
            .iter()
            .zip(&best.at)
            .map(|(&(low, high), &x)| {
                let half = reach * (high - low);
                ((x - half).max(low), (x + half).min(high))
            })
            .collect();
        for point in window(&around, bounds, FINE) {
            let value = f(&point)?;
            if value > best.value {
                best = Maximum { at: point, value };
            }
        }
        reach *= SHRINK;
    }
    Ok(best)
}

/// The grid of `count` points to an axis over `inner`; axes of no width get one point.
fn window(inner: &[(f64, f64)], outer: &[(f64, f64)], count: usize) -> Vec<Vec<f64>> {
    inner.iter().zip(outer).fold(
        vec![Vec::new()],
        |points, (&(low, high), &(first, last))| {
            let axis = if first == last {
                vec![first]
            } else {
                crate::linear(low, high, count)
            };
            points
                .iter()
                .flat_map(|point| {
                    axis.iter().map(move |&x| {
                        let mut longer = point.clone();
                        longer.push(x);
                        longer
                    })
                })
                .collect()
        },
    )
}

/// Whether no neighbour along an axis of the first grid is higher.
fn is_local_maximum(values: &[f64], index: usize, dimensions: usize) -> bool {
    let full = COARSE.pow(u32::try_from(dimensions).unwrap_or(0));
    if values.len() != full {
        // An axis of no width: the grid is no cube, and every point may start a search.
        return true;
    }
    (0..dimensions).all(|axis| {
        let stride = COARSE.pow(u32::try_from(axis).unwrap_or(0));
        let place = index / stride % COARSE;
        let below = place > 0 && values[index - stride] > values[index];
        let above = place + 1 < COARSE && values[index + stride] > values[index];
        !below && !above
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peak(f: impl Fn(&[f64]) -> f64, bounds: &[(f64, f64)]) -> Maximum {
        let found: Result<Maximum, std::convert::Infallible> = maximize(bounds, 1e-6, |x| Ok(f(x)));
        match found {
            Ok(maximum) => maximum,
            Err(never) => match never {},
        }
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
}
