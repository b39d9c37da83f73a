//! Points on axes.

/// `count` evenly spaced numbers from `first` to `last`, both included; `first` alone for one.
///
/// ```
/// assert_eq!(ergotropy_sweep::linear(0.0, 1.0, 5), [0.0, 0.25, 0.5, 0.75, 1.0]);
/// ```
pub fn linear(first: f64, last: f64, count: usize) -> Vec<f64> {
    (0..count)
        .map(|i| {
            if i + 1 == count && count > 1 {
                // The last point is exactly `last`, without rounding.
                last
            } else {
                first + (last - first) * (i as f64 / (count.max(2) - 1) as f64)
            }
        })
        .collect()
}

/// `count` positive numbers from `first` to `last`, both included, with a constant ratio.
///
/// ```
/// assert_eq!(ergotropy_sweep::logarithmic(1e-2, 1e2, 5), [1e-2, 1e-1, 1.0, 1e1, 1e2]);
/// ```
pub fn logarithmic(first: f64, last: f64, count: usize) -> Vec<f64> {
    let mut all: Vec<f64> = linear(first.log10(), last.log10(), count)
        .into_iter()
        .map(|exponent| 10f64.powf(exponent))
        .collect();
    if let [start, .., end] = all.as_mut_slice() {
        (*start, *end) = (first, last);
    }
    all
}

/// All pairs (x, y), row by row: all x of the first y, then of the second.
///
/// ```
/// assert_eq!(ergotropy_sweep::product(&[1.0, 2.0], &[3.0]), [(1.0, 3.0), (2.0, 3.0)]);
/// ```
pub fn product(x: &[f64], y: &[f64]) -> Vec<(f64, f64)> {
    y.iter()
        .flat_map(|&y| x.iter().map(move |&x| (x, y)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_meet_their_ends() {
        let axis = linear(0.0, 0.99, 101);
        assert_eq!((axis[0], axis[100], axis.len()), (0.0, 0.99, 101));
        assert!(axis.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(linear(3.0, 4.0, 1), [3.0]);
        assert!(linear(0.0, 1.0, 0).is_empty());
        let times = logarithmic(1e-3, 1e3, 400);
        assert_eq!((times[0], times[399]), (1e-3, 1e3));
    }

    #[test]
    fn products_run_along_x_first() {
        assert_eq!(
            product(&[1.0, 2.0], &[3.0, 4.0]),
            [(1.0, 3.0), (2.0, 3.0), (1.0, 4.0), (2.0, 4.0)]
        );
    }
}
