//! Numbers as parts of sentences.

use std::borrow::Borrow;

/// Items, separated by commas.
pub(super) fn plain<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    joined(values.into_iter().map(|value| value.to_string()))
}

/// Numbers with `decimals` decimals, separated by commas.
pub(super) fn list(numbers: impl IntoIterator<Item: Borrow<f64>>, decimals: usize) -> String {
    let fixed = |number: f64| format!("{number:.decimals$}");
    joined(numbers.into_iter().map(|number| fixed(*number.borrow())))
}

/// Fractions in per cent with `decimals` decimals, separated by commas, without the sign.
pub(super) fn percents(shares: impl IntoIterator<Item: Borrow<f64>>, decimals: usize) -> String {
    list(
        shares.into_iter().map(|share| 100.0 * share.borrow()),
        decimals,
    )
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
