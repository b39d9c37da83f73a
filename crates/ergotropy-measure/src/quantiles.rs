//! Quantiles of a list of numbers.

use crate::table::size_or_none;

/// The least absolute value that at least the given share of the list does not exceed; `None` for an
/// empty list.
///
/// A NaN counts as greater than all numbers.
pub fn quantile(numbers: &[f64], share: f64) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    let rank = (0..sorted.len()).find(|&rank| (rank + 1) as f64 >= share * sorted.len() as f64)?;
    sorted.get(rank).copied()
}

/// The greatest absolute value of a list.
pub fn worst(numbers: &[f64]) -> Option<f64> {
    quantile(numbers, 1.0)
}

/// The spread of a list: the values that 50, 90, 99 and 100 % of it do not exceed.
pub fn spread(numbers: &[f64]) -> String {
    let shares = [0.5, 0.9, 0.99, 1.0];
    shares
        .map(|share| size_or_none(quantile(numbers, share)))
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_members() {
        let numbers = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(quantile(&numbers, 0.5), Some(2.0));
        assert_eq!(quantile(&numbers, 0.75), Some(3.0));
        assert_eq!(worst(&numbers), Some(4.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(spread(&numbers), "2.00, 4.00, 4.00, 4.00");
        assert!(worst(&[1.0, f64::NAN]).is_some_and(f64::is_nan));
    }
}
