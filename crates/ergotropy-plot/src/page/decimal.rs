//! Numbers in the document.

/// A number with two decimals, without trailing zeros: a hundredth of a point cannot be seen.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{:.2}", value.clamp(-1e6, 1e6));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (1.0, "1"),
            (-0.001, "0"),
            (2.345_6, "2.35"),
            (100.0, "100"),
            (1e300, "1000000"),
        ] {
            assert_eq!(decimal(value), text);
        }
    }
}
